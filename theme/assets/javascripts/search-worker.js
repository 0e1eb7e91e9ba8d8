/* Pagefind behind Material's search box.
 *
 * Material starts this worker and talks to it in four kinds of message: it hands over the search
 * index (SETUP) and waits for READY; each query then gets a RESULT. The index that it hands over
 * holds no documents, only the addresses of our bundles; what a query needs of them, Pagefind
 * fetches. What is closed is only asked for, and then comes last, when the query says `closed:yes` or names a cycle.
 *
 * Chinese is indexed as overlapping pairs of characters: see `search_words.py`, which cuts pages
 * in the same way as `cut` cuts queries.
 */
"use strict"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3

/* How many results a reader gets: each one is a small file to fetch. */
const MOST = 20
/* So many are shown before the others are there. */
const FIRST = 6
/* Words of an excerpt. */
const LENGTH = 32
/* Pages that fall short of the query are looked at and left out: so many are looked at, at most. */
const LOOKED_AT = 60
/* Wait for the next key before asking, in milliseconds. */
const PAUSE = 90

const UNSPACED = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}"
const PIECES = new RegExp(`([${UNSPACED}]+)|([^\\s${UNSPACED}]+)`, "gu")
const PAIR = new RegExp(`^[${UNSPACED}]{2}$`, "u")
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u")
const FILTER = /^([\p{L}]+)[:：](\S+)$/u
const NO_LETTER = /[^\p{L}\p{N}]+/gu

/* For so long nobody looks whether the site was published again, in milliseconds. */
const FRESH = 20000

/* The root of the language that is searched: the worker lies at the root of the site, for all of them. */
const HOME = new URL(`../../${self.location.hash.slice(1)}`, self.location)

/* What Material handed over; the index in use, what it was opened for, when that was looked at, and whether somebody looks now. */
let handed = {}
let opened
let openedFor
let lookedAt = 0
let looking
let latest = 0

/* Full-width letters and digits as the narrow ones that the index holds. */
function narrow(text) {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, letter =>
    String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
}

/* Cut a query into the words of the index: 满意度 P95 unit:logistics → 满意 意度 P95 okrfunitlogisticsz. */
function cut(query) {
  const words = []
  for (const part of narrow(query).split(/\s+/)) {
    const filter = FILTER.exec(part)
    if (filter) {
      /* Which index is asked, not what is looked for. */
      if (filter[1].toLowerCase() === "closed") continue
      words.push(`okrf${(filter[1] + filter[2]).replace(NO_LETTER, "").toLowerCase()}z`)
      continue
    }
    for (const [, run, other] of part.matchAll(PIECES)) {
      if (!run) {
        if (other.replace(NO_LETTER, "")) words.push(other)
        continue
      }
      const letters = [...run]
      if (letters.length === 1) words.push(run)
      for (let place = 0; place + 1 < letters.length; place++) words.push(letters[place] + letters[place + 1])
    }
  }
  return words
}

function escaped(text) {
  return text.replace(/[&<>"]/g, letter => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter])
}

/* Put words of the index together again as text, with the found ones marked. */
function readable(words, found) {
  const runs = []
  const add = (text, marked) => {
    const last = runs[runs.length - 1]
    if (last && last.marked === marked) last.text += text
    else runs.push({ text, marked })
  }
  let spaceDue = false
  words.forEach((word, place) => {
    const unspaced = STARTS_UNSPACED.test(word)
    if (spaceDue) add(" ", false)
    if (unspaced && PAIR.test(word)) {
      /* A character is found with the pair that it begins, and with the one that it ends. */
      const before = place > 0 && PAIR.test(words[place - 1]) && found.has(place - 1)
      add([...word][0], found.has(place) || before)
      spaceDue = false
      return
    }
    const [first, ...rest] = [...word]
    const after = place > 0 && PAIR.test(words[place - 1]) && found.has(place - 1)
    if (unspaced) {
      add(first, found.has(place) || after)
      add(rest.join(""), false)
      /* Full-width punctuation brings its own space. */
      spaceDue = !/[\u3000-\u303f\uff00-\uffef]$/.test(word)
    } else {
      add(word, found.has(place))
      spaceDue = true
    }
  })
  return runs.map(({ text, marked }) => marked ? `<mark>${escaped(text)}</mark>` : escaped(text)).join("").trim()
}

/* Find the stretch of words that holds most of the found ones; it begins shortly before them. */
function densest(places, from, until) {
  let best = from
  let most = 0
  for (const place of places) {
    const start = Math.max(from, Math.min(place - 4, until - LENGTH))
    const count = places.filter(other => other >= start && other < start + LENGTH).length
    if (count > most) {
      most = count
      best = start
    }
  }
  return best
}

function excerpt(words, places, from, until) {
  const inside = places.filter(place => place >= from && place < until)
  const start = densest(inside, from, until)
  const end = Math.min(until, start + LENGTH)
  const shown = []
  const found = new Set()
  for (let place = start; place < end; place++) {
    /* Filters stand at the end of a page, for the engine only. */
    if (words[place].startsWith("okrf")) break
    if (inside.includes(place)) found.add(shown.length)
    shown.push(words[place])
  }
  const text = readable(shown, found)
  return text && `<p>${start > from ? "… " : ""}${text}${end < until ? " …" : ""}</p>`
}

/* Does a page hold the query? The engine finds pages that hold all pairs of a phrase somewhere, and in
 * each bundle it leaves out the words that the bundle does not know: neither says that they are there. */
function holds(words, query) {
  const plain = words.map(bare)
  return phrases(query).every(phrase =>
      plain.some((_, place) => phrase.every((word, step) => plain[place + step] === bare(word)))) &&
    query.filter(word => !PAIR.test(word) && !word.startsWith("okrf")).every(word => {
      const start = beginning(bare(word))
      return plain.some(other => other.includes(start))
    })
}

/* A word without case, accents and punctuation. */
function bare(word) {
  return word.normalize("NFD").replace(NO_LETTER, "").toLowerCase()
}

/* What is left of a word in all its forms, roughly: delivery, deliveries → deliv. */
function beginning(word) {
  return word.length < 5 ? word : word.slice(0, Math.max(4, Math.ceil(word.length / 2)))
}

/* Pairs that follow from each other are one phrase: 满意 意度 P95 延迟 → [满意 意度] [延迟]. Filters are phrases of one word. */
function phrases(query) {
  const found = []
  let before = ""
  for (const word of query) {
    if (PAIR.test(word)) {
      if (PAIR.test(before) && [...before][1] === [...word][0]) found[found.length - 1].push(word)
      else found.push([word])
    } else if (word.startsWith("okrf")) {
      found.push([word])
    }
    before = word
  }
  return found
}

/* Turn a page that was found into what Material shows: the page, then its sections that matched. */
function item(page, score, query) {
  const words = page.content.split(/\s+/).filter(Boolean)
  if (!holds(words, query)) return undefined
  const places = page.locations
  const location = page.meta.address ?? ""
  const anchors = page.anchors.filter(anchor => /^h[2-6]$/.test(anchor.element)).sort((a, b) => a.location - b.location)
  const title = text => readable(text.split(/\s+/), matching(text.split(/\s+/), query))
  const own = anchors.length ? anchors[0].location : words.length
  const begin = Math.min(page.meta.title.split(/\s+/).length, own)
  const article = {
    location,
    title: title(page.meta.title),
    text: excerpt(words, places, begin, own),
    tags: tags(page.meta.tags),
    score,
    terms: {},
  }
  const sections = anchors.flatMap((anchor, number) => {
    const until = number + 1 < anchors.length ? anchors[number + 1].location : words.length
    const hit = places.some(place => place >= anchor.location && place < until && !words[place].startsWith("okrf"))
    if (!hit) return []
    const start = anchor.location + anchor.text.split(/\s+/).length
    return [{
      location: `${location}#${anchor.id}`,
      title: title(anchor.text),
      text: excerpt(words, places, Math.min(start, until), until),
      score,
      terms: {},
    }]
  })
  /* Where only sections matched, Enter leads to the first of them: Material goes to the highest score. */
  if (sections.length && !places.some(place => place < own)) {
    return [...sections.map(section => ({ ...section, score: score + 1 })), article]
  }
  return [article, ...sections]
}

/* Which of these words begin like a word of the query. */
function matching(words, query) {
  const wanted = query.map(word => word.toLowerCase())
  return new Set(words.flatMap((word, place) =>
    wanted.some(start => word.toLowerCase().startsWith(start)) ? [place] : []))
}

function tags(written) {
  try {
    const list = JSON.parse(written)
    return list.length ? list.map(tag => escaped(String(tag))) : undefined
  } catch {
    return undefined
  }
}

/* The index of the site as it is now, looked for once for all who ask meanwhile. */
function current() {
  return looking ??= look().finally(() => { looking = undefined })
}

/* A page may have been open for days, or come from a cache: the bundles that it knows of may be gone. */
async function look() {
  if (opened && Date.now() - lookedAt < FRESH) return opened
  lookedAt = Date.now()
  let listed = handed
  try {
    const answer = await fetch(new URL("search/search_index.json", HOME), { cache: "no-cache" })
    listed = (await answer.json()).config
  } catch {
    /* Nobody can be asked: what is open, or what was handed over, may still do. */
    if (opened) return opened
  }
  const wanted = JSON.stringify(listed)
  if (!opened || wanted !== openedFor) {
    openedFor = wanted
    opened = open(listed)
    opened.catch(() => { opened = undefined })
  }
  return opened
}

/* Open what runs, and promise what is closed: nobody loads that before it is asked for. Resolves to nothing where there is no
 * page yet. Each has an engine of its own, so that a reader who does not want closed cycles any more is rid of them. */
async function open({ bundles }) {
  if (!bundles || !bundles.length) return undefined
  const placed = bundles.map(bundle => ({ ...bundle, path: `${new URL(bundle.path, HOME)}` }))
  const closed = placed.filter(bundle => bundle.last)
  let begun
  return {
    running: await engine(placed.filter(bundle => !bundle.last)),
    closed: () => begun ??= engine(closed),
  }
}

async function engine([first, ...others]) {
  if (!first) return undefined
  const made = await import(`${first.path}pagefind.js`)
  await made.options({ basePath: first.path, indexWeight: first.weight })
  await made.init()
  await Promise.all(others.map(({ path, weight }) => made.mergeIndex(path, { indexWeight: weight })))
  return made
}

/* Does a query ask for closed cycles? `closed:yes` does, and who names a cycle means it, whether it is closed or not. */
function asksForClosed(query) {
  return /(?:^|\s)(?:closed[:：]yes|cycle[:：]\S)/iu.test(query)
}

/* What runs comes first; `show` is told as soon as there is something. */
async function search(query, show = () => undefined) {
  const words = cut(query)
  if (!words.length) return []
  const index = await current()
  if (!index) return []
  const items = index.running ? await best(index.running, words, [], show) : []
  if (items.length >= MOST || !asksForClosed(query)) return items
  const closed = await index.closed()
  return closed ? best(closed, words, items, show) : items
}

/* Fetch results until there are enough that hold the query: a few first, because each one is a file to fetch. */
async function best(engine, words, before, show) {
  const { results } = await engine.search(words.join(" "))
  const items = [...before]
  const until = Math.min(results.length, LOOKED_AT)
  for (let start = 0, many = FIRST; start < until && items.length < MOST; start += many, many = MOST) {
    const pages = await Promise.all(results.slice(start, Math.min(start + many, until)).map(async result =>
      item(await result.data(), result.score, words)))
    items.push(...pages.filter(Boolean))
    if (start === 0 && until > FIRST && items.length) show(items)
  }
  return items.slice(0, MOST)
}

async function answer({ type, data }) {
  if (type === SETUP) {
    /* Nothing is fetched before somebody searches. */
    handed = data.config
    postMessage({ type: READY })
    return
  }
  if (type !== QUERY) return
  const mine = ++latest
  if (data.trim()) {
    /* The index opens meanwhile: somebody who begins to write will ask. */
    current().catch(() => undefined)
    await new Promise(done => setTimeout(done, PAUSE))
  }
  if (mine !== latest) return
  let items = []
  try {
    const show = found => { if (mine === latest) postMessage({ type: RESULT, data: { items: found } }) }
    items = data.trim() ? await search(data, show) : []
  } catch (problem) {
    console.warn("Search failed:", problem)
  }
  /* An answer that comes after the next question would replace a better one. */
  if (mine === latest) postMessage({ type: RESULT, data: { items } })
}

addEventListener("message", event => answer(event.data))
