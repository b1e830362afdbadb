// The lock of a shared workstation, the PIN, the fresh proof and what people are told. On
// a server of its own, which locks a physician after seconds and a nurse after minutes.

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";
import { accessible, fits, wellFormed } from "../support/checks.mjs";
import { hygie, serve } from "../support/server.mjs";
import { code } from "../support/totp.mjs";
import { LOOKS, Visitor } from "../support/visitor.mjs";

const PASSWORD = "quatre lanternes vers la mer";
const PIN = "8305";
const NOTE = "Réveil à 7 h.\n« Marche » lente & œdèmes 👣.";
const GO = "main form button[type=submit]";

export function lock(world) {
  describe("a shared workstation", () => {
    let server;
    let data;
    const people = {};
    const come = (options = {}) => Visitor.come({ browser: world().browser, url: server.url }, options);

    /** Chooses a password and enrols an app; whoever it is stays logged in. */
    async function settle(visitor, role, login) {
      const words = ["admin", "create", "--role", role, "--name", `Zoé ${login}`, "--login", login];
      const oneTime = (await hygie(data, ...words)).at(-1);
      await visitor.logIn({ login, password: oneTime });
      await visitor.page.fill("#old-password", oneTime);
      await visitor.page.fill("#new-password", PASSWORD);
      await visitor.page.fill("#again-password", PASSWORD);
      await visitor.submit(GO);
      const secret = await visitor.text("code.command");
      await visitor.page.fill("#code", code(secret));
      await visitor.submit("#enrol button[type=submit]");
      const recovery = await visitor.page.locator("main li code").allInnerTexts();
      await visitor.submit(GO);
      // Before the first look into records.
      await visitor.open("/legal-notice");
      await visitor.submit(GO);
      people[login] = { login, password: PASSWORD, secret, recovery };
      return people[login];
    }

    /** Logs in with a recovery code, which waits for no next step of the clock. */
    async function logIn(visitor, who) {
      await visitor.logIn(who);
      await visitor.page.fill("#code", who.recovery.pop());
      await visitor.submit(GO);
    }

    async function setPin(visitor, pin = PIN) {
      await visitor.open("/account");
      await visitor.page.click("#pin summary");
      await visitor.page.fill("#new-pin", pin);
      await visitor.page.fill("#pin-again", pin);
      await visitor.submit("#pin form button[type=submit]");
    }

    const lockNow = (visitor) => visitor.submit("[data-lock-now]");
    const at = (visitor) => new URL(visitor.page.url()).pathname;

    before(async () => {
      data = join(mkdtempSync(join(world().folder, "lock-")), "data");
      await hygie(data, "init", "--organisation", "Cabinet des Lilas");
      await hygie(data, "import", join(world().folder, "input", "french.json"));
      await hygie(data, "register");
      writeFileSync(join(data, "hygie.toml"), 'lock_after = ["physician=8s", "nurse=60m"]\n');
      server = await serve(data, "serve");
    });
    after(async () => assert.equal(await server?.stop(), 0));

    it("is left by one press, and come back to by a PIN, on the pad or the keyboard", async () => {
      const visitor = await come();
      await settle(visitor, "nurse", "nadia");
      await setPin(visitor, "1234");
      assert.match(await visitor.text("#pin [role=alert]"), /premiers/);
      await setPin(visitor);
      await visitor.open("/people");
      await lockNow(visitor);
      assert.equal(at(visitor), "/lock");
      assert.ok(!(await visitor.page.content()).includes('href="/account"'), "nothing leads further");
      for (const path of ["/", "/people", "/account"]) {
        await visitor.page.goto(path);
        assert.equal(at(visitor), "/lock", path);
      }
      await visitor.open("/lock?next=/people");
      for (const digit of PIN) await visitor.page.click(`.pad [data-digit="${digit}"]`);
      await visitor.page.click(".pad [data-erase]");
      await visitor.page.click(`.pad [data-digit="${PIN.at(-1)}"]`);
      await visitor.submit(GO);
      assert.equal(at(visitor), "/people");
      await lockNow(visitor);
      await visitor.focused("#pin");
      await visitor.page.keyboard.type(PIN);
      await visitor.enter();
      assert.equal(at(visitor), "/people");
      await visitor.leave();
    });

    for (const javaScriptEnabled of [true, false]) {
      it(`keeps a half-written note, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
        const login = javaScriptEnabled ? "nora" : "nino";
        const visitor = await come({ javaScriptEnabled });
        const who = await settle(visitor, "nurse", login);
        await setPin(visitor);
        await visitor.find(JEANNE.misspelt);
        const record = await visitor.page.locator(".people a").first().getAttribute("href");
        await visitor.open(`${record}/notes/new`);
        await visitor.page.fill("main textarea", NOTE);
        await lockNow(visitor);
        assert.equal(await visitor.page.locator("#pin").count(), 1, "it is locked");
        const html = await visitor.page.content();
        assert.ok(!html.includes("lente") && !html.includes("Morel"), "nobody reads it at the lock");
        await visitor.page.fill("#pin", "9417");
        await visitor.submit(GO);
        assert.match(await visitor.text("[role=alert]"), /reste 4 essais/);
        await visitor.page.fill("#pin", PIN);
        await visitor.submit(GO);
        assert.equal(await visitor.page.inputValue("main textarea"), NOTE);
        await visitor.submit(GO);
        const shown = await visitor.text();
        for (const line of NOTE.split("\n")) assert.ok(shown.includes(line), line);
        // Too many wrong ones end the session, and what was written still comes back.
        await visitor.open(`${record}/notes/new`);
        await visitor.page.fill("main textarea", NOTE);
        await lockNow(visitor);
        for (let tries = 0; tries < 5; tries += 1) {
          await visitor.page.fill("#pin", "9417");
          await visitor.submit(GO);
        }
        assert.match(await visitor.text("[role=alert]"), /oublié/);
        await visitor.page.fill("#login", who.login);
        await visitor.page.fill("#password", who.password);
        await visitor.submit(GO);
        await visitor.page.fill("#code", who.recovery.pop());
        await visitor.submit(GO);
        assert.equal(await visitor.page.inputValue("main textarea"), NOTE);
        await visitor.open("/account");
        assert.equal(await visitor.page.locator("form[action='/account/pins/forget']").count(), 0);
        await visitor.leave();
      });
    }

    it("locks by itself when nobody uses it, with what is being written", async () => {
      const visitor = await come();
      await settle(visitor, "physician", "paul");
      await setPin(visitor);
      await visitor.find(JEANNE.misspelt);
      await visitor.submit(".people a");
      const record = at(visitor);
      await visitor.open(`${record}/notes/new`);
      await visitor.page.fill("main textarea", NOTE);
      await visitor.page.locator("#pin").waitFor({ timeout: 60_000 });
      await visitor.page.fill("#pin", PIN);
      await visitor.submit(GO);
      assert.equal(await visitor.page.inputValue("main textarea"), NOTE);
      await visitor.leave();
    });

    it("lets somebody else push the locked one aside", async () => {
      const visitor = await come();
      await settle(visitor, "nurse", "anna");
      await lockNow(visitor);
      await visitor.submit("form[action='/lock/other'] button");
      assert.equal(at(visitor), "/login");
      await logIn(visitor, people.nadia);
      assert.ok((await visitor.text(".top")).includes("nadia"));
      await visitor.leave();
    });

    it("asks again before what is sensitive, and goes on to just that", async () => {
      const visitor = await come();
      const who = await settle(visitor, "nurse", "ines");
      await visitor.open("/confirm?next=/account/secure");
      await visitor.page.fill("#password", "not the password");
      await visitor.page.fill("#code", who.recovery.at(-1));
      await visitor.submit(GO);
      assert.equal(await visitor.page.locator("[role=alert]:visible").count(), 1);
      await visitor.page.fill("#password", who.password);
      await visitor.page.fill("#code", who.recovery.pop());
      await visitor.submit(GO);
      assert.equal(at(visitor), "/account/secure");
      await visitor.leave();
    });

    it("tells of a new device, and shuts it out", async () => {
      const own = await come();
      const who = await settle(own, "nurse", "lila");
      const other = await come();
      await logIn(other, who);
      assert.equal(await other.page.locator(".notice-bar").count(), 0, "who did it knows it");
      await own.open("/people");
      assert.match(await own.text(".notice-bar"), /Chrome/);
      await own.submit(".notice-bar a");
      await own.submit("main form[action='/account/secure'] button");
      assert.equal(at(own), "/password");
      await other.page.goto("/people");
      assert.equal(at(other), "/login");
      await own.open("/account");
      assert.equal(await own.page.locator(".notice-bar").count(), 0);
      assert.match(await own.text("#notices"), /Nouvelle connexion/);
      await own.leave();
      await other.leave();
    });

    const pages = {
      "the account with devices and notices": (visitor) => visitor.open("/account"),
      "a fresh proof": (visitor) => visitor.open("/confirm?next=/account"),
      "it was somebody else": (visitor) => visitor.open("/account/secure"),
      "the lock with a PIN": async (visitor) => {
        await lockNow(visitor);
        assert.equal(await visitor.page.locator("#pin").count(), 1);
      },
      "the lock, a PIN refused": async (visitor) => {
        await lockNow(visitor);
        await visitor.page.fill("#pin", "9417");
        await visitor.submit(GO);
      },
    };
    for (const [at_, [language, size]] of LOOKS.entries()) {
      it(`its pages, ${language}, ${size.width} × ${size.height}`, async () => {
        const visitor = await come({ language, size });
        await settle(visitor, "nurse", `vera${at_}`);
        await setPin(visitor);
        for (const [name, go] of Object.entries(pages)) {
          await visitor.open("/");
          if (at(visitor) === "/lock") {
            await visitor.page.fill("#pin", PIN);
            await visitor.submit(GO);
          }
          await go(visitor);
          const check = async (what) => {
            try {
              await what();
            } catch (error) {
              error.message = `${name}: ${error.message}`;
              throw error;
            }
          };
          await check(() => wellFormed(visitor, language));
          await check(() => fits(visitor));
          await check(() => accessible(visitor));
        }
        await visitor.leave();
      });
    }
  });
}
