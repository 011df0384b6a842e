// Comfort only: a map for latitude and longitude. Leaflet is loaded when it is asked for; the fields work without it.
"use strict";

const part = document.querySelector("[data-peta]");
if (part) {
  const form = part.closest("form");
  const { lat, lng, pin_note: why } = form.elements;
  const canvas = part.querySelector("[data-kanvas]"), words = part.querySelector("[data-kata-titik]");
  const open = part.querySelector("[data-buka]");
  part.querySelector("[data-perlu-js]").hidden = false;
  let map = null, dot = null;

  const number = (field) => { const text = field.value.trim().replace(",", "."); return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN; };
  const point = () => { const at = [number(lat), number(lng)]; return at.some(Number.isNaN) || Math.abs(at[0]) > 90 ? null : at; };

  // What the server says about the pin: another kelurahan, swapped, out of range. It warns and never stops.
  let asked = 0;
  const check = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(`${part.dataset.titik}?${new URLSearchParams({ lat: lat.value, lng: lng.value })}`);
      if (!answer.ok || mine !== asked) return;
      words.innerHTML = await answer.text();
      part.querySelector("[data-alasan]").hidden = !words.querySelector("[data-di-luar]") && !why.value;
    } catch { /* no connection: it is said again on the last step */ }
  };
  const show = () => {
    if (!map) return;
    const at = point();
    if (dot) dot.remove();
    dot = at && L.circleMarker(at, { radius: 11, weight: 4, color: "#12211f", fillColor: "#f5b82e", fillOpacity: 1, interactive: false }).addTo(map);
  };
  const put = (at, how) => {
    lat.value = at[0].toFixed(6).replace(".", ",");
    lng.value = at[1].toFixed(6).replace(".", ",");
    lng.dispatchEvent(new Event("input", { bubbles: true }));
    if (how) map?.setView(at, Math.max(map.getZoom(), 17));
  };
  let timer = 0;
  const moved = () => { show(); clearTimeout(timer); timer = setTimeout(check, 400); };
  for (const field of [lat, lng]) field.addEventListener("input", moved);
  words.addEventListener("click", (event) => {
    if (!event.target.closest("[data-tukar]")) return;
    event.preventDefault();
    [lat.value, lng.value] = [lng.value, lat.value];
    lat.dispatchEvent(new Event("input", { bubbles: true }));
    lat.focus();
  });

  const load = () => Promise.all([["link", { rel: "stylesheet", href: part.dataset.css }], ["script", { src: part.dataset.js }]].map(
    ([tag, values]) => new Promise((done, failed) => {
      const node = Object.assign(document.createElement(tag), values);
      node.onload = done;
      node.onerror = failed;
      document.head.append(node);
    })));

  // The outlines come first: a pin put on a map that is still empty would lie anywhere.
  const draw = async () => {
    const drawn = part.dataset.batas ? await (await fetch(part.dataset.batas)).json() : null;
    canvas.hidden = false;
    map = L.map(canvas, { attributionControl: Boolean(part.dataset.tiles), zoomControl: false, zoomSnap: 0.5 }).setView([-2.5, 118], 4);
    L.control.zoom({ zoomInTitle: "Perbesar", zoomOutTitle: "Perkecil" }).addTo(map);
    if (part.dataset.tiles) {
      map.attributionControl.setPrefix("");
      const credit = document.createElement("span");
      credit.textContent = part.dataset.credit; // Leaflet takes HTML here
      L.tileLayer(part.dataset.tiles, { maxZoom: 19, attribution: credit.innerHTML }).addTo(map);
    }
    if (drawn) {
      const looks = { ini: { weight: 4, color: "#0b5a5e", fillOpacity: 0.08 }, rw: { weight: 1.5, color: "#0b5a5e", fill: false }, sekitar: { weight: 1.5, color: "#71807c", fillOpacity: 0.03 } };
      const layer = L.geoJSON(drawn, {
        interactive: false,
        style: (feature) => looks[feature.properties.jenis],
        onEachFeature: (feature, shape) => {
          const label = document.createElement("span");
          label.textContent = feature.properties.nama; // Leaflet takes HTML here
          shape.bindTooltip(label, { permanent: true, direction: "center", className: `map__name map__name--${feature.properties.jenis}` });
        },
      }).addTo(map);
      // A name shows where its outline has room for it.
      const name = () => layer.eachLayer((shape) => {
        const box = shape.getBounds(), wide = map.latLngToContainerPoint(box.getNorthEast()).x - map.latLngToContainerPoint(box.getSouthWest()).x;
        shape[wide > 48 ? "openTooltip" : "closeTooltip"]();
      });
      map.on("zoomend", name);
      const own = layer.getLayers().find((one) => one.feature.properties.jenis === "ini");
      const bounds = (own || layer).getBounds();
      if (bounds.isValid()) map.fitBounds(bounds);
      name();
    }
    const at = point();
    if (at) map.setView(at, Math.max(map.getZoom(), 16));
    map.on("click", (event) => put([event.latlng.lat, event.latlng.lng]));
    part.querySelector("[data-peta-cara]").hidden = false;
    show();
    canvas.setAttribute("aria-label", "Peta. Geser dengan tanda panah, perbesar dengan tanda tambah.");
    canvas.setAttribute("role", "application");
    canvas.focus();
  };
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      if (!window.L) await load();
      await draw();
      open.hidden = true;
    } catch {
      open.disabled = false;
      words.textContent = "Peta belum dapat dimuat. Isi lintang dan bujur, atau cukup alamatnya.";
    }
  });
  part.querySelector("[data-tengah]").addEventListener("click", () => { const at = map.getCenter(); put([at.lat, at.lng]); });
  part.querySelector("[data-di-sini]").addEventListener("click", () => {
    navigator.geolocation?.getCurrentPosition(
      (found) => put([found.coords.latitude, found.coords.longitude], true),
      () => { words.textContent = "Lokasi ponsel tidak dapat dibaca. Tandai di peta, atau isi angkanya."; },
      { enableHighAccuracy: true, timeout: 15000 },
    );
  });
}
