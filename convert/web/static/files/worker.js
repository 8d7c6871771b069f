// Python in a worker: starts it, and hands each question to convert/web/static/engine.py.

import createPyodideModule from "./pyodide.asm.js";
import { loadPyodide } from "./pyodide.js";

const at = (name) => new URL(name, import.meta.url).href;
const SITE = "/lib/python3.14/site-packages";
const WASM = "pyodide.asm.wasm";
const LIBRARY = "python.zip"; // the standard library, our code, and common styles
const STYLES = "styles.texts"; // all styles: loaded when another one is first wanted

// Python asks for its own files; what is large of them is told of as it comes, and unpacked here, as a plain server packs nothing.
const fetchAsIs = globalThis.fetch.bind(globalThis);
globalThis.fetch = async (address, options) => {
  const name = String(address).split("/").at(-1);
  if (name === LIBRARY) return load("python.zip.gz.bin");
  if (name === WASM) return load("pyodide.wasm.gz.bin", "application/wasm");
  return fetchAsIs(address, options);
};

const settings = fetchAsIs(at("settings.json")).then((answer) => answer.json());
let loaded = 0;

/** A file, unpacked, told as it comes. */
async function load(name, type = "application/octet-stream") {
  const { bytes } = await settings;
  const answer = await fetchAsIs(at(name));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const count = new TransformStream({
    transform(chunk, sink) {
      loaded += chunk.byteLength;
      const done = loaded >= bytes;
      postMessage({ loading: done ? "Starting the converter …" : `Loading the converter, once: ${(loaded / 1e6).toFixed(1)} of ${(bytes / 1e6).toFixed(1)} MB` });
      sink.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(count).pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}

/** All styles, at once: Python can't wait. */
function fetchStyles() {
  const request = new XMLHttpRequest();
  request.open("GET", at(STYLES), false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${STYLES}: ${request.status}`);
  return new Uint8Array(request.response);
}

async function start() {
  const native = load("native.zip.gz.bin").then((answer) => answer.arrayBuffer()); // what is no Python can't be loaded out of a zip
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: at("./"),
    stdLibURL: at(LIBRARY),
    lockFileContents: (await settings).lock,
    env: { RAPIDFUZZ_IMPLEMENTATION: "python" },
  });
  python.unpackArchive(await native, "zip", { extractDir: SITE });
  const engine = python.pyimport("convert.web.static.engine");
  engine.set_up(fetchStyles);
  return (path, query, sources, body, tell) => engine.answer(path, python.toPy(query), python.toPy(sources), python.toPy(body), tell).toJs();
}

const engine = start();
engine.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error.message ?? error) }),
);

onmessage = async ({ data: { path, query, sources, body } }) => {
  const ask = await engine;
  const read = await Promise.all(sources.map(async ({ name, blob }) => [name, new Uint8Array(await blob.arrayBuffer())]));
  const [ok, answer] = ask(path, query, read, new TextEncoder().encode(body), (count) => postMessage({ read: count }));
  const copied = answer.slice();
  postMessage({ ok, answer: copied.buffer }, [copied.buffer]);
};
