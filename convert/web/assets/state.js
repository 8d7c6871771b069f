// What the page knows, and which choices it remembers. The text is never stored.

const KEY = "refconvert";
const DEFAULTS = { tab: "list", style: "nlm-citation-sequence", styleTitle: "Vancouver (NLM, citation-sequence)", locale: "", to: "bibtex", sort: "", listFormat: "docx", options: {}, changes: {} };

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // refused, or not ours
  }
}

const SHARED = ["style", "locale", "to", "sort", "tab"];

export const choices = { ...DEFAULTS, ...remembered() };

/** The choices that the address brings behind `#`, such as `#style=apa&to=ris`: a link wins over what is remembered. */
for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
  if (!SHARED.includes(name) || choices[name] === value) continue;
  choices[name] = value;
  if (name === "style") choices.styleTitle = value; // until it is looked up
}

/** Change choices, remember those that are not the default, and put them into the address. */
export function choose(changed) {
  Object.assign(choices, changed);
  const mine = Object.entries(choices).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(DEFAULTS[name]));
  const hash = new URLSearchParams(mine.filter(([name]) => SHARED.includes(name))).toString();
  history.replaceState(null, "", location.pathname + location.search + (hash && `#${hash}`));
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(mine)));
  } catch {
    // the page works without
  }
}

/** What was read: `sources` are sent with every question; `works` are the records that are written: with `merge` each work once. */
export const state = { sources: [], records: [], works: [], problems: [], files: [], groups: [], more_groups: 0, decisions: new Map(), merge: false, from: "" };

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
