// A minor's record in a secret connection: what is written in it the mother does not see, and
// the teenager does.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRightUnfolded as looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: { banner: /Seul s’affiche ce qui est caché aux représentants légaux/, lead: /cachée aux représentants légaux/, closed: /Non affichées en connexion secrète/, late: /La connexion secrète a pris fin/, hidden: /Caché aux représentants légaux/, told: /connexion secrète ouverte/ },
  en: { banner: /Only what is hidden from the legal representatives is shown/, lead: /hidden from the legal representatives/, closed: /Not shown in a secret connection/, late: /The secret connection has ended/, hidden: /Hidden from the legal representatives/, told: /opened a secret connection/ },
};
const KEY = "http://hospital.smarthealthit.org";
const PASSWORD = "sept barques sous la brume";

const minor = {
  resourceType: "Patient", id: "secretly", birthDate: "2011-04-02", gender: "female",
  identifier: [{ system: KEY, value: "secretly-1" }], name: [{ family: "Krzyzanowska", given: ["Oriane"] }],
};
const visit = {
  resourceType: "Condition", id: "secretly-eczema", onsetDateTime: "2024-03-02", code: { text: "Eczéma" },
  subject: { reference: "Patient/secretly" },
};

export function secretConnection(world) {
  let record;

  describe("a secret connection", () => {
    before(async () => {
      const file = join(world().folder, "secretly.ndjson");
      writeFileSync(file, [minor, visit].map((one) => JSON.stringify(one)).join("\n"));
      await hygie(world().data, "import", file);
      world().people.teenager = await world().settled("person", "Oriane Krzyzanowska", "oriane.krzyzanowska", `${KEY}|secretly-1`);
      record = await world().record({ family: "Krzyzanowska", given: "Oriane" });
      world().people.mother = await mother();
    });

    for (const [language, size] of LOOKS) {
      it(`hides a note from the mother, and not from the teenager, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const text = `Contraception, ${language} ${size.width}`;
        const open = { as: "mother", language, size };
        const before = await counted(open);
        const physician = await world().fresh({ as: "physician", language, size });
        await enters(physician);
        await physician.open(record);
        assert.match(await physician.text(), /Eczéma/);
        await looksRight(physician, language);
        await physician.submit("form[action$='/secret-connection'] button");
        assert.match(await physician.text(".notice-bar.is-secret"), says.banner);
        assert.match(await physician.text("#allergies"), says.closed);
        assert.doesNotMatch(await physician.text(), /Eczéma/);
        await looksRight(physician, language);
        await physician.open(`${record}/entries/Condition/secretly-eczema`, 404);

        await physician.open(`${record}/notes/new`);
        assert.match(await physician.text("main"), says.lead);
        await looksRight(physician, language);
        await physician.page.fill("#text", text);
        await physician.submit("main form.note-form button[type=submit]");
        const entry = new URL(physician.page.url()).pathname;
        assert.match(await physician.text(), says.hidden);
        await looksRight(physician, language);
        await physician.open(`${record}/timeline`);
        await looksRight(physician, language);

        // A form that stays open while it is left, in another tab.
        await physician.open(`${record}/notes/new`);
        const tab = await physician.page.context().newPage();
        await tab.goto(record);
        await Promise.all([tab.waitForURL(`**${record}`), tab.click(".notice-bar.is-secret button")]);
        assert.equal(await tab.locator(".notice-bar.is-secret").count(), 0);
        await tab.close();
        await physician.page.fill("#text", "Trop tard");
        physician.expected.add(409);
        await physician.submit("main form.note-form button[type=submit]");
        assert.match(await physician.text("[role=alert]"), says.late);
        assert.equal(await physician.page.inputValue("#text"), "Trop tard");
        await looksRight(physician, language);
        await physician.open(record);
        assert.match(await physician.text(), /Eczéma/);
        await physician.leave();

        assert.equal(await counted(open), before, "nothing that the mother reaches says so");
        const parent = await world().visitor(open);
        await parent.open(entry, 404);
        await parent.leave();
        const person = await world().visitor({ as: "teenager", language, size });
        await person.open(entry);
        assert.match(await person.text(), new RegExp(text));
        await looksRight(person, language);
        await person.open(`${record}/access`);
        assert.match(await person.page.locator("main").textContent(), says.told);
        await looksRight(person, language);
        await person.leave();
      });
    }
  });

  /** What the mother sees of the record, in words. */
  async function counted(as) {
    const parent = await world().visitor(as);
    let words = "";
    for (const below of ["", "/timeline", "/timeline?kind=documents"]) {
      await parent.open(`${record}${below}`);
      words += await parent.text("main, .side");
    }
    await parent.leave();
    return words;
  }

  /** The mother, whom the desk registers and who comes by the code of a letter. */
  async function mother() {
    const desk = await world().fresh({ as: "secretary" });
    await desk.open(`${record}/representatives`);
    await desk.page.check("input[name=capacity][value=parent]");
    await desk.page.fill("#name", "Mireille Krzyzanowska");
    await desk.page.check("input[name=document][value=family-booklet]");
    await desk.page.check("input[name=checked]");
    await desk.submit("form[action$='/representatives'] button");
    const typed = (await desk.page.locator(".letter-code").innerText()).replace(/\s/g, "");
    await desk.leave();
    const parent = await world().visitor({});
    await parent.open("/activate");
    await parent.page.fill("#code", typed);
    await parent.submit("main form button[type=submit]");
    await parent.page.fill("#login", "mireille.krzyzanowska");
    await parent.page.fill("#new-password", PASSWORD);
    await parent.page.fill("#again-password", PASSWORD);
    await parent.submit("main form button[type=submit]");
    await parent.leave();
    return { role: "delegate", login: "mireille.krzyzanowska", password: PASSWORD };
  }

  /** Declares a care link where there is none. */
  async function enters(physician) {
    await physician.open(`${record}/care`);
    const declare = physician.page.locator("form[action$='/care/declare'] input[name=attested]");
    if ((await declare.count()) === 0) return;
    await declare.check();
    await physician.submit("form[action$='/care/declare'] button[type=submit]");
  }
}
