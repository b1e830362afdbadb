// Keys for those who like them, and the lock of who went away. Every page works whole
// without this file.
"use strict";
(() => {
  const typing = (target) => target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("main .row-link")].filter((row) => row.offsetParent !== null);

  // Next or previous row; from outside of the list, its first or last.
  const move = (step) => {
    const all = rows();
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    const row = all[next];
    if (row) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
  };

  const find = () => {
    const box = document.querySelector("main [data-find]") ?? document.getElementById("top-find");
    if (box instanceof HTMLInputElement) {
      box.focus();
      box.select();
    }
    return box !== null;
  };

  document.addEventListener("keydown", (event) => {
    // Single keys can be switched off on the account's page.
    if (document.body.dataset.keys === "off") return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      if (find()) event.preventDefault();
    } else if (event.key === "?") {
      document.getElementById("help")?.togglePopover?.();
    } else if (event.key === "j") {
      move(1);
    } else if (event.key === "k") {
      move(-1);
    }
  });

  // A form is sent once, however often its button is pressed.
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // The pad of a PIN, for fingers.
  for (const pad of document.querySelectorAll("[data-pad]")) {
    const box = document.getElementById(pad.dataset.pad);
    pad.hidden = false;
    pad.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (button === null) return;
      const typed = "erase" in button.dataset ? box.value.slice(0, -1) : box.value + button.dataset.digit;
      box.value = typed.slice(0, box.maxLength);
    });
  }

  // The lock, when nobody used any page of this browser for as long as the page says. While
  // somebody does, the server is told now and then, which else knows of requests alone.
  const millis = Number(document.body.dataset.lock) * 1000;
  const lock = document.querySelector("[data-lock-now]");
  if (millis > 0 && lock) {
    const others = new BroadcastChannel("hygie-used");
    let used = Date.now();
    let told = used;
    const ask = async () => {
      told = Date.now();
      const answer = await fetch("/lock/alive", { cache: "no-store" }).catch(() => null);
      if (answer?.status === 401) lock.click();
    };
    const use = () => {
      used = Date.now();
      if (used - told < Math.min(60_000, millis / 4)) return;
      others.postMessage("used");
      ask();
    };
    others.addEventListener("message", () => {
      used = Date.now();
    });
    for (const kind of ["keydown", "pointerdown", "pointermove", "wheel", "touchmove"]) {
      document.addEventListener(kind, use, { capture: true, passive: true });
    }
    setInterval(() => {
      if (Date.now() - used >= millis) lock.click();
    }, 1000);
    // A page that the browser kept may be of a session that was locked or ended since.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) ask();
    });
  }
})();
