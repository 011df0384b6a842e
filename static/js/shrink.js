// Comfort only: photos shrink on the phone before they travel, and go up at once with their progress in words.
"use strict";

const photoForm = document.querySelector("[data-langkah]");
const words = photoForm?.querySelector("[data-kemajuan]");
if (words && window.DataTransfer && window.createImageBitmap) {
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", "Foto terkirim");
  const say = (text, percent) => {
    words.textContent = text;
    if (percent !== undefined) { bar.value = percent; words.append(" ", bar); }
  };

  // 1600 pixels on the longer side are enough; drawing anew leaves position and camera behind. The server does it again.
  const shrink = async (file) => {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
      return small && (small.size < file.size || scale < 1) ? new File([small], "foto.jpg", { type: "image/jpeg" }) : file;
    } catch { return file; }
  };

  const send = (bytes) => new Promise((done, failed) => {
    const data = new FormData(photoForm);
    data.set("aksi", "unggah");
    const request = new XMLHttpRequest();
    request.open("POST", photoForm.action);
    request.upload.onprogress = (event) => {
      const percent = Math.round((100 * event.loaded) / (event.total || 1));
      say(`Mengirim foto (${size(bytes)}), ${percent} %.`, percent);
    };
    request.onload = () => (request.status === 200 ? done(request.responseText) : failed(new Error(String(request.status))));
    request.onerror = failed;
    request.send(data);
  });

  // Lanjut waits until the photo has gone up, so that none travels twice.
  let busy = null;
  photoForm.addEventListener("submit", async (event) => {
    if (!busy || event.defaultPrevented) return;
    event.preventDefault();
    const pressed = event.submitter;
    await busy;
    photoForm.requestSubmit(pressed?.isConnected ? pressed : null);
  });
  photoForm.addEventListener("change", (event) => {
    if (event.target.type !== "file" || !event.target.files.length) return;
    busy = upload(event.target).finally(() => { busy = null; });
  });
  const upload = async (input) => {
    const chosen = [...input.files];
    const ready = new DataTransfer();
    for (const [at, file] of chosen.entries()) {
      say(`Memperkecil foto ${at + 1} dari ${chosen.length}.`);
      ready.items.add(await shrink(file));
    }
    input.files = ready.files;
    const bytes = [...ready.files].reduce((sum, file) => sum + file.size, 0);
    try {
      const page = new DOMParser().parseFromString(await send(bytes), "text/html");
      const part = page.querySelector("[data-foto]");
      for (const idle of part.querySelectorAll("[data-tanpa-js]")) idle.hidden = true;
      photoForm.querySelector("[data-foto]").replaceWith(part);
      const refused = part.querySelector(".errorlist");
      say(refused ? "" : `${ready.files.length} foto tersimpan di draf, ${size(bytes)}.`);
      (refused || part.querySelector("input[type=file], button"))?.focus?.();
      const link = page.querySelector("[data-langkah]");
      photoForm.dataset.cap = link.dataset.cap;
    } catch {
      say("Foto belum terkirim. Foto tetap terpilih; tekan Lanjut untuk mencoba lagi.");
    }
  };
}
