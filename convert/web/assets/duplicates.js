// Records that are one work, or may be: side by side, for a person to decide. What is decided goes along with every question,
// as the table that `refconvert dedupe --review` reads.

import { $, h, plural, save, say } from "./dom.js";
import { FIRST, label, value } from "./record.js";
import { decide, decisionOf, review, state } from "./state.js";

const STEP = 50;
const STATES = { merged: "one work", undecided: "to decide", conflict: "kept apart" };
const HIDDEN = new Set(["id", "source", "inferred", "provenance", "merged_from", "extra", "related"]);

let decided = () => {};
let shown = 0;

export function setUpDuplicates(changed) {
  decided = changed;
  $("more-groups").addEventListener("click", () => more(true));
  $("all-one").addEventListener("click", () => decideAll(true));
  $("all-apart").addEventListener("click", () => decideAll(false));
  $("save-decisions").addEventListener("click", () => save(new Blob([review()], { type: "text/csv" }), "decisions.csv"));
}

// --- decisions ---------------------------------------------------------------------------------------------------

/** Which records of a group are one work: what a person said, or what was found. */
const insideOf = (group) => decisionOf(group) ?? new Set(group.state === "merged" ? group.members.map(({ name }) => name) : []);

const isOpen = (group) => group.state === "undecided" && !decisionOf(group);


function decideAll(isOne) {
  for (const group of state.groups.filter(isOpen)) decide(group, isOne ? group.members.map(({ name }) => name) : []);
  showGroups();
  decided();
}

// --- showing -----------------------------------------------------------------------------------------------------

export function showGroups() {
  $("tab-duplicates").hidden = !state.groups.length;
  $("group-list").replaceChildren();
  shown = 0;
  showSum();
  more();
}

/** How many works are left, told where one decides. */
export function showSum() {
  const open = state.groups.filter(isOpen).length;
  const count = state.groups.filter((group) => group.state === "merged").length;
  const found = count ? `${plural(count, "work")} ${count === 1 ? "is" : "are"} there more than once` : "";
  const left = open ? `${open === 1 ? "one pair is" : `${open.toLocaleString("en")} pairs are`} for you to decide` : "";
  const rest = state.more_groups;
  $("duplicate-count").textContent = (state.groups.length + rest).toLocaleString("en");
  $("group-note").hidden = !rest;
  $("group-note").textContent = `${rest.toLocaleString("en")} less likely groups are not shown: refconvert dedupe writes all with --review.`;
  $("duplicate-sum").textContent = capital([found, left].filter(Boolean).join("; ") || "All is decided");
  $("decide-all").hidden = open < 2;
  $("save-decisions").hidden = !state.decisions.size;
}

/** Tell what the decisions came to. */
export function tellWorks() {
  const text = state.merge ? `${plural(state.records.length, "record")}, ${plural(state.works.length, "work")}` : "Nothing is merged yet";
  if ($("duplicate-works").textContent !== text && !$("panel-duplicates").hidden) say(text);
  $("duplicate-works").textContent = text;
}

function more(isAsked = false) {
  const first = shown;
  shown = Math.min(state.groups.length, shown + STEP);
  $("group-list").append(...state.groups.slice(first, shown).map((group, place) => card(group, first + place)));
  $("more-groups").hidden = shown === state.groups.length;
  $("more-groups").textContent = `Show ${Math.min(STEP, state.groups.length - shown)} more of ${(state.groups.length - shown).toLocaleString("en")}`;
  if (isAsked) $("group-list").children[first].querySelector("input").focus();
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function card(group, place) {
  const cards = group.members.map(({ number }) => state.records[number]);
  const title = cards[0].title || "Without a title";
  const name = `group-${place}`;
  const mark = h("span");
  const radios = [["One work", true], ["Different works", false]].map(([text, isOne]) => {
    const input = h("input", { type: "radio", name, onchange: () => set(isOne ? group.members : []) });
    return [input, h("label", {}, input, text)];
  });
  const boxes = group.members.length > 2 ? group.members.map((member) => h("input", { type: "checkbox", onchange: () => set(group.members.filter((_, number) => boxes[number].checked)) })) : [];
  const set = (members) => {
    decide(group, members.map((member) => member.name));
    show();
    showSum();
    decided();
  };
  const show = () => {
    const inside = insideOf(group);
    const count = group.members.filter((member) => inside.has(member.name)).length;
    const isByHand = Boolean(decisionOf(group));
    radios[0][0].checked = count === group.members.length;
    radios[1][0].checked = count < 2 && (isByHand || group.state === "conflict");
    boxes.forEach((box, number) => (box.checked = inside.has(group.members[number].name)));
    const kind = isByHand ? (count > 1 ? "merged" : "apart") : group.state;
    mark.className = `badge ${kind}`;
    mark.textContent = isByHand ? `${count === group.members.length ? "one work" : count > 1 ? `${count} of ${group.members.length} are one work` : "apart"}, as you say` : STATES[group.state];
  };
  show();
  return h("section", { class: "group", "aria-labelledby": `${name}-title` },
    h("div", { class: "group-head" },
      h("div", { class: "grow" }, h("h2", { id: `${name}-title` }, title), h("p", {}, mark, capital(group.why))),
      h("fieldset", { class: "choice" }, h("legend", { class: "sr" }, `Are these one work? ${title}`), radios.map(([, element]) => element))),
    comparison(group, cards, boxes));
}

// --- side by side ------------------------------------------------------------------------------------------------

const plain = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

function comparison(group, cards, boxes) {
  const records = cards.map(({ record }) => record);
  const names = [...new Set(records.flatMap(Object.keys))].filter((name) => !HIDDEN.has(name)).sort((one, other) => rank(one) - rank(other));
  const main = names.filter((name) => FIRST.includes(name));
  const others = names.filter((name) => !FIRST.includes(name));
  const rows = (some) => some.map((name) => row(name, records));
  const table = h("table", {}, h("thead", {}, head(group, records, boxes)), h("tbody", {}, rows(main)));
  const rest = others.length > 0 && h("details", { ontoggle: (event) => {
    if (!event.currentTarget.open) return;
    table.tBodies[0].append(...rows(others));
    rest.remove();
    table.parentElement.focus();
  } }, h("summary", {}, plural(others.length, "more field")));
  return [h("div", { class: "compare", tabindex: "0", role: "group", "aria-label": "Field by field" }, table), rest];
}

function head(group, records, boxes) {
  return h("tr", {}, h("td", {}), records.map((record, number) => h("th", { scope: "col" },
    place(record), number === 0 && h("small", {}, group.state === "merged" ? "kept" : "would be kept"),
    boxes.length > 0 && h("label", { class: "check" }, boxes[number], h("span", {}, "this work", h("span", { class: "sr" }, `: ${place(record)}`))))));
}

const place = ({ source }) => [source?.path, source?.line && `line ${source.line}`].filter(Boolean).join(", ") || "a record";

/** A field of all records; what differs from the record that is kept is marked, and what would fill a gap of it. */
function row(name, records) {
  const cells = records.map((record) => (record[name] === undefined ? "" : value(record[name], name)));
  const texts = cells.map((cell) => plain(typeof cell === "string" ? cell : cell.textContent));
  return h("tr", {}, h("th", { scope: "row" }, label(name)), cells.map((cell, number) => {
    const kind = number === 0 || !texts[number] || texts[number] === texts[0] ? "" : texts[0] ? "differs" : "fills";
    const isGap = cell === "";
    return h("td", { class: kind }, kind && h("span", { class: "sr" }, kind === "differs" ? "differs: " : "fills a gap: "), isGap ? h("span", { class: "none" }, "–") : h("div", { class: "clip" }, cell));
  }));
}
