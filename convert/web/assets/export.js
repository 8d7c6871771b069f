// The output in the chosen format, with the options of its writer, and what it can't carry.

import { $, copy, h, plural, save } from "./dom.js";
import * as engine from "./engine.js";
import { byUse, longNameOf, nameOf } from "./names.js";
import { asked, choices, choose, state } from "./state.js";

const NOT_HERE = new Set(["bibliography", "docx"]); // those are the reference list's
const MOST = 300_000;
const CHOSEN_ELSEWHERE = new Set(["keys", "article_number"]);
const CHOICES = { keys: ["bibtex", "biblatex"] };
const SAFER = { formulas: "neutralise" }; // the page's own defaults: a table that is saved from here is opened in a spreadsheet
const KEYS = ["", "scholar", "bbt", "zotero", "jabref", "pmid"];

let formats = {};
let output = { text: "", name: "" };

export function setUpExport(changed) {
  $("to").addEventListener("change", () => {
    choose({ to: $("to").value });
    showOptions(changed);
    changed();
  });
  $("sort").value = choices.sort;
  $("sort").addEventListener("change", () => {
    choose({ sort: $("sort").value });
    changed();
  });
  $("copy-output").addEventListener("click", (event) => copy(event.currentTarget, output.text));
  $("save-output").addEventListener("click", () => save(new Blob([output.text]), output.name));
}

export function showFormats(all, changed) {
  formats = Object.fromEntries(all.map((format) => [format.name, format]));
  const writers = byUse(all.filter(({ name, writes }) => writes && !NOT_HERE.has(name)));
  $("to").append(...writers.map(({ name }) => h("option", { value: name }, longNameOf(name))));
  $("from").append(...byUse(all.filter(({ reads }) => reads)).map(({ name }) => h("option", { value: name }, nameOf(name))));
  $("to").value = choices.to in formats ? choices.to : "bibtex";
  showOptions(changed);
}

function showOptions(changed) {
  const options = optionsFor($("to").value);
  const rows = options.map((option) => field(option, changed));
  if (CHOICES.keys.includes($("to").value)) rows.unshift(field({ name: "keys", values: KEYS.slice(1).join(" | "), default: "scholar", help: "How citation keys are made." }, changed));
  $("options").hidden = !rows.length;
  $("option-fields").replaceChildren(...rows);
}

/** The options of a writer that are asked for here. */
const optionsFor = (format) => formats[format].options.filter(({ name }) => !CHOSEN_ELSEWHERE.has(name))
  .map((option) => ({ ...option, default: SAFER[option.name] ?? option.default }));

/** Those of `SAFER` that a writer has. */
const saferOf = (format) => Object.fromEntries(optionsFor(format).filter(({ name }) => name in SAFER).map(({ name }) => [name, SAFER[name]]));

const optionsOf = (format) => choices.options[format] ?? {};

const chosenOf = (format) => Object.fromEntries(Object.entries(optionsOf(format)).filter(([, value]) => value !== ""));

function field({ name, values, default: usual, help }, changed) {
  const format = $("to").value;
  const id = `option-${name}`;
  const offered = values.includes(" | ") ? values.split(" | ") : null;
  const set = (value) => {
    choose({ options: { ...choices.options, [format]: { ...optionsOf(format), [name]: value === usual ? "" : value } } });
    changed();
  };
  const input = offered
    ? h("select", { id, onchange: () => set(input.value) }, offered.map((value) => h("option", { value }, value)))
    : h("input", { id, type: values === "number" ? "number" : "text", onchange: () => set(input.value) });
  input.value = optionsOf(format)[name] || usual;
  return h("div", { class: "field" }, h("label", { for: id }, name.replaceAll("_", " ")), input, h("small", {}, help));
}

export async function updateOutput(signal) {
  const format = $("to").value;
  const query = { to: format, ...asked(), sort: choices.sort, ...saferOf(format), ...chosenOf(format) };
  const report = await engine.convert(state.sources, query, signal);
  output = { text: report.output, name: report.name };
  $("output").textContent = output.text.slice(0, MOST);
  $("output").scrollTop = 0;
  const isCut = output.text.length > MOST;
  $("output-note").hidden = !isCut;
  $("output-note").textContent = isCut ? `The beginning is shown. Copy and Download take all ${plural(report.records, "record")}.` : "";
  showLosses(report.losses);
}

const FATES = { dropped: "can’t be carried", degraded: "lose detail", moved: "move elsewhere" };

/** How many fields fare worse than to be kept. */
function summary(told) {
  const counts = Object.entries(FATES).map(([fate, words]) => [told.filter(({ fates }) => fate in fates).length, words]);
  const said = counts.filter(([count]) => count).map(([count, words], place) => `${place ? count : plural(count, "field")} ${words}`);
  return said.length ? `In ${nameOf($("to").value)}, ${said.join(", ")}` : `${nameOf($("to").value)} carries all fields`;
}

function showLosses({ sentence, fields }) {
  const told = fields.filter(({ fates }) => Object.keys(fates).some((fate) => fate !== "kept"));
  $("losses").hidden = !sentence;
  $("losses-text").textContent = summary(told);
  $("losses-rows").replaceChildren(...told.map(({ field: name, fates, why }) => {
    const [fate, count] = Object.entries(fates).find(([kind]) => kind !== "kept");
    return h("tr", {}, h("th", { scope: "row" }, name.replaceAll("_", " ").replaceAll(".", ": ")), h("td", {}, h("span", { class: `fate ${fate}` }, fate), ` ${why}`), h("td", { class: "n" }, count.toLocaleString("en")));
  }));
}
