/* Shows the pages that a visitor has kept on this phone when the network does not bring them. It stores nothing: phone.js does that,
   when asked, in one cache for each kept page. What was never kept goes through as if this worker were not there. */
"use strict";

const PATIENCE = 3_000; // milliseconds: on a bad network a page of yesterday is better than none
const MAY_BE_KEPT = /^\/(static|[a-z-]+\/(places|selection))\//i;

addEventListener("install", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { destination, method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (!destination) return; // phone.js asks for what is new
  if (method === "GET" && origin === location.origin && MAY_BE_KEPT.test(pathname)) event.respondWith(freshElseKept(event.request));
});

async function freshElseKept(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  const fresh = fetch(request).then((response) => (response.status < 500 ? response : kept));
  return Promise.race([fresh, patience(kept)]).catch(() => kept);
}

function patience(kept) {
  return new Promise((resolve) => { setTimeout(resolve, PATIENCE, kept); });
}
