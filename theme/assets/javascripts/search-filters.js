/* What a search is narrowed by, below Material's search box.
 *
 * A filter is a word of the query (`unit:logistics`), as it can be typed too: choosing one writes it, taking it back removes
 * it. So the query says all of what is asked for, and stands in the address: a search can be sent, and the back
 * button leads back to its results. Without scripts there is no search, and nothing of this.
 */
"use strict"
;(() => {
  const box = document.querySelector(".md-search")
  const field = box?.querySelector(".md-search__input")
  const toggle = document.getElementById("__search")
  const config = document.getElementById("__config")
  if (!field || !toggle || !config) return
  const worker = new URL(JSON.parse(config.textContent).search, location)
  const home = new URL(`../../${worker.hash.slice(1)}`, worker)
  const token = name => new RegExp(`(^|\\s)${name}[:：](\\S*)`, "iu")
  const fields = new Map()
  let bar
  let named

  const told = async name => (await fetch(new URL(`search/${name}.json`, home), { cache: "no-cache" })).json()
  const element = (name, values = {}) => Object.assign(document.createElement(name), values)

  async function build() {
    bar ??= told("filters").then(({ facets, closed, any, colon, label }) => {
      const row = element("div", { className: "okr-search" })
      row.setAttribute("role", "group")
      row.setAttribute("aria-label", label)
      for (const [name, word, options] of facets) row.append(select(name, word, `${word}${colon}${any}`, options))
      row.append(tick(closed))
      box.querySelector(".md-search__scrollwrap").prepend(row)
      row.addEventListener("pointerover", names, { once: true })
      row.addEventListener("focusin", names, { once: true })
      /* Material takes keys for its own while the search is open; here they belong to the choices. */
      row.addEventListener("keydown", event => { if (event.key !== "Escape") event.stopPropagation() })
      read()
    }).catch(() => { bar = undefined })
    return bar
  }

  function select(name, word, untouched, options) {
    const choice = element("select", { name })
    choice.setAttribute("aria-label", word)
    choice.append(new Option(untouched, ""), ...(options ?? []).map(([value, label]) => new Option(label, value)))
    choice.addEventListener("change", () => write(name, choice.value))
    fields.set(name, choice)
    return choice
  }

  function tick(word) {
    const choice = element("input", { type: "checkbox", name: "closed" })
    choice.addEventListener("change", () => write("closed", choice.checked ? "yes" : ""))
    fields.set("closed", choice)
    const label = element("label")
    label.append(choice, ` ${word}`)
    return label
  }

  /* Units and owners may be thousands: they are fetched when somebody is about to choose. */
  function names() {
    named ??= told("names").then(lists => {
      for (const [name, options] of Object.entries(lists)) {
        const choice = fields.get(name)
        choice.append(...options.map(([value, label, depth = 0]) => new Option("\u2007\u2007".repeat(depth) + label, value)))
      }
      read()
    }).catch(() => { named = undefined })
  }

  /* Write a filter into the query, and let Material ask. */
  function write(name, value) {
    const rest = field.value.replace(token(name), "$1").replace(/\s+/g, " ").trim()
    field.value = [rest, value && `${name}:${value}`].filter(Boolean).join(" ")
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }))
    note()
  }

  /* Show in the choices what the query says. */
  function read() {
    for (const [name, choice] of fields) {
      const value = token(name).exec(field.value)?.[2] ?? ""
      if (name === "closed") {
        choice.checked = value !== ""
        continue
      }
      const known = [...choice.options].find(option => option.value.toLowerCase() === value.toLowerCase())
      if (!known) choice.append(new Option(value, value))
      choice.value = known ? known.value : value
      choice.classList.toggle("okr-search--on", value !== "")
    }
  }

  function note() {
    read()
    const address = new URL(location)
    if (field.value.trim() && toggle.checked) address.searchParams.set("q", field.value.trim())
    else address.searchParams.delete("q")
    if (`${address}` !== `${location}`) history.replaceState(history.state, "", address)
  }

  /* Material opens the search when its worker has answered; whoever came by Tab would stand in a box that is not seen. */
  function open() {
    if (!toggle.checked) {
      toggle.checked = true
      toggle.dispatchEvent(new Event("change", { bubbles: true }))
    }
    build()
  }

  field.addEventListener("focus", open)
  field.addEventListener("keyup", note)
  box.querySelector("[type=reset]")?.addEventListener("click", () => setTimeout(note))
  toggle.addEventListener("change", () => setTimeout(note))
  /* Material would close the search at Tab, and lets nobody reach a result with it: here it leads from the field to the choices
   * and on to the results, and closes the search when it leads out. */
  document.addEventListener("keydown", event => {
    if (!box.contains(event.target)) return
    if (event.key === "Tab") {
      event.stopPropagation()
      const results = box.querySelectorAll(".md-search-result :is(:not(details) > [href], summary, details[open] [href])")
      const stops = [field, ...fields.values(), ...results]
      const next = stops[stops.indexOf(event.target) + (event.shiftKey ? -1 : 1)]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    if (event.key === "Escape" && toggle.checked && event.target !== field) field.focus()
  }, true)
  box.addEventListener("focusout", event => {
    if (!toggle.checked || !event.relatedTarget || box.contains(event.relatedTarget)) return
    toggle.checked = false
    toggle.dispatchEvent(new Event("change", { bubbles: true }))
  })
  if (document.activeElement === field) open()
})()
