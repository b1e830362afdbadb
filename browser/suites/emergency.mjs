// Emergencies: a record opened without a care link, its banner and end, and its review.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    title: /Ouvrir un dossier en urgence/, tick: /Cochez la première case/, banner: /Dossier ouvert en urgence, jusqu’au/,
    wait: /accès en urgence/, found: /Choisissez ce que vous avez constaté/, done: /Non justifié/,
  },
  en: {
    title: /Open a record in an emergency/, tick: /Tick the first box/, banner: /Record open in an emergency, until/,
    wait: /emergenc/, found: /Choose what you found/, done: /Not justified/,
  },
};
const HEALTH = /Sésame/;
const REASON = "Trouvé sans connaissance dans la rue";
const FOUND = "Le service confirme l’arrivée.";
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Quillardet", fr360: "Bousquetier", en1366: "Wojciechowski", en360: "Iturralde" };

const person = (id, family) => [
  { resourceType: "Patient", id, birthDate: "1961-04-17", gender: "male", name: [{ family, given: ["Anselme"] }] },
  {
    resourceType: "AllergyIntolerance", id: `${id}-allergy`, patient: { reference: `Patient/${id}` },
    code: { text: "Sésame" },
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }] },
  },
];

export function emergency(world) {
  const novalidate = (visitor) =>
    visitor.page.locator("main form.form").evaluate((form) => { form.noValidate = true; });

  describe("emergencies", () => {
    before(async () => {
      const file = join(world().folder, "emergencies.ndjson");
      const people = LOOKS.flatMap(([language, size]) => {
        const key = `${language}${size.width}`;
        return person(`emergency-${key}`, FAMILIES[key]);
      });
      people.push(...person("emergency-plain", "Vandenbossche"));
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      // Nobody says that anybody takes care of them.
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`from a closed record to the officer's review, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const family = FAMILIES[`${language}${size.width}`];
        const href = await world().record({ family, given: "Anselme" });
        const physician = await world().fresh({ as: "physician", language, size });
        await physician.open(`${href}/timeline`, 403);
        await physician.submit(`main a[href='${href}/emergency']`);
        assert.match(await physician.text("h1"), says.title);
        assert.doesNotMatch(await physician.page.content(), HEALTH, "nothing of health before");
        await looksRight(physician, language);
        await novalidate(physician);
        await physician.page.fill("#reason", REASON);
        await physician.submit("main form.form button[type=submit]");
        assert.match(await physician.text("[role=alert]"), says.tick);
        assert.equal(await physician.page.inputValue("#reason"), REASON, "what was typed is kept");
        await looksRight(physician, language);
        // By the keyboard alone.
        for (const box of ["unable", "risk"]) {
          await physician.tabTo(`input[name=${box}]`);
          await physician.page.keyboard.press("Space");
        }
        await physician.tabTo("main form.form button[type=submit]");
        await physician.enter();
        assert.equal(new URL(physician.page.url()).pathname, href);
        assert.match(await physician.page.content(), HEALTH);
        for (const rest of ["", "/timeline", "/care"]) {
          await physician.open(`${href}${rest}`);
          assert.match(await physician.text("aside.is-danger"), says.banner, rest);
          assert.ok((await physician.text("aside.is-danger")).includes(REASON), rest);
          await looksRight(physician, language);
        }
        await physician.submit("aside.is-danger button");
        assert.equal(new URL(physician.page.url()).pathname, "/");
        await physician.open(href, 403);
        assert.doesNotMatch(await physician.page.content(), HEALTH);
        await physician.leave();

        const officer = await world().fresh({ as: "privacy-officer", language, size });
        await officer.open("/");
        assert.match(await officer.text(), says.wait);
        await looksRight(officer, language);
        await officer.submit("main a[href='/reviews']");
        await looksRight(officer, language);
        const number = href.split("/").at(-1);
        await officer.submit(`main a[href^='/reviews/${number}/']`);
        assert.ok((await officer.text()).includes(REASON));
        assert.ok(!(await officer.page.content()).includes(family), "nobody is named");
        assert.doesNotMatch(await officer.page.content(), HEALTH, "nor anything of health");
        await looksRight(officer, language);
        await novalidate(officer);
        await officer.page.fill("#words", FOUND);
        await officer.submit("main form.form button[type=submit]");
        assert.match(await officer.text("[role=alert]"), says.found);
        await looksRight(officer, language);
        await officer.page.check("input[value=not-justified]");
        await officer.submit("main form.form button[type=submit]");
        assert.equal(new URL(officer.page.url()).pathname, "/reviews");
        assert.match(await officer.text(), says.done);
        await looksRight(officer, language);
        await officer.submit(`main a[href^='/reviews/${number}/']`);
        assert.ok((await officer.text()).includes(FOUND));
        await looksRight(officer, language);
        await officer.leave();
      });
    }

    it("works without JavaScript", async () => {
      const href = await world().record({ family: "Vandenbossche", given: "Anselme" });
      const nurse = await world().fresh({ as: "nurse", javaScriptEnabled: false });
      await nurse.open(`${href}/emergency`);
      await nurse.page.check("input[name=unable]");
      await nurse.page.check("input[name=risk]");
      await nurse.page.fill("#reason", REASON);
      await nurse.submit("main form.form button[type=submit]");
      assert.equal(new URL(nurse.page.url()).pathname, href);
      assert.match(await nurse.text("aside.is-danger"), SAYS.fr.banner);
      await nurse.leave();
    });
  });
}
