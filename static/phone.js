/* What a phone can do besides: say where it is, save meetings, keep a page for when there is no network. Pages are complete without.
   Nothing is asked, stored or sent before the visitor presses a button. All words come from the page (templates/partials/phone.html). */
(() => {
  "use strict";

  const SAVED = "saved-meetings"; // in localStorage: public ids with commas between, nothing else
  const MOST = 100; // meetings in a plan (meetings/plan.py)
  const DATES = { en: "en-GB" }; // as in languages/dates.py

  const bar = document.getElementById("phone");
  const said = document.getElementById("phone-said");
  const words = bar.dataset;
  const all = (selector) => document.querySelectorAll(selector);

  /* Near me ---------------------------------------------------------------------------------------------------------------- */

  const WHY_NOT = { 1: "refused", 2: "unknown", 3: "late" }; // by GeolocationPositionError.code
  const OTHER_PLACES = ["near", "place", "at"];

  /* Two decimals are about a kilometre: what leaves the phone tells the part of a town, not the house. */
  function rounded(degrees) {
    return (Math.round(degrees * 100) / 100).toFixed(2); // rounded first: toFixed alone writes "-0.00"
  }

  function resultsNear({ latitude, longitude }, form) {
    const asked = [...new FormData(form)].filter(([name, value]) => value && !OTHER_PLACES.includes(name));
    return withCommas(`${form.action}?${new URLSearchParams([["at", `${rounded(latitude)},${rounded(longitude)}`], ...asked])}`);
  }

  function offerNearMe(place) {
    const button = place.querySelector("button");
    const told = place.querySelector("[role=status]");
    const go = ({ coords }) => {
      told.textContent = "";
      location.assign(resultsNear(coords, button.form));
    };
    const giveUp = ({ code }) => { told.textContent = place.dataset[WHY_NOT[code]]; };
    button.addEventListener("click", () => {
      told.textContent = place.dataset.asking;
      navigator.geolocation.getCurrentPosition(go, giveUp, { timeout: 20_000, maximumAge: 300_000 });
    });
    place.hidden = false;
  }

  /* Saved meetings --------------------------------------------------------------------------------------------------------- */

  function saved() {
    return (localStorage.getItem(SAVED) ?? "").split(",").filter(Boolean);
  }

  function saveOrDrop(id) {
    const others = saved().filter((other) => other !== id);
    const isNew = others.length === saved().length;
    if (isNew && others.length >= MOST) return say(words.isFull);
    const ids = isNew ? [...others, id] : others;
    if (ids.length) localStorage.setItem(SAVED, ids.join(","));
    else localStorage.removeItem(SAVED);
    return say(isNew ? words.isSaved : words.isDropped);
  }

  function offerSaving(place) {
    const button = newButton(place, () => { saveOrDrop(place.dataset.save); show(); });
    const name = place.closest("article")?.querySelector("h1, h2, h3");
    if (!name) return;
    name.id ||= `name-${place.dataset.save}`;
    button.setAttribute("aria-describedby", name.id);
  }

  function showSaved() {
    const ids = saved();
    for (const place of all("[data-save]")) {
      place.querySelector("button").textContent = ids.includes(place.dataset.save) ? words.toDrop : words.toSave;
    }
    const line = bar.querySelector("[data-saved]");
    const link = line.querySelector("a");
    const plan = new URL(link.href);
    plan.searchParams.set("ids", ids.join(","));
    link.href = withCommas(plan.href);
    line.querySelector("[data-count]").textContent = ids.length;
    line.hidden = !ids.length;
    return ids.length > 0;
  }

  /* Kept pages: a cache for each, named by its address, with the page and what it is shown with -------------------------------- */

  const here = location.pathname + location.search;

  async function keep() {
    const shownWith = [...all("link[rel=stylesheet], script[src]")].map((part) => part.href || part.src);
    const drawnWith = performance.getEntriesByType("resource").filter((part) => part.initiatorType === "css").map((part) => part.name);
    const parts = [...new Set([...shownWith, ...drawnWith])];
    const page = location.origin + here;
    const cache = await caches.open(here);
    await cache.add(page);
    await Promise.allSettled(parts.map((part) => cache.add(part))); // on a bad network the page alone is worth having
    const old = (await cache.keys()).filter(({ url }) => url !== page && !parts.includes(url));
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  async function keepOrDrop(sentence) {
    if (await caches.delete(here)) return show();
    try {
      await navigator.serviceWorker.register(words.worker);
      await keep();
      return show();
    } catch {
      await caches.delete(here);
      sentence.textContent = words.hasFailed;
      return null;
    }
  }

  async function offerKeeping(place) {
    const sentence = place.appendChild(document.createElement("span"));
    sentence.setAttribute("role", "status");
    newButton(place, () => keepOrDrop(sentence));
    if (await caches.has(here)) await keep().catch(() => {}); // no network: what is kept stays
    await show();
  }

  async function showKept() {
    const names = await caches.keys();
    for (const place of all("[data-keep]")) {
      place.querySelector("span").textContent = names.includes(here) ? words.isKept.replace("{date}", dateOfThisPage()) : "";
      place.querySelector("button").textContent = names.includes(here) ? words.toUnkeep : words.toKeep;
    }
    const list = bar.querySelector("[data-kept]");
    list.replaceChildren(...await Promise.all(names.map(keptLink)));
    list.hidden = !names.length;
    return names.length > 0;
  }

  async function keptLink(address) {
    const cache = await caches.open(address);
    const kept = await cache.match(address, { ignoreVary: true });
    const page = new DOMParser().parseFromString(kept ? await kept.text() : "", "text/html");
    const line = document.createElement("li");
    const link = line.appendChild(document.createElement("a"));
    link.href = address;
    link.textContent = page.title.split(" · ")[0] || address; // without the name of the site
    return line;
  }

  /* Of the page that is shown, be it fresh or kept: its Last-Modified. */
  function dateOfThisPage() {
    const { lang } = document.documentElement;
    const asWritten = new Intl.DateTimeFormat(DATES[lang] ?? lang, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
    return asWritten.format(new Date(document.lastModified));
  }

  /* Forget ----------------------------------------------------------------------------------------------------------------- */

  async function forget() {
    localStorage.clear();
    if (canKeep) {
      await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.map((worker) => worker.unregister()));
    }
    await show();
    say(words.isForgotten);
    document.getElementById("main").focus({ preventScroll: true });
  }

  /* All together ----------------------------------------------------------------------------------------------------------- */

  function newButton(place, press) {
    const button = place.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "button button--quiet";
    button.addEventListener("click", press);
    place.hidden = false;
    return button;
  }

  function withCommas(address) {
    return address.replaceAll("%2C", ",");
  }

  function say(text) {
    said.textContent = text;
  }

  async function show() {
    const hasSaved = canSave && showSaved();
    const hasKept = canKeep && await showKept();
    bar.hidden = !hasSaved && !hasKept;
  }

  function isAllowed(ask) {
    try { return Boolean(ask()); } catch { return false; } // a browser that blocks storage throws
  }

  const canSave = isAllowed(() => window.localStorage);
  const canKeep = isAllowed(() => window.caches && navigator.serviceWorker);

  if (window.isSecureContext && navigator.geolocation) all("[data-near]").forEach(offerNearMe);
  if (canSave) all("[data-save]").forEach(offerSaving);
  if (canKeep) all("[data-keep]").forEach(offerKeeping);
  for (const place of all("[data-print]")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => print());
  }
  bar.querySelector("[data-forget]").addEventListener("click", forget);
  addEventListener("storage", show); // another tab saved or forgot
  addEventListener("pageshow", (event) => { if (event.persisted) show(); });
  show();
})();

/* "Leave this page", and "in 40 minutes" kept true on a page that stays open. */
(() => {
  "use strict";

  const MINUTE = 60_000;
  const ESCAPES = 3; // pressed quickly, they leave as well
  const QUICKLY = 2_000; // milliseconds

  /* The page is hidden at once and replaced in the history: "back" does not show it. */
  const exit = document.querySelector("[data-leave]");
  let pressed = [];

  function leave(event) {
    event.preventDefault();
    document.body.hidden = true;
    location.replace(exit.href);
  }

  function countEscapes(event) {
    if (event.key !== "Escape") return;
    pressed = [...pressed, event.timeStamp].slice(-ESCAPES);
    if (pressed.length === ESCAPES && event.timeStamp - pressed[0] < QUICKLY) leave(event);
  }

  function countDown() {
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
    for (const soon of document.querySelectorAll("[data-starts]")) {
      const minutes = Math.ceil((Date.parse(soon.dataset.starts) - Date.now()) / MINUTE);
      if (minutes > 0) soon.textContent = words.format(minutes, "minute");
      else soon.remove();
    }
  }

  if (exit) {
    exit.addEventListener("click", leave);
    document.addEventListener("keydown", countEscapes);
  }
  setInterval(countDown, MINUTE / 2);
  document.addEventListener("visibilitychange", countDown);
})();
