// The QR of a login card carries its code behind "#": browsers never send that part, so no log keeps it.
(() => {
  const field = document.querySelector("[data-kode]");
  const code = decodeURIComponent(location.hash.slice(1));
  if (!field || !/^[0-9a-z-]{14,20}$/i.test(code)) return;
  field.value = code;
  history.replaceState(null, "", location.pathname);
  field.form.querySelector("button").focus();
})();
