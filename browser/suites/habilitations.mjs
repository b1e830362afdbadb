// The review of habilitations: the privacy officer opens it, answers and closes it; an
// administrator carries a withdrawal out.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { looksRight, looksRightUnfolded } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: { due: /au moins une fois par an|a été close/, none: /Cochez une habilitation/, reason: /Écrivez le motif/, waits: /pas encore fait/, asked: /Retraits demandés/, closed: /Revue \d+, ouverte/, left: /encore \d+ jours/ },
  en: { due: /at least once a year|was closed/, none: /Tick a habilitation/, reason: /Write why/, waits: /not done yet/, asked: /Withdrawals asked for/, closed: /Review \d+, opened/, left: /\d+ days left/ },
};

export function habilitations(world) {
  describe("the review of habilitations", () => {
    let count = 0;
    for (const [language, size] of LOOKS) {
      it(`is opened, answered, carried out and closed, ${language}, ${size.width} × ${size.height}`, async () => {
        count += 1;
        const says = SAYS[language];
        const name = `Odile Parti-${count}`;
        await world().account("nurse", name, `odile.parti-${count}`);
        world().people.counts ??= await world().settled("privacy-officer", "Inès Quéré", "ines.quere");
        world().people.runs ??= await world().settled("administrator", "Rémi Cadoudal", "remi.cadoudal");
        const visitor = await world().visitor({ as: "counts", language, size });
        const { page } = visitor;
        const checked = () => looksRight(visitor, language);
        await visitor.open("/");
        assert.match(await visitor.text(), says.due);
        await checked();
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/habilitations']")]);
        await checked();
        await visitor.submit("main form[action='/habilitations'] button[type=submit]");
        assert.match(await visitor.text(), says.left);
        await looksRightUnfolded(visitor, language);

        const keep = "main form[action='/habilitations/answer'] button[value=keep]";
        const withdraw = (form) => `${form} button[value=withdraw]`;
        await visitor.submit(`${keep} >> nth=0`);
        assert.match(await visitor.text("[role=alert]"), says.none);
        const form = `main form.card:has(li:has-text("${name}"))`;
        const line = page.locator("li.row", { hasText: name }).locator("input[type=checkbox]");
        await line.check();
        await page.locator(form).locator("summary").first().click();
        await visitor.submit(`${withdraw(form)} >> nth=0`);
        assert.match(await visitor.text("[role=alert]"), says.reason);
        assert.ok(await line.isChecked(), "what was ticked stays so");
        await checked();
        await page.locator(form).locator("input[name=reason]").first().fill("partie en mai");
        await visitor.submit(`${withdraw(form)} >> nth=0`);
        await visitor.open("/habilitations?show=to-end");
        assert.ok((await visitor.text()).includes(name));
        await checked();

        // All that is left, an organisation at a time.
        for (let pressed = 0; pressed < 20; pressed += 1) {
          await visitor.open("/habilitations");
          if (await page.locator("input[name=every]").count() === 0) break;
          await page.locator("input[name=every]").first().check();
          await visitor.submit(`${keep} >> nth=0`);
        }
        assert.equal(await page.locator("input[name=every]").count(), 0);
        assert.equal(await page.locator("form[action='/habilitations/close']").count(), 0, "a withdrawal waits");
        await checked();

        const administrator = await world().fresh({ as: "runs", language, size });
        await administrator.open("/");
        await looksRight(administrator, language);
        await administrator.open("/accounts");
        assert.match(await administrator.text(), says.asked);
        await looksRight(administrator, language);
        await administrator.submit("section[aria-labelledby=withdrawals] a.row-link");
        await looksRightUnfolded(administrator, language);
        await administrator.page.check("input[name=sure]");
        await administrator.submit("form[action$='/revoke'] button");
        await administrator.leave();

        await visitor.open("/habilitations");
        await visitor.submit("form[action='/habilitations/close'] button");
        assert.match(await visitor.text("section[aria-labelledby=closed]"), says.closed);
        await checked();
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          page.click("section[aria-labelledby=closed] a[download] >> nth=0"),
        ]);
        const parts = [];
        for await (const part of await file.createReadStream()) parts.push(part);
        const report = Buffer.concat(parts).toString();
        assert.ok(report.includes(name) && report.includes("partie en mai"), report);
        await visitor.leave();
      });
    }
  });
}
