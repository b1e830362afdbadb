// The first start: a folder that nobody has claimed.

import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { accessible, fits, wellFormed } from "../support/checks.mjs";
import { hygie, serve } from "../support/server.mjs";
import { code } from "../support/totp.mjs";
import { LOOKS, Visitor } from "../support/visitor.mjs";

export function firstStart(world) {
  describe("an unclaimed server", () => {
    let server;
    const come = (options) => Visitor.come({ browser: world().browser, url: server.url }, options);
    before(async () => {
      const data = join(mkdtempSync(join(world().folder, "first-")), "data");
      await hygie(data, "init", "--organisation", "Cabinet des Lilas");
      server = await serve(data, "serve");
    });
    after(async () => assert.equal(await server?.stop(), 0));

    for (const [path, status] of [["/", 503], ["/setup", 200], ["/login", 503]]) {
      for (const [language, size] of LOOKS) {
        it(`${path}, ${language}, ${size.width} × ${size.height}`, async () => {
          const visitor = await come({ language, size });
          await visitor.open(path, status);
          await wellFormed(visitor, language);
          await fits(visitor);
          await accessible(visitor);
          await visitor.leave();
        });
      }
    }

    it("is claimed once, with the token that the program printed", async () => {
      const token = server.lines.join("\n").match(/once: (\S+)/)[1];
      const visitor = await come({ language: "fr" });
      const { page } = visitor;
      const fill = async (given) => {
        await page.fill("#token", given);
        await page.fill("#name", "Alex Martin");
        await page.fill("#login", "alex.martin");
        await page.fill("#new-password", "trois nuages mauves au quai");
        await page.fill("#again-password", "trois nuages mauves au quai");
        await visitor.submit("main form button[type=submit]");
      };
      await visitor.open("/setup");
      await fill("wrong");
      assert.equal(await page.inputValue("#name"), "Alex Martin", "what was typed is kept");
      assert.equal(await page.inputValue("#new-password"), "", "but for the password");
      await fill(token);
      if (new URL(page.url()).pathname === "/login") {
        await visitor.logIn({ login: "alex.martin", password: "trois nuages mauves au quai" });
      }
      // Nothing before a second factor.
      await visitor.open("/");
      assert.equal(new URL(page.url()).pathname, "/enrol");
      await wellFormed(visitor, "fr");
      await fits(visitor);
      await accessible(visitor);
      await page.fill("#code", code(await visitor.text("main code.command")));
      await visitor.submit("#enrol button[type=submit]");
      const onPaper = await page.locator(".codes code").allInnerTexts();
      assert.equal(onPaper.length, 10);
      await wellFormed(visitor, "fr");
      await accessible(visitor);
      await visitor.submit("main form button[type=submit]");
      const again = await come({ language: "fr" });
      await again.logIn({ login: "alex.martin", password: "trois nuages mauves au quai" });
      assert.equal(new URL(again.page.url()).pathname, "/login/second");
      await accessible(again);
      await again.page.fill("#code", onPaper[0]);
      await again.submit("main form button[type=submit]");
      assert.match(await again.text("h1"), /Administration/);
      await again.leave();
      await visitor.open("/");
      assert.match(await visitor.text("h1"), /Administration/);
      const late = await come({ language: "fr" });
      const response = await late.page.goto("/setup");
      assert.ok(response.status() === 404 || new URL(late.page.url()).pathname !== "/setup");
      await late.leave();
      await visitor.leave();
    });
  });
}
