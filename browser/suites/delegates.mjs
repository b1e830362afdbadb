// Who acts for a person: a carer whom they invite, and a parent whom the desk registers.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRightUnfolded as looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";
import { RENAE } from "../support/world.mjs";

const PASSWORD = "sept barques sous la brume";
const SAYS = {
  fr: {
    acting: /Vous agissez pour Renae Homenick\d* \(aidant\)/, ended: /a pris fin/, held: /Ce qui vous est confié/,
    parent: /Vous agissez pour Nino \S+ \(parent\)/, pending: /code remis/, used: /code utilisé/, letter: /Un accès pour agir au nom de quelqu’un/,
    join: /Agir au nom d’une autre personne/,
  },
  en: {
    acting: /You act for Renae Homenick\d* \(carer\)/, ended: /has ended|ended on/, held: /What is entrusted to you/,
    parent: /You act for Nino \S+ \(parent\)/, pending: /code given/, used: /code used/, letter: /An access to act for somebody/,
    join: /Act for another person/,
  },
};
// Far from one another, for near names are found too.
const CHILDREN = { fr1366: "Quenouille", fr360: "Abernathy", en1366: "Zbigniew", en360: "Tournesol" };

const child = (id, family) => ({
  resourceType: "Patient", id, birthDate: "2019-04-02", gender: "male", name: [{ family, given: ["Nino"] }],
});

export function delegates(world) {
  let base;

  const code = async (visitor) => (await visitor.page.locator(".letter-code").innerText()).replace(/\s/g, "");

  /** The first log-in, by a code. */
  const activate = async (visitor, typed, login, language) => {
    await visitor.open("/activate");
    await visitor.page.fill("#code", typed);
    await visitor.submit("main form button[type=submit]");
    await looksRight(visitor, language);
    await visitor.page.fill("#login", login);
    await visitor.page.fill("#new-password", PASSWORD);
    await visitor.page.fill("#again-password", PASSWORD);
    await visitor.submit("main form button[type=submit]");
    await looksRight(visitor, language);
    await visitor.submit("main a[href='/']");
  };

  const key = (language, size) => `${language}${size.width}`;

  describe("who acts for a person", () => {
    before(async () => {
      base = `${await world().record(RENAE)}/sharing`;
      const file = join(world().folder, "children.ndjson");
      const children = LOOKS.map(([language, size]) => child(`nino-${key(language, size)}`, CHILDREN[key(language, size)]));
      writeFileSync(file, children.map((one) => JSON.stringify(one)).join("\n"));
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`is a carer whom they invite, until they end it, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const name = `Paul ${key(language, size)}`;
        const person = await world().fresh({ as: "person", language, size });
        await person.open(base);
        await looksRight(person, language);
        await person.page.fill("#carer-name", name);
        await person.page.check("#delegates input[name=reach][value=reading]");
        await person.submit("#delegates form[action$='/carers'] button");
        assert.match(await person.text(".letter"), says.letter);
        await looksRight(person, language);
        const typed = await code(person);
        await person.submit("main .no-print a.button");
        assert.match(await person.text("#delegates"), says.pending);

        const carer = await world().visitor({ language, size });
        await activate(carer, typed, `paul.${key(language, size)}`, language);
        assert.match(await carer.text(".acting"), says.acting);
        await looksRight(carer, language);
        for (const closed of ["sharing", "access", "apps", "notes/new"]) {
          assert.equal(await carer.page.locator(`.side a[href$='/${closed}']`).count(), 0, closed);
        }
        await carer.submit(".acting a");
        assert.match(await carer.text("h1"), says.held);
        await looksRight(carer, language);
        await carer.open("/account");
        assert.match(await carer.text(".acting"), says.acting);
        await looksRight(carer, language);

        await person.open(base);
        assert.match(await person.text("#delegates"), says.used);
        await looksRight(person, language);
        await person.submit("#delegates a[href*='/as-delegate/']");
        await looksRight(person, language);
        await person.open(base);
        await person.submit("#delegates form[action$='/carers/end'] button");
        await person.leave();
        await carer.open(base.replace("/sharing", ""), 403);
        assert.match(await carer.text(), says.ended);
        await looksRight(carer, language);
        await carer.leave();
      });

      it(`is a parent whom the desk registers, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const desk = await world().fresh({ as: "secretary", language, size });
        await desk.find(`Nino ${CHILDREN[key(language, size)]}`);
        const record = await desk.page.locator(".people a").first().getAttribute("href");
        await desk.open(`${record}/representatives`);
        await looksRight(desk, language);
        const { page } = desk;
        await page.check("input[name=capacity][value=parent]");
        await page.fill("#name", "Inès Martin");
        await page.check("input[name=document][value=family-booklet]");
        await page.check("input[name=checked]");
        await desk.submit("form[action$='/representatives'] button");
        await looksRight(desk, language);
        const typed = await code(desk);
        await desk.submit("main .no-print a.button");
        assert.match(await desk.text(), says.pending);
        await looksRight(desk, language);
        await desk.leave();

        const parent = await world().visitor({ language, size });
        await activate(parent, typed, `ines.${key(language, size)}`, language);
        assert.match(await parent.text(".acting"), says.parent);
        await looksRight(parent, language);
        await parent.leave();
      });
    }

    it("takes it up with the account that they have, without JavaScript", async () => {
      const person = await world().fresh({ as: "person", javaScriptEnabled: false });
      await person.open(base);
      await person.page.click("#delegates details summary");
      await person.page.fill("#carer-name", "Jeanne Morel");
      await person.page.check("#delegates input[name=reach][value=administrative]");
      await person.submit("#delegates form[action$='/carers'] button");
      const typed = await code(person);
      const nurse = await world().visitor({ javaScriptEnabled: false });
      // Of their own, for they choose an activity at each log-in from now on.
      await nurse.logIn(await world().settled("nurse", "Odile Lambert", "odile.lambert"));
      await nurse.open("/account");
      await nurse.submit("main a[href='/activate']");
      assert.match(await nurse.text("h1"), SAYS.fr.join);
      await nurse.page.fill("#code", typed);
      await nurse.submit("main form button[type=submit]");
      await nurse.submit("main form[action='/activate/join'] button");
      assert.match(await nurse.text(".acting"), SAYS.fr.acting);
      await nurse.open("/activity");
      assert.match(await nurse.text("main form"), SAYS.fr.acting);
      await nurse.submit("main form button:not(.is-main)");
      assert.equal(await nurse.page.locator(".acting").count(), 0, "they work again");
      await nurse.leave();
      await person.open(base);
      await person.submit("#delegates form[action$='/carers/end'] button");
      await person.leave();
    });
  });
}
