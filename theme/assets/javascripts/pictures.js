/* Pictures that are used: zoom, pan, find a box, follow it up and down, fill the window.
 *
 * The browser does the panning. A picture lies in a box that scrolls, and zooming makes it broader: a finger, the scroll
 * bar, Tab and the browser's own search then work as everywhere, and letters stay sharp. Within a page the box is
 * moved across by the wheel and by one finger, never down: the page still scrolls. Two fingers, a pressed mouse button, the
 * arrow keys and Ctrl with the wheel move and zoom it in both directions.
 *
 * Nothing here is needed to read a page: without scripts the picture, its links and the list beside it are there.
 */
"use strict"

const STEP = 1.25
const SMALLEST = 0.05
const LARGEST = 4
/* Of the window's height, what a picture that was zoomed may take; one that was taller from the start stays so. */
const SHARE = 0.75
/* Px that an arrow key moves, and that a mouse may move before it drags. */
const STRIDE = 80
const SLACK = 4
const UPWARD = ["aligns", "carries", "causes"]

const calm = matchMedia("(prefers-reduced-motion: reduce)")
const plain = text => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "")
const clamp = (number, least, most) => Math.min(Math.max(number, least), most)

class Picture {
  constructor(figure) {
    this.figure = figure
    this.view = figure.querySelector(".okr-figure__view")
    this.svg = this.view.querySelector("svg")
    this.tools = figure.querySelector(".okr-tools")
    this.boxes = [...this.svg.querySelectorAll(".okr-node")]
    this.found = []
    this.at = -1
    this.move()
    this.drag()
    this.pinch()
    if (this.tools) this.listen()
    for (const kind of ["pointerover", "focusin"]) this.view.addEventListener(kind, event => this.near(event.target))
    const focus = this.svg.querySelector(".is-focus")
    if (focus?.getBoundingClientRect().width <= this.view.clientWidth) {
      this.show(focus, true)
      // Where most of it fits, what is on both sides counts for more than the middle.
      if (this.view.scrollWidth < 1.5 * this.view.clientWidth) this.begin(focus)
    } else this.begin()
  }

  /* Where a window is too narrow for all of it, begin where it shows the most boxes, and all of the one that it is about: a
     column of one box is mostly white. */
  begin(about) {
    const { view } = this
    // Lanes are named at their left end.
    if (view.scrollWidth <= view.clientWidth || this.svg.querySelector(".okr-lane")) return
    const start = view.getBoundingClientRect().left + parseFloat(getComputedStyle(view).paddingLeft)
    const spots = this.boxes.map(box => box.getBoundingClientRect())
    const shows = (from, { left, right }) => left >= from && right <= from + view.clientWidth
    const seen = from => spots.filter(spot => shows(from, spot)).length
    const kept = about?.getBoundingClientRect()
    const last = start + view.scrollWidth - view.clientWidth - view.scrollLeft
    let best = start
    for (const left of new Set(spots.map(spot => Math.min(spot.left, last)))) {
      if (seen(left) > seen(best) && (!kept || shows(left, kept))) best = left
    }
    view.scrollLeft += best - start
  }

  /* Zoom and pan */

  get scale() {
    return this.svg.getBoundingClientRect().width / this.svg.viewBox.baseVal.width
  }

  get whole() {
    return Boolean(this.dialog?.open)
  }

  /* Make it `scale` px a unit, and keep the point of the window at (x, y), or its middle, where it is. */
  zoom(scale, x, y) {
    const { view, svg } = this
    const frame = view.getBoundingClientRect()
    this.tallest ??= frame.height
    x ??= frame.left + frame.width / 2
    y ??= frame.top + Math.min(frame.height, innerHeight - Math.max(frame.top, 0)) / 2
    const before = svg.getBoundingClientRect()
    const { width, height } = svg.viewBox.baseVal
    const size = clamp(scale, SMALLEST, LARGEST)
    svg.style.minWidth = "0"
    svg.style.maxWidth = "none"
    svg.style.width = `${Math.round(width * size)}px`
    const room = Math.max(this.tallest, innerHeight * SHARE)
    view.style.height = !this.whole && height * size > room ? `${room}px` : ""
    const after = svg.getBoundingClientRect()
    view.scrollLeft += after.left + (after.width * (x - before.left)) / before.width - x
    view.scrollTop += after.top + (after.height * (y - before.top)) / before.height - y
  }

  fit() {
    const { width, height } = this.svg.viewBox.baseVal
    const rim = 2 * parseFloat(getComputedStyle(this.view).paddingLeft)
    const high = (this.whole ? this.view.clientHeight : innerHeight * SHARE) - rim
    this.zoom(Math.min((this.view.clientWidth - rim) / width, high / height, this.whole ? LARGEST : 1))
  }

  pan(across, down) {
    const { scrollLeft, scrollTop } = this.view
    this.view.scrollBy(across, down)
    return this.view.scrollLeft !== scrollLeft || this.view.scrollTop !== scrollTop
  }

  /* Bring a box to the middle, and of what is broader its beginning; `atOnce` without a movement. */
  show(box, atOnce = false) {
    const spot = box.getBoundingClientRect()
    const frame = this.view.getBoundingClientRect()
    this.view.scrollBy({
      left: spot.left - frame.left + Math.min(spot.width - frame.width, 0) / 2,
      top: spot.top + spot.height / 2 - frame.top - frame.height / 2,
      behavior: atOnce || calm.matches ? "instant" : "smooth",
    })
  }

  move() {
    const { view } = this
    view.addEventListener(
      "wheel",
      event => {
        if (!event.ctrlKey && !event.metaKey) return
        event.preventDefault()
        this.zoom(this.scale * Math.exp(clamp(-event.deltaY, -100, 100) * 0.004), event.clientX, event.clientY)
      },
      { passive: false },
    )
    view.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
      if (arrow) {
        if (!this.pan(arrow[0] * STRIDE, arrow[1] * STRIDE)) return
      } else if (event.key === "+" || event.key === "=") this.zoom(this.scale * STEP)
      else if (event.key === "-") this.zoom(this.scale / STEP)
      else if (event.key === "0") this.fit()
      else if (event.key === "f" && event.target.closest(".okr-node")) this.follow(event.target.closest(".okr-node"))
      else if (event.key === "Escape" && this.followed) this.follow(null)
      else return
      event.preventDefault()
      // Material has keys of its own.
      event.stopPropagation()
    })
  }

  drag() {
    const { view } = this
    let from = null
    let moved = false
    view.addEventListener("dragstart", event => event.preventDefault())
    view.addEventListener("pointerdown", event => {
      moved = false
      if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY }
    })
    view.addEventListener("pointermove", event => {
      if (!from) return
      const [across, down] = [from.x - event.clientX, from.y - event.clientY]
      if (!moved && Math.hypot(across, down) < SLACK) return
      if (!moved) view.setPointerCapture(event.pointerId)
      moved = true
      view.classList.add("is-dragged")
      this.pan(across, down)
      from = { x: event.clientX, y: event.clientY }
    })
    for (const end of ["pointerup", "pointercancel"])
      view.addEventListener(end, () => {
        from = null
        view.classList.remove("is-dragged")
      })
    // What was dragged was not meant to be opened.
    view.addEventListener("click", event => moved && event.preventDefault(), true)
  }

  pinch() {
    const { view } = this
    let last = null
    const fingers = ([one, other]) => ({
      x: (one.clientX + other.clientX) / 2,
      y: (one.clientY + other.clientY) / 2,
      apart: Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY),
    })
    for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"])
      view.addEventListener(
        kind,
        event => {
          if (event.touches.length !== 2) {
            last = null
            return
          }
          event.preventDefault()
          const now = fingers(event.touches)
          if (last) {
            this.pan(last.x - now.x, last.y - now.y)
            this.zoom((this.scale * now.apart) / last.apart, now.x, now.y)
          }
          last = now
        },
        { passive: false },
      )
  }

  /* Tools */

  listen() {
    const { tools, view } = this
    const field = tools.querySelector("input")
    this.said = tools.querySelector("output")
    this.picker = tools.querySelector("[data-do=follow]")
    const does = {
      in: () => this.zoom(this.scale * STEP),
      out: () => this.zoom(this.scale / STEP),
      fit: () => this.fit(),
      window: () => this.fill(),
      follow: () => {
        if (this.followed || this.picking) this.follow(null)
        else if (this.at >= 0) this.follow(this.found[this.at])
        else this.pick()
      },
    }
    tools.addEventListener("click", event => does[event.target.closest("button")?.dataset.do]?.())
    view.addEventListener("click", event => {
      const box = event.target.closest(".okr-node")
      if (!this.picking || !box || event.defaultPrevented) return
      event.preventDefault()
      this.follow(box)
    })
    field.addEventListener("input", () => this.find(field.value))
    field.addEventListener("keydown", event => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step && this.found.length) this.turn(step)
      else if (event.key === "Enter") this.found[this.at]?.focus({ preventScroll: true })
      else if (event.key === "Escape" && field.value) this.find((field.value = ""))
      else return
      event.preventDefault()
    })
    const named = new URL(location).searchParams.get("focus")
    const box = named && this.boxes.find(other => this.name(other) === named)
    if (box) {
      this.follow(box, false)
      this.show(box, true)
      if (!location.hash) this.figure.scrollIntoView()
    }
  }

  /* Find boxes by what they say; a box is found too by what the list beside the picture says is in it. */
  find(text) {
    const wanted = plain(text)
    for (const box of this.found) box.classList.remove("is-found", "is-here")
    const says = box => plain(box.textContent).includes(wanted)
    const within = () =>
      [...document.querySelectorAll("[data-box]")]
        .filter(part => [...part.querySelectorAll("summary, .okr-within a")].some(says))
        .map(part => this.boxes.find(box => this.name(box) === part.dataset.box))
    const hits = wanted ? this.boxes.filter(says) : []
    this.found = hits.length || !wanted ? hits : [...new Set(within())].filter(Boolean)
    for (const box of this.found) box.classList.add("is-found")
    this.at = -1
    if (this.found.length) this.turn(1)
    else this.say(wanted ? this.said.dataset.nothing : "")
  }

  turn(step) {
    this.found[this.at]?.classList.remove("is-here")
    this.at = (this.at + step + this.found.length) % this.found.length
    const box = this.found[this.at]
    box.classList.add("is-here")
    this.show(box)
    this.say(`${this.at + 1} / ${this.found.length}`)
  }

  say(text) {
    if (this.said) this.said.textContent = text
  }

  /* Follow a box: what stands above and below it, and its neighbours */

  /* The record that a box stands for, as its address below the site's root. */
  name(box) {
    const address = box.getAttribute("href")
    return address && !box.matches(".kind-more") ? decodeURI(address.replace(/^(\.\.\/)+/, "")).replace(/\/$/, "") : ""
  }

  get lines() {
    return (this._lines ??= [...this.svg.querySelectorAll("[data-ties]"), this.svg]
      .filter(line => line.dataset.ties)
      .map(line => ({
        line,
        upward: line === this.svg || UPWARD.some(word => line.parentNode.classList.contains(word)),
        ties: line.dataset.ties.split(" ").map(tie => tie.split("-").map(Number)),
      })))
  }

  /* Let the lines of the box that is pointed at stand out. */
  near(target) {
    const here = this.boxes.indexOf(target.closest(".okr-node"))
    for (const { line, ties } of this.lines) line.classList.toggle("is-near", line !== this.svg && ties.flat().includes(here))
  }

  related(box) {
    const start = this.boxes.indexOf(box)
    const kin = new Set([start])
    for (const [from, to] of [[0, 1], [1, 0]]) {
      const reached = new Set([start])
      for (const here of reached)
        for (const { upward, ties } of this.lines)
          if (upward) for (const tie of ties) if (tie[from] === here) reached.add(tie[to])
      for (const other of reached) kin.add(other)
    }
    const beside = this.lines.filter(({ upward }) => !upward).flatMap(({ ties }) => ties.filter(tie => tie.includes(start)))
    for (const tie of beside) for (const other of tie) kin.add(other)
    return kin
  }

  follow(box, lasting = true) {
    for (const part of this.svg.querySelectorAll(".is-lit")) part.classList.remove("is-lit")
    this.followed = box
    this.picking = false
    this.svg.classList.toggle("is-narrowed", Boolean(box))
    this.picker?.setAttribute("aria-pressed", String(Boolean(box)))
    this.say("")
    if (box) {
      const kin = this.related(box)
      for (const number of kin) this.boxes[number].classList.add("is-lit")
      for (const { line, ties } of this.lines)
        if (ties.some(([tail, head]) => kin.has(tail) && kin.has(head))) line.classList.add("is-lit")
    }
    if (!lasting) return
    const address = new URL(location)
    if (box && this.name(box)) address.searchParams.set("focus", this.name(box))
    else address.searchParams.delete("focus")
    history.replaceState(history.state, "", address)
  }

  pick() {
    this.picking = true
    this.picker.setAttribute("aria-pressed", "true")
    this.say(this.picker.dataset.say)
  }

  /* Fill the window: a dialog keeps the keyboard inside, and Escape leaves it */

  fill() {
    if (this.whole) {
      this.dialog.close()
      return
    }
    if (!this.dialog) {
      this.dialog = document.createElement("dialog")
      this.dialog.className = "okr-window"
      this.dialog.setAttribute("aria-label", this.svg.querySelector("title").textContent)
      this.gap = document.createElement("div")
      this.figure.before(this.gap)
      this.gap.append(this.dialog)
      this.dialog.addEventListener("close", () => {
        this.gap.after(this.figure)
        this.gap.style.height = ""
        this.fills(false)
      })
    }
    this.gap.style.height = `${this.figure.offsetHeight}px`
    this.dialog.append(this.figure)
    this.dialog.showModal()
    this.fills(true)
  }

  fills(whole) {
    this.tools.querySelector("[data-do=window]").setAttribute("aria-pressed", String(whole))
    for (const name of ["width", "min-width", "max-width"]) this.svg.style.removeProperty(name)
    this.view.style.height = ""
    if (whole) this.fit()
    const box = this.found[this.at] ?? this.followed ?? this.svg.querySelector(".is-focus")
    if (box) this.show(box, true)
    this.tools.querySelector("[data-do=window]").focus()
  }
}

for (const figure of document.querySelectorAll(".okr-figure:has(.okr-diagram)")) new Picture(figure)
