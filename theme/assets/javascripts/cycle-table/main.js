/* The table of a cycle as its reader uses it: what is asked for is in the address, what is shown follows from that alone. */

const here = new URL(import.meta.url)
const [addresses, { Records }, { Table }, { Facet }, { csv, save }] = await Promise.all(
  ["address", "records", "rows", "facets", "sheet"].map(name => import(`./${name}.js${here.search}`)))

/* Wait for the next key before filtering by words, in milliseconds. */
const PAUSE = 120

export function start(place) {
  if (place.dataset.started) return
  place.dataset.started = ""
  /* A browser from before 2024 cannot open the boxes: its reader has the plain list. */
  if (!("popover" in HTMLElement.prototype)) {
    place.classList.add("okr-sheet--failed")
    return
  }
  new View(place).begin()
}

class View {
  constructor(place) {
    this.place = place
    this.form = place.querySelector("[role=search]")
    this.text = this.form.querySelector("input")
    this.status = place.querySelector("[role=status]")
    this.pager = place.querySelector(".okr-pages")
    this.empty = place.querySelector(".okr-nothing")
    this.clear = place.querySelector("[data-clear]")
    this.order = place.querySelector("select")
    this.turn = place.querySelector("[data-turn]")
    this.words = place.querySelector("template[data-pattern=words]").dataset
    this.state = addresses.read(location.search)
    this.search = location.search
    this.numbers = new Intl.NumberFormat(document.documentElement.lang)
    this.facets = [...place.querySelectorAll("[data-facet]")].map(button =>
      new Facet(button, place.querySelector(`#okr-facet-${button.dataset.facet}`), this.words,
        values => this.ask({ [button.dataset.facet]: values })))
    this.untouched = true
  }

  begin() {
    this.#heads()
    this.#listen()
    this.#say()
    /* The plain list is what an address without a question asks for: it stands in the page already. */
    this.#pages(Math.ceil(this.place.dataset.count / this.place.dataset.size))
    if (addresses.write(this.state)) this.show()
    else this.#find()
  }

  /* The data, asked for once, when somebody is about to need it. */
  load() {
    this.loading ??= fetch(this.place.dataset.okrTable, { cache: "no-cache" })
      .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)))
      .then(data => {
        this.records = new Records(data, document.documentElement.lang)
        this.table = new Table(this.place, this.records)
      })
      .catch(problem => {
        this.loading = undefined
        this.status.textContent = this.words.failed
        this.place.classList.add("okr-sheet--failed")
        throw problem
      })
    return this.loading
  }

  /* Ask for something else: it is a step that the back button takes back, unless it goes on with the one before. */
  ask(change, { goOn = false } = {}) {
    this.state = { ...this.state, page: 1, ...change }
    this.search = addresses.write(this.state)
    history[goOn ? "replaceState" : "pushState"](null, "", `${location.pathname}${this.search}`)
    return this.show()
  }

  async show() {
    try {
      await this.load()
    } catch (problem) {
      console.warn("The table could not be loaded:", problem)
      return
    }
    const { state, records, table } = this
    const shown = this.shown()
    state.page = Math.min(state.page, table.pages(shown))
    table.draw(shown, state.page, state.sort === "unit")
    this.#say(shown)
    this.#pages(table.pages(shown))
    this.#nothing(shown)
  }

  shown() {
    return this.records.sorted(this.records.select(this.state), this.state.sort, this.state.down)
  }

  #listen() {
    for (const event of ["pointerover", "focusin"]) {
      this.form.addEventListener(event, () => this.load().catch(() => undefined), { once: true })
    }
    const { text } = this
    let timer
    let writing = false
    text.addEventListener("input", () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        this.ask({ text: text.value }, { goOn: writing })
        writing = true
      }, PAUSE)
    })
    text.addEventListener("blur", () => { writing = false })
    for (const facet of this.facets) {
      const fill = () => this.load().then(() => facet.fill(this.records, this.state)).catch(() => undefined)
      facet.box.addEventListener("beforetoggle", event => { if (event.newState === "open") fill() })
      /* Somebody was faster than this script. */
      if (facet.box.matches(":popover-open")) fill()
    }
    for (const flag of this.form.querySelectorAll("[data-flag]")) {
      flag.addEventListener("click", () => {
        const is = this.state.is.filter(one => one !== flag.dataset.flag)
        this.ask({ is: is.length < this.state.is.length ? is : [...is, flag.dataset.flag] })
      })
    }
    this.clear.addEventListener("click", () => {
      this.ask(addresses.without(this.state))
      text.focus()
    })
    this.order.addEventListener("change", () => this.#sort(this.order.value))
    this.turn.addEventListener("click", () => this.ask({ down: !this.state.down }))
    this.place.querySelector("[data-sheet]").addEventListener("click", async () => {
      await this.load()
      save(csv(this.records, this.shown(), location.href), `${this.records.data.cycle}.csv`)
    })
    addEventListener("popstate", () => {
      if (location.search === this.search) return
      this.search = location.search
      this.state = addresses.read(location.search)
      text.value = this.state.text
      this.show()
    })
    addEventListener("hashchange", () => this.#find())
    this.place.addEventListener("click", event => this.#turnPage(event))
  }

  /* A column's head sorts by it: numbers from the highest, words from the first; once more turns it round. */
  #heads() {
    for (const head of this.place.querySelectorAll("th[data-sort]")) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent })
      button.addEventListener("click", () => this.#sort(head.dataset.sort))
      head.replaceChildren(button)
    }
  }

  #sort(name) {
    const falls = name === "score" || name === "confidence"
    const down = this.state.sort === name ? !this.state.down : falls
    this.ask({ sort: name, down })
  }

  /* Say in buttons and words what is shown. */
  #say(shown) {
    const { state, words } = this
    for (const facet of this.facets) facet.say(this.records, state)
    for (const flag of this.form.querySelectorAll("[data-flag]")) {
      const on = state.is.includes(flag.dataset.flag)
      flag.setAttribute("aria-pressed", on)
      flag.classList.toggle("okr-pill--on", on)
    }
    const { text } = this
    if (text !== document.activeElement) text.value = state.text
    this.order.value = state.sort
    this.turn.setAttribute("aria-pressed", state.down)
    this.turn.textContent = state.down ? "↓" : "↑"
    this.clear.hidden = !addresses.isFiltered(state)
    for (const head of this.place.querySelectorAll("th[data-sort]")) {
      if (head.dataset.sort === state.sort) head.setAttribute("aria-sort", state.down ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    }
    if (!shown) return
    const total = this.numbers.format(this.records.count)
    const said = addresses.isFiltered(state)
      ? words.some.replace("{shown}", this.numbers.format(shown.length)).replace("{total}", total)
      : words.all.replace("{total}", total)
    const column = this.order.selectedOptions[0]?.textContent
    const sorted = state.sort === "unit" ? "" : ` · ${words.sorted.replace("{column}", column)}`
    if (this.status.textContent !== said + sorted) this.status.textContent = said + sorted
  }

  #pages(count) {
    this.pager.hidden = count < 2
    if (count < 2) return
    const { page } = this.state
    const step = (number, word) => {
      const link = Object.assign(document.createElement("a"), { textContent: word })
      if (number >= 1 && number <= count) {
        link.href = `${location.pathname}${addresses.write({ ...this.state, page: number })}`
        link.dataset.page = number
      } else {
        link.setAttribute("aria-disabled", "true")
      }
      return link
    }
    const now = Object.assign(document.createElement("span"), { textContent: this.words.page
      .replace("{number}", this.numbers.format(page)).replace("{count}", this.numbers.format(count)) })
    this.pager.replaceChildren(step(page - 1, this.words.before), now, step(page + 1, this.words.after))
  }

  #turnPage(event) {
    const link = event.target.closest("[data-page]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    this.ask({ page: Number(link.dataset.page) }).then(() => {
      this.status.tabIndex = -1
      this.status.focus({ preventScroll: true })
      this.place.scrollIntoView()
    })
  }

  /* Nothing is all of this: say what each filter costs, so that a reader can leave out one. */
  #nothing(shown) {
    this.empty.hidden = shown.length > 0
    if (shown.length) return
    const { state, records, words } = this
    const active = ["text", ...addresses.FILTERS].filter(name => name === "text" ? state.text.trim() : state[name].length)
    const buttons = active.length < 2 ? [] : active.flatMap(name => {
      const left = addresses.without(state, name)
      const count = records.select(left).length
      const said = words.without.replace("{filter}", this.#filterName(name)).replace("{count}", this.numbers.format(count))
      return count ? [this.#button(said, () => this.ask(left))] : []
    })
    buttons.push(this.#button(words.clear, () => this.ask(addresses.without(state))))
    this.empty.lastElementChild.replaceChildren(...buttons)
  }

  #filterName(name) {
    if (name === "text") return `“${this.state.text.trim()}”`
    if (name === "is") {
      return this.state.is.map(flag => this.form.querySelector(`[data-flag="${CSS.escape(flag)}"]`)?.textContent ?? flag).join(this.words.and)
    }
    return this.facets.find(facet => facet.name === name)?.button.textContent ?? name
  }

  #button(text, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text })
    button.addEventListener("click", act)
    return button
  }

  /* The address names an owner who is on another page of the table. */
  async #find() {
    const handle = decodeURIComponent(location.hash.slice(1))
    if (!handle || document.getElementById(handle)) return
    await this.load().catch(() => undefined)
    const owner = this.records?.places.get(handle)
    if (owner === undefined) return
    this.state = { ...addresses.without(this.state), sort: "unit", down: false }
    this.state.page = this.table.pageOf(this.shown(), owner)
    if (this.state.page < 1) return
    this.search = addresses.write(this.state)
    history.replaceState(null, "", `${location.pathname}${this.search}${location.hash}`)
    await this.show()
    document.getElementById(handle)?.scrollIntoView()
  }
}
