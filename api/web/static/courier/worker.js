// The service worker of the courier's page. It keeps the empty page and its scripts, so that they
// open without a network, and sends what waits when a network comes while no page is open. It never
// keeps a page with a name on it. `KEPT` is written before this text by the server.

import { sendAll } from "/static/courier/sending.js";
import { everything, forgetOld } from "/static/courier/store.js";

const PREFIX = "dauys-courier-";
const CACHE = PREFIX + KEPT.version;
const PATIENCE_MS = 4_000;
const FOR_A_LANGUAGE_MS = 20_000; // the kept page speaks one language; another has to come

self.addEventListener("install", (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && isPage(address.pathname)) {
    event.respondWith(page(event));
  } else if (KEPT.paths.includes(address.pathname)) {
    event.respondWith(kept(request));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag === "dauys-send") event.waitUntil(sendWaiting());
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.paths.map((path) => new Request(path, { cache: "reload" })));
  await keepShell();
}

async function keepShell() {
  const answer = await fetch(KEPT.shell, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) throw new Error("the shell did not come");
  await (await caches.open(CACHE)).put(KEPT.shell, answer);
}

async function dropOld() {
  await forgetOld(Date.now());
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
}

const isPage = (path) => /^\/run(\/\d+(\/stops\/\d+)?)?$/.test(path);

async function shell() {
  return (await caches.open(CACHE)).match(KEPT.shell, { ignoreVary: true });
}

// The page of the server where it comes soon; else the empty one, which its script fills.
async function page(event) {
  const isWish = new URL(event.request.url).searchParams.has("lang");
  const patience_ms = isWish ? FOR_A_LANGUAGE_MS : PATIENCE_MS;
  const late = new Promise((resolve) => setTimeout(resolve, patience_ms));
  const fresh = fetch(event.request).catch(() => undefined);
  const first = await Promise.race([fresh, late]);
  if (first && first.status < 500) {
    event.waitUntil(keepShell().catch(() => undefined));
    return first;
  }
  return (await shell()) ?? (await fresh) ?? Response.error();
}

async function kept(request) {
  const found = await (await caches.open(CACHE)).match(request, { ignoreVary: true });
  return found ?? fetch(request);
}

// Raises where something is left, so that the browser tries again later.
async function sendWaiting() {
  await forgetOld(Date.now());
  const { here } = await everything();
  const state = await sendAll(here.account_id);
  if (state === "offline" || state === "trouble") throw new Error(state);
}
