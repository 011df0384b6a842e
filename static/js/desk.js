// Comfort only: keys for the desk. Single keys rest while a text field has the focus.
"use strict";

const desk = document.querySelector("[data-desk]");
const decision = document.getElementById("keputusan");

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

document.addEventListener("keydown", (event) => {
  if (!desk || event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.key === "Enter" && decision) decision.requestSubmit();
    return;
  }
  const at = event.target;
  if (at.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const radios = decision ? [...decision.querySelectorAll("[name=outcome]")] : [];
  const place = Number(event.key) - 1;
  if (place >= 0 && place < radios.length) {
    radios[place].click();
    radios[place].focus();
  } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !at.matches("input")) {
    const link = document.querySelector(`[data-key=${event.key === "ArrowUp" ? "up" : "down"}]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  }
});
