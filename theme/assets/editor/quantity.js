// A value with its unit, as the pages write it: 91 %, ¥300, 1,200 parcels; 91% and 1,200 件 (`okrpress/pages/parts/quantity.py`).

/** Write a measured value as exactly as the author gave it, in groups of three digits. */
function number(value) {
  const size = Math.abs(value);
  const text = size !== 0 && (size >= 1e15 || size < 1e-4)
    ? value.toExponential().replace(/e([+-])(\d)$/, "e$10$2")
    : value.toLocaleString("en", { maximumSignificantDigits: size < 1e10 ? 10 : 15 });
  return text.replace(/^-/, "\u2212");
}

/** Write a value with its unit; `units` says which stand before the number, and which cling to it in Chinese. */
export function quantity(units, value, unit = "") {
  if (!unit) return number(value);
  if (units.before.includes(unit)) return unit + number(value);
  const clings = units.language === "zh" && (units.clinging.includes(unit) || /[^\u0000-\u007f]/.test(unit));
  return `${number(value)}${clings ? "" : "\u00a0"}${unit}`;
}
