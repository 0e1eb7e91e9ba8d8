// Where a change goes: three kinds of forges by their REST interfaces, and a folder on this computer.
// Each reads a file, and proposes one: a branch with one commit, and a pull request for it. What fails on the way leaves nothing
// behind: a branch without the commit is taken away again; one with it is kept, and the reader is told where it is.

import { Refusal } from "./text.js";

/** Return what speaks with the forge of a site; `forge` comes from its settings. */
export function forgeOf(forge, token) {
  return new { github: GitHub, gitlab: GitLab, gitea: Gitea }[forge.kind](forge, token);
}

class Forge {
  constructor(forge, token) {
    this.api = forge.api;
    this.repository = forge.repository;
    this.branch = forge.branch;
    this.token = token;
  }

  async ask(method, path, body) {
    let answer;
    try {
      answer = await fetch(`${this.api}/${path}`, {
        method,
        headers: { Accept: "application/json", Authorization: `Bearer ${this.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
        body: body ? JSON.stringify(body) : undefined,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
    } catch {
      throw new Refusal("unreachable", new URL(this.api).host);
    }
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    const said = await answer.json().catch(() => ({}));
    const detail = `${answer.status} ${typeof said.message === "string" ? said.message : (said.error ?? "")}`.trim();
    // GitHub answers 409 where the file is at another version, Gitea and GitLab 422 and 400 with a sentence.
    const code = /sha does not match|has changed since/i.test(detail) ? "changed" : { 401: "signed-out", 403: "forbidden", 404: "not-found", 409: "changed" }[answer.status];
    throw new Refusal(code ?? "refused", detail);
  }

  /** Return text and version of a file, or null where there is none. */
  async read(path) {
    try {
      return await this.file(path);
    } catch (refusal) {
      if (refusal.code !== "not-found") throw refusal;
      await this.knock(); // a token that may not see the repository gets the same answer as a file that is not there
      return null;
    }
  }

  /** Propose a file: a branch with one commit, then a pull request. The same change goes on where it stopped. */
  async propose(change) {
    const key = JSON.stringify([this.api, this.repository, change.path, change.text, change.version ?? "", change.title]);
    const branch = waiting.get(key) ?? change.branch;
    if (!waiting.has(key)) {
      await this.commit(change);
      waiting.set(key, branch);
    }
    let url;
    try {
      url = await this.open(branch, change.title);
    } catch (refusal) {
      throw new Refusal("unopened", { branch, why: refusal });
    }
    waiting.delete(key);
    return url;
  }
}

/** Branches with a commit for which no pull request could be opened yet: the change → the branch. */
const waiting = new Map();

class GitHub extends Forge {
  get home() { return `repos/${this.repository.split("/").map(encodeURIComponent).join("/")}`; }

  knock() { return this.ask("GET", this.home); }

  async file(path) {
    const found = await this.ask("GET", `${this.home}/contents/${quoted(path)}?ref=${encodeURIComponent(this.branch)}`);
    return { text: decoded(found.content), version: found.sha };
  }

  async commit({ path, text, version, branch, title }) {
    const base = await this.ask("GET", `${this.home}/git/ref/heads/${quoted(this.branch)}`);
    await this.ask("POST", `${this.home}/git/refs`, { ref: `refs/heads/${branch}`, sha: base.object.sha });
    const file = { message: title, content: encoded(text), branch, ...(version ? { sha: version } : {}) };
    try {
      await this.ask("PUT", `${this.home}/contents/${quoted(path)}`, file);
    } catch (refusal) {
      try {
        await this.ask("DELETE", `${this.home}/git/refs/heads/${quoted(branch)}`);
      } catch {
        throw new Refusal("left", { branch, why: refusal });
      }
      throw refusal;
    }
  }

  async open(branch, title) {
    const made = await this.ask("POST", `${this.home}/pulls`, { title, head: branch, base: this.branch });
    return made.html_url;
  }
}

class Gitea extends Forge {
  get home() { return `repos/${this.repository.split("/").map(encodeURIComponent).join("/")}`; }

  knock() { return this.ask("GET", this.home); }

  async file(path) {
    const found = await this.ask("GET", `${this.home}/contents/${quoted(path)}?ref=${encodeURIComponent(this.branch)}`);
    return { text: decoded(found.content), version: found.sha };
  }

  /** Branch and commit are one call, which makes both or neither. */
  commit({ path, text, version, branch, title }) {
    const file = { message: title, content: encoded(text), branch: this.branch, new_branch: branch, ...(version ? { sha: version } : {}) };
    return this.ask(version ? "PUT" : "POST", `${this.home}/contents/${quoted(path)}`, file);
  }

  async open(branch, title) {
    const made = await this.ask("POST", `${this.home}/pulls`, { title, head: branch, base: this.branch });
    return made.html_url;
  }
}

class GitLab extends Forge {
  get home() { return `projects/${encodeURIComponent(this.repository)}`; }

  knock() { return this.ask("GET", this.home); }

  async file(path) {
    const found = await this.ask("GET", `${this.home}/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(this.branch)}`);
    return { text: decoded(found.content), version: found.last_commit_id };
  }

  /** Branch and commit are one call, which makes both or neither. */
  commit({ path, text, version, branch, title }) {
    const action = { action: version ? "update" : "create", file_path: path, content: text, ...(version ? { last_commit_id: version } : {}) };
    return this.ask("POST", `${this.home}/repository/commits`, { branch, start_branch: this.branch, commit_message: title, actions: [action] });
  }

  async open(branch, title) {
    const made = await this.ask("POST", `${this.home}/merge_requests`, { source_branch: branch, target_branch: this.branch, title, remove_source_branch: true });
    return made.web_url;
  }
}

/** The folder of records on this computer, that the reader has chosen. */
export class Folder {
  constructor(handle) { this.handle = handle; }

  async read(path) {
    try {
      const file = await (await this.place(path, false)).getFile();
      const bytes = await file.arrayBuffer();
      return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), version: `${file.lastModified} ${file.size}` };
    } catch (error) {
      if (error.name === "NotFoundError") return null;
      throw new Refusal("folder", error.message);
    }
  }

  async write(path, text, version) {
    const now = await this.read(path);
    if ((now?.version ?? null) !== (version ?? null)) throw new Refusal("changed");
    try {
      const stream = await (await this.place(path, true)).createWritable();
      await stream.write(text);
      await stream.close();
    } catch (error) {
      throw new Refusal("folder", error.message);
    }
  }

  async place(path, create) {
    const names = path.split("/");
    let folder = this.handle;
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name, { create });
    return folder.getFileHandle(names.at(-1), { create });
  }
}

function quoted(path) { return path.split("/").map(encodeURIComponent).join("/"); }

function decoded(base64) {
  const bytes = Uint8Array.from(atob(base64.replaceAll(/\s/g, "")), (sign) => sign.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refusal("unreadable");
  }
}

function encoded(text) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
