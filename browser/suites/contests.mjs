// The person contests who looked, the privacy officer answers, the person reads the answer.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { verifyTraces } from "../../clients/verify_traces.mjs";
import { looksRight, looksRightUnfolded } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    told: /a ouvert votre dossier en urgence/, offer: /Contester cet accès/, waits: /Réponse attendue au plus tard le/,
    stands: /Contesté le/, home: /contestations? attend/, clock: /encore \d+ jours/, right: /Y avait-il un droit/,
    choose: /Choisissez à quoi vous arrivez/, done: /Accès non justifié/, news: /a répondu à votre contestation/, answered: /réponse donnée le/,
  },
  en: {
    told: /opened your record in an emergency/, offer: /Contest this access/, waits: /Answer due by/,
    stands: /Contested on/, home: /contests? waits? for an answer/, clock: /\d+ days left/, right: /Was there a right to it/,
    choose: /Choose what you conclude/, done: /Access not justified/, news: /answered your contest/, answered: /answered on/,
  },
};
const KEY = "urn:hygie:browser:contests";
const HEALTH = /Arachide/;
const REASON = "Trouvée sans connaissance au marché";
const WORDS = "Je n’étais pas aux urgences ce jour-là.";
const ANSWER = "Aucun passage aux urgences ne correspond à cette ouverture.";
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Ravoteau", fr360: "Dzierzynska", en1366: "Kowalewicz", en360: "Szymborska" };

const person = (id, family) => [
  { resourceType: "Patient", id, identifier: [{ system: KEY, value: id }], birthDate: "1958-09-03", gender: "female", name: [{ family, given: ["Odile"] }] },
  {
    resourceType: "AllergyIntolerance", id: `${id}-allergy`, patient: { reference: `Patient/${id}` },
    code: { text: "Arachide" },
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }] },
  },
];

export function contests(world) {
  const novalidate = (visitor) =>
    visitor.page.locator("main form.form").evaluate((form) => { form.noValidate = true; });
  const at = (visitor) => new URL(visitor.page.url()).pathname;

  describe("contested accesses", () => {
    before(async () => {
      const file = join(world().folder, "contests.ndjson");
      const keys = LOOKS.map(([language, size]) => `${language}${size.width}`);
      const people = keys.flatMap((key) => person(`contest-${key}`, FAMILIES[key]));
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      // Nobody says that anybody takes care of them.
      await hygie(world().data, "import", file);
      for (const key of keys) {
        const [login, record] = [`odile.${key}`, `${KEY}|contest-${key}`];
        world().people[`contests-${key}`] = await world().settled("person", `Odile ${FAMILIES[key]}`, login, record);
      }
    });

    for (const [language, size] of LOOKS) {
      it(`are worked to their answer, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const key = `${language}${size.width}`;
        const family = FAMILIES[key];
        const href = await world().record({ family, given: "Odile" });
        const physician = await world().fresh({ as: "physician" });
        await physician.open(`${href}/emergency`);
        await physician.page.check("input[name=unable]");
        await physician.page.check("input[name=risk]");
        await physician.page.fill("#reason", REASON);
        await physician.submit("main form.form button[type=submit]");
        await physician.submit("aside.is-danger button");
        await physician.leave();

        const visitor = await world().fresh({ as: `contests-${key}`, language, size });
        await visitor.open(href);
        assert.match(await visitor.text(".notice-bar"), says.told);
        await visitor.submit(`.notice-bar a[href='${href}/access']`);
        assert.match(await visitor.text(".visit-contest"), says.offer);
        await looksRightUnfolded(visitor, language);
        // By the keyboard alone.
        await visitor.tabTo(".visit-contest a");
        await visitor.enter();
        await looksRight(visitor, language);
        await visitor.page.fill("#words", WORDS);
        await visitor.tabTo("main form.form button[type=submit]");
        await visitor.enter();
        assert.equal(at(visitor), `${href}/contests/1`);
        assert.match(await visitor.text(), says.waits);
        assert.ok((await visitor.text()).includes(WORDS));
        await looksRight(visitor, language);
        await visitor.open(`${href}/access`);
        assert.match(await visitor.text("#contests + ul"), says.stands);
        assert.match(await visitor.text(`.visit-contest a[href='${href}/contests/1']`), says.stands);
        await looksRightUnfolded(visitor, language);

        const officer = await world().fresh({ as: "privacy-officer", language, size });
        await officer.open("/");
        assert.match(await officer.text(), says.home);
        await officer.submit("main a[href='/reviews']");
        assert.match(await officer.text(), says.clock);
        await looksRight(officer, language);
        const number = href.split("/").at(-1);
        await officer.submit(`main a[href^='/reviews/contests/${number}/']`);
        for (const words of [WORDS, says.right]) assert.ok((await officer.text()).match(words), words);
        assert.ok(!(await officer.page.content()).includes(family), "nobody is named");
        assert.doesNotMatch(await officer.page.content(), HEALTH, "nor anything of health");
        assert.equal(await officer.page.locator(`main a[href^='/reviews/${number}/']`).count(), 1, "the emergency");
        await looksRight(officer, language);
        await novalidate(officer);
        await officer.page.fill("#words", ANSWER);
        await officer.submit("main form.form button[type=submit]");
        assert.match(await officer.text("[role=alert]"), says.choose);
        assert.equal(await officer.page.inputValue("#words"), ANSWER, "what was typed is kept");
        await looksRight(officer, language);
        await officer.page.check("input[value=not-justified]");
        await officer.submit("main form.form button[type=submit]");
        assert.equal(at(officer), "/reviews");
        assert.match(await officer.text(), says.done);
        await looksRight(officer, language);
        await officer.leave();

        await visitor.open(`${href}/access`);
        assert.match(await visitor.text(".notice-bar"), says.news);
        assert.match(await visitor.text(`.visit-contest a[href='${href}/contests/1']`), says.answered);
        await looksRightUnfolded(visitor, language);
        await visitor.submit(`#contests + ul a`);
        assert.match(await visitor.text(), says.done);
        assert.ok((await visitor.text()).includes(ANSWER));
        await looksRight(visitor, language);

        // Who looked is taken away, and believed by who knows nothing of the house.
        await visitor.open(`${href}/access`);
        const [file] = await Promise.all([visitor.page.waitForEvent("download"), visitor.page.click("a[download]")]);
        const found = verifyTraces(JSON.parse(await readFile(await file.path(), "utf8")));
        assert.ok(found.traces > 10 && found.proven === found.traces && found.readable === found.traces, JSON.stringify(found));
        await visitor.leave();
      });
    }
  });
}
