// Comfort only: the phone's own share sheet instead of one messenger.
"use strict";

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-share]");
  if (!link || !navigator.share) return;
  event.preventDefault();
  navigator.share({ title: document.title, url: link.dataset.share }).catch(() => { /* closed without sharing */ });
});
