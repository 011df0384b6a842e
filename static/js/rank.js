/* Ranking lists: <form><ol data-ranks><li data-key><span class="rank__no"> and buttons that post a move.
   Drag the number, Alt+arrow or press a button: the form is posted and <main> replaced by the answer.
   A drag posts pindah=key and urutan=key,key,… */
(() => {
  "use strict";
  const live = document.createElement("p");
  live.className = "sr";
  live.setAttribute("role", "status");
  document.body.append(live);
  const rowOf = (node) => node.closest("[data-ranks] > [data-key]");
  const rows = (list) => [...list.children].filter((node) => node.dataset.key);
  const order = (list) => rows(list).map((node) => node.dataset.key).join();
  let busy = false, lifted = null, before = "";

  const say = (text, bad) => {
    live.className = bad ? "note note--no" : "sr";
    live.textContent = text;
  };

  async function send(form, data, key, down) {
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(data) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("isi");
      if (!answer.ok || !fresh) throw new Error(answer.status);
      document.getElementById("isi").replaceWith(document.adoptNode(fresh));
      history.replaceState(null, "", answer.url);
      const row = key && fresh.querySelector(`[data-key="${CSS.escape(key)}"]`);
      const spot = row && (row.querySelector(down === null ? "a, button" : down ? ".is-down" : "button:not(.is-down)") || row.querySelector("button"));
      if (spot) spot.focus({ preventScroll: true });
      if (row) row.scrollIntoView({ block: "nearest" });
      const told = fresh.querySelector(".messages, [data-last], [role=status]");
      say(told ? told.textContent.replace(/\s+/g, " ").trim() : "Urutan tersimpan.");
    } catch {
      say("Belum tersimpan. Muat ulang, lalu ulangi.", true);
    } finally {
      busy = false;
    }
  }

  function sendOrder(row) {
    const list = row.parentNode, form = list.closest("form"), data = new FormData(form);
    data.set("urutan", order(list));
    data.set("pindah", row.dataset.key);
    send(form, data, row.dataset.key, null);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target, from = event.submitter;
    if (!form.querySelector("[data-ranks]") && !("swap" in form.dataset)) return;
    event.preventDefault();
    const row = from && rowOf(from);
    send(form, new FormData(form, from), row && row.dataset.key, from ? from.classList.contains("is-down") : null);
  });

  document.addEventListener("keydown", (event) => {
    const row = event.altKey && /^Arrow(Up|Down)$/.test(event.key) && rowOf(event.target);
    if (!row || busy) return;
    event.preventDefault();
    const all = rows(row.parentNode), up = event.key === "ArrowUp";
    const other = all[all.indexOf(row) + (up ? -1 : 1)];
    if (!other) return;
    other[up ? "before" : "after"](row);
    sendOrder(row);
  });

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".rank__no, .hrow__no");
    lifted = grip && !event.button && !busy ? rowOf(grip) : null;
    if (!lifted) return;
    before = order(lifted.parentNode);
    lifted.classList.add("is-lifted");
    event.preventDefault();
  });

  document.addEventListener("pointermove", (event) => {
    if (!lifted) return;
    for (const other of rows(lifted.parentNode)) {
      const box = other.getBoundingClientRect(), y = event.clientY;
      if (other === lifted || y < box.top || y > box.bottom) continue;
      other[y > box.top + box.height / 2 ? "after" : "before"](lifted);
      break;
    }
    if (event.clientY < 70) scrollBy(0, -14);
    if (event.clientY > innerHeight - 70) scrollBy(0, 14);
  });

  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      const row = lifted;
      lifted = null;
      if (!row) return;
      row.classList.remove("is-lifted");
      if (order(row.parentNode) !== before) sendOrder(row);
    });
  }
})();
