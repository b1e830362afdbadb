// The rules in force, and why somebody could see a record: the privacy officer's.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";
import { looksRight } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";

const WORDS = {
  fr: { rule: "La personne s’est opposée au préalable", none: "Aucun dossier", stays: "la table en vigueur reste", link: "prend la personne en charge" },
  en: { rule: "The person opposed emergency access", none: "No record", stays: "the table in force stays", link: "takes care of the person" },
};

/** A day in Paris, as a date field has it. */
const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(new Date());

export function policy(world) {
  /** A privacy officer with an account of their own. */
  const watches = async () => {
    world().people.watches ??= await world().settled("privacy-officer", "Nora Guérin", "nora.guerin");
  };

  describe("the rules of access", () => {
    for (const [language, size] of LOOKS) {
      it(`are read by the privacy officer, who asks why, ${language}, ${size.width} wide`, async () => {
        const record = await world().record(JEANNE);
        const physician = await world().visitor({ as: "physician" });
        await physician.open(record);
        await physician.leave();
        await watches();
        const visitor = await world().visitor({ as: "watches", language, size });
        const { page } = visitor;
        const checked = () => looksRight(visitor, language);
        await visitor.open("/");
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/policy']")]);
        const text = await visitor.text();
        for (const words of [WORDS[language].rule, "CSP L.1111-17 I", "PDT-INF-526"]) {
          assert.ok(text.includes(words), words);
        }
        await checked();
        await page.fill("#record", "0000000000000fff");
        await page.fill("#day", today());
        await visitor.submit("main form[action='/policy/day'] button");
        assert.ok((await visitor.text("[role=alert]")).includes(WORDS[language].none));
        await checked();
        await page.fill("#record", record.split("/").at(-1));
        await visitor.submit("main form[action='/policy/day'] button");
        assert.ok((await visitor.text()).includes(WORDS[language].link), await visitor.text());
        assert.ok(!(await visitor.text()).includes("Morel"), "no identity is shown");
        await checked();
        await visitor.leave();
      });
    }

    for (const [language, size] of LOOKS) {
      it(`have tables, which the privacy officer changes, ${language}, ${size.width} wide`, async () => {
        await watches();
        const visitor = await world().fresh({ as: "watches", language, size });
        const { page } = visitor;
        await visitor.open("/policy");
        await visitor.submit("main a[href='/policy/tables/document_matrix']");
        await looksRight(visitor, language);
        const text = await page.inputValue("#text");
        await page.fill("#text", `${text}nobody\t*\tyes\n`);
        await visitor.submit("main button[value=put]");
        assert.match(await visitor.text("[role=alert]"), /nobody/);
        assert.ok((await visitor.text("[role=alert]")).includes(WORDS[language].stays));
        await looksRight(visitor, language);
        // A name of its own each time, so that nothing is put in force that was not checked.
        const edition = `# edition essai ${language} ${size.width}`;
        await page.fill("#text", text.replace(/^# edition .*/, edition));
        await visitor.submit("main button[value=check]");
        assert.ok((await visitor.text("[role=status]")).includes(edition.slice(10)));
        await looksRight(visitor, language);
        await visitor.submit("main button[value=put]");
        assert.ok((await visitor.text()).includes(edition.slice(10)), "it is in force");
        await looksRight(visitor, language);
        await visitor.submit("main a[href='/policy/tables/document_matrix']");
        await visitor.submit("main button[value=reset]");
        assert.ok(!(await visitor.text()).includes(edition.slice(10)), "the one before is in force again");
        await visitor.leave();
      });
    }

    it("are not shown to others", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open("/policy", 403);
      await visitor.leave();
    });
  });
}
