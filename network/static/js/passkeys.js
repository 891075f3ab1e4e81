// Forms that a passkey signs.
"use strict";
const passkey = window.PublicKeyCredential;

if (passkey?.parseCreationOptionsFromJSON) for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    try {
      const told = await (await fetch(form.dataset.passkey, { method: "POST" })).json();
      form.credential.value = JSON.stringify(await (told.user
        ? navigator.credentials.create({ publicKey: passkey.parseCreationOptionsFromJSON(told) })
        : navigator.credentials.get({ publicKey: passkey.parseRequestOptionsFromJSON(told) })));
      form.submit();
    } catch {
      form.querySelector("[role=alert]").hidden = false;
    }
  });
}
