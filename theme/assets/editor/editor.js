// The form: what a reader says → changes of one record → a pull request, a file in a folder, or text to paste.

import { Folder, forgeOf } from "./forges.js";
import { Day, ROOM, entryLines, itemLines, plain, record } from "./notation.js";
import { quantity } from "./quantity.js";
import { rewrite, storyOf, withStory } from "./rewrite.js";
import { Refusal, Text } from "./text.js";

const page = document.querySelector(".okr-editor");
const settings = JSON.parse(page.dataset.settings);
const form = page.querySelector("form");
const fields = form.elements;
const asked = new URLSearchParams(location.search);
const TOKEN = `okr-token ${settings.forge?.api} ${settings.forge?.repository}`;
const FUTURE = "9999-12-31";
const LARGEST = 1e15;

let deed = ["check-in", "comment", "new", "edit"].includes(asked.get("do")) ? asked.get("do") : "check-in";
let folder = null;
const loaded = new Map();
const known = new Map();

// ---- what is said -------------------------------------------------------------------------------------------------

function say(code, values = {}) {
  return (settings.words[code] ?? code).replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function tell(text, tone = "") {
  const said = form.querySelector(".okr-said");
  said.textContent = text;
  said.dataset.tone = tone;
  return said;
}

function refuse(code, control, values = {}) {
  control?.setAttribute("aria-invalid", "true");
  control?.focus();
  throw new Refusal(code, values);
}

function explain(error) {
  if (!(error instanceof Refusal)) {
    console.error(error);
    return tell(String(error.message ?? error), "poor");
  }
  const said = tell(sentenceOf(error), "poor");
  if (error.code === "unopened") {
    const quoted = settings.forge.kind === "gitlab" ? encodeURIComponent(error.detail.branch) : address(error.detail.branch);
    said.append(" ", leadTo(settings.forge.compare + quoted, "open-there"));
  }
  return said;
}

/** Return the sentence of a refusal; one that follows another says that one, too. */
function sentenceOf(error) {
  const values = typeof error.detail === "object" ? { ...error.detail } : { detail: error.detail };
  if (values.why instanceof Refusal) values.why = sentenceOf(values.why);
  return say(error.code, { root: settings.root, ...values });
}

function leadTo(href, word) {
  const link = document.createElement("a");
  link.href = href;
  link.rel = "noopener";
  link.textContent = say(word);
  return link;
}

// ---- what there is ------------------------------------------------------------------------------------------------

// Published once, beside the form in the language of the root: this script lies there, too.
const DATA = new URL("../../edit/", import.meta.url);

/** Return what a file says; each is asked for once. */
function json(path) {
  if (!loaded.has(path)) loaded.set(path, fetched(path));
  return loaded.get(path);
}

async function fetched(path) {
  const answer = await fetch(new URL(path, DATA));
  if (answer.ok) return answer.json();
  loaded.delete(path);
  throw new Error(`${answer.status} ${path}`);
}

/** Return everybody who may own objectives: `[handle, name, kind, unit above]`. */
function everybody() { return json("owners.json"); }

/** Return who owns objectives in a cycle: `[handle, name]`. */
function ownersIn(cycle) { return json(`cycles/${encodeURIComponent(cycle)}.json`); }

/** Return the objectives of an owner in a cycle. */
async function objectives(cycle, owner) {
  const owned = (await ownersIn(cycle)).some(([handle]) => handle === owner);
  const found = owned ? await json(`cycles/${encodeURIComponent(cycle)}/${encodeURIComponent(owner)}.json`) : [];
  known.set(`${cycle}/${owner}`, found);
  return found;
}

/** Return the objectives of the owner who is chosen. */
function here() { return known.get(`${fields.cycle.value}/${fields.owner.value}`) ?? []; }

function chosen() { return here().find((entry) => entry.slug === fields.objective.value); }

function option(value, label = value) { return new Option(label, value); }

async function fillOwners(wanted) {
  const kept = wanted ?? fields.owner.value;
  const owners = await (deed === "new" ? everybody() : ownersIn(fields.cycle.value));
  fields.owner.replaceChildren(...owners.map(([handle, called]) => option(handle, called === handle ? called : `${called} (${handle})`)));
  if (owners.some(([handle]) => handle === kept)) fields.owner.value = kept;
}

async function fillObjectives(wanted) {
  const found = await objectives(fields.cycle.value, fields.owner.value);
  fields.objective.replaceChildren(...found.map((entry) => option(entry.slug, entry.title ?? entry.slug)));
  if (found.some((entry) => entry.slug === wanted)) fields.objective.value = wanted;
  if (deed === "new") await fillReferences();
  showObjective();
}

async function fillPeople() {
  const people = (await everybody()).filter(([, , kind]) => kind === "person");
  document.getElementById("okr-people").replaceChildren(...people.map(([handle, called]) => option(handle, called)));
}

/** Offer what may be helped: what stands above the owner, what the reader names an owner of, and the names of all owners. */
async function fillReferences() {
  const above = new Map((await everybody()).map(([handle, , , unit]) => [handle, unit]));
  const near = new Set();
  for (let at = above.get(fields.owner.value); at && !near.has(at); at = above.get(at)) near.add(at);
  const [begun] = fields.aligns_to.value.split(/\s+/u).slice(-1);
  for (const part of begun.split("/").slice(0, -1)) if (above.has(part)) near.add(part);
  const found = [];
  for (const { value: cycle } of fields.cycle.options) {
    const prefix = cycle === fields.cycle.value ? "" : `${cycle}/`;
    for (const [owner, called] of await ownersIn(cycle)) {
      if (!near.has(owner)) found.push(option(`${prefix}${owner}/`, called));
      else for (const entry of await objectives(cycle, owner)) found.push(...references(`${prefix}${owner}/${entry.slug}`, entry));
    }
  }
  document.getElementById("okr-references").replaceChildren(...found);
}

function references(id, entry) {
  return [option(id, entry.title), ...(entry.key_results ?? []).map((result) => option(`${id}#${result.id}`, result.title))];
}

// ---- what is shown ------------------------------------------------------------------------------------------------

function showDeed() {
  for (const part of form.querySelectorAll("[data-do]")) part.hidden = !part.dataset.do.split(" ").includes(deed);
  for (const link of page.querySelectorAll("nav a")) {
    const isHere = new URL(link.href).searchParams.get("do") === deed;
    link.toggleAttribute("aria-current", isHere);
    if (isHere) {
      link.setAttribute("aria-current", "page");
      form.querySelector("h2").textContent = link.textContent;
    }
  }
}

function showObjective() {
  hidePaste();
  const entry = chosen();
  tell(entry || deed === "new" ? "" : say("no-objectives"));
  if (deed === "check-in") showKeyResults(entry?.key_results ?? []);
  if (deed === "edit") showEntries(entry);
}

function showKeyResults(results) {
  const made = results.map((result) => {
    const row = document.getElementById("okr-key-result").content.firstElementChild.cloneNode(true);
    row.dataset.id = result.id;
    row.querySelector("legend").textContent = result.title;
    const isNumber = "start" in result || "at_least" in result || "at_most" in result;
    const was = result.value ?? result.start;
    const since = result.value === undefined ? "start" : "was";
    const written = (value) => quantity(settings.units, value, result.unit);
    const goal = result.target ?? result.at_least ?? result.at_most;
    row.querySelector("p").textContent = isNumber
      ? [was === undefined ? "" : say(since, { value: written(was) }), say("target", { value: written(goal) })].filter(Boolean).join(" · ")
      : "";
    row.querySelector('[data-for="value"]').hidden = !isNumber;
    row.querySelector('[data-for="milestone"]').hidden = !result.milestones?.length;
    row.querySelector('[name="milestone"]').append(option("", say("none")), ...(result.milestones ?? []).map((title) => option(title)));
    row.querySelector('[data-for="done"]').hidden = result.is_done !== false;
    return row;
  });
  form.querySelector(".okr-key-results").replaceChildren(...made);
}

function showEntries(entry) {
  for (const control of form.querySelectorAll('[name^="edit."]')) control.value = shown(entry?.[control.name.slice(5)], control);
  const link = form.querySelector(".okr-open");
  link.hidden = !(settings.forge && entry);
  if (entry && settings.forge) link.href = settings.forge.edit + address(entry.path);
  return act(() => showStory(entry));
}

/** Show an objective's story, which lies in its open data; until it is there nobody can write over it. */
async function showStory(entry) {
  const area = fields["edit-story"];
  area.disabled = true;
  area.value = "";
  if (!entry) return;
  const id = [fields.cycle.value, entry.owner, entry.slug].map(encodeURIComponent).join("/");
  const { story } = await json(`../api/${id}.json`);
  if (entry !== chosen()) return;
  area.value = story ?? "";
  area.dataset.was = area.value;
  area.disabled = false;
}

function shown(value, control) {
  if (Array.isArray(value)) return value.join(control.dataset.input === "phrases" ? ", " : " ");
  return value === undefined ? "" : String(value);
}

function address(path) { return path.split("/").map(encodeURIComponent).join("/"); }

function addKeyResult() {
  const rows = form.querySelector(".okr-new-key-results");
  const row = document.getElementById("okr-new-key-result").content.firstElementChild.cloneNode(true);
  const measure = row.querySelector('[name="measure"]');
  const fit = () => {
    for (const part of row.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(measure.value);
  };
  measure.addEventListener("change", fit);
  fit();
  row.querySelector(".okr-remove").addEventListener("click", () => {
    row.remove();
    number();
    form.querySelector(".okr-add").focus();
  });
  rows.append(row);
  number();
  return row;
}

function number() {
  for (const [place, row] of [...form.querySelectorAll(".okr-new-key-results fieldset")].entries()) row.querySelector("legend").textContent = place + 1;
}

function hidePaste() { form.querySelector(".okr-paste").hidden = true; }

// ---- from the form to a change ------------------------------------------------------------------------------------

function oneLine(text) { return text.split(/\s+/u).filter(Boolean).join(" "); }

function numberOf(control) {
  const said = control.value.trim().replace("−", "-");
  if (!said) return null;
  const text = said.replace(",", ".");
  const isThousands = /^[-+]?[1-9]\d{0,2},\d{3}$/.test(said); // 1,200: twelve hundred to some, a bit more than one to others
  const isNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) && Math.abs(Number(text)) <= LARGEST;
  if (isThousands || !isNumber) refuse("not-a-number", control, { value: control.value });
  return Number(text);
}

function needed(control) {
  const text = oneLine(control.value);
  if (!text) refuse("missing", control, { field: control.labels[0].firstChild.textContent.trim() });
  return text;
}

function today() {
  const now = new Date();
  return settings.today || `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

const before = (kind, key) => settings.orders[kind].slice(0, settings.orders[kind].indexOf(key));

/** Return what becomes of which file: `changes` of one that is there, or the whole `text` of a new one. */
function wish() {
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  if (deed === "new") return newObjective();
  const entry = chosen();
  if (!entry) refuse("no-objectives", fields.owner);
  const id = `${entry.owner}/${entry.slug}`;
  if (deed === "comment") return comment(entry, id);
  return deed === "check-in" ? checkIn(entry, id) : edited(entry, id);
}

function dayNamed() {
  const date = needed(fields.date);
  if (date > (settings.today || today()) || date > FUTURE) refuse("future", fields.date);
  return date;
}

/** Return a comment: an entry of the file beside the objective's own, or that file with its first one. */
function comment(entry, id) {
  needed(fields.comment);
  const text = fields.comment.value.split(/\r?\n/).map((line) => line.trimEnd()).join("\n").trim();
  const item = { date: new Day(dayNamed()), by: needed(fields.by).replace(/^@/, ""), text };
  const whole = record({ comments: [item] }, "");
  return {
    path: entry.comments ?? entry.path.replace(/\.md$/, ".comments.md"),
    title: say("comment", { objective: id }),
    changes: () => [{ append: ["comments"], item, after: [] }],
    first: whole,
    text: entry.comments ? undefined : whole,
    snippet: entry.comments ? [`# ${say("below", { place: "comments" })}`, ...itemLines(item, ROOM, { isFlow: false }).map((line) => `  ${line}`)].join("\n") : whole,
  };
}

function checkIn(entry, id) {
  const date = dayNamed();
  const by = fields.by.value.trim().replace(/^@/, "");
  const said = [];
  for (const row of form.querySelectorAll(".okr-key-results fieldset")) {
    const control = (key) => row.querySelector(`[name="${key}"]`);
    const value = numberOf(control("value"));
    const confidence = control("confidence").value;
    const note = oneLine(control("note").value);
    const item = { date: new Day(date) };
    if (value !== null) item.value = value;
    if (confidence !== "") item.confidence = Number(confidence);
    if (by) item.by = by;
    if (note) item.note = note;
    const has = value !== null || confidence !== "" || note;
    const milestone = control("milestone").value;
    const done = control("done").checked;
    if (has || milestone || done) said.push({ id: row.dataset.id, title: row.querySelector("legend").textContent, item: has ? item : null, milestone, done, date });
  }
  if (!said.length) refuse("nothing", form.querySelector(".okr-key-results input"));
  return {
    path: entry.path,
    title: `${say("check-in", { objective: id })}: ${said.map(summary).join("; ")}`,
    changes: (text) => said.flatMap((news) => changesOf(news, text)),
    snippet: said.map(snippetOf).join("\n"),
  };
}

function summary({ id, item, milestone, done }) {
  return [id, item && "value" in item ? String(item.value) : "", milestone ? `“${milestone}”` : "", done ? "✓" : ""].filter(Boolean).join(" ");
}

function changesOf({ id, item, milestone, done, date }, text) {
  const results = text.front.key_results ?? [];
  const at = results.findIndex((result, place) => String(result?.id ?? `kr${place + 1}`) === id);
  if (at === -1) throw new Refusal("no-key-result", id);
  const place = ["key_results", at];
  const changes = [];
  if (milestone) {
    const step = results[at].milestones?.findIndex((entry) => entry.title === milestone && !entry.done) ?? -1;
    if (step === -1) throw new Refusal("changed");
    changes.push({ put: [...place, "milestones", step, "done"], value: new Day(date), after: before("milestone", "done") });
  }
  if (done) changes.push({ put: [...place, "done"], value: new Day(date) });
  if (item) changes.push({ append: [...place, "check_ins"], item, after: before("key_result", "check_ins") });
  return changes;
}

function snippetOf({ id, item, milestone, done, date }) {
  const lines = [`# ${say("below", { place: id })}`];
  if (milestone) lines.push(...entryLines("milestones", [{ title: milestone, done: new Day(date) }], ROOM));
  if (done) lines.push(`done: ${date}`);
  if (item) lines.push("check_ins:", ...itemLines(item, ROOM, { isFlow: false }).map((line) => `  ${line}`));
  return lines.join("\n");
}

function edited(entry, id) {
  const changes = [];
  for (const control of form.querySelectorAll('[name^="edit."]')) {
    const key = control.name.slice(5);
    if (control.value === shown(entry[key], control)) continue;
    let value = oneLine(control.value);
    if (control.dataset.input === "number") value = numberOf(control);
    if (control.dataset.input === "list") value = value.split(" ").filter(Boolean);
    if (control.dataset.input === "phrases") value = value.split(/[,，、]/u).map(oneLine).filter(Boolean);
    if (key === "title" || key === "type") needed(control);
    changes.push({ put: [key], value: value === "" ? null : value, after: before("objective", key) });
  }
  const area = fields["edit-story"];
  const story = area.disabled || area.value === area.dataset.was ? null : { from: area.dataset.was, to: area.value };
  if (!changes.length && !story) refuse("nothing", form.querySelector('[name^="edit."]'));
  const lines = changes.map((change) => `${change.put[0]}: ${change.value === null ? "" : plain(change.value)}`.trim());
  return {
    path: entry.path,
    title: say("edit", { objective: id, keys: [...changes.map((change) => change.put[0]), ...(story ? [say("story")] : [])].join(", ") }),
    changes: () => changes,
    story,
    snippet: [...lines, ...(story ? [`# ${say("below", { place: "---" })}`, story.to] : [])].join("\n"),
  };
}

function newObjective() {
  const title = needed(fields.title);
  const slug = fields.slug.value.trim();
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+(?:-+[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+)*$/u.test(slug) || slug.length > 100 || slug === "review") refuse("no-slug", fields.slug);
  const owner = fields.owner.value;
  if (here().some((entry) => entry.slug === slug)) refuse("taken", fields.slug);
  const results = [...form.querySelectorAll(".okr-new-key-results fieldset")].filter((row) => row.querySelector('[name="result"]').value.trim()).map(newKeyResult);
  const front = {
    title,
    type: fields.type.value,
    stage: "draft",
    aligns_to: fields.aligns_to.value.split(/\s+/u).filter(Boolean),
    key_results: results.map((result, place) => ({ id: `kr${place + 1}`, ...result })),
  };
  const text = record(front, fields.story.value.replaceAll("\r\n", "\n"));
  return { path: `${settings.root}/cycles/${fields.cycle.value}/${owner}/${slug}.md`, title: say("new", { objective: `${owner}/${slug}` }), text, snippet: text };
}

function newKeyResult(row) {
  const control = (key) => row.querySelector(`[name="${key}"]`);
  const title = needed(control("result"));
  const number = (key) => numberOf(control(key)) ?? refuse("missing", control(key), { field: control(key).labels[0].firstChild.textContent.trim() });
  const unit = oneLine(control("unit").value);
  const measure = control("measure").value;
  if (measure === "done") return { title, done: false };
  if (measure === "milestones") {
    needed(control("milestones"));
    return { title, milestones: control("milestones").value.split("\n").map(oneLine).filter(Boolean).map((step) => ({ title: step })) };
  }
  if (measure !== "metric") return { title, threshold: { [measure]: number("limit"), ...(unit ? { unit } : {}) } };
  const [start, target] = [number("start"), number("target")];
  if (start === target) refuse("same", control("target"));
  return { title, metric: { start, target, ...(unit ? { unit } : {}) } };
}

// ---- from the change to where it goes -----------------------------------------------------------------------------

/** Return the new text of a file from what it says now. */
function after(wanted, found) {
  if (!found && wanted.first) return wanted.first;
  if (wanted.text && !wanted.first) {
    if (found) throw new Refusal("taken");
    return wanted.text;
  }
  if (!found) throw new Refusal("gone");
  const text = rewrite(found.text, wanted.changes(new Text(found.text)));
  if (!wanted.story) return text;
  if (storyOf(found.text) !== wanted.story.from) throw new Refusal("story-changed");
  return withStory(text, wanted.story.to);
}

function branchOf(wanted) {
  const from = wanted.path.slice(settings.root.length + 1).replace(/^cycles\//, "").replace(/(?:\.comments)?\.md$/, "");
  const random = [...crypto.getRandomValues(new Uint8Array(3))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `okr/${from}-${deed}-${today()}-${random}`;
}

async function propose(wanted) {
  const token = fields.token.value.trim();
  if (!token) {
    form.querySelector(".okr-token").open = true;
    refuse("token", fields.token);
  }
  const forge = forgeOf(settings.forge, token);
  const found = await forge.read(wanted.path);
  const text = after(wanted, found);
  const url = await forge.propose({ path: wanted.path, text, version: found?.version, branch: branchOf(wanted), title: wanted.title });
  sessionStorage.setItem(TOKEN, token);
  const said = tell(`${say("proposed")} `, "good");
  if (/^https?:/.test(url)) {
    const link = leadTo(url, "see");
    said.append(link);
    link.focus();
  }
}

async function write(wanted) {
  folder ??= await choose();
  const path = wanted.path.slice(settings.root.length + 1);
  const found = await folder.read(path);
  await folder.write(path, after(wanted, found), found?.version);
  tell(say("written", { path }), "good");
}

async function choose() {
  const handle = await showDirectoryPicker({ id: "okrs", mode: "readwrite" });
  for await (const known of handle.keys()) if (known === "settings.yml" || known === "cycles") return new Folder(handle);
  throw new Refusal("wrong-folder");
}

function paste(wanted) {
  const box = form.querySelector(".okr-paste");
  box.hidden = false;
  box.querySelector(".okr-where").textContent = wanted.path;
  box.querySelector("pre").textContent = wanted.snippet;
  const link = box.querySelector(".okr-there");
  link.hidden = !settings.forge;
  if (settings.forge && wanted.text) {
    const query = settings.forge.kind === "gitlab" ? { file_name: wanted.path } : { filename: wanted.path, value: wanted.text };
    link.href = `${settings.forge.new}?${new URLSearchParams(query)}`;
  } else if (settings.forge) {
    link.href = settings.forge.edit + address(wanted.path);
  }
  box.querySelector("pre").focus();
}

async function save(event) {
  event.preventDefault();
  const button = event.submitter ?? form.querySelector(".okr-save button:not([hidden])");
  if (button.getAttribute("aria-busy") === "true") return;
  hidePaste();
  tell(say("working"));
  button.setAttribute("aria-busy", "true");
  try {
    const wanted = wish();
    if (fields.by.value) sessionStorage.setItem("okr-by", fields.by.value);
    if (button.value === "propose") await propose(wanted);
    else if (button.value === "folder") await write(wanted);
    else {
      paste(wanted);
      tell("");
    }
  } catch (error) {
    if (error.name === "AbortError") tell(""); // the reader closed the picture of folders
    else explain(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

async function copy() {
  try {
    await navigator.clipboard.writeText(form.querySelector(".okr-paste pre").textContent);
    tell(say("copied"), "good");
  } catch {
    getSelection().selectAllChildren(form.querySelector(".okr-paste pre"));
    tell(say("not-copied"), "poor");
  }
}

function slugOf(title) {
  let made = title.normalize("NFC").toLowerCase().replaceAll(/[^\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Nd}]+/gu, "-").replaceAll(/^-+|-+$/g, "");
  while (made.length > 40 && made.includes("-")) made = made.slice(0, made.lastIndexOf("-"));
  return made.slice(0, 40).replaceAll(/^-+|-+$/g, "");
}

// ---- the beginning ------------------------------------------------------------------------------------------------

async function begin() {
  const [cycle, owner, slug] = (asked.get("objective") ?? "").split("/");
  if ([...fields.cycle.options].some((entry) => entry.value === (cycle || asked.get("cycle")))) fields.cycle.value = cycle || asked.get("cycle");
  fields.date.value = today();
  fields.date.max = today();
  fields.by.value = sessionStorage.getItem("okr-by") ?? "";
  if (fields.token) fields.token.value = sessionStorage.getItem(TOKEN) ?? "";
  form.querySelector('[value="folder"]').hidden = !("showDirectoryPicker" in window);
  addKeyResult();
  addKeyResult();
  page.querySelector("nav").hidden = false;
  form.hidden = false;
  showDeed();
  await fillOwners(owner || asked.get("owner"));
  await fillObjectives(slug);
  fields.cycle.addEventListener("change", () => act(async () => { await fillOwners(); await fillObjectives(); }));
  fields.owner.addEventListener("change", () => act(() => fillObjectives()));
  fields.objective.addEventListener("change", showObjective);
  fields.by.addEventListener("focus", () => act(fillPeople), { once: true });
  fields.aligns_to.addEventListener("input", () => act(fillReferences));
  fields.title.addEventListener("input", () => { if (!fields.slug.dataset.own) fields.slug.value = slugOf(fields.title.value); });
  fields.slug.addEventListener("input", () => { fields.slug.dataset.own = fields.slug.value ? "1" : ""; });
  form.querySelector(".okr-add").addEventListener("click", () => addKeyResult().querySelector("input").focus());
  form.querySelector(".okr-copy").addEventListener("click", copy);
  form.addEventListener("submit", save);
  form.addEventListener("input", hidePaste);
  form.dataset.ready = "true";
}

async function act(deedOf) {
  try {
    await deedOf();
  } catch (error) {
    explain(error);
  }
}

await act(begin);
