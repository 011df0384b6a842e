// Comfort only: unit and sum follow while typing. The server counts again when the form is sent.
"use strict";

const form = document.querySelector("[data-usulan]");
if (form) {
  const card = form.querySelector("[data-sum]");
  const volume = form.elements.volume;
  const unit = volume.parentElement.querySelector(".control__unit");
  const rupiah = (n) => `Rp\u00a0${n.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ".")}`;

  // Hundredths as a whole number, read as the server reads: a dot before three digits groups thousands.
  const hundredths = (text) => {
    let said = text.trim().replace(/\s/g, "");
    if (said.includes(",")) said = said.replaceAll(".", "").replace(",", ".");
    else if (/^[1-9]\d{0,2}(\.\d{3})+$/.test(said)) said = said.replaceAll(".", "");
    const parts = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(said);
    return parts ? BigInt(parts[1]) * 100n + BigInt((parts[2] || "0").padEnd(2, "0")) : 0n;
  };

  const receiver = form.querySelector("[data-receiver]:not(input)");
  const count = () => {
    const chosen = form.querySelector("[name=item]:checked");
    receiver.hidden = Boolean(chosen?.value) && !chosen.dataset.receiver && !form.elements.receiver.value;
    const price = chosen?.dataset.price;
    if (unit) unit.textContent = chosen?.dataset.unit || "";
    const amount = hundredths(volume.value);
    card.hidden = !price || amount === 0n;
    if (card.hidden) return;
    const [said, each] = card.querySelectorAll(".sum__line > :last-child");
    said.textContent = `${volume.value.trim()} ${chosen.dataset.unit}`;
    each.textContent = `× ${rupiah(BigInt(price))}`;
    card.querySelector(".sum__total b").textContent = rupiah((amount * BigInt(price) + 50n) / 100n);
  };
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  document.body.addEventListener("htmx:afterSwap", count);

  // A draft that the server knows keeps itself when a field is left; photos wait for the button.
  const state = form.querySelector("[data-state]");
  let saving = null, timer = 0;
  const save = async () => {
    const data = new FormData(form);
    data.delete("photos");
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
