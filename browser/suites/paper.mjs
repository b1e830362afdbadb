// One screen, and one sheet.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";
import { RENAE } from "../support/world.mjs";
import { WIDE } from "../support/visitor.mjs";

export function paper(world) {
  describe("the synthesis", () => {
    for (const language of ["fr", "en"]) {
      it(`of the largest record is whole on one screen (${language})`, async () => {
        const visitor = await world().visitor({ as: "physician", language });
        await visitor.open(await world().record(RENAE));
        // A notice is above it until its reader puts it away.
        await visitor.page.evaluate(() => document.querySelector(".notice-bar")?.remove());
        const cards = await visitor.page.locator("main section.card").evaluateAll((all) => all.map((card) => {
          const { top, bottom, left, right } = card.getBoundingClientRect();
          return { name: card.querySelector("h2").innerText, top, bottom, left, right };
        }));
        assert.ok(cards.length >= 6);
        const outside = cards.filter(({ top, bottom, left, right }) =>
          top < 0 || left < 0 || bottom > WIDE.height || right > WIDE.width);
        assert.deepEqual(outside, []);
        await visitor.leave();
      });
    }

    it("leaves most of the screen to the record, however many allergies there are", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(await world().record(JEANNE));
      const { height } = await visitor.page.locator(".patient").boundingBox();
      assert.ok(height <= WIDE.height / 8, `the banner is ${height} px high`);
      const label = await visitor.page.locator(".patient-alerts-label").boundingBox();
      const chip = await visitor.page.locator(".patient-alerts .chip").first().boundingBox();
      assert.ok(label.height < chip.height && label.width > label.height, "its label is in one piece");
      await visitor.leave();
    });

    it("cuts no value", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(await world().record(RENAE));
      const cut = await visitor.page.locator(".result-value").evaluateAll((all) =>
        all.filter((value) => getComputedStyle(value).overflowX !== "visible" && value.scrollWidth > value.clientWidth)
          .map((value) => value.innerText));
      assert.deepEqual(cut, []);
      await visitor.leave();
    });

    it("on paper says who it is about, as of when, and leaves out what is for screens", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const { page } = visitor;
      await visitor.open(await world().record(JEANNE));
      await page.emulateMedia({ media: "print" });
      assert.match(await visitor.text(".patient"), /MOREL Jeanne[\s\S]*12\/03\/1942/);
      assert.match(await visitor.text(".patient"), /Pénicillines/);
      const line = await page.locator("main .print-only").first().innerText();
      assert.match(line, /MOREL Jeanne · état au \d+\s\S+\s20\d\d\sà\s\d+\sh\s\d\d · imprimé par Dr Claire Vasseur/);
      for (const part of [".top", ".side", ".foot", ".skip"]) {
        assert.ok(await page.locator(part).first().isHidden(), `${part} is printed`);
      }
      assert.ok((await page.pdf({ format: "A4" })).byteLength > 0);
      await visitor.leave();
    });
  });
}
