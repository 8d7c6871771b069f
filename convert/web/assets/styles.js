// The box that searches all styles as one types; each with a sample of the first record (combobox: WAI-ARIA 1.2).

import { $, debounce, h } from "./dom.js";
import * as engine from "./engine.js";
import { choices, choose, state } from "./state.js";

let found = [];
let place = -1;
let asking;

export function styleBox(changed) {
  const box = $("style");
  const pick = (style) => {
    choose({ style: style.name, styleTitle: style.title });
    close();
    changed();
  };
  box.value = choices.styleTitle;
  if (choices.styleTitle === choices.style) nameStyle(box);
  box.addEventListener("focus", () => box.select());
  box.addEventListener("click", () => $("style-list").hidden && search(""));
  box.addEventListener("input", debounce(120, () => search(box.value)));
  box.addEventListener("blur", () => setTimeout(() => document.activeElement !== box && close(), 150));
  box.addEventListener("keydown", (event) => {
    const isOpen = !$("style-list").hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) return search("");
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen && found[Math.max(place, 0)]) {
      event.preventDefault();
      pick(found[Math.max(place, 0)]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      close();
    }
  });
  $("style-list").addEventListener("mousedown", (event) => event.preventDefault());
  $("style-list").addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) pick(found[Number(option.dataset.place)]);
  });
}

/** The title of a style that an address names. */
async function nameStyle(box) {
  const { styles } = await engine.styles({ q: choices.style.replaceAll("-", " "), limit: 50 }).catch(() => ({ styles: [] }));
  const style = styles.find(({ name }) => name === choices.style);
  if (style) choose({ styleTitle: (box.value = style.title) });
}

function close() {
  asking?.abort();
  $("style-list").hidden = true;
  $("style").setAttribute("aria-expanded", "false");
  $("style").removeAttribute("aria-activedescendant");
  $("style").value = choices.styleTitle;
  place = -1;
}

/** Show the styles that are found at once, and their samples when they come. */
async function search(words) {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const query = { q: words.trim(), limit: 14 };
  try {
    show((await engine.styles(query, undefined, signal)).styles, words);
    const record = state.records[0]?.record;
    if (record) show((await engine.styles({ ...query, locale: choices.locale }, record, signal)).styles, words);
  } catch (error) {
    if (error.name !== "AbortError") show([], words, error.message);
  }
}

function show(styles, words, trouble = `No style is called “${words}”. Try the journal’s publisher, such as “springer”, or its field.`) {
  found = styles;
  $("style-list").replaceChildren(...styles.map(option));
  if (!styles.length) $("style-list").append(h("p", { class: "nothing" }, trouble));
  $("style-list").hidden = false;
  $("style").setAttribute("aria-expanded", "true");
  move(0);
}

function option(style, number) {
  const about = style.parent ? `as ${style.parent.replaceAll("-", " ")}` : (style.fields ?? []).filter((field) => field !== "generic-base").slice(0, 2).join(", ").replaceAll("_", " ");
  return h("div", { role: "option", id: `style-${number}`, "data-place": number, "aria-selected": "false" },
    h("b", {}, style.title), about && h("small", {}, about),
    style.entry && h("div", { class: "sample" }, style.citation && style.citation !== style.entry && h("i", {}, style.citation), style.entry));
}

function move(step) {
  place = Math.min(Math.max(place + step, step ? 0 : -1), found.length - 1);
  for (const element of $("style-list").children) element.setAttribute("aria-selected", String(Number(element.dataset.place) === place));
  const current = $(`style-${place}`);
  if (!current) return $("style").removeAttribute("aria-activedescendant");
  $("style").setAttribute("aria-activedescendant", current.id);
  current.scrollIntoView({ block: "nearest" });
}
