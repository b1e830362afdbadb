// A demonstration's personas: one click lets in as each of them, and each tour
// can be taken to its end.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { accessible, fits, inert, wellFormed } from "../support/checks.mjs";
import { LOOKS, NARROW, WIDE } from "../support/visitor.mjs";

const NEXT = ".tour button[value=next]";
const BACK = ".tour button[value=back]";

/** Enters as a persona by the button of its card. */
const enter = (visitor, key) => visitor.submit(`main form[action="/demo/enter/${key}"] button`);

/** The keys of the personas that the page shows. */
async function keys(visitor) {
  await visitor.open("/");
  assert.equal(new URL(visitor.page.url()).pathname, "/demo");
  const actions = await visitor.page.locator("main form[action^='/demo/enter/']").evaluateAll((forms) =>
    forms.map((form) => form.getAttribute("action")));
  return actions.map((action) => action.split("/").at(-1));
}

/** The step that the panel says one is at, and of how many. */
async function step(visitor) {
  const [, at, of] = (await visitor.text(".tour-place")).match(/(\d+) (?:sur|of) (\d+)$/);
  return [Number(at), Number(of)];
}

/** What gets the focus is never wholly behind the panel, whatever Tab leads to. */
async function neverCovers({ page }) {
  await page.evaluate(() => scrollTo(0, 0));
  const stops = Math.min(await page.locator("a, button, input, select, textarea, summary").count(), 60);
  for (let pressed = 0; pressed < stops; pressed += 1) {
    await page.keyboard.press("Tab");
    const covered = await page.evaluate(() => {
      const element = document.activeElement;
      const panel = document.querySelector(".tour").getBoundingClientRect();
      if (element === document.body || element.closest(".tour")) return null;
      const box = element.getBoundingClientRect();
      const within = box.left >= panel.left && box.right <= panel.right && box.top >= panel.top && box.bottom <= panel.bottom;
      return within ? element.outerHTML.slice(0, 120) : null;
    });
    assert.equal(covered, null, "focus behind the panel");
  }
}

export function demo(world) {
  describe("the personas", () => {
    for (const [language, size] of LOOKS) {
      it(`are introduced (${language}, ${size.width} × ${size.height})`, async () => {
        const visitor = await world().visitor({ language, size });
        assert.ok((await keys(visitor)).length >= 4);
        await wellFormed(visitor, language);
        await fits(visitor);
        await accessible(visitor);
        const pictures = await visitor.page.locator("main img").evaluateAll((all) =>
          all.map((picture) => picture.complete && picture.naturalWidth > 0));
        assert.ok(pictures.length > 0 && pictures.every(Boolean), "every portrait is seen");
        assert.match(await visitor.text(".demo"), language === "fr" ? /Données fictives/ : /Fictional data/);
        await visitor.leave();
      });
    }

    // Both languages and both widths; what a page of the tour shows in the other two its own suite looks at.
    for (const [language, size] of new Set([LOOKS[0], LOOKS.at(-1)])) {
      it(`lead their tours to the end (${language}, ${size.width} × ${size.height})`, async () => {
        const visitor = await world().visitor({ language, size });
        for (const key of await keys(visitor)) {
          await visitor.open("/demo");
          await enter(visitor, key);
          const [, of] = await step(visitor);
          for (let at = 1; at <= of; at += 1) {
            assert.deepEqual(await step(visitor), [at, of], key);
            assert.equal(await visitor.page.locator(".tour a[href*='/records/'], .tour p a").count(), 0, "it is where it says");
            await wellFormed(visitor, language);
            await fits(visitor);
            await accessible(visitor);
            if (at < of) await visitor.submit(NEXT);
          }
          assert.equal(await visitor.page.locator(NEXT).count(), 0);
          await visitor.submit(".tour a[href='/demo']");
          assert.equal(await visitor.page.locator(".persona.is-here").count(), 1);
        }
        await visitor.leave();
      });
    }

    it("change with one click, and the one before is logged out", async () => {
      const visitor = await world().visitor();
      const [first, second] = await keys(visitor);
      await enter(visitor, first);
      const name = await visitor.text(".top-who bdi");
      await visitor.submit(".top-nav a[href='/demo']");
      await enter(visitor, second);
      assert.notEqual(await visitor.text(".top-who bdi"), name);
      await visitor.leave();
    });
  });

  describe("a tour", () => {
    for (const javaScriptEnabled of [true, false]) {
      it(`by keyboard, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
        const visitor = await world().visitor({ javaScriptEnabled });
        await visitor.open("/demo");
        await visitor.tabTo("form[action='/demo/enter/claire-vasseur'] button");
        await visitor.enter();
        assert.deepEqual((await step(visitor))[0], 1);
        await visitor.tabTo(NEXT);
        await visitor.enter();
        assert.deepEqual((await step(visitor))[0], 2);
        await visitor.tabTo(BACK);
        await visitor.enter();
        assert.deepEqual((await step(visitor))[0], 1);
        await visitor.leave();
      });
    }

    it("stays when one wanders, and leads back to its step", async () => {
      const visitor = await world().visitor();
      await visitor.open("/demo");
      await enter(visitor, "claire-vasseur");
      await visitor.submit(NEXT);
      const place = new URL(visitor.page.url()).pathname;
      await visitor.open("/account");
      await accessible(visitor);
      await visitor.submit(`.tour p a`);
      assert.equal(new URL(visitor.page.url()).pathname, place);
      const outlined = await visitor.page.locator(":target").evaluate((it) =>
        [it, it.closest(".card")].some((one) => one && getComputedStyle(one).outlineStyle !== "none"));
      assert.ok(outlined, "what is meant is outlined, or the card that it heads");
      await visitor.submit(".tour button[value=end]");
      assert.equal(await visitor.page.locator(".tour").count(), 0);
      assert.equal(new URL(visitor.page.url()).pathname, place);
      await visitor.leave();
    });

    for (const size of [WIDE, NARROW]) {
      it(`hides no focus and is not printed (${size.width} × ${size.height})`, async () => {
        const visitor = await world().visitor({ size });
        await visitor.open("/demo");
        await enter(visitor, "claire-vasseur");
        for (let at = 1; at < 4; at += 1) {
          await visitor.submit(NEXT);
          await neverCovers(visitor);
          await inert(visitor);
        }
        await visitor.page.emulateMedia({ media: "print" });
        assert.ok(await visitor.page.locator(".tour").isHidden());
        await visitor.leave();
      });
    }
  });
}
