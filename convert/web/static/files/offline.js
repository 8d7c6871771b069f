// Keeps the page's files, so that it works without a network. `refconvert page` fills in what there is, and a version that tells of any change.

const FILES = /* FILES */ [];
const CACHE = "refconvert /* VERSION */";

addEventListener("install", (event) => {
  const kept = async () => (await caches.open(CACHE)).addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
  event.waitUntil(kept());
});

addEventListener("activate", (event) => {
  const cleared = async () => {
    for (const name of await caches.keys()) if (name.startsWith("refconvert ") && name !== CACHE) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(cleared());
});

addEventListener("fetch", (event) => {
  const found = async () => (await (await caches.open(CACHE)).match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  event.respondWith(found());
});
