/* A page that moved: go on to where it is now, to the part of it that was asked for. Without scripts the page does so itself. */
location.replace(new URL(document.querySelector("a").getAttribute("href"), location).href + location.hash)
