// Keys for those who like them. Every page works whole without this file.
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
})();
