// A person decides who sees their record, and looks at it with other eyes.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";

import { looksRightUnfolded as looksRight } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";
import { RENAE } from "../support/world.mjs";

const SAYS = {
  fr: { block: "Bloquer", unblock: "Débloquer", as: "Voir comme", banner: /Vous regardez comme/, sees: /Sur [\d\s]+ éléments de votre dossier, cette personne en voit [\d\s]+\./ },
  en: { block: "Block", unblock: "Unblock", as: "See as", banner: /You look as/, sees: /Of [\d,]+ entries of your record, they see [\d,]+\./ },
};

export function sharing(world) {
  let base;

  describe("who sees the record", () => {
    before(async () => {
      const record = await world().record(RENAE);
      base = `${record}/sharing`;
      const physician = await world().visitor({ as: "physician" });
      await physician.open(record);
      await physician.leave();
    });

    for (const [language, size] of LOOKS) {
      it(`is a page that everybody can use, ${language}, ${size.width} × ${size.height}`, async () => {
        const { name } = world().people.physician;
        const visitor = await world().visitor({ as: "person", language, size });
        await visitor.open(base);
        await looksRight(visitor, language);
        await visitor.submit(`a[aria-label="${SAYS[language].as}${language === "fr" ? "\u00a0:" : ":"} ${name}"]`);
        assert.match(await visitor.text(".banner.is-warn"), SAYS[language].banner);
        assert.ok((await visitor.text(".banner.is-warn")).includes(name));
        assert.match((await visitor.text()).replaceAll(/[\u00a0\u202f]/g, " "), SAYS[language].sees);
        await looksRight(visitor, language);
        await visitor.leave();
      });
    }

    it("is decided with the keyboard alone: block, look as them, unblock", async () => {
      const { name } = world().people.physician;
      const visitor = await world().visitor({ as: "person" });
      await visitor.open(base);
      await visitor.tabTo("#blocked summary");
      await visitor.page.keyboard.press("Enter");
      await visitor.tabTo(`[aria-label="Bloquer\u00a0: ${name}"]`);
      await visitor.enter();
      assert.equal(new URL(visitor.page.url()).hash, "#blocked");
      assert.match(await visitor.text("#blocked"), /bloqué/);
      await visitor.tabTo(`[aria-label="Voir comme\u00a0: ${name}"]`);
      await visitor.enter();
      assert.match(await visitor.text(".banner.is-warn"), SAYS.fr.banner);
      await visitor.tabTo("main .entry-back a");
      await visitor.enter();
      await visitor.tabTo("#shared button");
      await visitor.open(base);
      await visitor.tabTo(`[aria-label="Débloquer\u00a0: ${name}"]`);
      await visitor.enter();
      assert.match(await visitor.text("#blocked"), /Vous n’avez bloqué personne/);
      await visitor.leave();
    });

    it("masks an entry on its page, without JavaScript, and shows it again", async () => {
      const person = await world().visitor({ as: "person", javaScriptEnabled: false });
      await person.open(base.replace("/sharing", "/timeline?kind=problems"));
      const href = await person.page.locator("main .row-link").first().getAttribute("href");
      const physician = await world().visitor({ as: "physician" });
      await physician.open(href);
      await person.open(href);
      await person.submit("#sharing button");
      assert.match(await person.text("#sharing"), /Vous l’avez masqué/);
      // The team of the organisation that keeps it still sees it.
      await physician.open(href);
      await person.open(base);
      assert.equal(await person.page.locator(`#masked a[href="${href}"]`).count(), 1);
      await person.submit("#masked form button");
      await physician.open(href);
      await physician.leave();
      await person.leave();
    });
  });
}
