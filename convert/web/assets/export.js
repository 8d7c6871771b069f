// The output in the chosen format, with the options of its writer, and what it can't carry.

import { $, copy, h, plural, save } from "./dom.js";
import * as engine from "./engine.js";
import { byUse, longNameOf, nameOf } from "./names.js";
import { asked, choices, choose, state } from "./state.js";

const NOT_HERE = new Set(["bibliography", "docx"]); // those are the reference list's
const MOST = 300_000;
const KEYED = ["bibtex", "biblatex"];
const CHANGES = ["journal", "date", "abstract", "article_number", "max_authors", "omit", "keep", "include"]; // the choices that are offered here
const CHOSEN_ELSEWHERE = new Set(["keys", ...CHANGES]);
const SAFER = { formulas: "neutralise" }; // the page's own defaults: a table that is saved from here is opened in a spreadsheet
const EXAMPLES = { omit: "abstract, keyword", keep: "author, title, issued", include: "similar, cited-by" };
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
  $("output").addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "a") return;
    event.preventDefault(); // the output alone, not the page
    getSelection().selectAllChildren($("output"));
  });
  $("copy-output").addEventListener("click", (event) => copy(event.currentTarget, output.text));
  $("save-output").addEventListener("click", () => save(new Blob([output.text]), output.name));
}

export function showFormats({ formats: all, choices: known }, changed) {
  formats = Object.fromEntries(all.map((format) => [format.name, format]));
  const writers = byUse(all.filter(({ name, writes }) => writes && !NOT_HERE.has(name)));
  $("to").append(...writers.map(({ name }) => h("option", { value: name }, longNameOf(name))));
  $("from").append(...byUse(all.filter(({ reads }) => reads)).map(({ name }) => h("option", { value: name }, nameOf(name))));
  $("to").value = choices.to in formats ? choices.to : "bibtex";
  showOptions(changed);
  showChanges(CHANGES.map((name) => known.find((choice) => choice.name === name)), changed);
}

/** What may be changed of the records on their way to any format. */
function showChanges(known, changed) {
  const set = (name, value) => {
    choose({ changes: { ...choices.changes, [name]: value } });
    count();
    changed();
  };
  const count = () => {
    const number = Object.values(choices.changes).filter(Boolean).length;
    $("changes-text").textContent = `Changes on the way${number ? ` (${number})` : ""}`;
  };
  $("change-fields").replaceChildren(...known.map((choice) => field(choice, choices.changes[choice.name], (value) => set(choice.name, value))));
  count();
}

function showOptions(changed) {
  const format = $("to").value;
  const set = (name, value) => {
    choose({ options: { ...choices.options, [format]: { ...optionsOf(format), [name]: value } } });
    changed();
  };
  const options = optionsFor(format);
  if (KEYED.includes(format)) options.unshift({ name: "keys", values: KEYS.slice(1).join(" | "), default: "scholar", help: "How citation keys are made." });
  const rows = options.map((option) => field(option, optionsOf(format)[option.name], (value) => set(option.name, value)));
  $("options").hidden = !rows.length;
  $("option-fields").replaceChildren(...rows);
}

/** The options of a writer that are asked for here. */
const optionsFor = (format) => formats[format].options.filter(({ name }) => !CHOSEN_ELSEWHERE.has(name))
  .map((option) => ({ ...option, default: SAFER[option.name] ?? option.default }));

/** Those of `SAFER` that a writer has. */
const saferOf = (format) => Object.fromEntries(optionsFor(format).filter(({ name }) => name in SAFER).map(({ name }) => [name, SAFER[name]]));

const optionsOf = (format) => choices.options[format] ?? {};

const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));

/** A choice or an option with what it does; `set` is given its value, empty for the usual one. */
function field({ name, values, default: usual, help }, chosen, set) {
  const id = `option-${name}`;
  const told = () => set(input.value === usual ? "" : input.value);
  const input = values.includes(" | ")
    ? h("select", { id, onchange: told }, values.split(" | ").map((value) => h("option", { value }, value)))
    : h("input", { id, type: values === "number" ? "number" : "text", min: values === "number" && "0", placeholder: EXAMPLES[name], onchange: told, "aria-describedby": `${id}-help` });
  input.value = chosen || usual;
  return h("div", { class: "field" }, h("label", { for: id }, name.replaceAll("_", " ")), input, h("small", { id: `${id}-help` }, help));
}

export async function updateOutput(signal) {
  const format = $("to").value;
  const query = { to: format, ...asked(), sort: choices.sort, ...saferOf(format), ...given(choices.changes), ...given(optionsOf(format)) };
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
