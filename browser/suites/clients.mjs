// Apps and machines on the pages of an administrator: registered with a slip,
// found, changed, suspended, and ended.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";

const WORDS = {
  fr: { none: "aucun jusqu’ici", suspended: "Suspendue", unsure: "cochez la case", scope: "ne nomme aucun type" },
  en: { none: "none so far", suspended: "Suspended", unsure: "tick the box", scope: "names no FHIR R4 type" },
};

export function clients(world) {
  describe("apps and machines", () => {
    for (const [language, size] of LOOKS) {
      it(`are registered, changed, suspended and ended by an administrator, ${language}, ${size.width} wide`, async () => {
        const visitor = await world().fresh({ as: "administrator", language, size });
        const { page } = visitor;
        const said = WORDS[language];
        const checked = () => looksRight(visitor, language);
        const name = `Poids ${language} ${size.width}`;
        const send = "main form[method=post] button[type=submit]";
        await visitor.open("/");
        await Promise.all([page.waitForEvent("load"), page.click("main a[href='/clients']")]);
        await checked();
        await visitor.open("/clients/new");
        await page.fill("#name", name);
        await page.fill("#scopes", "launch/patient patient/Patiant.rs");
        await page.fill("#redirects", "https://app.example/cb\nhttps://app.example/other");
        visitor.expected.add(422);
        await visitor.submit(send);
        assert.ok((await visitor.text("#scopes-error")).includes(said.scope), await visitor.text());
        assert.equal(await page.inputValue("#redirects"), "https://app.example/cb\nhttps://app.example/other");
        assert.equal(await page.getAttribute("#scopes", "aria-invalid"), "true");
        await checked();
        await page.fill("#scopes", "launch/patient patient/Patient.rs");
        await visitor.submit(send);
        const path = new URL(page.url()).pathname;
        assert.match(path, /^\/clients\/[\w-]{22}$/);
        const text = await visitor.text();
        for (const word of [name, "patient/Patient.rs", "https://app.example/other", said.none]) {
          assert.ok(text.includes(word), `${word}: ${text}`);
        }
        await checked();

        await visitor.open(`${path}/change`);
        await checked();
        await page.fill("#name", `${name} bis`);
        await visitor.submit(send);
        assert.ok((await visitor.text("h1")).includes(`${name} bis`));
        await visitor.submit("main form[action$='/suspend'] button");
        assert.ok((await visitor.text()).includes(said.suspended));
        await checked();
        await visitor.open(`/clients?q=${encodeURIComponent(`${name} bis`)}&state=suspended`);
        assert.equal(await page.locator("main .rows .row").count(), 1);
        await visitor.open(path);
        await visitor.submit("main form[action$='/resume'] button");

        await page.click("main details summary");
        await page.evaluate(() => document.querySelector("main input[name=sure]").removeAttribute("required"));
        await visitor.submit("main form[action$='/end'] button");
        assert.ok((await visitor.text("[role=alert]")).includes(said.unsure));
        await page.click("main details summary");
        await page.check("main input[name=sure]");
        await visitor.submit("main form[action$='/end'] button");
        assert.equal(new URL(page.url()).pathname, "/clients");
        await visitor.open(path, 404);
        await visitor.leave();
      });
    }

    it("are not shown to others", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open("/clients", 403);
      await visitor.open("/");
      assert.equal(await visitor.page.locator("a[href='/clients']").count(), 0);
      await visitor.leave();
    });
  });
}
