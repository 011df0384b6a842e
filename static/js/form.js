// Comfort only: what is typed stays on this phone, photos shrink before they travel, the sum follows. All works without.
"use strict";

const KEPT = "kebutuhan:";
const memory = {
  get(key) { try { return JSON.parse(localStorage.getItem(KEPT + key)) || {}; } catch { return {}; } },
  set(key, value) { try { localStorage.setItem(KEPT + key, JSON.stringify(value)); } catch { /* storage is full or off */ } },
  clear() { try { for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key); } catch { /* off */ } },
};

// Once the receipt is here, the draft on the phone has done its work.
if (document.querySelector("[data-terkirim]")) memory.clear();

const form = document.querySelector("[data-langkah]");
if (form) {
  const state = form.querySelector("[data-keadaan]");
  const key = form.dataset.langkah;
  const keepable = (field) => field.matches("textarea, input[type=text], input[type=search]") && field.name &&
    !/^(teller_|website|csrf)/.test(field.name);
  for (const idle of form.querySelectorAll("[data-tanpa-js]")) idle.hidden = true;

  const kept = memory.get(key);
  for (const field of form.elements) {
    if (keepable(field) && !field.value && kept[field.name]) field.value = kept[field.name];
  }
  let later;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => {
      const typed = {};
      for (const field of form.elements) if (keepable(field) && field.value) typed[field.name] = field.value;
      memory.set(key, typed);
      const clock = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });
      if (navigator.onLine) state.textContent = `Tersimpan di ponsel ini pukul ${clock} WIB`;
    }, 600);
  });
  const line = () => {
    if (!navigator.onLine) state.textContent = "Sambungan terputus. Tulisan Anda aman di ponsel ini. Kirim lagi saat tersambung.";
  };
  window.addEventListener("offline", line);
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    line();
  });

  // Photos: 1600 pixels on the longer side are enough; the server draws them anew in any case.
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
  if (input && window.DataTransfer && window.createImageBitmap) {
    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      const ready = new DataTransfer();
      for (const file of chosen) ready.items.add(await shrink(file));
      if (chosen.length === input.files.length && chosen.every((file, at) => file === input.files[at])) input.files = ready.files;
    });
  }

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
      wish.hidden = Boolean(price) && !wish.querySelector(".errorlist");
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
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const idle of form.querySelectorAll("[data-tanpa-js]")) idle.hidden = true;
  });
}
