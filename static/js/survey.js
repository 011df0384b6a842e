// Comfort only: what is typed in the field stays on this phone and goes to the office when there is a line.
"use strict";

const done = document.querySelector("[data-survei-selesai]");
if (done) { try { localStorage.removeItem(`survei:${done.dataset.surveiSelesai}`); } catch { /* off */ } }

const form = document.querySelector("[data-survei]");
if (form) {
  const key = `survei:${form.dataset.survei}`;
  const state = form.querySelector("[data-state]");
  const named = (field) => field.name && !["csrfmiddlewaretoken", "photos", "aksi"].includes(field.name) && field.type !== "hidden";
  const clock = () => new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" }).replace(":", ".");
  const typed = () => {
    const said = {};
    for (const field of form.elements) {
      if (named(field) && (field.type !== "radio" || field.checked)) said[field.name] = field.value;
    }
    return said;
  };
  const keep = () => { try { localStorage.setItem(key, JSON.stringify({ since: form.dataset.disimpan, said: typed() })); } catch { /* full or off */ } };
  const forget = () => { try { localStorage.removeItem(key); } catch { /* off */ } };

  // What this phone knows and the office does not yet comes back after a lost connection. No clocks are compared: a save
  // that arrived has changed the mark of the page.
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    if (kept && kept.since === form.dataset.disimpan && !form.querySelector(".errors")) {
      for (const field of form.elements) {
        if (!named(field) || !(field.name in kept.said)) continue;
        if (field.type === "radio") field.checked = field.value === kept.said[field.name];
        else field.value = kept.said[field.name];
      }
      state.textContent = "Isian dari ponsel ini dipulihkan. Tekan Simpan.";
    } else if (kept) forget();
  } catch { /* off */ }

  // Fields that a verdict does not ask for step aside; the sum follows while typing.
  const card = form.querySelector("[data-sum]");
  const rupiah = (n) => `Rp\u00a0${n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ".")}`;
  const hundredths = (text) => {
    let said = text.trim().replace(/\s/g, "");
    if (said.includes(",")) said = said.replaceAll(".", "").replace(",", ".");
    else if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(said)) said = said.replaceAll(".", "");
    const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(said);
    return parts ? BigInt(parts[1]) * 100n + BigInt((parts[2] || "0").padEnd(2, "0")) : 0n;
  };
  const draw = () => {
    const verdict = form.querySelector("[name=verdict]:checked")?.value || "";
    for (const part of form.querySelectorAll("[data-for]")) {
      part.hidden = part.dataset.for !== verdict && !part.querySelector(".errorlist");
    }
    const volume = form.elements.volume.value;
    const amount = hundredths(volume);
    card.hidden = verdict !== "layak_ubah" || !form.dataset.price || amount === 0n;
    if (card.hidden) return;
    const [said, each] = card.querySelectorAll(".sum__line > :last-child");
    said.textContent = `${volume.trim()} ${form.dataset.unit}`;
    each.textContent = `× ${rupiah(BigInt(form.dataset.price))}`;
    const total = amount * BigInt(form.dataset.months || 1) * BigInt(form.dataset.price);
    card.querySelector(".sum__total b").textContent = rupiah((total + 50n) / 100n);
  };

  let busy = Promise.resolve(), timer = 0, unsent = false, leaving = false;
  const send = async (withPhotos) => {
    const data = new FormData(form);
    if (!withPhotos) data.delete("photos");
    data.set("aksi", "simpan");
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok) {
        state.textContent = `Belum tersimpan. ${Object.values(told.salah || {}).flat()[0] || ""}`;
        return false;
      }
      unsent = false;
      form.dataset.disimpan = String(told.mark);
      forget();
      state.textContent = `Tersimpan pukul ${clock()} WIB.`;
      return true;
    } catch {
      unsent = true;
      state.textContent = "Sambungan terputus. Isian aman di ponsel ini dan dikirim lagi saat tersambung.";
      return false;
    }
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => { busy = busy.then(() => (leaving ? false : send(false))); }, wait);
  };
  form.addEventListener("input", (event) => { if (event.target.type !== "file") keep(); draw(); });
  form.addEventListener("change", (event) => { if (event.target.type !== "file") { keep(); draw(); later(900); } });

  // Photos: 1600 pixels on the longer side are enough; they go at once, and again when the line is back.
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < 400_000) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
      return small && small.size < file.size ? new File([small], "foto.jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  };
  const input = form.querySelector("input[type=file]");
  const upload = () => {
    busy = busy.then(async () => {
      if (leaving || !input?.files.length) return;
      state.textContent = "Mengirim foto …";
      if (await send(true)) { leaving = true; location.replace(`${location.pathname}#foto`); location.reload(); }
    });
  };
  input?.addEventListener("change", async () => {
    if (window.DataTransfer && window.createImageBitmap) {
      const ready = new DataTransfer();
      for (const file of [...input.files]) ready.items.add(await shrink(file));
      input.files = ready.files;
    }
    upload();
  });

  window.addEventListener("offline", () => { state.textContent = "Sambungan terputus. Isian aman di ponsel ini."; });
  window.addEventListener("online", () => {
    if (input?.files.length) upload();
    else if (unsent) later(0);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    keep();
    if (!navigator.onLine) {
      event.preventDefault();
      state.textContent = "Belum tersambung. Isian aman di ponsel ini. Tekan lagi saat tersambung.";
      return;
    }
    leaving = true;
  });
  draw();
}
