// Comfort only: show the controls that the chosen radio asks for. Without it all of them are shown.
"use strict";

for (const form of document.querySelectorAll("form[data-pilih]")) {
  const draw = () => {
    const chosen = form.querySelector(`[name=${form.dataset.pilih}]:checked`)?.value || "";
    for (const part of form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(chosen) && !part.querySelector(".errorlist");
  };
  form.addEventListener("change", draw);
  draw();
}
