// Comfort only: what is typed stays on this phone and goes to the server as one types, the sum follows. All works without.
"use strict";

const KEPT = "kebutuhan:", WEEK = 7 * 864e5;
const OFFLINE = "Sambungan terputus. Draf Anda aman di ponsel ini dan dikirim saat tersambung.";
const memory = {
  get(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT + key)) || {};
      return Date.now() - kept.at < WEEK ? kept : {};
    } catch { return {}; }
  },
  set(key, value) { try { localStorage.setItem(KEPT + key, JSON.stringify(value)); } catch { /* storage is full or off */ } },
  clear(only) { try { for (const key of Object.keys(localStorage)) if (key.startsWith(only || KEPT)) localStorage.removeItem(key); } catch { /* off */ } },
};

// Once the receipt is here, the draft on the phone has done its work.
if (document.querySelector("[data-terkirim]")) memory.clear();

const form = document.querySelector("[data-langkah]");
if (form) {
  const state = form.querySelector("[data-keadaan]");
  const step = form.dataset.langkah;
  const say = (words) => { if (state.textContent !== words) state.textContent = words; };
  // Never a name, a telephone or an e-mail: those of the last step are not kept anywhere before they are sent.
  const keepable = (field) => field.matches("textarea, input[type=text], input[type=search]") && field.name &&
    !/^(teller_|website|csrf)/.test(field.name);
  const ready = () => { for (const idle of form.querySelectorAll("[data-tanpa-js]")) idle.hidden = true; };
  ready();

  // Text typed on top of what the server shows is newer than it; after the server moved on, the server is right.
  const kept = memory.get(step);
  let dirty = false;
  if ((kept.cap || "") === form.dataset.cap && !form.querySelector(".errors")) {
    for (const field of form.elements) {
      const typed = keepable(field) && kept.teks?.[field.name];
      if (typed && typed !== field.value) { field.value = typed; dirty = true; }
    }
  }
  const note = () => {
    const typed = {};
    for (const field of form.elements) if (keepable(field) && field.value) typed[field.name] = field.value;
    memory.set(step, { at: Date.now(), cap: form.dataset.cap, teks: typed });
  };

  let timer = 0, running = null, sending = false;
  const save = async () => {
    timer = 0;
    if (!dirty || sending || step > 3) return;
    if (running) { later(); return; }
    dirty = false;
    running = new AbortController();
    const data = new FormData(form);
    data.delete("photos");
    data.set("langkah", step);
    try {
      const answer = await fetch(form.dataset.simpan, { method: "POST", body: data, signal: running.signal });
      if (answer.status === 409) { memory.clear(KEPT + step); say("Kebutuhan ini sudah terkirim."); }
      else if (!answer.ok) say("Tersimpan di ponsel ini saja. Tekan Lanjut untuk menyimpannya.");
      else if (answer.status === 200) {
        const said = await answer.json();
        form.dataset.cap = said.cap;
        if (!dirty) memory.clear(KEPT + step); else note();
        say(`Draf tersimpan pukul ${said.pukul} WIB`);
        const link = form.querySelector("[data-tautan]");
        link.textContent = link.href = said.tautan;
        link.closest("[data-lanjut]").hidden = false;
        warn(said.peringatan);
      }
    } catch {
      if (!sending) { dirty = true; say(OFFLINE); if (navigator.onLine) later(10000); }
    }
    running = null;
  };
  const later = (wait = 2500) => { if (!timer) timer = setTimeout(save, wait); };
  const place = form.querySelector("[data-peringatan]");
  const warn = (sentences) => {
    if (!place || place.textContent.trim() === sentences.join(" ")) return;
    place.replaceChildren(...sentences.map((words) => {
      const box = document.createElement("p");
      box.className = "note note--back";
      box.textContent = words;
      return box;
    }));
  };

  const typed = (event) => {
    if (event.target.type === "file" || step > 3) return;
    dirty = true;
    note();
    if (!navigator.onLine) say(OFFLINE);
    later();
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  window.addEventListener("offline", () => say(OFFLINE));
  window.addEventListener("online", () => { say("Tersambung lagi."); if (dirty) later(200); });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) { event.preventDefault(); say(OFFLINE); return; }
    sending = true;
    running?.abort();
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => { sending = false; });
  if (dirty) later(500);

  // The sum follows while typing, in hundredths as whole numbers; the server counts again.
  const card = form.querySelector("[data-sum]");
  if (card) {
    const rupiah = (n) => `Rp\u00a0${n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ".")}`;
    const hundredths = (text) => {
      let said = text.trim().replace(/\s/g, "");
      if (said.includes(",")) said = said.replaceAll(".", "").replace(",", ".");
      else if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(said)) said = said.replaceAll(".", "");
      const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(said);
      return parts ? BigInt(parts[1]) * 100n + BigInt((parts[2] || "0").padEnd(2, "0")) : 0n;
    };
    const wish = form.elements.wish.closest(".field");
    const count = () => {
      const chosen = form.querySelector("[name=item]:checked");
      const price = chosen?.dataset.price;
      const amount = hundredths(form.elements.volume.value);
      wish.hidden = Boolean(chosen?.value) && !wish.querySelector(".errorlist");
      card.hidden = !price || amount === 0n;
      if (card.hidden) return;
      card.querySelector("[data-sum-volume]").textContent = `${form.elements.volume.value.trim()} ${chosen.dataset.unit}`;
      card.querySelector("[data-sum-price]").textContent = `× ${rupiah(BigInt(price))}`;
      card.querySelector("[data-sum-total]").textContent = rupiah((amount * BigInt(price) + 50n) / 100n);
    };
    form.addEventListener("input", count);
    form.addEventListener("change", count);
    document.body.addEventListener("htmx:afterSwap", count);
    count();
  }
  document.body.addEventListener("htmx:afterSwap", ready);
}
