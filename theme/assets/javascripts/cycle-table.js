/* A cycle's table that can be sorted and filtered. What it takes is loaded only where there is one. */
"use strict"
;(() => {
  const own = document.currentScript.src
  const begin = async () => {
    const place = document.querySelector("[data-okr-table]")
    if (!place) return
    const { start } = await import(new URL(`cycle-table/main.js${new URL(own).search}`, own))
    start(place)
  }
  /* Material tells of every page, also where it exchanges pages without loading them anew. */
  window.document$ ? window.document$.subscribe(begin) : begin()
})()
