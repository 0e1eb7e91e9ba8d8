// Values as YAML: the pieces that come into a record, written as `okr checkin` writes them (`okrpress/edit/notation.py`).

/** A day, written without quotation marks. */
export class Day {
  constructor(text) { this.text = text; }
}

/** Cells in a line; a longer map gets a line for each key. */
export const ROOM = 120;
export const UNENDING = 1 << 30;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
// What our reader, or another reader of YAML, would take for a number, a truth, a day or nothing.
const TYPED = /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+]?0b[01_]+|[-+]?0x[0-9a-f_]+|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*(?:e[-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?)$/i;
// What YAML would take for more than text.
const SIGN = /^(?:---|\.\.\.|[ #,[\]{}&*!|>'"%@`]|[-?:](?: |$))|[ :]$| #|: /;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Count the cells that a text takes in a terminal: a Chinese sign takes two. */
export function width(text) {
  let cells = 0;
  for (const sign of text) cells += WIDE.test(sign) ? 2 : 1;
  return cells;
}

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Day);

function isPlain(text, inBrackets) {
  if (text === "" || UNSEEN.test(text) || TYPED.test(text) || SIGN.test(text)) return false;
  return !(inBrackets && (/[,?[\]{}:]/.test(text)));
}

function quoted(text) {
  const escaped = JSON.stringify(text).replace(new RegExp(UNSEEN, "g"), (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped;
}

/** Write a number as Python does: with a point and an exponent where it is very small or very large. */
function numeral(value) {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e16)) return String(value);
  const [digits, exponent] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function scalar(value, inBrackets) {
  if (value === null || value === undefined) return "null";
  if (value instanceof Day) return value.text;
  if (typeof value === "number") return numeral(value);
  if (typeof value !== "string") return String(value);
  return isPlain(value, inBrackets) ? value : quoted(value);
}

/** Write a value on one line, as it may stand between brackets. */
export function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isMap(value)) return `{${Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`).join(", ")}}`;
  return scalar(value, true);
}

/** Write a value on one line, as it may stand after `key: `, in the quotation marks of the text that it replaces. */
export function plain(value, like = "") {
  if (Array.isArray(value) || isMap(value)) return flow(value);
  if (typeof value === "string" && !UNSEEN.test(value)) {
    if (like.startsWith("'")) return `'${value.replaceAll("'", "''")}'`;
    if (like.startsWith('"')) return quoted(value);
  }
  return scalar(value, false);
}

/** Return the lines of `key: value` in a block; a list of maps gets a line or more for each item. */
export function entryLines(key, value, room, step = 2) {
  if (Array.isArray(value) && value.some(isMap)) {
    return [`${key}:`, ...value.flatMap((item) => itemLines(item, room - step, { isFlow: false }).map((line) => " ".repeat(step) + line))];
  }
  if (isMap(value) && Object.values(value).some((inner) => Array.isArray(inner) || isMap(inner))) {
    return [`${key}:`, ...Object.entries(value).flatMap(([name, inner]) => entryLines(name, inner, room - 2, step).map((line) => `  ${line}`))];
  }
  return [`${key}: ${plain(value)}`];
}

/** Return the lines of a list's item; a map of plain values stands on one line where it has the room. */
export function itemLines(item, room, { isFlow, gap = 1 }) {
  const dash = `-${" ".repeat(gap)}`;
  if (!isMap(item) || Object.keys(item).length === 0) return [dash + plain(item)];
  const isLeaf = !Object.values(item).some((inner) => Array.isArray(inner) || isMap(inner));
  const line = dash + flow(item);
  return (isFlow || isLeaf) && width(line) <= room ? [line] : blockItem(item, room, gap);
}

/** Return the lines of a map in a list, a line for each key. */
export function blockItem(item, room, gap = 1) {
  const lines = Object.entries(item).flatMap(([key, value]) => entryLines(key, value, room - 1 - gap));
  return lines.map((line, number) => (number ? " ".repeat(1 + gap) : `-${" ".repeat(gap)}`) + line);
}

/** Return the text of a new record; what is null, "" or empty is left out. */
export function record(front, story) {
  const lines = Object.entries(front)
    .filter(([, value]) => value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0))
    .flatMap(([key, value]) => entryLines(key, value, ROOM));
  return ["---", ...lines, "---", story.trim() ? `${story.trim()}\n` : ""].join("\n");
}
