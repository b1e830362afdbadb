// Notices by mail: an address is confirmed by the code that was sent there, and its holder is
// told within a minute that somebody opened their record in an emergency.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight, looksRightUnfolded } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    code: /code qui confirme cette adresse\s:\s(\d{6})/, wrong: /n’est plus valable/, confirmed: /Adresse qui reçoit les avis/,
    opened: /Votre dossier a été ouvert en urgence/, last: /Le titulaire du compte vient d’en choisir une autre/,
    news: /a ouvert votre dossier en urgence/,
  },
  en: {
    code: /code confirms this address: (\d{6})/, wrong: /wrong or has passed/, confirmed: /Address that gets notices/,
    opened: /Your record was opened in an emergency/, last: /has just chosen another one/, news: /opened your record in an emergency/,
  },
};
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Zwickelbauer", fr360: "Ploumanach", en1366: "Ostergaard", en360: "Tchernychev" };
const GO = "main form[action='/account/mail'] button[type=submit]";
const CONFIRM = "main form[action='/account/mail/confirm'] button[type=submit]";

export function mail(world) {
  describe("notices by mail", () => {
    before(async () => {
      const file = join(world().folder, "mail.ndjson");
      const person = ([key, family]) =>
        ({ resourceType: "Patient", id: `mail-${key}`, birthDate: "1958-02-03", gender: "female", name: [{ family, given: ["Solenne"] }] });
      writeFileSync(file, Object.entries(FAMILIES).map((one) => JSON.stringify(person(one))).join("\n"));
      // Nobody says that anybody takes care of them.
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`from an address to a notice, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const key = `${language}${size.width}`;
        const family = FAMILIES[key];
        const address = `solenne-${key}@poste.example`;
        world().people[`mail-${key}`] = await world().settled("person", `Solenne ${family}`, `solenne.${key}`, `mail-${key}`);
        const visitor = await world().fresh({ as: `mail-${key}`, language, size });
        const { page } = visitor;
        await visitor.open("/account");
        await looksRight(visitor, language);
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/account/mail']")]);
        await looksRight(visitor, language);
        await page.fill("#mail-address", address);
        await visitor.submit(GO);
        await looksRight(visitor, language);
        const letter = await world().mailbox.letter(address, says.code);
        const [, code] = letter.body.match(says.code);
        await page.fill("#code", code === "000000" ? "000001" : "000000");
        await visitor.submit(CONFIRM);
        assert.match(await visitor.text("#code-wrong"), says.wrong);
        await looksRight(visitor, language);
        await page.fill("#code", code);
        await visitor.submit(CONFIRM);
        assert.match(await visitor.text("main"), says.confirmed);
        await looksRightUnfolded(visitor, language);

        const href = await world().record({ family, given: "Solenne" });
        const physician = await world().fresh({ as: "physician" });
        await physician.open(`${href}/emergency`);
        await physician.page.fill("#reason", "Trouvée sans connaissance chez elle");
        await physician.page.check("input[name=unable]");
        await physician.page.check("input[name=risk]");
        await physician.submit("main form.form button[type=submit]");
        await physician.leave();
        const told = await world().mailbox.letter(address, says.opened);
        for (const secret of [family, "Solenne", "Morel", "connaissance", "Dr"]) {
          assert.ok(!`${told.head}${told.body}`.replace(address, "").includes(secret), secret);
        }
        assert.match(told.head, /^Auto-Submitted: auto-generated$/m);
        await visitor.open("/account");
        assert.match(await visitor.text("#notices"), says.news);

        await visitor.open("/account/mail");
        await visitor.submit("button[name=pace][value=daily]");
        assert.equal(await page.getAttribute("button[name=pace][value=daily]", "aria-pressed"), "true");
        await page.click("details summary");
        await visitor.submit("main form[action='/account/mail/stop'] button[type=submit]");
        assert.ok(!(await visitor.text("main")).includes(address));
        await world().mailbox.letter(address, says.last);
        await visitor.leave();
      });
    }
  });
}
