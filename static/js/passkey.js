// Passkeys: the browser asks for fingerprint, face or PIN; its answer travels in the form. Only pages that need it load this.
"use strict";

const words = {
  none: "Peramban atau alamat ini tidak mendukung kunci sandi. Pakai cara lain.",
  NotAllowedError: "Dibatalkan, atau waktunya habis. Coba lagi.",
  InvalidStateError: "Kunci ini sudah terpasang pada akun Anda.",
};

for (const part of document.querySelectorAll("[data-passkey-only]")) part.hidden = false;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");

  const options = async () => {
    if (form.dataset.passkeyFrom) return JSON.parse(document.getElementById(form.dataset.passkeyFrom).textContent);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const create = ({ creation_options: asked }) => {
    const alone = form.elements.passwordless?.checked;
    const chosen = asked.publicKey.authenticatorSelection;
    chosen.residentKey = alone ? "required" : "discouraged";
    chosen.requireResidentKey = Boolean(alone);
    if (alone) chosen.userVerification = "required";
    return window.webauthnJSON.create(asked);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) { said.textContent = words.none; return; }
    button.disabled = true;
    said.textContent = "";
    try {
      const asked = await options();
      const answer = form.dataset.passkey === "create" ? await create(asked) : await window.webauthnJSON.get(asked.request_options);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      button.disabled = false;
      said.textContent = words[error.name] || "Belum berhasil. Coba lagi, atau pakai cara lain.";
    }
  });
}
