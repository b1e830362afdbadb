// The life of the shared record, at the desk and on the person's page.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: { open: /Il est ouvert/, closed: /Il est clos depuis le/, wrong: /déjà clos/, consent: /consentement de la personne/ },
  en: { open: /It is open|It has been open/, closed: /It ended on/, wrong: /has ended already/, consent: /only with the person’s consent/ },
};
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Delannoy", fr360: "Pellissier", en1366: "Mbarga", en360: "Zubiri" };

export function life(world) {
  describe("the life of a shared record", () => {
    before(async () => {
      const people = Object.entries(FAMILIES).map(([key, family]) => ({
        resourceType: "Patient", id: `life-${key}`, birthDate: "1949-07-21", gender: "male", name: [{ family, given: ["Achille"] }],
      }));
      const file = join(world().folder, "lives.ndjson");
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`closed and opened again at the desk, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const href = await world().record({ family: FAMILIES[`${language}${size.width}`], given: "Achille" });
        const desk = await world().visitor({ as: "secretary", language, size });
        await desk.open(`${href}/care`);
        assert.match(await desk.text("#shared"), says.open);
        assert.equal(await desk.page.locator("#shared form").count(), 0, "who takes no care decides nothing");
        await desk.submit("main form[action$='/care'] button");
        await desk.page.click("#shared summary");
        await looksRight(desk, language);
        // As another tab left it.
        const other = await world().visitor({ as: "secretary", language, size });
        await other.open(`${href}/care`);
        await other.page.click("#shared summary");
        await other.page.check("#shared input[value=request]");
        await desk.page.check("#shared input[value=death]");
        await desk.submit("#shared form[action$='/close'] button");
        assert.match(await desk.text("#shared"), says.closed);
        await looksRight(desk, language);
        await other.submit("#shared form[action$='/close'] button");
        assert.match(await other.text("[role=alert]"), says.wrong);
        await looksRight(other, language);
        await other.leave();
        await desk.page.locator("#shared form").evaluate((form) => { form.noValidate = true; });
        await desk.submit("#shared form[action$='/reopen'] button");
        assert.match(await desk.text("[role=alert]"), says.consent);
        await desk.page.check("#shared input[name=consented]");
        await desk.submit("#shared form[action$='/reopen'] button");
        assert.match(await desk.text("#shared"), says.open);
        await looksRight(desk, language);
        await desk.leave();
      });
    }
  });
}
