// Where a change goes: three kinds of forges by their REST interfaces, and a folder on this computer.
// Each reads a file, and proposes one: a branch with one commit, and a pull request for it.

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
    if (answer.ok) return answer.json();
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
}

class GitHub extends Forge {
  get home() { return `repos/${this.repository.split("/").map(encodeURIComponent).join("/")}`; }

  knock() { return this.ask("GET", this.home); }

  async file(path) {
    const found = await this.ask("GET", `${this.home}/contents/${quoted(path)}?ref=${encodeURIComponent(this.branch)}`);
    return { text: decoded(found.content), version: found.sha };
  }

  async propose({ path, text, version, branch, title }) {
    const base = await this.ask("GET", `${this.home}/git/ref/heads/${quoted(this.branch)}`);
    await this.ask("POST", `${this.home}/git/refs`, { ref: `refs/heads/${branch}`, sha: base.object.sha });
    const file = { message: title, content: encoded(text), branch, ...(version ? { sha: version } : {}) };
    await this.ask("PUT", `${this.home}/contents/${quoted(path)}`, file);
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

  async propose({ path, text, version, branch, title }) {
    const file = { message: title, content: encoded(text), branch: this.branch, new_branch: branch, ...(version ? { sha: version } : {}) };
    await this.ask(version ? "PUT" : "POST", `${this.home}/contents/${quoted(path)}`, file);
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

  async propose({ path, text, version, branch, title }) {
    const action = { action: version ? "update" : "create", file_path: path, content: text, ...(version ? { last_commit_id: version } : {}) };
    await this.ask("POST", `${this.home}/repository/commits`, { branch, start_branch: this.branch, commit_message: title, actions: [action] });
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
