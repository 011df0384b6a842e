// What was typed before the scripts were here is searched for once they are; without them the button does it.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const early = [...document.querySelectorAll("input[type=search][hx-get]")].filter((field) => field.value !== field.defaultValue);
  for (const field of early) field.dispatchEvent(new Event("input", { bubbles: true }));
});
