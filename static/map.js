/* The map of a search (templates/meetings/map.html). All words come from the page and from our own JSON; texts are never read as
   HTML. Outlines, towns and meetings are our own files; pictures of another server only once the visitor asks for streets. */
(() => {
  "use strict";

  const place = document.getElementById("map");
  const said = document.getElementById("map-said");
  const words = place.dataset;
  const STEPS = 100; // of a degree, in outlines.json
  const NEAREST = 15; // zoom: about one kilometre across a phone
  const PIN = [44, 44];
  const BESIDE = 36; // pixels from the middle of a cluster to where a name beside it begins
  const isNarrow = place.parentElement.clientWidth < 640; // there the zoom buttons make room for a popup (map.css)
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  function giveUp() {
    place.hidden = true;
    said.textContent = words.failed;
  }

  if (!window.L) { giveUp(); return; } // not all files came

  place.hidden = false;
  const map = L.map(place, {
    minZoom: 2, maxZoom: 18, maxBounds: [[-75, -200], [85, 200]], zoomControl: false, attributionControl: false,
    scrollWheelZoom: false, zoomAnimation: !isCalm, fadeAnimation: !isCalm, markerZoomAnimation: !isCalm, inertia: !isCalm,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  const sources = L.control.attribution({ prefix: false, position: "bottomleft" }).addTo(map);
  if (isCalm) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
  place.addEventListener("keydown", ({ key }) => { if (key === "Escape") map.closePopup(); }); // also from within the popup
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());

  async function loaded(address) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    return response.json();
  }

  function textElement(kind, text, className = "") {
    const element = document.createElement(kind);
    element.textContent = text;
    element.className = className;
    return element;
  }

  /* Outlines --------------------------------------------------------------------------------------------------------------- */

  /* A line as bin/map/build_map.py packed it: steps of longitude and latitude, five bits a letter. */
  function unpacked(text) {
    const line = [];
    const here = [0, 0];
    let at = 0;
    while (at < text.length) {
      for (const axis of [0, 1]) {
        let bits = 0;
        let shift = 0;
        let letter;
        do {
          letter = text.charCodeAt(at++) - 63;
          bits |= (letter & 31) << shift;
          shift += 5;
        } while (letter >= 32);
        here[axis] += bits & 1 ? ~(bits >> 1) : bits >> 1;
      }
      line.push([here[1] / STEPS, here[0] / STEPS]);
    }
    return line;
  }

  async function drawOutlines() {
    const { land, borders } = await loaded(words.outlines);
    const renderer = L.svg({ padding: 0.5 });
    const plain = { renderer, interactive: false, smoothFactor: 0.5 };
    const outlines = L.layerGroup([
      L.polygon(land.map(unpacked), { ...plain, className: "map__land" }),
      L.polyline(borders.map(unpacked), { ...plain, className: "map__border" }),
    ]).addTo(map);
    sources.addAttribution(textElement("span", words.source).innerHTML);
    return outlines;
  }

  /* Towns ------------------------------------------------------------------------------------------------------------------ */

  const names = L.layerGroup().addTo(map);
  const towns = { box: "", found: [] };
  map.createPane("towns").classList.add("map__towns");

  /* What is shown, widened to a grid as coarse as the view, so that small moves ask for nothing and neighbours ask for the same. */
  function boxShown() {
    const shown = map.getBounds();
    const step = 2 ** Math.ceil(Math.log2(Math.max(shown.getEast() - shown.getWest(), 0.01)));
    const west = Math.max(Math.floor(shown.getWest() / step) * step, -180);
    const south = Math.max(Math.floor(shown.getSouth() / step) * step, -90);
    const east = Math.min(Math.ceil(shown.getEast() / step) * step, 180);
    const north = Math.min(Math.ceil(shown.getNorth() / step) * step, 90);
    return [west, south, east, north].join(",");
  }

  /* Where clusters are drawn now. */
  function clusters() {
    const found = [];
    map.eachLayer((layer) => { if (layer instanceof L.MarkerCluster) found.push(map.project(layer.getLatLng())); });
    return found;
  }

  /* The largest towns whose names do not stand on the name of a larger one; a name under a cluster stands beside it. */
  function drawTowns() {
    const taken = [];
    const over = clusters();
    names.clearLayers();
    for (const { geometry, properties } of towns.found) {
      const [longitude, latitude] = geometry.coordinates;
      const at = map.project([latitude, longitude]);
      const cluster = over.find((other) => other.distanceTo(at) < BESIDE);
      const aside = cluster ? cluster.x + BESIDE - at.x : 7;
      const box = L.bounds(at.subtract([8, 14]), at.add([aside + 9 + properties.name.length * 8, 14]));
      if (taken.some((other) => other.intersects(box))) continue;
      taken.push(box);
      const icon = L.divIcon({ className: "map__town", html: textElement("span", properties.name).outerHTML, iconSize: null });
      const town = L.marker([latitude, longitude], { icon, pane: "towns", interactive: false, keyboard: false }).addTo(names);
      town.getElement().firstChild.style.left = `${aside}px`;
    }
  }

  async function nameTowns() {
    const box = boxShown();
    if (box === towns.box) return drawTowns();
    towns.box = box;
    const { features } = await loaded(`${words.towns}?box=${box}`);
    if (towns.box !== box) return undefined; // moved on since
    towns.found = features;
    return drawTowns();
  }

  /* Meetings --------------------------------------------------------------------------------------------------------------- */

  /* An icon that a screen reader can name. */
  const NamedIcon = L.DivIcon.extend({
    createIcon(old) {
      const element = L.DivIcon.prototype.createIcon.call(this, old);
      element.setAttribute("aria-label", this.options.label);
      return element;
    },
  });

  function meetingLine({ name, address, when, who, fresh, state }) {
    const line = document.createElement("li");
    const link = textElement("a", name);
    link.href = address + words.suffix;
    const sentences = textElement("span", "");
    for (const { text, language } of who) {
      const sentence = textElement("span", `${text} `);
      if (language) sentence.lang = language;
      sentences.append(sentence);
    }
    line.append(link, textElement("strong", when), sentences, textElement("span", fresh, `fresh fresh--${state}`));
    return line;
  }

  function popupOf({ where, meetings }) {
    const content = document.createElement("div");
    const list = document.createElement("ul");
    list.append(...meetings.map(meetingLine));
    content.append(textElement("p", where, "map__where"), list);
    return content;
  }

  function pinOf({ geometry, properties }) {
    const [longitude, latitude] = geometry.coordinates;
    const count = properties.meetings.length;
    const html = count > 1 ? String(count) : "";
    const icon = new NamedIcon({ className: "map__pin", iconSize: PIN, iconAnchor: [22, 42], label: properties.name, html });
    const pin = L.marker([latitude, longitude], { icon, count });
    pin.bindPopup(() => popupOf(properties), {
      minWidth: 180, maxWidth: Math.min(320, place.clientWidth - 80), maxHeight: place.clientHeight - 110,
      autoPanPaddingTopLeft: isNarrow ? [8, 8] : [64, 8],
    });
    return pin;
  }

  function clusterIcon(cluster) {
    const count = cluster.getAllChildMarkers().reduce((sum, pin) => sum + pin.options.count, 0);
    const label = words.cluster.replace("{count}", count);
    return new NamedIcon({ className: "map__cluster", iconSize: [52, 52], label, html: String(count) });
  }

  /* From the keyboard one comes into the popup, and back to the pin when it closes; from a cluster to what was in it. */
  function keepFocus(group) {
    map.on("popupopen", ({ popup }) => {
      const box = popup.getElement();
      const close = box.querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", words.close);
      box.setAttribute("role", "dialog");
      box.setAttribute("aria-label", box.querySelector(".map__where").textContent);
      box.querySelector("li a").focus({ preventScroll: true });
    });
    map.on("popupclose", ({ popup }) => {
      const isLost = document.activeElement === document.body || popup.getElement().contains(document.activeElement);
      if (isLost) popup._source.getElement()?.focus({ preventScroll: true });
    });
    group.on("clusterkeypress", ({ layer, originalEvent }) => {
      if (originalEvent.key !== "Enter") return;
      const [first] = layer.getAllChildMarkers();
      map.once("moveend", () => setTimeout(() => group.getVisibleParent(first)?.getElement()?.focus(), isCalm ? 0 : 400));
    });
  }

  async function drawMeetings() {
    const { features } = await loaded(words.points);
    const group = L.markerClusterGroup({
      iconCreateFunction: clusterIcon, showCoverageOnHover: false, animate: !isCalm, maxClusterRadius: 56,
    });
    keepFocus(group);
    group.addLayers(features.map(pinOf));
    map.fitBounds(group.getBounds(), { padding: [40, 40], maxZoom: 13, animate: false });
    group.addTo(map);
    map.setMaxZoom(Math.max(NEAREST, map.getZoom()));
  }

  /* Streets ---------------------------------------------------------------------------------------------------------------- */

  function drawStreets(outlines) {
    map.removeLayer(outlines);
    map.removeLayer(names);
    map.off("moveend", nameTowns);
    map.setMaxZoom(18);
    L.tileLayer(words.tiles, { attribution: textElement("span", words.attribution).innerHTML, maxZoom: 18 }).addTo(map);
  }

  function offerStreets(outlines) {
    const offer = document.getElementById("map-tiles");
    if (!offer) return drawStreets(outlines); // pictures of our own
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      offer.hidden = true;
      drawStreets(outlines);
    });
    return undefined;
  }

  async function draw() {
    await drawMeetings();
    const outlines = await drawOutlines();
    map.on("moveend", nameTowns);
    nameTowns();
    if (words.tiles) offerStreets(outlines);
  }

  draw().catch(giveUp);
})();
