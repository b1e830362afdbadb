// Passkeys: asks the browser to make or use one, and sends its answer with the form.
// Forms that need it are hidden until this file runs in a browser that has passkeys.
"use strict";
(() => {
  const forms = [...document.querySelectorAll("form[data-passkey]")];
  if (!window.PublicKeyCredential || !navigator.credentials) return;

  const fromText = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (list) => list.map((one) => ({ ...one, id: fromText(one.id) }));

  // What the server wants to be asked. What it refuses in words is said as it is.
  const ask = async (form, address) => {
    const body = new URLSearchParams({ csrf: form.elements.csrf?.value ?? "" });
    const response = await fetch(address, { method: "POST", body, redirect: "error" });
    const said = response.headers.get("content-type") === "application/json" ? await response.json() : {};
    if (response.ok) return said;
    throw Object.assign(new Error("refused"), { words: said.words });
  };

  const use = async (form, address) => {
    const options = await ask(form, address);
    options.challenge = fromText(options.challenge);
    options.allowCredentials = known(options.allowCredentials);
    const { id, response } = await navigator.credentials.get({ publicKey: options });
    return JSON.stringify({
      id,
      response: {
        clientDataJSON: toText(response.clientDataJSON),
        authenticatorData: toText(response.authenticatorData),
        signature: toText(response.signature),
        userHandle: response.userHandle ? toText(response.userHandle) : null,
      },
    });
  };

  const make = async (form, address) => {
    const options = await ask(form, address);
    options.challenge = fromText(options.challenge);
    options.user.id = fromText(options.user.id);
    options.excludeCredentials = known(options.excludeCredentials);
    const { id, response } = await navigator.credentials.create({ publicKey: options });
    return JSON.stringify({
      id,
      response: {
        clientDataJSON: toText(response.clientDataJSON),
        attestationObject: toText(response.attestationObject),
      },
    });
  };

  const say = (form, text) => {
    const place = form.querySelector("[data-wrong]");
    place.hidden = text === "";
    place.querySelector("strong").textContent = text;
  };

  // What went wrong, in the words that the form carries.
  const words = (form, error) => {
    const { cancelled, known: already, failed } = form.dataset;
    if (error.words) return error.words;
    if (error.name === "NotAllowedError") return cancelled;
    if (error.name === "InvalidStateError") return already ?? failed;
    return failed;
  };

  for (const form of forms) {
    const button = form.querySelector("button[data-go]");
    const { passkey, options, into } = form.dataset;
    button.addEventListener("click", async () => {
      if (passkey === "make" && !form.reportValidity()) return;
      say(form, "");
      button.disabled = true;
      try {
        form.elements[into].value = await (passkey === "make" ? make : use)(form, options);
        form.requestSubmit();
      } catch (error) {
        say(form, words(form, error));
      } finally {
        button.disabled = false;
      }
    });
    form.hidden = false;
  }
})();
