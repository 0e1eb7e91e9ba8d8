/* The boxes that open below the filters: what there is to choose from, and how many objectives each choice would give. */

/* So many choices are shown at once; whoever looks for another one writes a part of its name. */
const MOST = 60
/* From so many choices on there is a field to write it into. */
const MANY = 12
/* Whose table a reader looked at last, in this browser. */
const REMEMBERED = "okr-mine"

export class Facet {
  /* `choose` is told the new values of the facet. */
  constructor(button, box, words, choose) {
    this.name = button.dataset.facet
    this.button = button
    this.box = box
    this.words = words
    this.choose = choose
    this.label = button.textContent.trim()
    this.field = box.querySelector("input")
    this.list = box.querySelector("ul")
    this.note = box.querySelector("p")
    this.field.addEventListener("input", () => this.#list())
    this.list.addEventListener("change", event => this.#changed(event.target))
    box.addEventListener("keydown", event => this.#walk(event))
    box.addEventListener("toggle", event => { if (event.newState === "open") this.#place() })
  }

  /* Show what there is; called before the box opens. */
  fill(records, state) {
    this.records = records
    this.chosen = [...state[this.name]]
    this.counts = records.counts(this.name, state)
    this.field.value = ""
    this.field.hidden = this.#offered().length <= MANY
    this.#list()
    this.#place()
  }

  /* Say on the button what is chosen. */
  say(records, state) {
    const chosen = state[this.name]
    const values = chosen.map(value => records?.label(this.name, value) ?? value)
    const said = chosen.length
      ? this.words.chosen.replace("{what}", this.label).replace("{values}", chosen.length > 2 ? chosen.length : values.join(this.words.and))
      : this.label
    this.button.firstElementChild.textContent = said
    this.button.classList.toggle("okr-pill--on", chosen.length > 0)
  }

  #offered() {
    const remembered = this.name === "mine" ? recalled() : ""
    const offered = new Map()
    this.records.options(this.name).forEach((option, place) => {
      const count = this.counts[place] + (offered.get(option.value)?.count ?? 0)
      offered.set(option.value, { ...option, count })
    })
    return [...offered.values()]
      .filter(option => option.count || this.chosen.includes(option.value))
      .sort((one, other) => (other.value === remembered) - (one.value === remembered))
  }

  #list() {
    const asked = this.field.value.normalize("NFKC").toLowerCase().trim()
    const fitting = this.#offered().filter(option =>
      !asked || `${option.label} ${option.value}`.normalize("NFKC").toLowerCase().includes(asked))
    this.list.replaceChildren(...fitting.slice(0, MOST).map(option => this.#line(option)))
    const left = fitting.length - MOST
    this.note.textContent = left > 0 ? this.words.more.replace("{count}", left) : fitting.length ? "" : this.words.none
    this.note.hidden = !this.note.textContent
  }

  #line({ value, label, depth, count }) {
    const line = document.createElement("li")
    if (depth) line.className = `okr-depth-${depth}`
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value, checked: this.chosen.includes(value) })
    const name = Object.assign(document.createElement("span"), { textContent: label })
    const number = Object.assign(document.createElement("small"), { textContent: count.toLocaleString(document.documentElement.lang) })
    const whole = document.createElement("label")
    whole.append(box, name, number)
    line.append(whole)
    return line
  }

  #changed(box) {
    const others = this.chosen.filter(value => value !== box.value)
    this.chosen = box.checked ? [...(this.name === "mine" ? [] : others), box.value] : others
    if (this.name === "mine") {
      if (box.checked) remember(box.value)
      for (const other of this.list.querySelectorAll("input")) other.checked = this.chosen.includes(other.value)
    }
    this.choose(this.chosen)
  }

  /* Arrows go from one choice to the next, Tab leads on. */
  #walk(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    const stops = [...this.box.querySelectorAll("input:not([hidden])")]
    const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)
    stops[(next + stops.length) % stops.length]?.focus()
    event.preventDefault()
  }

  #place() {
    const { left, bottom } = this.button.getBoundingClientRect()
    const room = document.documentElement.clientWidth - this.box.offsetWidth - 8
    this.box.style.left = `${Math.max(8, Math.min(left, room)) + scrollX}px`
    this.box.style.top = `${bottom + 4 + scrollY}px`
    this.box.querySelector("input:not([hidden])")?.focus()
  }
}

function recalled() {
  try {
    return localStorage.getItem(REMEMBERED) ?? ""
  } catch {
    return ""
  }
}

function remember(handle) {
  try {
    localStorage.setItem(REMEMBERED, handle)
  } catch {
    /* A browser may keep nothing; the address still says it. */
  }
}
