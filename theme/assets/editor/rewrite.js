// Write a change into a record's text and leave every other byte as it was: the rules of `okr checkin`, in the browser.
// The result is read again, and must say what was said before, with the change and nothing else.

import { Day, ROOM, UNENDING, blockItem, entryLines, flow, itemLines, plain, width } from "./notation.js";
import { MISSING, Refusal, Text } from "./text.js";

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Day);

/** Return a text with changes made: `{put: place, value, after}` or `{append: place, item, after}`, one after the other. */
export function rewrite(raw, changes) {
  const before = new Text(raw);
  const wanted = structuredClone(before.front);
  let text = before;
  for (const change of changes) {
    apply(wanted, change);
    text = new Text(withCuts(text.raw, cuts(text, change)));
  }
  if (!isSame(text.front, wanted) || text.body !== before.body) throw new Refusal("by-hand");
  return text.raw;
}

/** Return what stands below the front matter, without blank lines around it. */
export function storyOf(raw) {
  return new Text(raw).body.replaceAll("\r\n", "\n").replaceAll(/^\n+|\n+$/g, "");
}

/** Return a text with another story: front matter, blank lines around the story and line ends stay as they are. */
export function withStory(raw, story) {
  const text = new Text(raw);
  const head = raw.slice(0, raw.length - text.body.length);
  const [lineBreak] = /\r?\n$/.exec(head) ?? /\r?\n/.exec(raw);
  const wanted = story.replaceAll("\r\n", "\n").replaceAll(/^\n+|\n+$/g, "").replaceAll("\n", lineBreak);
  const [lead] = /^(?:\r?\n)*/.exec(text.body);
  const tail = text.body.length > lead.length ? /(?:\r?\n)*$/.exec(text.body)[0] : lineBreak;
  const made = wanted ? `${head}${head.endsWith("\n") ? "" : lineBreak}${lead}${wanted}${tail}` : head;
  if (!isSame(new Text(made).front, text.front) || storyOf(made) !== wanted.replaceAll("\r\n", "\n")) throw new Refusal("by-hand");
  return made;
}

function apply(front, change) {
  const place = change.put ?? change.append;
  let around = front;
  for (const part of place.slice(0, -1)) around = around[part];
  around[place.at(-1)] = read(change.put ? change.value : [...(around[place.at(-1)] ?? []), change.item]);
}

/** Return a value as it is read back: a day is text to a reader that knows no days. */
function read(value) {
  if (value instanceof Day) return value.text;
  if (Array.isArray(value)) return value.map(read);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, read(inner)]));
  return value;
}

function isSame(one, other) {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return Object.is(one, other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
}

function withCuts(raw, list) {
  for (const [start, end, piece] of list.toSorted((one, other) => other[0] - one[0] || other[1] - one[1])) {
    raw = raw.slice(0, start) + piece + raw.slice(end);
  }
  return raw;
}

function cuts(text, change) {
  if (!change.append) return put(text, change.put, change.value, change.after ?? []);
  const place = change.append;
  const items = text.value(place);
  if (items === MISSING || items === null || (Array.isArray(items) && items.length === 0)) return put(text, place, [change.item], change.after ?? []);
  if (!Array.isArray(items)) throw new Refusal("by-hand");
  if (text.isFlow(place)) return intoBrackets(text, place, [...place, items.length - 1], flow(change.item), false);
  return belowItems(text, place, items.length, change.item);
}

function put(text, place, value, after) {
  const old = text.value(place);
  if (old === MISSING) return newEntry(text, place, value, after);
  if (old === null || (Array.isArray(old) && old.length === 0)) return filled(text, place, value);
  const [start, end] = [text.start(place), text.end(place)];
  if (typeof old === "object") {
    if (!text.isFlow(place)) throw new Refusal("by-hand");
    return [[start, end, flow(value)]];
  }
  return [replaced(text, place, value)];
}

/** Replace one word or sentence by another, in the same quotation marks. */
function replaced(text, place, value) {
  const [start, end] = [text.start(place), text.end(place)];
  const old = text.raw.slice(start, end);
  if (!/^[|>]/.test(old)) return [start, end, isInBrackets(text, place) && !/^['"]/.test(old) ? flow(value) : plain(value, old)];
  const sign = /^[|>][-+0-9]*/.exec(old)[0];
  const rest = text.raw.slice(start + sign.length, text.lineEnd(start)).trimEnd();
  return [start, end, plain(value) + rest + text.lineBreak(text.afterLine(start))];
}

/** Give a value to a key that has none, or `[]`. */
function filled(text, place, value) {
  let [start, end] = [text.start(place), text.end(place)];
  if (start === end) start = end = endOfEntry(text, place);
  if (Array.isArray(value) && value.some(isMap) && !isInBrackets(text, place) && !text.raw.slice(start, end).includes("\n")) {
    const before = text.raw.slice(text.keyEnd(place), start);
    const at = text.afterLine(end);
    const lines = listLines(text, place, value).slice(1);
    const indent = " ".repeat(text.column(place.slice(0, -1)));
    return [[start - before.length + before.trimEnd().length, end, ""], [at, at, joined(lines, indent, text.lineBreak(at))]];
  }
  const piece = isInBrackets(text, place) ? flow(value) : plain(value);
  return [[start, end, start < end ? piece : ` ${piece}`]];
}

/** Give a map a key that it does not have, behind those that stand before it where people write them. */
function newEntry(text, place, value, after) {
  const around = place.slice(0, -1);
  const entries = text.value(around);
  if (!isMap(entries) || Object.keys(entries).length === 0) throw new Refusal("by-hand");
  // Not `Object.keys`: a browser lists keys that look like numbers first.
  const names = text.node(around).items.map((entry) => String(entry.key.value));
  const before = after.findLast((name) => names.includes(name)) ?? names.at(-1);
  if (around.length && text.isFlow(around)) return intoBrackets(text, around, [...around, names.at(-1)], `${place.at(-1)}: ${flow(value)}`, true);
  const at = text.afterLine(endOfEntry(text, [...around, before]));
  return [[at, at, joined(listLines(text, place, value), " ".repeat(text.column(around)), text.lineBreak(at))]];
}

/** Return where an entry of a map ends: its value, or its colon where it has none. */
function endOfEntry(text, place) {
  const [start, end] = [text.start(place), text.end(place)];
  if (text.value(place) !== null || start !== end) return end;
  const colon = text.raw.indexOf(":", text.keyEnd(place));
  return colon !== -1 && !text.raw.slice(text.keyEnd(place), colon).replaceAll(/[\s'"]/g, "") ? colon + 1 : text.keyEnd(place);
}

/** Add a piece after the last one of a list or map in brackets, as the others stand: on one line, or one to a line. */
function intoBrackets(text, place, last, piece, isOfMap) {
  const end = isOfMap ? endOfEntry(text, last) : text.end(last);
  const close = text.end(place) - 1;
  const tail = text.raw.slice(end, close).replaceAll(/(?<!\S)#[^\r\n]*/g, (found) => " ".repeat(found.length));
  const comma = tail.includes(",") ? end + tail.indexOf(",") + 1 : 0;
  const begin = isOfMap ? text.keyStart(last) : text.start(last);
  const line = text.lineStart(begin);
  if (line <= text.start(place) || text.raw.slice(line, begin).trim()) return comma ? [[comma, comma, ` ${piece},`]] : [[end, end, `, ${piece}`]];
  const at = Math.min(text.lineEnd(comma || end), close);
  const following = text.lineBreak(line) + text.raw.slice(line, begin) + piece + (comma ? "," : "");
  return comma ? [[at, at, following]] : [[end, at, `,${text.raw.slice(end, at)}${following}`]];
}

/** Add an item below the last one of a list in a block. */
function belowItems(text, place, count, item) {
  const dash = text.column(place);
  const last = [...place, count - 1];
  const line = text.lineStart(text.start(last));
  let gap = text.column(last) - dash - 1;
  if (text.raw[line + dash] !== "-" || text.raw.slice(line + dash + 1, line + dash + 1 + gap).trim() || gap < 1) gap = 1;
  const at = text.afterLine(text.end(last));
  const neighbours = Array.from({ length: count }, (_, number) => [...place, number]);
  return [[at, at, joined(inStyle(text, neighbours, item, dash, gap), " ".repeat(dash), text.lineBreak(at))]];
}

/** Return the lines of an item that looks like its neighbours: between brackets, or a line for each key. */
function inStyle(text, neighbours, item, column, gap = 1) {
  const maps = neighbours.filter((place) => isMap(text.value(place)));
  const short = maps.filter((place) => text.isFlow(place));
  if (isMap(item) && maps.length && !short.length) return blockItem(item, UNENDING, gap);
  const written = short.map((place) => text.raw.slice(text.start(place), text.end(place))).filter((entry) => !entry.includes("\n"));
  const longest = Math.max(0, ...written.map((entry) => width(entry) + 1 + gap + column));
  return itemLines(item, Math.max(ROOM, longest) - column, { isFlow: short.length > 0, gap });
}

/** Return the lines of an entry; a list of maps looks like the document's other lists of that name. */
function listLines(text, place, value) {
  const key = String(place.at(-1));
  const column = text.column(place.slice(0, -1));
  if (!Array.isArray(value) || !value.some(isMap)) return entryLines(key, value, ROOM - column);
  const others = [...text.lists(key)].flatMap((found) => text.value(found).map((_, number) => [...found, number]));
  const step = stepOf(text);
  return [`${key}:`, ...value.flatMap((item) => inStyle(text, others, item, column + step).map((line) => " ".repeat(step) + line))];
}

/** Return how far in from its key this author's lists begin. */
function stepOf(text) {
  for (const place of text.lists()) {
    if (typeof place.at(-1) !== "string" || text.isFlow(place)) continue;
    const key = text.keyStart(place);
    const step = text.column(place) - (key - text.lineStart(key));
    if (step >= 0) return step;
  }
  return 2;
}

function isInBrackets(text, place) {
  return place.some((_, depth) => depth > 0 && text.isFlow(place.slice(0, depth)));
}

function joined(lines, indent, lineBreak) {
  return lines.map((line) => indent + line + lineBreak).join("");
}
