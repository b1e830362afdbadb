// Whole ways through, as people go them: with a mouse, with the keyboard
// alone, and without JavaScript.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { RENAE } from "../support/world.mjs";

/** Log in, find by a misspelt name, read, open a result, see who looked, log out; no mouse. */
async function byKeyboard(world, visitor) {
  const { page } = visitor;
  const { login, password } = world.people.physician;
  await visitor.open("/login");
  await visitor.focused("#login");
  await page.keyboard.type(login);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await visitor.enter();

  await visitor.focused("#q");
  await page.keyboard.type(RENAE.misspelt);
  await visitor.enter();
  await visitor.tabTo(".people a");
  assert.match(await page.evaluate(() => document.activeElement.innerText), new RegExp(RENAE.family, "i"));
  await visitor.enter();

  assert.match(await visitor.text(".patient-name"), new RegExp(RENAE.family, "i"));
  await visitor.tabTo("section[aria-labelledby=results] .row-link");
  const result = await page.evaluate(() => document.activeElement.innerText);
  await visitor.enter();
  assert.match(new URL(page.url()).pathname, /\/entries\/Observation\//);
  assert.ok((await visitor.text()).includes(result), `the entry says what it is: ${result}`);

  await visitor.tabTo(".side a[href$='/access']");
  await visitor.enter();
  assert.match(await visitor.text(), /Vous|You/, "their own visit is there already");
  await visitor.tabTo("form[action='/logout'] button");
  await visitor.enter();
  assert.equal(new URL(page.url()).pathname, "/demo");
  await visitor.open("/people");
  assert.equal(new URL(page.url()).pathname, "/login", "the session is over");
}

export function journeys(world) {
  describe("a physician without a mouse", () => {
    for (const language of ["fr", "en"]) {
      for (const javaScriptEnabled of [true, false]) {
        it(`${language}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
          const visitor = await world().visitor({ language, javaScriptEnabled });
          await byKeyboard(world(), visitor);
          await visitor.leave();
        });
      }
    }
  });

  describe("keys", () => {
    it("skip the head, find, walk a list and show the help", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const { page } = visitor;
      await visitor.open(await world().record(RENAE));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
      await page.keyboard.press("/");
      assert.equal(await page.evaluate(() => document.activeElement.id), "top-find");
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      assert.ok(await page.locator("#help").isVisible());
      await page.keyboard.press("Escape");
      assert.ok(await page.locator("#help").isHidden());
      await page.keyboard.press("j");
      const first = await page.evaluate(() => document.activeElement.getAttribute("href"));
      await page.keyboard.press("j");
      await page.keyboard.press("k");
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first);
      assert.ok(first);
      await visitor.leave();
    });

    it("do nothing once they are switched off", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const { page } = visitor;
      await visitor.open("/account");
      await visitor.submit("button[name=keys][value=off]");
      await visitor.open("/account");
      await page.keyboard.press("?");
      await page.keyboard.press("/");
      assert.ok(await page.locator("#help").isHidden());
      assert.notEqual(await page.evaluate(() => document.activeElement.id), "top-find");
      await visitor.leave();
    });
  });

  describe("finding", () => {
    it("leaves no name in an address, and back shows the list again", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const { page } = visitor;
      await visitor.find(RENAE.misspelt);
      assert.equal(new URL(page.url()).search, "");
      const list = await visitor.text(".people");
      await visitor.submit(".people a");
      const back = await page.goBack();
      assert.ok(back === null || back.status() === 200);
      assert.equal(await visitor.text(".people"), list);
      assert.equal(await page.inputValue("#q"), RENAE.misspelt);
      await visitor.leave();
    });

    it("works from the head of every page", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open("/account");
      await visitor.page.fill("#top-find", RENAE.misspelt);
      await visitor.submit(".top-find-go");
      assert.match(await visitor.text(".people"), new RegExp(RENAE.family, "i"));
      await visitor.leave();
    });
  });

  describe("the person", () => {
    it("sees the physician's visit", async () => {
      const physician = await world().visitor({ as: "physician" });
      await physician.open(await world().record(RENAE));
      await physician.leave();
      const person = await world().visitor({ as: "person" });
      await person.open("/");
      assert.match(await person.text(".patient-name"), new RegExp(RENAE.family, "i"));
      assert.ok((await person.text()).includes(world().people.physician.name), "on their first page");
      await person.submit(".side a[href$='/access']");
      assert.ok((await person.text()).includes(world().people.physician.name), "in who looked");
      await person.leave();
    });
  });

  describe("choices", () => {
    it("of language and colours are kept", async () => {
      const visitor = await world().visitor({ as: "physician", language: "fr" });
      const { page } = visitor;
      const root = () => page.evaluate(() => ({ ...document.documentElement.dataset, lang: document.documentElement.lang }));
      await visitor.open("/people");
      await visitor.submit(".foot button[value=en]");
      assert.equal(new URL(page.url()).pathname, "/people");
      await visitor.submit(".foot button[value=dark]");
      await visitor.open("/account");
      assert.deepEqual(await root(), { theme: "dark", lang: "en" });
      await visitor.leave();
    });
  });
}
