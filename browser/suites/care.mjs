// Care links: what stands in the place of a record, a declaration, the desk's registration.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    closed: /Vous ne prenez pas encore cette personne en charge/, none: /Aucun lien/, ended: /a pris fin le/,
    tick: /Cochez la case/, own: /Votre déclaration/, past: /Ce jour est passé/,
    unregistered: /n’est pas enregistrée/, runs: /sans date de fin/, until: /jusqu’au/,
    note: /la note n’est pas enregistrée/,
  },
  en: {
    closed: /You do not take care of this person yet/, none: /No care link/, ended: /ended on/,
    tick: /Tick the box/, own: /Your declaration/, past: /That day has passed/,
    unregistered: /is not registered/, runs: /with no last day/, until: /until/,
    note: /the note is not saved/,
  },
};
/** The one thing of health that is known of each of them. */
const HEALTH = /Moutarde/;
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Zimmerlin", fr360: "Aucouturier", en1366: "Przybylski", en360: "Etcheverry" };

const person = (id, family, given) => [
  { resourceType: "Patient", id, birthDate: "1958-10-02", gender: "male", name: [{ family, given: [given] }] },
  {
    resourceType: "AllergyIntolerance", id: `${id}-allergy`, patient: { reference: `Patient/${id}` },
    code: { text: "Moutarde" },
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }] },
  },
];

export function care(world) {
  const record = (language, size) => world().record({ family: FAMILIES[`${language}${size.width}`], given: "Basile" });
  const open = (visitor) => visitor.page.locator("h1").first().innerText();

  describe("care links", () => {
    before(async () => {
      const file = join(world().folder, "cared.ndjson");
      const people = LOOKS.flatMap(([language, size]) => {
        const key = `${language}${size.width}`;
        return person(`care-${key}`, FAMILIES[key], "Basile");
      });
      people.push(...person("care-plain", "Ouedraogo", "Basile"));
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      // Nobody says that anybody takes care of them.
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`from a closed record to an open one and back, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const href = await record(language, size);
        const physician = await world().visitor({ as: "physician", language, size });
        for (const rest of ["", "/timeline", "/notes/new", "/apps"]) {
          await physician.open(`${href}${rest}`, 403);
          assert.match(await open(physician), says.closed);
          assert.doesNotMatch(await physician.page.content(), HEALTH, "nothing of health");
        }
        await physician.open(`${href}/timeline`, 403);
        assert.match(await physician.text(), says.none);
        await looksRight(physician, language);

        // By the keyboard alone.
        await physician.tabTo("input[name=attested]");
        await physician.page.keyboard.press("Space");
        await physician.tabTo("input[name=span]");
        await physician.page.keyboard.press("ArrowUp");
        assert.equal(await physician.page.inputValue("input[name=span]:checked"), "day");
        await physician.tabTo("form[action$='/declare'] button");
        await physician.enter();
        assert.equal(new URL(physician.page.url()).pathname, `${href}/timeline`, "back where they wanted to be");
        assert.match(await physician.text(), HEALTH);

        await physician.open(`${href}/care`);
        assert.match(await physician.text(), says.own);
        await looksRight(physician, language);
        const writer = await world().visitor({ as: "physician", language, size });
        await writer.open(`${href}/notes/new`);
        await physician.tabTo("form[action$='/leave'] button");
        await physician.enter();
        await looksRight(physician, language);
        await physician.open(href, 403);
        assert.match(await physician.text(), says.ended);

        // What was being written meanwhile is not lost.
        await writer.page.fill("#text", "Va mieux.");
        await writer.submit("form.note-form button[type=submit]");
        assert.match(await writer.text(), says.note);
        assert.equal(await writer.page.inputValue("#text"), "Va mieux.");
        await looksRight(writer, language);
        await writer.leave();

        const desk = await world().visitor({ as: "secretary", language, size });
        await desk.open(href);
        await desk.submit(`nav.side a[href='${href}/care']`);
        assert.match(await desk.text(), says.unregistered);
        assert.equal(await desk.page.locator("input[name=attested]").count(), 0, "a secretary attests nothing");
        await looksRight(desk, language);
        await desk.page.locator("#until").evaluate((field) => field.removeAttribute("min"));
        await desk.page.fill("#until", "2001-01-01");
        await desk.submit("main form[action$='/care'] button");
        assert.match(await desk.text("[role=alert]"), says.past);
        await looksRight(desk, language);
        await desk.page.fill("#until", "");
        await desk.page.check("input[name=informed]");
        await desk.submit("main form[action$='/care'] button");
        assert.match(await desk.text(), says.runs);
        await looksRight(desk, language);
        await desk.page.click("main details summary");
        await desk.page.fill("#until", "2099-12-31");
        await desk.submit("main form[action$='/care'] button");
        assert.match(await desk.text(), says.until);
        await looksRight(desk, language);

        await physician.open(href);
        assert.match(await physician.page.content(), HEALTH);
        await desk.submit("form[action$='/discharge'] button");
        assert.match(await desk.text(), says.unregistered);
        await desk.leave();
        await physician.open(href, 403);
        await physician.leave();
      });
    }

    it("works without JavaScript, and what is missing is said", async () => {
      const href = await world().record({ family: "Ouedraogo", given: "Basile" });
      const visitor = await world().visitor({ as: "nurse", javaScriptEnabled: false });
      await visitor.open(`${href}/timeline`, 403);
      await visitor.page.locator("form[action$='/declare']").evaluate((form) => { form.noValidate = true; });
      await visitor.submit("form[action$='/declare'] button");
      assert.match(await visitor.text("[role=alert]"), SAYS.fr.tick);
      await visitor.page.check("input[name=attested]");
      await visitor.submit("form[action$='/declare'] button");
      assert.equal(new URL(visitor.page.url()).pathname, `${href}/timeline`);
      assert.match(await visitor.text(), HEALTH);
      await visitor.leave();
    });
  });
}
