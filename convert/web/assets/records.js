// The table of records: sorted, searched, and only the rows that can be seen are made, whether there are ten or 10,000.

import { $, h, plural } from "./dom.js";
import { showRecord } from "./record.js";
import { state } from "./state.js";

const COLUMNS = [
  ["title", "Title", (card) => card.title.toLowerCase()],
  ["author", "First author", (card) => (card.authors[0] ?? "").toLowerCase()],
  ["journal", "Journal", (card) => card.journal.toLowerCase()],
  ["year", "Year", (card) => card.year ?? 0],
  ["ids", "Identifiers", (card) => card.record.PMID ?? card.record.DOI ?? ""],
];
const AROUND = 8;
const IDS = ["PMID", "PMCID", "DOI"];

let shown = [];
let order = { column: null, sign: 1 };

export function setUpTable() {
  $("table").tHead.rows[0].append(...COLUMNS.filter(([name]) => name !== "author").map(([name, label]) =>
    h("th", { scope: "col", class: `c-${name}`, "data-column": name },
      h("button", { type: "button", onclick: () => sortBy(name) }, `${label} `, h("span", { "aria-hidden": "true" }, "↑")))));
  $("order").append(...COLUMNS.flatMap(([name, label]) => [h("option", { value: name }, label), name === "year" && h("option", { value: "-year" }, "Year, newest first")].filter(Boolean)));
  $("order").addEventListener("change", () => sort($("order").value.replace("-", ""), $("order").value.startsWith("-") ? -1 : 1));
  $("find").addEventListener("input", update);
  $("scroll").addEventListener("scroll", () => requestAnimationFrame(showRows));
  new ResizeObserver(showRows).observe($("scroll"));
}

const sortBy = (column) => sort(column, order.column === column ? -order.sign : 1);

function sort(column, sign) {
  order = { column, sign };
  const value = (sign < 0 ? "-" : "") + column;
  $("order").value = [...$("order").options].some((option) => option.value === value) ? value : column;
  for (const head of $("table").tHead.rows[0].cells) {
    const isSorted = head.dataset.column === column;
    if (isSorted) head.setAttribute("aria-sort", order.sign > 0 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
    head.querySelector("[aria-hidden]").textContent = isSorted && order.sign < 0 ? "↓" : "↑";
  }
  update();
}

export function showTable() {
  for (const card of state.works) {
    const ids = IDS.map((name) => card.record[name] ?? "");
    card.words = [card.title, ...card.authors, card.journal, card.year, ...ids, ...card.badges.map(({ kind }) => kind)].join(" ").toLowerCase();
  }
  $("record-count").textContent = state.works.length.toLocaleString("en");
  update();
}

function update() {
  const words = $("find").value.toLowerCase().split(/\s+/).filter(Boolean);
  shown = state.works.filter((card) => words.every((word) => card.words.includes(word)));
  const key = COLUMNS.find(([name]) => name === order.column)?.[2];
  if (key) {
    const compare = (one, other) => (typeof one === "number" ? one - other : one.localeCompare(other));
    shown = shown.toSorted((one, other) => order.sign * compare(key(one), key(other)));
  }
  $("found").textContent = words.length ? `${plural(shown.length, "record")} of ${state.works.length.toLocaleString("en")}` : "";
  $("scroll").scrollTop = 0;
  $("table").setAttribute("aria-rowcount", shown.length + 1);
  showRows();
}

/** Make the rows in view, between two gaps as high as all others. */
function showRows() {
  const body = $("table").tBodies[0];
  const height = parseFloat(getComputedStyle(document.documentElement).fontSize) * (matchMedia("(max-width: 40rem)").matches ? 5.9 : 5.4);
  const first = Math.max(0, Math.floor($("scroll").scrollTop / height) - AROUND);
  const last = Math.min(shown.length, first + Math.ceil(($("scroll").clientHeight || 700) / height) + 2 * AROUND);
  const focused = document.activeElement?.closest?.("tr[data-place]")?.dataset.place;
  body.replaceChildren(gap(first * height), ...shown.slice(first, last).map((card, place) => row(card, first + place)), gap((shown.length - last) * height));
  if (focused !== undefined) body.querySelector(`tr[data-place="${focused}"] button`)?.focus({ preventScroll: true });
  if (!shown.length) body.replaceChildren(h("tr", {}, h("td", { colspan: 2 }, "No record has these words.")));
}

function gap(height) {
  const cell = h("td");
  cell.style.height = `${height}px`;
  return h("tr", { class: "gap", "aria-hidden": "true", hidden: height === 0 }, cell);
}

function row(card, place) {
  const open = () => showRecord(shown, place);
  const where = [card.journal, card.year].filter(Boolean).join(", ");
  return h("tr", { "data-place": place, "aria-rowindex": place + 2, onclick: open },
    h("td", { class: "c-title" },
      h("button", { type: "button", class: "title" }, card.title || "Without a title"),
      h("div", { class: "by" }, badges(card), authors(card.authors), h("span", { class: "where" }, where && ` · ${where}`))),
    h("td", { class: "c-journal" }, h("span", {}, card.journal)),
    h("td", { class: "c-year" }, String(card.year ?? "")),
    h("td", { class: "c-ids" }, h("div", { class: "ids" }, IDS.filter((name) => card.record[name]).map((name) => h("div", {}, name === "PMID" ? `PMID ${card.record.PMID}` : card.record[name])))));
}

export const badges = (card) => card.badges.map(({ kind, why }) => h("span", { class: `badge ${kind}`, title: why || undefined }, kind));

function authors(names) {
  if (!names.length) return "no author given";
  return names.length > 4 ? `${names.slice(0, 3).join(", ")} et al.` : names.join(", ");
}
