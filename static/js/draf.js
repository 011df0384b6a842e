// Comfort only: a draft keeps itself. What the kamus asks and answers comes from the server, by htmx or by a button.
"use strict";

const form = document.querySelector("[data-usulan]");
if (form) {
  // A draft that the server knows keeps itself when a field is left; photos wait for the button.
  const state = form.querySelector("[data-state]");
  let saving = null, timer = 0;
  const save = async () => {
    const data = new FormData(form);
    for (const name of [...data.keys()]) if (name === "photos" || name.startsWith("berkas_")) data.delete(name);
    data.set("aksi", "simpan");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const version = page.querySelector("[name=versi]");
      if (!answer.ok || !version || page.querySelector(".errors")) throw new Error("refused");
      form.elements.versi.value = version.value;
      const now = new Date().toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });
      state.textContent = `Draf tersimpan pukul ${now.replace(":", ".")} WIB.`;
    } catch {
      state.textContent = "Perubahan terakhir belum tersimpan. Tekan Simpan untuk melihat sebabnya.";
    }
    saving = null;
  };
  form.addEventListener("change", (event) => {
    if (!form.elements.versi || ["file", "search"].includes(event.target.type)) return;
    clearTimeout(timer);
    timer = setTimeout(() => { saving = (saving || Promise.resolve()).then(save); }, 1200);
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!saving) return;
    event.preventDefault();
    await saving;
    form.requestSubmit(event.submitter);
  });
}
