// Keeps the page and the guide for when the net is away. The server fills in what the page is made of.
const KEPT = "owl-__BUILD__";
const GUIDE = "owl-guide";
const FILES = "__FILES__";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const kept = await caches.open(KEPT);
    await kept.addAll(FILES.map((path) => new Request(path, { cache: "reload" })));
    await (await caches.open(GUIDE)).add("/api/guide").catch(() => undefined);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name !== KEPT && name !== GUIDE) await caches.delete(name);
    }
    await self.clients.claim();
    others(); // nobody waits for them
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname === "/api/guide") event.respondWith(newestGuide(event));
  else if (!url.pathname.startsWith("/api/")) event.respondWith(kept(request, url));
});

// What is here already is shown at once; the newest is fetched beside it, for the next time.
async function newestGuide(event) {
  const shelf = await caches.open(GUIDE);
  const known = await shelf.match(event.request, { ignoreVary: true });
  const fresh = fetch(event.request).then(async (response) => {
    if (response.ok) await shelf.put(event.request, response.clone());
    else if (response.status === 404) await shelf.delete(event.request, { ignoreVary: true });
    return response;
  });
  event.waitUntil(fresh.then(others).catch(() => undefined));
  return known ?? fresh;
}

// The guides of the shelf's other subjects that are not here yet, one after the other; not where data is dear.
async function others() {
  if (navigator.connection?.saveData) return;
  const shelf = await caches.open(GUIDE);
  const first = await shelf.match("/api/guide", { ignoreVary: true });
  const { subjects = [] } = first ? await first.json() : {};
  for (const path of subjects.filter(({ id }) => id).map(({ id }) => `/api/guide?subject=${id}`)) {
    if (!(await shelf.match(path, { ignoreVary: true }))) await shelf.add(path).catch(() => undefined);
  }
}

async function kept(request, url) {
  const shelf = await caches.open(KEPT);
  const path = request.mode === "navigate" ? "/" : url.pathname;
  return (await shelf.match(path, { ignoreVary: true })) ?? fetch(request);
}
