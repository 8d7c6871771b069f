// What converts: the API of the server that this page comes from. The static page has another engine with the same functions,
// convert/web/static/files/engine.js.

const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
export const privacy = isHere ? "Nothing leaves this computer, and nothing is kept." : `What you paste goes to ${location.hostname} alone; nothing is kept.`;

const hash = new URLSearchParams(location.hash.slice(1));
const token = hash.get("token");
hash.delete("token");
if (token) history.replaceState(null, "", location.pathname + (String(hash) && `#${hash}`));

/** A refusal, with the words of the server (RFC 9457). */
export class Refusal extends Error {
  constructor(answer) {
    super(answer.detail ?? "the server gave no answer that this page understands");
    this.status = answer.status;
    this.problems = answer.problems ?? [];
  }
}

async function ask(path, { query: { review, ...query } = {}, sources, body, accept = "application/json", signal } = {}) {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "" && value !== undefined && value !== false));
  if (sources) {
    body = new FormData();
    for (const { name, blob } of sources) body.append("file", blob, name);
    if (review) body.append("review", review); // too long for an address
  }
  const headers = { Accept: accept };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (typeof body === "string") headers["Content-Type"] = "application/x-ndjson";
  let answer;
  try {
    answer = await fetch(`${path}?${parameters}`, { method: body ? "POST" : "GET", body, headers, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal({ detail: "The server can’t be reached. Is refconvert serve still running?" });
  }
  if (!answer.ok) throw new Refusal(await answer.json().catch(() => ({ status: answer.status })));
  return answer;
}

const json = async (...request) => (await ask(...request)).json();

let tell = () => {};
/** Call `told` with a few words on what goes on. */
export const onProgress = (told) => (tell = told);

/** An answer before which lines tell how far it is. */
async function told(path, { query, ...request }) {
  const answer = await ask(path, { query: { ...query, progress: true }, ...request });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let found;
  let line = [];
  const hear = ({ read, answer: whole, refused }) => {
    if (refused) throw new Refusal(refused);
    if (read) tell(`${read.toLocaleString("en")} records read`);
    else found = whole;
  };
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      if (error.name === "AbortError") throw error;
      throw new Refusal({ detail: "The server broke off. Is refconvert serve still running?" });
    });
    if (done) return found;
    const parts = value.split("\n");
    for (const part of parts.slice(0, -1)) {
      hear(JSON.parse([...line, part].join("")));
      line = [];
    }
    line.push(parts.at(-1));
  }
}

export const formats = () => json("/formats");
export const read = (sources, query, signal) => told("/read", { sources, query, signal });
export const cite = (sources, query, signal) => told("/cite", { sources, query, signal });
export const convert = (sources, query, signal) => told("/convert", { sources, query: { ...query, report: true }, signal });
export const styles = (query, record, signal) => json("/styles", { query, body: record && JSON.stringify(record), signal });
/** A file to save. */
export const file = async (path, sources, query) => (await ask(path, { sources, query, accept: "*/*" })).blob();

/** Its page doesn't work without a server. */
export const keep = () => {};
