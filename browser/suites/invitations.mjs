// Persons: invited at the desk, a letter on paper, the first log-in with its code.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const PASSWORD = "trois nuages mauves au quai";
const GROUPS = /^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}$/;
const SAYS = {
  fr: {
    mistyped: /mal recopié/, unknown: /ne peut pas être utilisé/, open: /Votre accès est ouvert/,
    minor: /moins de 18 ans/, pending: /En attente/, withdrawn: /Retiré/, has: /a déjà un accès/,
    letter: /Votre accès à votre dossier de santé[\s\S]*Demandez un nouveau code à l’accueil/,
  },
  en: {
    mistyped: /miscopied/, unknown: /cannot be used/, open: /Your access is open/,
    minor: /under 18/, pending: /Pending/, withdrawn: /Withdrawn/, has: /has access to their record already/,
    letter: /Your access to your health record[\s\S]*Ask the desk for a new code/,
  },
};

/** A person of whom the desk has an identity and one thing of health. */
const person = (id, family, given, birthDate) => [
  { resourceType: "Patient", id, birthDate, gender: "female", name: [{ family, given: [given] }] },
  {
    resourceType: "AllergyIntolerance", id: `${id}-allergy`, patient: { reference: `Patient/${id}` },
    code: { text: "Arachide" },
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }] },
  },
];

export function invitations(world) {
  // Far from one another, for near names are found too.
  const FAMILIES = { fr1366: "Vandermersch", fr360: "Kowalczyk", en1366: "Okonkwo", en360: "Thibaudeau" };
  const name = (language, size) => ({ family: FAMILIES[`${language}${size.width}`], given: "Lucie" });

  /** Opens the page of a person's access, as the secretary finds it. */
  const desk = async (visitor, { family, given }) => {
    await visitor.find(`${given} ${family}`);
    const href = await visitor.page.locator(".people a").first().getAttribute("href");
    await visitor.open(`${href}/invitations`);
  };

  /** Fills in the check of the identity; the code of the letter. */
  const invite = async (visitor) => {
    const { page } = visitor;
    await page.check("input[name=document][value=identity-card]");
    await page.check("input[name=checked]");
    await visitor.submit("main form[action$='/invitations'] button[type=submit]");
    const code = (await page.locator(".letter-code").innerText()).replace(/\s/g, "");
    assert.match(code, GROUPS);
    return code;
  };

  /** Types a code on the first page. */
  const type = async (visitor, code) => {
    await visitor.open("/activate");
    await visitor.page.fill("#code", code);
    await visitor.submit("main form button[type=submit]");
  };

  describe("the first log-in of a person", () => {
    before(async () => {
      const file = join(world().folder, "invited.ndjson");
      const people = LOOKS.flatMap(([language, size]) => {
        const { family, given } = name(language, size);
        return person(`inv-${language}-${size.width}`, family, given, "1961-07-14");
      });
      people.push(...person("inv-child", "Garnierenfant", "Zoé", "2021-02-03"));
      people.push(...person("inv-plain", "Garniersimple", "Anne", "1950-01-01"));
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`from the desk to their record, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const who = name(language, size);
        const secretary = await world().fresh({ as: "secretary", language, size });
        await desk(secretary, who);
        await looksRight(secretary, language);
        // One that is withdrawn first.
        const withdrawn = await invite(secretary);
        await looksRight(secretary, language);
        const letter = await secretary.text(".letter");
        assert.match(letter, says.letter);
        assert.ok(letter.includes(`${who.given} ${who.family}`) && letter.includes("/activate"));
        assert.doesNotMatch(await secretary.page.content(), /Arachide/, "nothing of health");
        await secretary.page.emulateMedia({ media: "print" });
        assert.ok(await secretary.page.locator(".letter-code").isVisible());
        for (const part of [".top", ".foot", ".banner"]) {
          const shown = await secretary.page.locator(part).evaluateAll((all) => all.some((one) => one.checkVisibility()));
          assert.ok(!shown, `${part} is printed`);
        }
        const sheet = await secretary.page.pdf({ format: "A4" });
        const pages = sheet.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
        assert.equal(pages, 1, "one sheet");
        await secretary.page.emulateMedia({ media: null });
        await secretary.submit("main .no-print a.button");
        assert.match(await secretary.text(), says.pending);
        assert.ok(!(await secretary.page.content()).includes(withdrawn), "shown once");
        await secretary.submit("form[action$='/withdraw'] button");
        assert.match(await secretary.text(), says.withdrawn);
        await looksRight(secretary, language);
        const code = await invite(secretary);

        const visitor = await world().visitor({ language, size });
        await visitor.open("/login");
        await visitor.submit("main a[href='/activate']");
        await looksRight(visitor, language);
        const slip = `${code.slice(0, -1)}${code.endsWith("0") ? "2" : "0"}`;
        await type(visitor, slip);
        assert.match(await visitor.text("[role=alert]"), says.mistyped);
        await type(visitor, withdrawn);
        assert.match(await visitor.text("[role=alert]"), says.unknown);
        await looksRight(visitor, language);
        await type(visitor, ` ${code.toLowerCase().replaceAll("-", " ")} `);
        await looksRight(visitor, language);
        const fill = async (login, password) => {
          await visitor.page.fill("#login", login);
          await visitor.page.fill("#new-password", password);
          await visitor.page.fill("#again-password", password);
          await visitor.submit("main form button[type=submit]");
        };
        const login = `lucie.${language}.${size.width}`;
        await fill(world().people.physician.login, PASSWORD);
        assert.equal(await visitor.page.locator("#login[aria-invalid=true]").count(), 1, "taken");
        await looksRight(visitor, language);
        await fill(login, PASSWORD);
        assert.match(await visitor.text("h1"), says.open);
        await looksRight(visitor, language);
        assert.equal(await visitor.page.locator("main a[href='/enrol']").count(), 1, "a second factor is offered");
        await visitor.submit("main a[href='/']");
        assert.match(new URL(visitor.page.url()).pathname, /^\/records\/[0-9a-f]{16}$/);
        await visitor.leave();

        const again = await world().visitor({ language, size });
        await type(again, code);
        assert.match(await again.text("[role=alert]"), says.unknown, "used");
        await again.logIn({ login, password: PASSWORD });
        assert.match(new URL(again.page.url()).pathname, /^\/records\//);
        await again.leave();

        await desk(secretary, who);
        assert.match(await secretary.text(), says.has);
        await looksRight(secretary, language);
        await secretary.leave();
      });
    }

    it("is not for a child, and the page says why", async () => {
      const visitor = await world().fresh({ as: "secretary" });
      await desk(visitor, { family: "Garnierenfant", given: "Zoé" });
      assert.match(await visitor.text(), SAYS.fr.minor);
      assert.equal(await visitor.page.locator("input[name=document]").count(), 0);
      await looksRight(visitor, "fr");
      await visitor.leave();
    });

    it("works without JavaScript, and gives a lost way in back", async () => {
      const who = { family: "Garniersimple", given: "Anne" };
      const secretary = await world().fresh({ as: "secretary", javaScriptEnabled: false });
      await desk(secretary, who);
      const first = await invite(secretary);
      const visitor = await world().visitor({ javaScriptEnabled: false });
      const come = async (code, login, password) => {
        await type(visitor, code);
        if (login) await visitor.page.fill("#login", login);
        await visitor.page.fill("#new-password", password);
        await visitor.page.fill("#again-password", password);
        await visitor.submit("main form button[type=submit]");
        assert.match(await visitor.text("h1"), SAYS.fr.open);
      };
      await come(first, "anne.simple", PASSWORD);
      await desk(secretary, who);
      await secretary.page.click("main details summary");
      const second = await invite(secretary);
      const elsewhere = await world().visitor({ javaScriptEnabled: false });
      await type(elsewhere, second);
      assert.equal(await elsewhere.page.inputValue("#login"), "anne.simple", "the login stays");
      await elsewhere.leave();
      await visitor.context.clearCookies();
      await come(second, null, "quatre lanternes vers la mer");
      await visitor.leave();
      await secretary.leave();
    });
  });
}
