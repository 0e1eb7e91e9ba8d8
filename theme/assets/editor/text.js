// A record's text with the place of everything in it: where a value begins and ends, and how its author writes.

import { isMap, isScalar, isSeq, parseDocument } from "./vendor/yaml.js";

/** What cannot be done, for the reader to see: `code` names the sentence. */
export class Refusal extends Error {
  constructor(code, detail = "") {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export const MISSING = Symbol("missing");

export class Text {
  constructor(raw) {
    this.raw = raw;
    if (/\r(?!\n)/.test(raw)) throw new Refusal("by-hand");
    const opening = /^\ufeff?---[ \t]*\r?\n/.exec(raw);
    if (!opening) throw new Refusal("unreadable");
    this.begin = opening[0].length;
    const fence = /\n---[ \t]*(?:\r?\n|$)/g;
    fence.lastIndex = this.begin - 1;
    const closing = fence.exec(raw);
    if (!closing) throw new Refusal("unreadable");
    this.close = closing.index + 1;
    // Other ends of a line than these: the two readers of YAML do not agree on them.
    if (/[\u0085\u2028\u2029]/.test(raw.slice(0, this.close))) throw new Refusal("by-hand");
    this.body = raw.slice(closing.index + closing[0].length);
    const document = parseDocument(raw.slice(this.begin, this.close), { logLevel: "silent", prettyErrors: false });
    if (document.errors.length) throw new Refusal("unreadable", document.errors[0].message);
    if (!isMap(document.contents)) throw new Refusal("unreadable");
    this.root = document.contents;
    this.front = document.toJS();
  }

  /** Return the value at a place, or MISSING. */
  value(place) {
    let found = this.front;
    for (const part of place) {
      if (found === null || typeof found !== "object" || !Object.hasOwn(found, part)) return MISSING;
      found = found[part];
    }
    return found;
  }

  /** Return the pair of a map that a place names. */
  pair(place) {
    const around = this.node(place.slice(0, -1));
    const found = isMap(around) ? around.items.find((entry) => isScalar(entry.key) && String(entry.key.value) === String(place.at(-1))) : undefined;
    if (!found) throw new Refusal("by-hand");
    return found;
  }

  node(place) {
    let found = this.root;
    for (const part of place) {
      if (isMap(found)) found = found.items.find((entry) => isScalar(entry.key) && String(entry.key.value) === String(part))?.value;
      else if (isSeq(found)) found = found.items[part];
      else throw new Refusal("by-hand");
    }
    if (!found?.range) throw new Refusal("by-hand");
    return found;
  }

  start(place) { return this.begin + this.node(place).range[0]; }

  end(place) { return this.begin + end(this.node(place)); }

  keyStart(place) { return this.begin + this.pair(place).key.range[0]; }

  keyEnd(place) { return this.begin + this.pair(place).key.range[1]; }

  isFlow(place) { return Boolean(this.node(place).flow); }

  /** Return how far in a map's keys or a list's dashes stand. */
  column(place) {
    const node = this.node(place);
    let at = node.range[0];
    if (!node.flow && isMap(node) && node.items.length) at = node.items[0].key.range[0];
    if (!node.flow && isSeq(node) && node.items.length) at = this.raw.lastIndexOf("-", this.begin + node.items[0].range[0] - 1) - this.begin;
    return this.begin + at - this.lineStart(this.begin + at);
  }

  lineStart(offset) { return this.raw.lastIndexOf("\n", offset - 1) + 1; }

  lineEnd(offset) {
    const found = /\r?\n/g;
    found.lastIndex = offset;
    return found.exec(this.raw)?.index ?? this.raw.length;
  }

  /** Return where the next line begins; `offset` itself where a line begins there. */
  afterLine(offset) {
    if (this.lineStart(offset) === offset) return offset;
    const at = this.raw.indexOf("\n", offset);
    return at === -1 ? this.raw.length : at + 1;
  }

  lineBreak(offset) { return this.raw.endsWith("\r\n", offset) || this.raw.slice(0, offset).endsWith("\r\n") ? "\r\n" : "\n"; }

  /** Yield the places of all lists that have items, or of those below a key of that name. */
  *lists(key = "") {
    const waiting = [[[], this.front]];
    for (const [place, value] of waiting) {
      if (value === null || typeof value !== "object") continue;
      for (const [name, inner] of Object.entries(value)) waiting.push([[...place, Array.isArray(value) ? Number(name) : name], inner]);
      if (Array.isArray(value) && value.length && (!key || place.at(-1) === key)) yield place;
    }
  }
}

function end(node) {
  if (node.flow || isScalar(node) || !(isMap(node) || isSeq(node)) || node.items.length === 0) return node.range[1];
  const last = node.items.at(-1);
  if (isSeq(node)) return end(last);
  return last.value && !(isScalar(last.value) && last.value.range[0] === last.value.range[1]) ? end(last.value) : last.key.range[1];
}
