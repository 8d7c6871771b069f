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

/** What was read: `sources` are sent with every question; `merge` joins duplicates. */
export const state = { sources: [], records: [], problems: [], files: [], merge: false, from: "" };
