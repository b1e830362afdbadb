// What each role sees, and what it does not.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";
import { RENAE } from "../support/world.mjs";

const CLOSED = /pas accessible à votre rôle|non accessible à votre rôle|not accessible to your role/i;

export function roles(world) {
  describe("a physician", () => {
    it("reads facts, and never as a fact what is none", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(await world().record(JEANNE));
      const text = `${await visitor.text(".patient")} ${await visitor.text()}`;
      for (const fact of [...JEANNE.facts, "Pénicillines", "œdème de Quincke", "iodés"]) {
        assert.ok(text.includes(fact), `${fact} is missing`);
      }
      for (const word of [...JEANNE.neverFacts, "Ibuprofène", "Tuberculose", "Coloscopie", "9,9"]) {
        assert.ok(!text.includes(word), `${word} is shown as a fact`);
      }
      await visitor.leave();
    });

    it("finds in the timeline what was not done, with that in words, and no error", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(`${await world().record(JEANNE)}/timeline?kind=vaccinations`);
      assert.match(await visitor.text(), /Fièvre jaune[\s\S]{0,80}non fait/);
      await visitor.open(`${await world().record(JEANNE)}/timeline`);
      for (const word of ["Kiwi", "Diabète de type 2", "Zopiclone", "9,9"]) {
        assert.ok(!(await visitor.text()).includes(word), `${word} was entered in error`);
      }
      await visitor.leave();
    });

    it("writes a note and reads it", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(`${await world().record(JEANNE)}/notes/new`);
      const text = "Revue ce jour.\n<b>Va mieux</b> & marche « seule ».";
      await visitor.page.fill("main input[name=title]", "Visite du jour");
      await visitor.page.fill("main textarea", text);
      await visitor.submit("main form button[type=submit]");
      assert.match(new URL(visitor.page.url()).pathname, /\/entries\/DocumentReference\//);
      assert.ok((await visitor.text()).includes("<b>Va mieux</b> & marche « seule »."));
      assert.ok((await visitor.text()).includes("Visite du jour"));
      await visitor.leave();
    });
  });

  describe("a nurse", () => {
    it("reads the synthesis", async () => {
      const visitor = await world().visitor({ as: "nurse" });
      await visitor.open(await world().record(JEANNE));
      assert.ok((await visitor.text()).includes("Apixaban"));
      await visitor.leave();
    });
  });

  describe("a secretary", () => {
    for (const language of ["fr", "en"]) {
      it(`sees identity and appointments only (${language})`, async () => {
        const visitor = await world().visitor({ as: "secretary", language });
        await visitor.find(JEANNE.misspelt);
        await visitor.submit(".people a");
        const text = `${await visitor.text(".patient")} ${await visitor.text()}`;
        assert.match(text, /MOREL/);
        assert.match(text, CLOSED);
        assert.ok(text.includes("Consultation de cardiologie"));
        for (const fact of [...JEANNE.facts, "Pénicillines", "Créatinine", "Grippe"]) {
          assert.ok(!text.includes(fact), `${fact} is shown to a secretary`);
        }
        await visitor.open(`${await world().record(JEANNE)}/timeline`);
        for (const fact of JEANNE.facts) assert.ok(!(await visitor.text()).includes(fact));
        await visitor.leave();
      });
    }

    it("does not reach a clinical entry by its address", async () => {
      const physician = await world().visitor({ as: "physician" });
      await physician.open(`${await world().record(JEANNE)}/timeline?kind=problems`);
      const address = await physician.page.locator("main .row-link").first().getAttribute("href");
      await physician.leave();
      const visitor = await world().visitor({ as: "secretary" });
      await visitor.open(address, 404);
      await visitor.open(`${await world().record(JEANNE)}/notes/new`, 403);
      await visitor.leave();
    });
  });

  describe("an administrator", () => {
    it("sees nothing clinical and finds nobody", async () => {
      const visitor = await world().visitor({ as: "administrator" });
      await visitor.open("/");
      assert.equal(await visitor.page.locator(".top-find").count(), 0);
      await visitor.open("/people", 403);
      const record = await world().record(JEANNE);
      for (const path of ["", "/timeline", "/access", "/notes/new"]) {
        const response = await visitor.page.goto(record + path);
        assert.ok([403, 404].includes(response.status()), `${path}: ${response.status()}`);
        assert.ok(!/morel/i.test(await visitor.page.content()));
      }
      await visitor.leave();
    });
  });

  describe("a person", () => {
    it("sees their own record and no other, as if there were none", async () => {
      const visitor = await world().visitor({ as: "person" });
      assert.equal(await visitor.page.locator(".top-find").count(), 0);
      const other = await world().record(JEANNE);
      await visitor.open(other, 404);
      const theirs = (await visitor.text()).replace(/[0-9a-f-]{8,}/g, "");
      await visitor.open("/records/0123456789abcdef", 404);
      assert.equal((await visitor.text()).replace(/[0-9a-f-]{8,}/g, ""), theirs);
      await visitor.open("/people", 403);
      await visitor.leave();
    });

    it("chooses a password at the first log-in, and nothing else before", async () => {
      const visitor = await world().visitor({ language: "fr" });
      const { page } = visitor;
      await visitor.logIn(world().people.jeanne);
      assert.equal(new URL(page.url()).pathname, "/password");
      for (const path of ["/", "/account", await world().record(JEANNE)]) {
        await page.goto(path);
        assert.equal(new URL(page.url()).pathname, "/password", path);
      }
      const chosen = "trois nuages mauves au quai";
      await page.fill("#old-password", world().people.jeanne.password);
      await page.fill("#new-password", chosen);
      await page.fill("#again-password", chosen);
      await visitor.submit("main form button[type=submit]");
      await visitor.open("/");
      assert.match(await visitor.text(".patient-name"), /MOREL/);
      await visitor.leave();
    });
  });

  describe("nobody", () => {
    it("is led to the log-in from every page, and back", async () => {
      const record = await world().record(RENAE);
      const visitor = await world().visitor();
      for (const path of ["/people", "/account", "/password", record, `${record}/timeline`, `${record}/access`]) {
        await visitor.page.goto(path);
        assert.equal(new URL(visitor.page.url()).pathname, "/login", path);
      }
      await visitor.page.goto(`${record}/access`);
      const { login, password } = world().people.physician;
      await visitor.page.fill("#login", login);
      await visitor.page.fill("#password", password);
      await visitor.submit("main form button[type=submit]");
      assert.equal(new URL(visitor.page.url()).pathname, `${record}/access`);
      await visitor.leave();
    });

    it("gets a session that scripts and other sites cannot have", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const cookies = await visitor.context.cookies();
      const session = cookies.find(({ name }) => name === "__Host-hygie");
      const { httpOnly, secure, sameSite, path, expires } = session;
      assert.deepEqual({ httpOnly, secure, sameSite, path, expires },
        { httpOnly: true, secure: true, sameSite: "Lax", path: "/", expires: -1 });
      await visitor.open("/account");
      assert.equal(await visitor.page.evaluate(() => document.cookie), "");
      await visitor.leave();
    });
  });
}
