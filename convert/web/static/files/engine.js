// What converts: Python in a worker of this page (Pyodide). The same functions as the engine that asks a server.

const PATIENCE = 1000; // ms: so long may go on what nobody waits for; and after so long a second worker is made ready, to take over at once
const ENGINE = new URL("../engine/", import.meta.url);

export const privacy = "Nothing leaves this browser, and nothing is kept.";

/** A refusal, with the words of Python. */
export class Refusal extends Error {
  constructor({ detail, status, problems }) {
    super(detail);
    this.status = status;
    this.problems = problems ?? [];
  }
}

let tell = () => {};
/** Call `told` with a few words on what goes on. */
export const onProgress = (told) => (tell = told);

// --- workers -----------------------------------------------------------------------------------------------------

/** A worker that starts Python. Made of a blob, it keeps this page's policy: whatever runs in it can ask nobody else. */
function start() {
  const code = `import ${JSON.stringify(new URL("worker.js", ENGINE).href)};`;
  const address = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const made = { worker: new Worker(address, { type: "module" }), isReady: false };
  made.worker.onmessage = ({ data }) => {
    URL.revokeObjectURL(address);
    hear(made, data);
  };
  made.worker.onerror = (event) => hear(made, { failed: event.message || "its files can’t be loaded" });
  return made;
}

let current = start();
let spare = null;
let failure = "";
let started;
const hasStarted = new Promise((resolve) => (started = resolve));

function hear(from, { loading, ready, failed, read, ok, answer }) {
  if (from !== current) {
    from.isReady ||= ready;
    if (failed && from === spare) spare = null;
    return;
  }
  if (loading) running && tell(loading);
  else if (ready) becomeReady();
  else if (failed) fail(failed);
  else if (read) running.isGivenUp || tell(`${read.toLocaleString("en")} records read`);
  else finish(ok, answer);
}

function becomeReady() {
  current.isReady = true;
  tell("");
  started();
  watch();
}

/** Make a second worker ready for when a job takes long. */
function watch() {
  if (running && current.isReady) running.clock = setTimeout(() => (spare ??= start()), PATIENCE);
}

function fail(message) {
  failure = `The converter can’t be started: ${message}. Reload the page; it needs a browser of 2023 or later.`;
  for (const job of [running, ...waiting.splice(0)]) job?.reject(new Refusal({ detail: failure }));
  running = null;
}

// --- jobs --------------------------------------------------------------------------------------------------------

const waiting = [];
let running = null;

function next() {
  if (running || !waiting.length) return;
  running = waiting.shift();
  if (!current.isReady) tell("Loading the converter …");
  current.worker.postMessage(running.question);
  watch();
}

function finish(ok, answer) {
  const job = running;
  running = null;
  clearTimeout(job.clock);
  if (ok) job.resolve(answer);
  else job.reject(new Refusal(JSON.parse(new TextDecoder().decode(answer))));
  next();
}

/** Nobody waits for a job any more: forget it, or if it goes on, its worker. */
function giveUp(job) {
  job.reject(new DOMException("stopped", "AbortError"));
  if (waiting.includes(job)) waiting.splice(waiting.indexOf(job), 1);
  if (running !== job) return;
  job.isGivenUp = true;
  clearTimeout(job.clock);
  job.clock = setTimeout(replace, spare?.isReady || !current.isReady ? 0 : PATIENCE, job);
}

function replace(job) {
  if (running !== job || !current.isReady) return; // one that is being loaded is not to blame
  current.worker.terminate();
  current = spare ?? start();
  spare = null;
  running = null;
  next();
}

function ask(path, { query = {}, sources = [], body = "", signal } = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined && value !== false);
  const question = { path, query: Object.fromEntries(given.map(([name, value]) => [name, String(value)])), sources, body };
  return new Promise((resolve, reject) => {
    if (failure) return reject(new Refusal({ detail: failure }));
    const job = { question, resolve, reject };
    signal?.addEventListener("abort", () => giveUp(job));
    waiting.push(job);
    next();
  });
}

const json = async (...request) => JSON.parse(new TextDecoder().decode(await ask(...request)));

// --- what the page calls -----------------------------------------------------------------------------------------

export const formats = async () => (await fetch(new URL("formats.json", ENGINE))).json();
export const read = (sources, query, signal) => json("/read", { sources, query, signal });
export const cite = (sources, query, signal) => json("/cite", { sources, query, signal });
export const convert = (sources, query, signal) => json("/convert", { sources, query: { ...query, report: true }, signal });
export const styles = (query, record, signal) => json("/styles", { query, body: record && JSON.stringify(record), signal });
/** A file to save. */
export const file = async (path, sources, query) => new Blob([await ask(path, { sources, query })]);

// --- offline -----------------------------------------------------------------------------------------------------

/** Keep all files for when there is no network, where the browser allows it; then say so. */
export async function keep(said) {
  if (!navigator.serviceWorker) return;
  await hasStarted; // so as not to load all twice
  try {
    await navigator.serviceWorker.register(new URL("../offline.js", import.meta.url));
    await navigator.serviceWorker.ready;
    said("Nothing leaves this browser. Works offline.");
  } catch {
    // it works as long as there is a network
  }
}
