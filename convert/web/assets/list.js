// The reference list, with the citation of each record in the text.

import { $, copy, h, plural, save, tree } from "./dom.js";
import * as engine from "./engine.js";
import { asked, choices, choose, state } from "./state.js";
import { styleBox } from "./styles.js";

const FILES = { docx: "Word (.docx)", "html-page": "Web page (.html)", rtf: "Rich text (.rtf)", markdown: "Markdown (.md)", latex: "LaTeX (.tex)", text: "Plain text (.txt)" };
const SUFFIXES = { docx: "docx", "html-page": "html", rtf: "rtf", markdown: "md", latex: "tex", text: "txt" };
const STEP = 200;

let entries = [];

const query = () => ({ ...asked(), style: choices.style, locale: choices.locale });

export function setUpList(changed) {
  styleBox(changed);
  $("list-format").addEventListener("change", () => choose({ listFormat: $("list-format").value }));
  $("locale").addEventListener("change", () => {
    choose({ locale: $("locale").value });
    changed();
  });
  $("copy-list").addEventListener("click", (event) =>
    copy(event.currentTarget, entries.map((entry) => entry.text).join("\n"), entries.map((entry) => `<p>${markup(entry)}</p>`).join("\n")));
  $("save-list").addEventListener("click", async () => {
    const format = $("list-format").value;
    save(await engine.file("/cite", state.sources, { ...query(), format }), `references.${SUFFIXES[format]}`);
  });
}

export function showLocales(locales) {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const options = locales.map((locale) => [locale, names.of(locale)]).sort((one, other) => one[1].localeCompare(other[1]));
  $("locale").append(...options.map(([value, label]) => h("option", { value }, label)));
  $("locale").value = choices.locale;
}

/** Offer the files that can be made here: a browser makes no Word file, and of the others RTF is what Word opens. */
export function showFiles(names) {
  const files = Object.entries(FILES).filter(([name]) => names.includes(name));
  $("list-format").append(...files.map(([value, label]) => h("option", { value }, label)));
  $("list-format").value = names.includes(choices.listFormat) ? choices.listFormat : "rtf";
  $("no-word").hidden = names.includes("docx");
}

export async function updateList(signal) {
  const shown = await engine.cite(state.sources, query(), signal);
  entries = shown.entries;
  const list = $("list");
  list.className = `list${entries.length > STEP ? " long" : ""}${shown.hanging && !shown.labels ? " hanging" : ""}${shown.labels ? " labelled" : ""}`;
  list.lang = shown.lang;
  list.style.setProperty("--labels", `${shown.labels}ch`);
  list.replaceChildren();
  append(list, entries, 0, signal);
  const lost = state.records.length - entries.length;
  const why = shown.problems.filter(({ code }) => ["not-rendered", "no-entry", "notes-only", "unknown-locale"].includes(code));
  $("list-note").hidden = !why.length && !(lost > 0 && !state.merge);
  $("list-note").textContent = why.length ? [...new Set(why.map(({ message }) => message))].join("; ") : `${plural(lost, "record")} not in the list`;
}

/** Append entries by and by, so that a long list doesn't hold up the page. */
function append(list, all, from, signal) {
  list.append(...all.slice(from, from + STEP).map(item));
  if (from + STEP < all.length) requestAnimationFrame(() => signal.aborted || append(list, all, from + STEP, signal));
}

function item(entry) {
  const isNote = entry.citation === entry.text;
  return h("li", {}, h("span", { class: "entry" }, tree(entry.nodes)),
    h("span", { class: "under" },
      entry.badges.map((kind) => h("span", { class: `badge ${kind}` }, kind)),
      isNote ? null : h("span", {}, h("span", { class: "lead" }, "In the text: "), h("q", {}, entry.citation)),
      isNote ? null : copier("Copy citation", entry.citation, (button) => copy(button, entry.citation)),
      copier("Copy entry", entry.text.slice(0, 60), (button) => copy(button, entry.text, markup(entry)))));
}

/** A button that also says to a screen reader what it copies. */
const copier = (label, what, action) => h("button", { type: "button", onclick: (event) => action(event.currentTarget) }, label, h("span", { class: "sr" }, ` ${what}`));

/** An entry as HTML for the clipboard, made of elements, so that all is escaped. */
function markup(entry) {
  const box = h("div", {}, tree(entry.nodes));
  box.querySelectorAll("[class], [target], [rel]").forEach((element) => ["class", "target", "rel"].forEach((name) => element.removeAttribute(name)));
  return box.innerHTML;
}
