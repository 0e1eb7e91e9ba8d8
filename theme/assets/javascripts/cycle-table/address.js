/* What a reader asked for, as it stands in the address: a view can be sent, and the back button leads to the one before. */

const LISTS = ["unit", "owner", "person", "mine", "type", "stage", "state", "score", "confidence", "checked", "tag", "is"]

/* Facets and flags, in the order in which they stand in an address. */
export const FILTERS = LISTS

export function nothing() {
  return { text: "", sort: "unit", down: false, page: 1, ...Object.fromEntries(LISTS.map(name => [name, []])) }
}

/* Read ?unit=logistics&state=at-risk&state=stale&sort=-score&page=2; whatever else an address says is not ours. */
export function read(search) {
  const said = new URLSearchParams(search)
  const state = nothing()
  for (const name of LISTS) state[name] = [...new Set(said.getAll(name).filter(Boolean))]
  state.text = said.get("text") ?? ""
  const sort = said.get("sort") ?? ""
  state.down = sort.startsWith("-")
  state.sort = sort.replace(/^-/, "") || "unit"
  state.page = Math.max(1, Math.trunc(Number(said.get("page"))) || 1)
  return state
}

/* Write what `read` reads; the plain list is an address without a question. */
export function write(state) {
  const said = new URLSearchParams()
  if (state.text) said.set("text", state.text)
  for (const name of LISTS) for (const value of state[name]) said.append(name, value)
  if (state.sort !== "unit" || state.down) said.set("sort", (state.down ? "-" : "") + state.sort)
  if (state.page > 1) said.set("page", state.page)
  const written = said.toString()
  return written && `?${written}`
}

export function isFiltered(state) {
  return Boolean(state.text.trim()) || LISTS.some(name => state[name].length)
}

/* The same without one filter, or without all of them. */
export function without(state, name) {
  const names = name === undefined ? [...LISTS, "text"] : [name]
  return { ...state, page: 1, ...Object.fromEntries(names.map(name => [name, name === "text" ? "" : []])) }
}
