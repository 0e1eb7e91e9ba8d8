/* The rows that are shown, as a file for a spreadsheet. */

/* Excel takes a file without this mark for one in the machine's own encoding. */
const MARK = "\ufeff"

export function csv(records, shown, page) {
  const { data, who, rows } = records
  const lines = shown.map(row => {
    const owner = rows.owner[row]
    const unit = who.kind[owner] === 0 ? owner : who.above[owner]
    return [
      new URL(address(records, row), page).href,
      rows.title[row],
      who.name[owner],
      who.handle[owner],
      unit < 0 ? "" : who.name[unit],
      data.types[rows.type[row]]?.[1],
      data.stages[rows.stage[row]]?.[1],
      data.states[rows.state[row]]?.[1],
      score(rows.score[row]),
      score(rows.expected[row]),
      rows.confidence[row] ?? "",
      data.days[rows.checked[row]]?.[0] ?? "",
      rows.tags[row].map(tag => data.tags[tag]).join(" "),
      rows.unaligned[row],
      rows.stale[row],
    ]
  })
  return MARK + [data.columns, ...lines].map(cells => `${cells.map(cell).join(",")}\r\n`).join("")
}

/* Write a cell. What a spreadsheet would take for a formula becomes text (OWASP, "CSV Injection"). */
export function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value ?? "") ? `'${value}` : String(value ?? "")
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/* A score to two decimals, half away from zero, as the number is written and not as it is stored. */
export function score(number) {
  if (number === null) return ""
  const written = String(number)
  return (Math.round(written.includes("e") ? number * 100 : Number(`${written}e2`)) / 100).toFixed(2)
}

/* Where a row's objective is, seen from the page of the cycle. */
export function address(records, row) {
  const { slug, owner } = records.rows
  return `${encodeURIComponent(records.who.handle[owner[row]])}/${encodeURIComponent(slug[row])}/`
}

export function save(text, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
