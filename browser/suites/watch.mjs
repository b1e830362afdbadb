// The privacy officer's watch over the traces: alerts, and looking for traces.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";
import { looksRight } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: { none: /Aucune alerte/, nothing: /Remplissez un champ au moins/, found: /Traces, de la plus récente/, empty: /Aucune trace/, refused: /n’existe pas/ },
  en: { none: /No alert/, nothing: /Fill in one field at least/, found: /Traces, the newest first/, empty: /No traces/, refused: /There is no such day/ },
};

export function watch(world) {
  describe("the watch over the traces", () => {
    for (const [language, size] of LOOKS) {
      it(`is the privacy officer's, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const record = await world().record(JEANNE);
        const number = record.split("/").at(-1);
        const physician = await world().visitor({ as: "physician" });
        await physician.open(record);
        await physician.leave();
        world().people.searches ??= await world().settled("privacy-officer", "Lise Aubin", "lise.aubin");
        const visitor = await world().visitor({ as: "searches", language, size });
        const { page } = visitor;
        const checked = () => looksRight(visitor, language);
        await visitor.open("/");
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/alerts']")]);
        assert.match(await visitor.text("main"), says.none);
        await checked();

        await visitor.open("/");
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/traces']")]);
        await checked();
        const go = "main form.form button[type=submit]";
        await visitor.submit(go);
        assert.match(await visitor.text("[role=alert]"), says.nothing);
        await checked();
        await page.fill("#record", number);
        await visitor.submit(go);
        assert.match(await visitor.text("main"), says.found);
        const rows = await visitor.text("main ul.rows");
        assert.ok(rows.includes(number), rows);
        assert.ok(!rows.includes("Morel"), "no identity is shown");
        assert.ok(!page.url().includes(number), "no address tells what is looked for");
        await checked();
        await page.fill("#organisation", "Nulle part");
        await visitor.submit(go);
        assert.match(await visitor.text("main"), says.empty);
        await visitor.leave();
      });
    }
  });
}
