// The page: source → records → the tab that is shown. What is out of date is asked for when its tab is opened.

import { $, debounce, plural } from "./dom.js";
import * as engine from "./engine.js";
import { setUpDuplicates, showGroups, tellWorks } from "./duplicates.js";
import { setUpExport, showFormats, updateOutput } from "./export.js";
import { setUpList, showFiles, showLocales, updateList } from "./list.js";
import { nameOf } from "./names.js";
import { setUpRecord } from "./record.js";
import { setUpTable, showTable } from "./records.js";
import { showProblems, sources, watchSource } from "./source.js";
import { asked, choices, choose, state } from "./state.js";

const TABS = { list: updateList, records: updateWorks, duplicates: updateWorks, export: updateOutput };

let outdated = new Set();
let working;

// --- reading -----------------------------------------------------------------------------------------------------

const readSoon = debounce(250, readNow);

async function readNow() {
  state.sources = sources();
  $("clear").hidden = !state.sources.length;
  if (!state.sources.length) {
    working?.abort();
    Object.assign(state, { records: [], works: [], problems: [], files: [], groups: [], more_groups: 0 });
    state.decisions.clear();
    return show();
  }
  await work(async (signal) => {
    Object.assign(state, await engine.read(state.sources, { from: state.from }, signal));
    state.works = state.records;
    if (!state.groups.length) state.merge = false;
    show();
    await updateTab(signal);
  });
}

const duplicates = () => state.records.filter(({ badges }) => badges.some(({ kind }) => kind === "duplicate")).length;

/** Do something that can be stopped; what was under way is stopped. */
async function work(action) {
  working?.abort();
  const mine = (working = new AbortController());
  const slow = setTimeout(() => ($("busy").hidden = false), 400);
  try {
    await action(mine.signal);
    if (!state.records.length && state.sources.length) return;
    $("status").classList.remove("bad");
  } catch (error) {
    if (error.name !== "AbortError") fail(error);
  } finally {
    clearTimeout(slow);
    if (working === mine) rest();
  }
}

function rest() {
  $("busy").hidden = true;
  $("progress").textContent = "";
  for (const tab of Object.keys(TABS)) wait($(`panel-${tab}`), false);
}

function fail(error) {
  $("status").classList.add("bad");
  $("status").textContent = error.message;
}

// --- showing -----------------------------------------------------------------------------------------------------

function show() {
  const count = state.records.length;
  $("empty").hidden = count > 0;
  $("filled").hidden = count === 0;
  $("status").classList.toggle("bad", state.sources.length > 0 && !count);
  $("status").replaceChildren(...summary());
  const double = duplicates();
  $("merge-row").hidden = !state.groups.length;
  $("merge-text").textContent = double ? `Merge ${plural(double, "duplicate")}` : "Merge duplicates";
  showMerge();
  showProblems();
  showTable();
  showGroups();
  if (!state.groups.length && choices.tab === "duplicates") openTab("list");
  outdated = new Set(Object.keys(TABS));
}

/** What a file is that can't be read, such as a picture, if that is known. */
const reason = () => state.problems.find(({ code, message }) => code === "unreadable" && !message.includes("unrecognised"))?.message;

function summary() {
  const [file] = state.files;
  if (!file) return [];
  const known = [...new Set(state.files.map(({ format }) => format).filter(Boolean))].map(nameOf);
  if (!known.length) return [reason() ?? "This is no format that refconvert knows. Paste a PubMed page or an export, or choose how to read it."];
  if (!state.records.length) return [reason() ?? `Recognised as ${known.join(", ")}, but it holds no record.`];
  const total = document.createElement("b");
  total.textContent = plural(state.records.length, "record");
  const marks = ["retracted", "concern", "preprint", "duplicate", "incomplete"]
    .map((kind) => [kind, state.records.filter(({ badges }) => badges.some((badge) => badge.kind === kind)).length])
    .filter(([, number]) => number)
    .map(([kind, number]) => `, ${kind === "duplicate" ? plural(number, kind) : `${number.toLocaleString("en")} ${kind === "concern" ? "under concern" : kind}`}`);
  return [total, ` from ${known.join(", ")}${marks.join("")}`];
}

async function updateTab(signal) {
  const tab = choices.tab;
  if (!state.records.length || !outdated.has(tab)) return;
  if (tab !== "duplicates") wait($(`panel-${tab}`), true); // there one goes on deciding
  await TABS[tab](signal);
  outdated.delete(tab);
  wait($(`panel-${tab}`), false);
  if (outdated.has("records")) await updateWorks(signal);
}

/** The records that are written: all, or each work once. */
async function updateWorks(signal) {
  state.works = state.merge ? (await engine.read(state.sources, asked(), signal)).records : state.records;
  outdated.delete("records");
  outdated.delete("duplicates");
  showTable();
  tellWorks();
}

function showMerge() {
  for (const id of ["merge", "merge-here"]) $(id).checked = state.merge;
}

/** While a panel is out of date, nothing can be taken from it. */
function wait(panel, isWaiting) {
  panel.classList.toggle("waiting", isWaiting);
  for (const button of panel.querySelectorAll("button.takes")) button.disabled = isWaiting;
}

const changed = () => {
  outdated = new Set(Object.keys(TABS));
  return work(updateTab);
};

const decidedSoon = debounce(150, changed);

function merge(isMerged) {
  state.merge = isMerged;
  showMerge();
  decidedSoon();
}

// --- tabs --------------------------------------------------------------------------------------------------------

function openTab(name, isFocused = false) {
  choose({ tab: name });
  for (const tab of Object.keys(TABS)) {
    const button = $(`tab-${tab}`);
    button.setAttribute("aria-selected", String(tab === name));
    button.tabIndex = tab === name ? 0 : -1;
    $(`panel-${tab}`).hidden = tab !== name;
  }
  const bar = document.querySelector("[role=tablist]"); // narrow ones scroll
  bar.scrollLeft = $(`tab-${name}`).offsetLeft - (bar.clientWidth - $(`tab-${name}`).offsetWidth) / 2;
  if (isFocused) $(`tab-${name}`).focus();
  if (outdated.has(name)) work(updateTab);
}

function setUpTabs() {
  for (const name of Object.keys(TABS)) $(`tab-${name}`).addEventListener("click", () => openTab(name));
  $("decide").addEventListener("click", () => openTab("duplicates", true));
  document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const names = Object.keys(TABS).filter((name) => !$(`tab-${name}`).hidden);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) openTab(names[(names.indexOf(choices.tab) + step + names.length) % names.length], true);
    else if (event.key === "Home" || event.key === "End") openTab(names.at(event.key === "Home" ? 0 : -1), true);
    else return;
    event.preventDefault();
  });
  openTab(choices.tab in TABS ? choices.tab : "list");
}

// --- beginning ---------------------------------------------------------------------------------------------------

document.body.classList.add("runs");
watchSource((isDone) => (isDone ? readNow() : readSoon()));
setUpTabs();
setUpList(changed);
setUpTable();
setUpRecord();
setUpExport(changed);
$("stop").addEventListener("click", () => {
  working?.abort();
  $("status").textContent = state.records.length ? "Stopped. What is shown was there before." : "Stopped. Nothing was read.";
});
setUpDuplicates(() => merge(true));
for (const id of ["merge", "merge-here"]) $(id).addEventListener("change", (event) => merge(event.currentTarget.checked));
$("private").textContent = engine.privacy;
engine.onProgress((text) => ($("progress").textContent = text));
engine.keep((text) => ($("private").textContent = text));

try {
  const known = await engine.formats();
  showFormats(known, changed);
  showLocales(known.locales);
  showFiles(known.list_formats);
} catch (error) {
  fail(error);
}
if ($("text").value.trim()) readNow(); // the browser kept it over a reload
