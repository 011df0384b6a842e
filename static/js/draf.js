// Comfort only: a draft keeps itself. What the kamus asks and answers comes from the server, by htmx or by a button.
"use strict";

const form = document.querySelector("[data-usulan]");
if (form) {
  // What is typed while the answer for another item is under way stays typed.
  let typed = null;
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "isian-kamus") typed = new FormData(form);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "isian-kamus" || !typed) return;
    for (const field of event.detail.target.querySelectorAll("input:not([type=file], [type=hidden]), select, textarea")) {
      const said = typed.get(field.name), before = field.type === "radio" ? field.checked : field.value;
      if (!said || before === said) continue;
      if (field.type === "radio") field.checked ||= field.value === said;
      else field.value = said;
      if (field.type !== "radio" && field.value !== said) field.value = before; // a choice that this item does not have
      else field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

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
