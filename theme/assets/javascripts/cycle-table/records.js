/* The objectives of a cycle as columns: which of them are asked for, in which order, and how many there are of each kind. */

const UNIT = 0
const PERSON = 1
const RANGES = ["score", "confidence", "checked"]

export class Records {
  constructor(data, language) {
    this.data = data
    this.rows = data.rows
    this.who = data.who
    this.count = data.rows.slug.length
    this.collator = new Intl.Collator(language, { numeric: true })
    this.places = new Map(data.who.handle.map((handle, place) => [handle, place]))
    this.lines = data.who.handle.map((_, place) => this.#line(place))
    this.kept = new Map()
  }

  /* An owner's units: itself, if it is one, and all above it. */
  #line(place) {
    const { kind, above } = this.who
    const line = []
    for (let next = place; next >= 0 && !line.includes(next); next = above[next]) line.push(next)
    return line.filter(one => kind[one] === UNIT)
  }

  /* The values that a row has of a facet, as numbers of its options. */
  values(facet, row) {
    const { owner, people, type, stage, state, tags, unaligned, stale } = this.rows
    switch (facet) {
      case "unit": return this.lines[owner[row]]
      case "owner": return [owner[row]]
      case "person": return [owner[row], ...people[row]].filter(one => this.who.kind[one] === PERSON)
      case "mine": return [owner[row], ...people[row], this.who.lead[owner[row]]].filter(one => this.who.kind[one] === PERSON)
      case "type": return [type[row]]
      case "stage": return [stage[row]]
      case "state": return [state[row]]
      case "tag": return tags[row]
      case "score": return this.#range(this.data.scores, this.number(facet, row))
      case "confidence": return this.#range(this.data.confidences, this.number(facet, row))
      case "checked": return this.#range(this.data.ages, this.number(facet, row))
      case "is": return [...(unaligned[row] ? [0] : []), ...(stale[row] ? [1] : [])]
    }
    return []
  }

  /* What of a row lies in a range or not: a score, a confidence, or the days since its last check-in. */
  number(facet, row) {
    const number = this.rows[facet][row]
    return facet === "checked" ? this.data.days[number]?.[2] ?? null : number
  }

  #range(options, number) {
    return [options.findIndex(([range]) => within(range, number))]
  }

  /* What a facet offers: what stands in the address, in words, and how deep below the topmost unit it is. */
  options(facet) {
    if (!this.kept.has(facet)) this.kept.set(facet, this.#options(facet))
    return this.kept.get(facet)
  }

  #options(facet) {
    const pairs = { type: "types", stage: "stages", state: "states", score: "scores", confidence: "confidences", checked: "ages" }[facet]
    if (pairs) return this.data[pairs].map(([value, label]) => ({ value: value || "none", label: label || "–", depth: 0 }))
    if (facet === "tag") return this.data.tags.map(tag => ({ value: tag, label: tag, depth: 0 }))
    if (facet === "is") return ["unaligned", "stale"].map(value => ({ value, label: value, depth: 0 }))
    const depth = place => facet === "unit" ? Math.min(6, this.lines[place].length - 1) : 0
    return this.who.handle.map((value, place) => ({ value, label: this.who.name[place], depth: depth(place) }))
  }

  label(facet, value) {
    return this.options(facet).find(option => option.value === value)?.label ?? value
  }

  /* The rows that are all of what is asked for; `except` leaves out one facet, to count what it would give. */
  select(state, except) {
    const tests = this.#tests(state, except)
    const found = []
    for (let row = 0; row < this.count; row++) if (tests.every(test => test(row))) found.push(row)
    return found
  }

  #tests(state, except) {
    const tests = []
    for (const facet of ["unit", "owner", "person", "mine", "type", "stage", "state", "tag", ...RANGES]) {
      const wanted = state[facet]
      if (facet === except || !wanted.length) continue
      if (RANGES.includes(facet)) {
        tests.push(row => wanted.some(range => within(range, this.number(facet, row))))
      } else {
        const chosen = new Set(this.options(facet).flatMap((option, place) => wanted.includes(option.value) ? [place] : []))
        tests.push(row => this.values(facet, row).some(value => chosen.has(value)))
      }
    }
    if (except !== "is") for (const flag of state.is) tests.push(row => this.rows[flag]?.[row] === 1)
    const words = except === "text" ? [] : folded(state.text).split(/\s+/).filter(Boolean)
    if (words.length) {
      const texts = this.#texts()
      tests.push(row => words.every(word => texts[row].includes(word)))
    }
    return tests
  }

  #texts() {
    if (!this.kept.has("texts")) {
      const { title, slug, owner, tags } = this.rows
      this.kept.set("texts", title.map((one, row) => folded(
        [one, slug[row], this.who.name[owner[row]], ...tags[row].map(tag => this.data.tags[tag])].join(" "))))
    }
    return this.kept.get("texts")
  }

  /* How many rows each option of a facet would give, with all other filters as they are. */
  counts(facet, state) {
    const counts = new Array(this.options(facet).length).fill(0)
    for (const row of this.select(state, facet)) for (const value of new Set(this.values(facet, row))) if (value >= 0) counts[value]++
    return counts
  }

  /* Sort rows; what has no value comes last in either direction, and the plain list's order decides between equals. */
  sorted(found, sort, down) {
    const keys = this.#keys(sort)
    if (!keys) return down ? [...found].reverse() : found
    const sign = down ? -1 : 1
    const none = key => key === null || key === -1 || key === undefined
    return [...found].sort((one, other) => {
      const [a, b] = [keys[one], keys[other]]
      if (none(a) || none(b)) return none(a) - none(b) || one - other
      return sign * (a - b) || one - other
    })
  }

  #keys(sort) {
    if (this.kept.has(`by ${sort}`)) return this.kept.get(`by ${sort}`)
    const { title, owner, tags, state } = this.rows
    const keys = {
      title: () => this.#ranks(title),
      owner: () => { const ranks = this.#ranks(this.who.name); return owner.map(one => ranks[one]) },
      tag: () => tags.map(mine => mine[0] ?? null),
      state: () => state.map(one => this.data.states[one][0] ? one : null),
    }[sort]?.() ?? (["type", "stage", "score", "confidence", "checked"].includes(sort) ? this.rows[sort] : null)
    this.kept.set(`by ${sort}`, keys)
    return keys
  }

  /* The place of each text in the order of the reader's language. */
  #ranks(texts) {
    const ranks = new Array(texts.length)
    texts.map((_, place) => place).sort((a, b) => this.collator.compare(texts[a], texts[b]))
      .forEach((place, rank) => { ranks[place] = rank })
    return ranks
  }
}

/* Is a number in a range as it stands in an address? "0.4..0.7" holds 0.4 and not 0.7; "none" is no number. */
function within(range, number) {
  if (range === "none") return number === null
  const [low, high, ...more] = range.split("..")
  if (number === null || high === undefined || more.length) return false
  return (low === "" || number >= Number(low)) && (high === "" || number < Number(high))
}

function folded(text) {
  return text.normalize("NFKC").toLowerCase()
}
