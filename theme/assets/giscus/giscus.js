// Loads an objective's discussion from giscus.app when, and only when, a reader asks for it.

const talk = document.querySelector(".okr-talk");
talk.hidden = false;
talk.querySelector("button").addEventListener("click", () => {
  const script = document.createElement("script");
  script.src = "https://giscus.app/client.js";
  script.crossOrigin = "anonymous";
  Object.assign(script.dataset, talk.dataset, {
    mapping: "specific", // one discussion for each objective, whatever its title
    strict: "1",
    reactionsEnabled: "0",
    emitMetadata: "0",
    inputPosition: "top",
    theme: document.body.dataset.mdColorScheme === "slate" ? "dark" : "light",
    lang: document.documentElement.lang === "zh" ? "zh-CN" : "en",
    loading: "lazy",
  });
  talk.replaceChildren(script);
});
