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
    card.querySelector("[data-sum-volume]").textContent = `${volume.value.trim()} ${chosen.dataset.unit}`;
    card.querySelector("[data-sum-price]").textContent = `× ${rupiah(BigInt(price))}`;
    card.querySelector("[data-sum-total]").textContent = rupiah((amount * BigInt(price) + 50n) / 100n);
  };
  form.addEventListener("input", count);
  form.addEventListener("change", count);
  document.body.addEventListener("htmx:afterSwap", count);
}
