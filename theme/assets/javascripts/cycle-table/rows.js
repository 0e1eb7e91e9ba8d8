/* Draw rows into the table, as many at a time as a page holds, with the page's own patterns and words. */

const here = new URL(import.meta.url)
const { address, score } = await import(`./sheet.js${here.search}`)

export class Table {
  constructor(place, records) {
    this.records = records
    /* The first page is the one that the site holds. */
    this.size = Number(place.dataset.size)
    this.table = place.querySelector("table")
    this.patterns = Object.fromEntries([...place.querySelectorAll("template[data-pattern]")].map(pattern =>
      [pattern.dataset.pattern, pattern.content.firstElementChild ?? pattern.dataset]))
  }

  pages(shown) {
    return Math.max(1, Math.ceil(shown.length / this.size))
  }

  /* The page on which the first row of an owner is. */
  pageOf(shown, owner) {
    return Math.floor(shown.findIndex(row => this.records.rows.owner[row] === owner) / this.size) + 1
  }

  /* Draw one page of rows; below each owner, where they stand in the order of the plain list. */
  draw(shown, page, grouped) {
    const bodies = []
    let last
    for (const row of shown.slice((page - 1) * this.size, page * this.size)) {
      const owner = this.records.rows.owner[row]
      if (!bodies.length || (grouped && owner !== last)) {
        const body = document.createElement("tbody")
        if (grouped) body.append(this.#group(owner))
        bodies.push(body)
      }
      last = owner
      bodies.at(-1).append(this.#row(row, !grouped))
    }
    this.table.replaceChildren(this.table.tHead, ...bodies)
    this.table.hidden = !shown.length
  }

  #group(owner) {
    const { who } = this.records
    const line = this.patterns.group.cloneNode(true)
    line.id = who.handle[owner]
    this.#name(line.querySelector("a"), owner)
    const { words } = this.patterns
    const said = [
      who.kind[owner] === 1 && who.above[owner] >= 0 ? who.name[who.above[owner]] : "",
      who.committed[owner] && words.committed.replace("{score}", who.committed[owner]),
      who.aspirational[owner] && words.aspirational.replace("{score}", who.aspirational[owner]),
    ].filter(Boolean)
    line.querySelector("small").append(...said.map(text => Object.assign(document.createElement("span"), { textContent: text })))
    if (who.review[owner]) {
      const review = Object.assign(document.createElement("a"),
        { href: `${encodeURIComponent(who.handle[owner])}/review/`, textContent: words.review })
      const span = document.createElement("span")
      span.append(review)
      line.querySelector("small").append(span)
    }
    return line
  }

  #name(link, owner) {
    const { kind, handle, name } = this.records.who
    link.textContent = name[owner]
    link.removeAttribute("href")
    if (kind[owner] < 2) link.href = `../${["units", "people"][kind[owner]]}/${encodeURIComponent(handle[owner])}/`
  }

  #row(row, withOwner) {
    const { data, rows } = this.records
    const line = this.patterns.row.cloneNode(true)
    const [what, number, bar, confidence, checked, stateCell] = line.children
    const [link, small] = what.children
    const [name, word, tone] = data.states[rows.state[row]]
    link.href = address(this.records, row)
    if (name === "dropped") {
      line.className = "okr-off"
      link.append(Object.assign(document.createElement("s"), { textContent: rows.title[row] }))
    } else {
      link.textContent = rows.title[row]
    }
    if (withOwner) {
      const owner = document.createElement("a")
      this.#name(owner, rows.owner[row])
      small.append(owner, "\u00a0· ")
    }
    small.append(`${data.types[rows.type[row]]?.[1] ?? ""}\u00a0· ${rows.parts[row]}`)
    number.firstElementChild.textContent = score(rows.score[row]) || "–"
    const [, fill, mark] = bar.firstElementChild.children
    bar.firstElementChild.classList.add(`okr-${tone}`)
    fill.setAttribute("width", percent(rows.score[row]))
    if (rows.expected[row] === null) mark.remove()
    else mark.setAttribute("x", percent(rows.expected[row]))
    confidence.textContent = rows.confidence[row] ?? "–"
    checked.textContent = data.days[rows.checked[row]]?.[1] ?? "–"
    if (word) {
      stateCell.firstElementChild.classList.add(`okr-${tone}`)
      stateCell.firstElementChild.textContent = word
    } else {
      stateCell.replaceChildren()
    }
    return line
  }
}

function percent(share) {
  return share === null || share <= 0 ? "0" : `${Number((Math.min(share, 1) * 100).toPrecision(4))}%`
}
