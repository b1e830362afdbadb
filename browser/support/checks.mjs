// What every page has to be, whoever sees it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 AA that axe can see, in light and in dark. */
export async function accessible({ page }) {
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const colours = { runOnly: { type: "rule", values: ["color-contrast"] } };
    const whole = { runOnly: { type: "tag", values: WCAG } };
    const options = { resultTypes: ["violations"], ...(colorScheme === "light" ? whole : colours) };
    const found = await page.evaluate((how) => window.axe.run(document, how), options);
    const violations = found.violations.map(({ id, help, nodes }) => ({
      id, help, colorScheme, nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
    assert.deepEqual(violations, []);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

/** Nothing is wider than the screen but what scrolls by itself; on a narrow one, cards have its whole width. */
export async function fits({ page }) {
  const found = await page.evaluate(() => {
    const scrolls = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== "visible") return true;
      }
      return false;
    };
    const narrow = innerWidth < 480;
    const room = document.querySelector("main").clientWidth;
    const slim = [...document.querySelectorAll("main .card")].filter((card) => narrow && card.clientWidth < room * 0.75);
    const path = location.pathname + location.search;
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(element);
    });
    return {
      path,
      slim: slim.slice(0, 5).map((card) => card.innerText.slice(0, 40)),
      scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      wide: wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 200)),
    };
  });
  assert.deepEqual(found, { path: found.path, slim: [], scrolls: 0, wide: [] });
}

/** One language, one heading, one main part, a title, and nothing left untranslated. */
export async function wellFormed({ page }, language, { quotes = false } = {}) {
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    title: /\S · Hygie$/.test(document.title),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at),
    placeholders: document.body.innerText.match(/\{ ?\$[a-z]+ ?\}|\bundefined\b|\bNaN\b/g),
  }));
  // A record may hold anything, also what looks like a placeholder.
  if (quotes) found.placeholders = null;
  assert.deepEqual(found, { language, headings: 1, mains: 1, title: true, ids: [], placeholders: null });
}

/** Only our own scripts, and nothing in the page that a record could have put there. */
export async function inert({ page }) {
  const found = await page.evaluate(() => ({
    ran: window.hostile ?? null,
    scripts: [...document.scripts].map(({ src }) => new URL(src).pathname.replace(/[.-][0-9a-f]{8,}/, "")),
    foreign: document.querySelectorAll("img, iframe, object, embed, base, style, meta[http-equiv], a[href^='javascript:']").length,
    handlers: [...document.querySelectorAll("*")].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith("on"))).length,
    forms: [...document.forms].filter((form) => new URL(form.action).origin !== location.origin).length,
  }));
  const { scripts, ...rest } = found;
  const ours = ["/assets/hygie.js", "/assets/passkeys.js"];
  assert.deepEqual(scripts, ours.slice(0, scripts.length), `scripts: ${scripts}`);
  assert.ok(scripts.length > 0);
  assert.deepEqual(rest, { ran: null, foreign: 0, handlers: 0, forms: 0 });
}

/** What every page has to be, at this size. */
export async function looksRight(visitor, language) {
  await wellFormed(visitor, language);
  await fits(visitor);
  await accessible(visitor);
}

/** The same with what is folded unfolded. */
export async function looksRightUnfolded(visitor, language) {
  await visitor.page.locator("main details").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await inert(visitor);
  await looksRight(visitor, language);
}
