// What the page knows, and which choices it remembers. The text is never stored.

const KEY = "refconvert";
const DEFAULTS = { tab: "list", style: "nlm-citation-sequence", styleTitle: "Vancouver (NLM, citation-sequence)", locale: "", to: "bibtex", sort: "", listFormat: "docx", options: {} };

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // refused, or not ours
  }
}

export const choices = { ...DEFAULTS, ...remembered() };

/** Change choices, and remember those that are not the default. */
export function choose(changed) {
  Object.assign(choices, changed);
  const mine = Object.entries(choices).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[name]));
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(mine)));
  } catch {
    // the page works without
  }
}

/** What was read: `sources` are sent with every question; `works` are the records that are written: with `merge` each work once. */
export const state = { sources: [], records: [], works: [], problems: [], files: [], groups: [], decisions: new Map(), merge: false, from: "" };

/** What every question says of the sources: how they are read, and if duplicates are merged, what was decided of them. */
export const asked = () => ({ from: state.from, ...(state.merge ? { review: review() } : {}) });

const keyOf = (group) => group.members.map(({ name }) => name).join();
/** The names of those records of a group that a person said are one work; undefined: nothing was said. */
export const decisionOf = (group) => state.decisions.get(keyOf(group));
export const decide = (group, inside) => state.decisions.set(keyOf(group), new Set(inside));

/** The decided pairs, as CSV. */
export function review() {
  const rows = state.groups.filter(decisionOf).flatMap((group) => {
    const inside = decisionOf(group);
    const names = group.members.map(({ name }) => name);
    return names.flatMap((one, place) => names.slice(place + 1).map((other) => [inside.has(one) && inside.has(other) ? "same" : "different", one, other]));
  });
  return [["decision", "record 1", "record 2"], ...rows].map((row) => `${row.join()}\r\n`).join("");
}
