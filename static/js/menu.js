// Comfort only: every menu works without this file.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector(".menu[open], .nav__office[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".nav__office[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// The side menu of the officials' shell keeps the way it was left, per kind of page.
const fold = document.getElementById("menu-samping");
if (fold) {
  const key = `menu-samping:${document.body.classList.contains("is-folded") ? "lipat" : "buka"}`;
  const wide = window.matchMedia("(min-width: 60em)");
  if (wide.matches) {
    try { fold.checked = localStorage.getItem(key) === "1"; } catch { /* storage is switched off */ }
  }
  fold.addEventListener("change", () => {
    if (!wide.matches) return;
    try { localStorage.setItem(key, fold.checked ? "1" : "0"); } catch { /* storage is switched off */ }
  });
  fold.addEventListener("keydown", (event) => {
    if (event.key === "Enter") fold.click();
  });
}

// Rows of Django's own lists become cards on a phone; each value then says what it is.
const list = document.getElementById("result_list");
if (list) {
  const names = [...list.querySelectorAll("thead th")].map((head) => (head.querySelector(".text") || head).textContent.trim());
  for (const row of list.tBodies[0].rows) {
    [...row.cells].forEach((cell, at) => { if (names[at]) cell.dataset.label = names[at]; });
  }
}

// On a phone the filters of Django's lists stand above the list, so they start closed.
if (window.matchMedia("(max-width: 59.99em)").matches) {
  for (const filter of document.querySelectorAll("#changelist-filter details")) filter.open = false;
}

// Print buttons carry data-print; without script they are hidden by the page's own address for print.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
