// Passkeys, through the browser's own authenticator: made at the first log-in, used
// alone and after a password, named, removed.

import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { Authenticator } from "../support/authenticator.mjs";
import { accessible, fits, inert, wellFormed } from "../support/checks.mjs";
import { hygie, serve } from "../support/server.mjs";
import { LOOKS, Visitor, WIDE } from "../support/visitor.mjs";

const PASSWORD = "trois nuages mauves au quai";
const path = ({ page }) => new URL(page.url()).pathname;
const GO = "form[data-passkey] button[data-go]";

export function passkeys(world) {
  describe("passkeys", () => {
    let server;
    let data;
    const come = (options) => Visitor.come({ browser: world().browser, url: server.url }, options);

    /** A nurse at the page that leads to a first factor, with an authenticator. */
    const nurse = async (login, options = {}) => {
      const words = ["admin", "create", "--role", "nurse", "--name", "Nora Petit", "--login", login];
      const password = (await hygie(data, ...words)).at(-1);
      const visitor = await come(options);
      const device = await Authenticator.of(visitor);
      await visitor.logIn({ login, password });
      await visitor.page.fill("#old-password", password);
      await visitor.page.fill("#new-password", PASSWORD);
      await visitor.page.fill("#again-password", PASSWORD);
      await visitor.submit("main form button[type=submit]");
      assert.equal(path(visitor), "/enrol");
      return { visitor, device, login };
    };
    const seen = async (visitor, language) => {
      await wellFormed(visitor, language);
      await fits(visitor);
      await inert(visitor);
      await accessible(visitor);
    };

    before(async () => {
      data = join(mkdtempSync(join(world().folder, "passkeys-")), "data");
      await hygie(data, "init", "--organisation", "Cabinet des Lilas");
      server = await serve(data, "serve");
      await hygie(data, "admin", "create", "--role", "administrator", "--name", "Ada Martin", "--login", "ada");
    });
    after(async () => assert.equal(await server?.stop(), 0));

    for (const [language, size] of LOOKS) {
      it(`from the first log-in to the last passkey, ${language}, ${size.width} wide`, async () => {
        const { visitor, device, login } = await nurse(`nora.${language}.${size.width}`, { language, size });
        const { page } = visitor;
        await seen(visitor, language);
        // Made at the first log-in, with recovery codes.
        await visitor.submit(GO);
        assert.equal(await page.locator(".codes code").count(), 10);
        await seen(visitor, language);
        const [held] = await device.passkeys();
        assert.ok(held.isResidentCredential && held.rpId === "localhost");
        assert.ok(!Buffer.from(held.userHandle, "base64").toString().includes("nora"));
        await visitor.submit("main form button[type=submit]");
        assert.equal(path(visitor), "/");

        // By the passkey alone.
        await visitor.submit("form[action='/logout'] button");
        await visitor.open("/login");
        await seen(visitor, language);
        await page.locator(GO).waitFor({ state: "visible" });
        await visitor.submit(GO);
        assert.equal(path(visitor), "/");
        assert.match(await visitor.text(".top-who"), /Nora Petit/);

        // One more is for another device: this one has one already.
        await visitor.open("/account/passkeys");
        await seen(visitor, language);
        await page.click(`#add ${GO}`);
        await page.locator("#add [data-wrong] strong").getByText(/déjà dans un compte|in an account already/).waitFor();
        await device.session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: device.id });
        const other = await Authenticator.of(visitor);
        await page.fill("#new-name", "Téléphone");
        await visitor.submit(`#add ${GO}`);
        assert.equal(path(visitor), "/account/passkeys");
        assert.match(await visitor.text(), /Téléphone/);
        await seen(visitor, language);

        // Named anew, by whoever it is.
        await page.locator("#passkey-2 summary").first().click();
        await page.fill("#name-2", "Clé rouge <b>");
        await visitor.submit("#passkey-2 form[action$=rename] button");
        assert.match(await visitor.text("#passkey-2 h2"), /Clé rouge <b>/);

        // Shown again who it is, by the second one; then fresh recovery codes, and the
        // first passkey removed.
        await visitor.open("/confirm?next=/account");
        await seen(visitor, language);
        await visitor.submit(GO);
        assert.equal(path(visitor), "/account");
        await page.click("#security summary");
        await visitor.submit("form[action='/account/recovery'] button");
        assert.equal(await page.locator(".codes code").count(), 10);
        await visitor.open("/account/passkeys");
        await page.locator("#passkey-1 summary").nth(1).click();
        await seen(visitor, language);
        await visitor.submit("#passkey-1 form[action$=remove] button");
        assert.equal(await page.locator("main [id^=passkey-]").count(), 1);
        assert.match(await visitor.text("#passkey-1 h2"), /Clé rouge <b>/);
        await visitor.open("/account");
        assert.match(await visitor.text("#passkeys"), /\b1\b/);
        await seen(visitor, language);

        // The removed one opens nothing.
        await visitor.submit("form[action='/logout'] button");
        await other.session.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId: other.id });
        const old = await Authenticator.of(visitor);
        await old.copies([held]);
        await visitor.open("/login");
        visitor.expected.add(401);
        await visitor.submit(GO);
        assert.equal(path(visitor), "/login/passkey");
        assert.match(await visitor.text("[role=alert]"), /pas été acceptée|not accepted/);
        await seen(visitor, language);
        assert.ok(login);
        await visitor.leave();
      });
    }

    it("an authenticator that does not recognise its user opens nothing", async () => {
      const { visitor, device } = await nurse("nora.stranger");
      await visitor.submit(GO);
      await visitor.submit("main form button[type=submit]");
      await visitor.submit("form[action='/logout'] button");
      await device.verifies(false);
      await visitor.open("/login");
      await visitor.page.click(GO);
      await visitor.page.locator("[data-wrong] strong").getByText("annulée").waitFor();
      assert.equal(path(visitor), "/login");
      await seen(visitor, "fr");
      await device.verifies(true);
      await visitor.submit(GO);
      assert.equal(path(visitor), "/");
      await visitor.leave();
    });

    it("a password alone asks for the passkey, or for a code on paper", async () => {
      const { visitor, login } = await nurse("nora.second");
      await visitor.submit(GO);
      const codes = await visitor.page.locator(".codes code").allInnerTexts();
      await visitor.submit("main form button[type=submit]");
      await visitor.submit("form[action='/logout'] button");
      await visitor.logIn({ login, password: PASSWORD });
      assert.equal(path(visitor), "/login/second");
      await seen(visitor, "fr");
      await visitor.submit(GO);
      assert.equal(path(visitor), "/");
      await visitor.submit("form[action='/logout'] button");
      await visitor.logIn({ login, password: PASSWORD });
      await visitor.page.fill("#code", codes[0]);
      await visitor.submit("main form button[type=submit]");
      assert.equal(path(visitor), "/");
      await visitor.leave();
    });

    it("a form that came too late is carried through", async () => {
      const { visitor } = await nurse("nora.late");
      const { page } = visitor;
      await visitor.submit(GO);
      await visitor.submit("main form button[type=submit]");
      await visitor.open("/legal-notice");
      await visitor.submit("main form button[type=submit]");
      await visitor.open("/people");
      await page.fill("#q", "Morel");
      const name = (await visitor.context.cookies()).find(({ name }) => /^(__Host-)?hygie$/.test(name)).name;
      await visitor.context.clearCookies({ name });
      visitor.expected.add(401);
      await visitor.submit("main form button[type=submit]");
      await visitor.submit(GO);
      assert.equal(await page.inputValue("main [name=q]"), "Morel");
      await visitor.leave();
    });

    it("without JavaScript the password's way is there, and no button that does nothing", async () => {
      const visitor = await come({ javaScriptEnabled: false, size: WIDE });
      await visitor.open("/login");
      assert.equal(await visitor.page.locator(GO).isVisible(), false);
      assert.ok(await visitor.page.locator("#password").isVisible());
      await visitor.leave();
    });

    it("names nobody in the log", () => {
      const log = server.log.join("\n").toLowerCase();
      for (const word of ["nora", "petit", "challenge="]) assert.ok(!log.includes(word), word);
    });
  });
}
