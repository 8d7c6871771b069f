// The source: pasted text, files, examples; and the problems at their lines.

import { $, h, plural } from "./dom.js";
import { state } from "./state.js";

const PASTED = "pasted text";
const LONG = 300_000;
const EXAMPLES = [
  ["pubmed-page.txt", "A PubMed page", "Copied from the browser, as the project began"],
  ["search.nbib", "A PubMed search", "MEDLINE, with a retraction, a correction and a preprint"],
  ["library.ris", "A library with doubles", "RIS, the same works as two databases export them"],
  ["manuscript.bib", "A worn BibTeX file", "With what goes wrong over the years"],
];

let files = [];
$("problems").open = matchMedia("(min-width: 66rem)").matches; // on a phone the results come first

export function sources() {
  const text = $("text").value;
  const pasted = text.trim() ? [{ name: PASTED, blob: new Blob([text], { type: "text/plain" }) }] : [];
  return [...pasted, ...files.map((file) => ({ name: file.name, blob: file }))];
}

/** The text that a bookmark brings behind the address, where no server sees it. */
function takeGiven(changed) {
  const text = new URLSearchParams(location.hash.slice(1)).get("paste");
  if (!text) return;
  history.replaceState(null, "", location.pathname + location.search);
  fill(text, "PubMed page", changed);
}

/** Put a text into the box; what somebody has put there stays, and the text becomes a file beside it. */
function fill(text, name, changed) {
  if ($("text").value.trim()) return add([new File([text], name)], changed);
  $("text").value = text;
  $("text").scrollTop = 0;
  changed(true);
}

/** Call `changed` whenever there is something else to read. */
export function watchSource(changed) {
  $("text").addEventListener("input", () => changed(false));
  $("text").addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (text.length < LONG) return;
    event.preventDefault(); // a box of megabytes is slow
    add([new File([text], `${PASTED} ${files.length + 1}`)], changed);
  });
  $("from").addEventListener("change", () => {
    state.from = $("from").value;
    changed(true);
  });
  $("picker").addEventListener("change", () => {
    add([...$("picker").files], changed);
    $("picker").value = "";
  });
  $("clear").addEventListener("click", () => {
    $("text").value = "";
    files = [];
    showFiles(changed);
    changed(true);
    $("text").focus();
  });
  watchDrops((dropped) => add(dropped, changed));
  takeGiven(changed);
  addEventListener("hashchange", () => takeGiven(changed));
  $("examples").append(...EXAMPLES.map(([name, title, about]) => h("li", {}, h("button", { type: "button", onclick: () => tryOut(name, changed) }, title, h("small", {}, about)))));
}

function add(added, changed) {
  files = [...files, ...added];
  showFiles(changed);
  changed(true);
}

function showFiles(changed) {
  $("files").replaceChildren(
    ...files.map((file, place) =>
      h("li", {}, file.name, h("small", {}, size(file.size)),
        h("button", { type: "button", class: "quiet", "aria-label": `Remove ${file.name}`, onclick: () => {
          files.splice(place, 1);
          showFiles(changed);
          changed(true);
        } }, "×")),
    ),
  );
}

const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

async function tryOut(name, changed) {
  fill(await (await fetch(new URL(`examples/${name}`, import.meta.url))).text(), name, changed);
}

function watchDrops(dropped) {
  let depth = 0;
  const hasFiles = (event) => [...event.dataTransfer.types].includes("Files");
  const show = (change) => {
    depth = change ? Math.max(0, depth + change) : 0;
    $("drop").hidden = depth === 0;
  };
  addEventListener("dragenter", (event) => hasFiles(event) && show(1));
  addEventListener("dragleave", (event) => hasFiles(event) && show(-1));
  addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(0);
    dropped([...event.dataTransfer.files]);
  });
}

// --- problems ----------------------------------------------------------------------------------------------------

const MOST = 200;
const WORST_FIRST = ["error", "warning", "note"];

export function showProblems() {
  const problems = state.problems.filter(({ code }) => code !== "unreadable" || state.sources.length > 1).toSorted((one, other) => WORST_FIRST.indexOf(one.severity) - WORST_FIRST.indexOf(other.severity));
  $("problems").hidden = !problems.length;
  $("problems-title").textContent = `${plural(problems.length, "thing")} worth a look`;
  const rest = problems.length - MOST;
  $("problem-list").replaceChildren(...problems.slice(0, MOST).map(problemItem), ...(rest > 0 ? [h("li", {}, `${rest.toLocaleString("en")} more`)] : []));
}

function problemItem(problem) {
  const item = h("li", { class: `is-${problem.severity}` });
  const where = problem.path && problem.path !== PASTED ? `${problem.path}, line ${problem.line}` : `Line ${problem.line}`;
  item.append(`${capital(problem.message.replace("; name it with --from", ""))} `);
  const about = problem.record && h("small", {}, `(${problem.record}) `);
  if (about) item.append(about);
  if (problem.line) {
    item.append(h("button", { type: "button", "aria-expanded": "false", onclick: (event) => showLines(event.currentTarget, item, problem) }, where));
  }
  return item;
}

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Show the line of a problem among its neighbours, and select it in the box. */
async function showLines(button, item, problem) {
  const shown = item.querySelector("pre");
  button.setAttribute("aria-expanded", String(!shown));
  if (shown) return shown.remove();
  const source = state.sources.find(({ name }) => name === (problem.path || PASTED));
  if (!source) return;
  const lines = (await textOf(source.blob)).split(/\r\n|\r|\n/);
  const first = Math.max(0, problem.line - 3);
  item.append(h("pre", {}, lines.slice(first, problem.line + 2).map((line, place) => {
    return h(first + place === problem.line - 1 ? "b" : "span", {}, line.slice(0, 300) || " ");
  })));
  if (source.name === PASTED) select(lines, problem.line);
}

async function textOf(blob) {
  const isPacked = new Uint8Array(await blob.slice(0, 2).arrayBuffer()).join() === "31,139";
  return isPacked ? new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).text() : blob.text();
}

function select(lines, number) {
  const box = $("text");
  const before = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  box.setSelectionRange(before, before + lines[number - 1].length);
  const height = parseFloat(getComputedStyle(box).lineHeight);
  box.scrollTop = Math.max(0, (number - 4) * height);
}
