// What waits to be announced to the person, and what a minor keeps from their parents.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRightUnfolded as looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: { waits: /ne voit pas encore cet élément/, said: /Annoncé à cette personne le .* par /, mark: /pas encore annoncé/, secret: /Vous le gardez secret depuis/, theirs: /elle seule peut le leur montrer/ },
  en: { waits: /does not see this entry yet/, said: /Announced to this person on .* by /, mark: /not announced yet/, secret: /You have kept it secret since/, theirs: /only they can show it to them again/ },
};
const KEY = "http://hospital.smarthealthit.org";

const minor = {
  resourceType: "Patient", id: "announced", birthDate: "2012-04-02", gender: "female",
  identifier: [{ system: KEY, value: "announced-1" }], name: [{ family: "Wyszomirska", given: ["Lila"] }],
};
const visit = {
  resourceType: "Condition", id: "announced-gout", onsetDateTime: "2024-03-02", code: { text: "Eczéma" },
  subject: { reference: "Patient/announced" },
};

export function announce(world) {
  let record;

  describe("what waits to be announced, and what is kept secret", () => {
    before(async () => {
      const file = join(world().folder, "announced.ndjson");
      writeFileSync(file, [minor, visit].map((one) => JSON.stringify(one)).join("\n"));
      await hygie(world().data, "import", file);
      // Who imports takes nobody in care: a professional declares it.
      world().people.minor = await world().settled("person", "Lila Wyszomirska", "lila.wyszomirska", `${KEY}|announced-1`);
      record = await world().record({ family: "Wyszomirska", given: "Lila" });
    });

    for (const [language, size] of LOOKS) {
      it(`is a note that the person sees once it was announced, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const physician = await world().visitor({ as: "physician", language, size });
        await enters(physician);
        await physician.open(`${record}/notes/new`);
        await looksRight(physician, language);
        await physician.page.fill("#text", `Biopsie, ${language} ${size.width}`);
        await physician.page.check("input[name=announce]");
        await physician.submit("main form.note-form button[type=submit]");
        const entry = new URL(physician.page.url()).pathname;
        assert.match(await physician.text("#announce"), says.waits);
        await looksRight(physician, language);
        const person = await world().visitor({ as: "minor", language, size });
        await person.open(entry, 404);
        await physician.open(`${record}/timeline`);
        assert.match(await physician.text(), says.mark);
        await looksRight(physician, language);
        await physician.open(entry);
        await physician.submit("#announce button");
        assert.match(await physician.text("#announce"), says.said);
        await looksRight(physician, language);
        await person.open(entry);
        await looksRight(person, language);
        await physician.leave();
        await person.leave();
      });

      it(`is an entry that a minor keeps secret, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const entry = `${record}/entries/Condition/announced-gout`;
        const person = await world().visitor({ as: "minor", language, size });
        await person.open(entry);
        await looksRight(person, language);
        await person.submit("#secret button");
        assert.match(await person.text("#secret"), says.secret);
        await looksRight(person, language);
        const physician = await world().visitor({ as: "physician", language, size });
        await enters(physician);
        await physician.open(entry);
        assert.match(await physician.text("#secret"), says.theirs);
        await looksRight(physician, language);
        await physician.leave();
        await person.open(`${record}/sharing`);
        await looksRight(person, language);
        await person.submit("#secrets form button");
        assert.equal(await person.page.locator("#secrets form").count(), 0);
        await looksRight(person, language);
        await person.leave();
      });
    }
  });

  /** Declares a care link where there is none. */
  async function enters(physician) {
    await physician.open(`${record}/care`);
    const declare = physician.page.locator("form[action$='/care/declare'] input[name=attested]");
    if ((await declare.count()) === 0) return;
    await declare.check();
    await physician.submit("form[action$='/care/declare'] button[type=submit]");
  }
}
