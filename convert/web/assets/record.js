// A record whole: each field, and why it holds what the source doesn't say.

import { $, h, link, plural, rich } from "./dom.js";
import { badges } from "./records.js";

export const FIRST = ["type", "title", "author", "container_title", "issued", "volume", "issue", "page", "DOI", "PMID", "PMCID"];
const HIDDEN = new Set(["source", "inferred", "provenance", "merged_from", "extra", "related"]);
const ADDRESSES = { DOI: "https://doi.org/", PMID: "https://pubmed.ncbi.nlm.nih.gov/", PMCID: "https://pmc.ncbi.nlm.nih.gov/articles/" };
const LABELS = { author: "Authors", container_title: "Journal or book", container_title_short: "Abbreviated", issued: "Date of issue", available_date: "Electronic date", page: "Pages", mesh: "MeSH", links: "Linked works", databank: "Data banks", keyword: "Keywords", similar: "Similar articles", cited_by: "Cited by", history: "History", pii: "Publisher’s item" };
const MANY = 12;

let cards = [];
let place = 0;

export function setUpRecord() {
  $("record-close").addEventListener("click", () => $("record").close());
  $("record").addEventListener("click", (event) => event.target === $("record") && $("record").close());
  $("record-previous").addEventListener("click", () => showRecord(cards, place - 1));
  $("record-next").addEventListener("click", () => showRecord(cards, place + 1));
}

export function showRecord(among, number) {
  cards = among;
  place = number;
  const card = cards[place];
  $("record-title").replaceChildren(rich(card.record.title ?? "") ?? "", card.record.title ? "" : "Without a title");
  $("record-body").replaceChildren(h("p", {}, badges(card)), fields(card.record));
  $("record-previous").disabled = place === 0;
  $("record-next").disabled = place === cards.length - 1;
  if (!$("record").open) $("record").showModal();
  $("record").scrollTop = 0;
}

function fields(record) {
  const names = Object.keys(record).filter((name) => !HIDDEN.has(name));
  names.sort((one, other) => rank(one) - rank(other));
  const list = h("dl", { class: "fields" });
  for (const name of names) {
    list.append(h("dt", {}, label(name)), h("dd", {}, value(record[name], name),
      record.inferred?.[name] && h("small", { class: "why" }, `Inferred: ${record.inferred[name]}`),
      record.provenance?.[name] && h("small", { class: "why from" }, `Filled from ${record.provenance[name]}`)));
  }
  for (const [name, reason] of Object.entries(record.inferred ?? {})) {
    if (!names.includes(name)) list.append(h("dt", {}, label(name)), h("dd", {}, h("small", { class: "why" }, `Inferred: ${reason}`)));
  }
  for (const [kind, works] of Object.entries(record.related ?? {})) {
    list.append(h("dt", {}, label(kind)), h("dd", {}, h("details", {}, h("summary", {}, plural(works.length, "work")), h("ul", {}, works.map(work)))));
  }
  for (const [name, values] of Object.entries(record.extra ?? {})) {
    list.append(h("dt", {}, name), h("dd", {}, value(values), h("small", { class: "why from" }, "Kept as the source has it; no field is made for it")));
  }
  if (record.merged_from) list.append(h("dt", {}, "Merged with"), h("dd", {}, many(record.merged_from.map(from))));
  if (record.source) list.append(h("dt", {}, "Read from"), h("dd", {}, from(record.source)));
  return list;
}

const from = ({ path, line, format }) => [path, line && `line ${line}`, format].filter(Boolean).join(", ");
const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
export const label = (name) => LABELS[name] ?? (/^[A-Z]/.test(name) ? name.replaceAll("_", " ") : (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " "));

export function value(item, name) {
  if (typeof item === "string") return ADDRESSES[name] ? link(ADDRESSES[name] + encodeURI(item), item) : name === "URL" ? link(item, item) : rich(item);
  if (typeof item !== "object" || item === null) return item === true ? "yes" : String(item);
  if (Array.isArray(item)) return many(item.map((one) => value(one)));
  return struct(item);
}

function many(items) {
  if (items.length === 1) return items[0];
  const list = (some) => h("ul", {}, some.map((item) => h("li", {}, item)));
  if (items.length <= MANY) return list(items);
  return h("div", {}, list(items.slice(0, MANY - 2)), h("details", {}, h("summary", {}, `${items.length - MANY + 2} more`), list(items.slice(MANY - 2))));
}

/** A name, a date, a section of an abstract, or any other part of a record. */
function struct(item) {
  if ("year" in item) {
    const date = [item.year, item.month, item.day].filter(Boolean).map((part) => String(part).padStart(2, "0")).join("-");
    return [date, item.time, item.end && h("span", {}, "to ", struct(item.end)), item.literal && `(${item.literal})`].filter(Boolean).flatMap((part) => [part, " "]).reduce((box, part) => (box.append(part), box), h("span", {}));
  }
  const { family, given, suffix, literal, initials, text, label: heading, term, name, ...rest } = item;
  const title = literal ?? [[family, given].filter(Boolean).join(", "), suffix].filter(Boolean).join(" ");
  const head = [title, heading && `${heading}: `, text, term, name].filter(Boolean).join("");
  const box = h("span", {}, rich(head));
  const parts = Object.entries(rest).filter(([key]) => key !== "UI");
  for (const [key, part] of parts) box.append(h("small", {}, `${box.textContent ? " · " : ""}${key.replaceAll("_", " ")} `), value(part));
  return box;
}

const work = (record) => h("li", {}, rich(record.title ?? record.citation_text ?? "without a title"), h("small", {}, ` ${[record.container_title_short ?? record.container_title, record.issued?.year, record.PMID && `PMID ${record.PMID}`].filter(Boolean).join(", ")}`));
