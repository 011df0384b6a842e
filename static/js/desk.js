// Comfort only: keys for the desk. Single keys rest while a text field has the focus, and can be switched off.
"use strict";

const decision = document.getElementById("keputusan");
const panel = document.querySelector("[data-keys-panel]");
const OFF = "meja-tombol-mati";

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "ya";
  } catch {
    return false;
  }
};

const follow = () => {
  const chosen = decision.querySelector("[name=outcome]:checked")?.value;
  for (const part of decision.querySelectorAll("[data-for]")) {
    part.hidden = !part.dataset.for.split(" ").includes(chosen);
  }
};
if (decision) {
  decision.addEventListener("change", follow);
  follow();
}

for (const choice of document.querySelectorAll("[data-keys-choice]")) {
  choice.hidden = false;
  const box = choice.querySelector("[data-keys-switch]");
  box.checked = !isOff();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, box.checked ? "" : "ya");
    } catch {
      box.checked = true;
    }
  });
}

const press = (selector) => document.querySelector(selector)?.click();
const help = (event) => {
  if (!panel) return;
  event.preventDefault();
  if (!panel.open) panel.showModal();
};
document.querySelector("[data-keys-help]")?.addEventListener("click", help);

const toReason = () => {
  const field = decision && [...decision.querySelectorAll("textarea")].find((one) => one.offsetParent);
  field?.focus();
};
const choose = (place) => {
  const radio = decision?.querySelectorAll("[name=outcome]")[place];
  radio?.click();
  radio?.focus();
};
// In the list the arrows walk from row to row; on the page of one they open the neighbour.
const step = (direction) => {
  if (document.querySelector("[data-desk]")) return press(`[data-key=${direction > 0 ? "down" : "up"}]`);
  const rows = [...document.querySelectorAll("[data-work] a")];
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(at + direction, 0), rows.length - 1)]?.focus();
};

const KEYS = {
  a: toReason,
  f: () => press("[data-photo]"),
  j: () => step(1),
  k: () => step(-1),
  l: () => press("[data-key=list]"),
  u: () => press("[data-undo]"),
};

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || panel?.open) return;
  if (event.ctrlKey) {
    if (event.key === "Enter" && decision && !event.repeat) decision.requestSubmit();
    return;
  }
  const at = event.target;
  if (at.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])")) return;
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    if (at.matches("input")) return; // the arrows of a radio group choose
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  if (isOff() || event.repeat) return;
  if (event.key === "?") return help(event);
  if (event.key >= "1" && event.key <= "9") return choose(Number(event.key) - 1);
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
