// What converts: the API of the server that this page comes from. The static page has another engine with the same functions,
// convert/web/static/files/engine.js.

const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
export const privacy = isHere ? "Nothing leaves this computer, and nothing is kept." : `What you paste goes to ${location.hostname} alone; nothing is kept.`;

const token = new URLSearchParams(location.hash.slice(1)).get("token");
if (token) history.replaceState(null, "", location.pathname);

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

export const formats = () => json("/formats");
export const read = (sources, query, signal) => json("/read", { sources, query, signal });
export const cite = (sources, query, signal) => json("/cite", { sources, query, signal });
export const convert = (sources, query, signal) => json("/convert", { sources, query: { ...query, report: true }, signal });
export const styles = (query, record, signal) => json("/styles", { query, body: record && JSON.stringify(record), signal });
/** A file to save. */
export const file = async (path, sources, query) => (await ask(path, { sources, query, accept: "*/*" })).blob();

/** A server tells nothing before it is done. */
export const onProgress = () => {};
/** Nor does its page work without it. */
export const keep = () => {};
