// The wall follows the hall: asks every two seconds, keeps what it has when the network falls, and runs the clock.
"use strict";

const wall = document.querySelector("[data-wall]");
const lost = document.querySelector("[data-lost]");
let stand = "";
let good = new Date();

const two = (number) => String(number).padStart(2, "0");

const tick = () => {
  const clock = wall.querySelector("[data-clock]");
  if (!clock) return;
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.clock)) / 1000));
  clock.textContent = `${two(Math.floor(seconds / 60))}.${two(seconds % 60)}`;
};

const ask = async () => {
  try {
    const answer = await fetch(wall.dataset.wall, {
      headers: stand ? { "If-None-Match": stand } : {},
      cache: "no-store",
      signal: AbortSignal.timeout(5000),
    });
    if (answer.redirected) throw new Error("logged out");
    if (answer.status !== 304) {
      if (!answer.ok) throw new Error(String(answer.status));
      wall.innerHTML = await answer.text();
      stand = answer.headers.get("ETag") ?? "";
      tick();
    }
    good = new Date();
    lost.hidden = true;
  } catch {
    lost.querySelector("[data-since]").textContent = `${two(good.getHours())}.${two(good.getMinutes())}`;
    lost.hidden = false;
  }
  setTimeout(ask, 1500);
};

tick();
setInterval(tick, 1000);
setTimeout(ask, 1500);
