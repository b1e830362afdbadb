// The app of a demonstration, which lies on another site: a person opens it, allows
// it, sees their measurements there, and ends its access.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { accessible, fits } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";

const ENTER = "form[action='/demo/enter/marc-lefevre'] button";

export function courbes(world) {
  describe("the demonstration's app", () => {
    for (const [language, size] of LOOKS) {
      it(`draws what a person allows, and no more once it is ended (${language}, ${size.width} × ${size.height})`, async () => {
        const locale = language === "fr" ? "fr-FR" : "en-GB";
        const context = await world().browser.newContext({ locale, viewport: size, reducedMotion: "reduce" });
        context.setDefaultTimeout(20_000);
        const tab = await context.newPage();
        const faults = [];
        tab.on("pageerror", (error) => faults.push(error.message));
        tab.on("console", (message) => {
          if (/Content Security Policy|CORS/.test(message.text())) faults.push(message.text());
        });
        const looked = async () => {
          await fits({ page: tab });
          await accessible({ page: tab });
        };
        await tab.goto(`${world().url}/demo`);
        await Promise.all([tab.waitForEvent("load"), tab.click(ENTER)]);
        await tab.goto(`${world().url}/demo`);
        const app = new URL(await tab.getAttribute(".cast-app a", "href"));
        assert.notEqual(app.hostname, new URL(world().url).hostname, "another site");
        await tab.click(".cast-app a");
        await tab.waitForSelector("#ask:visible");
        await looked();
        await tab.click("#ask");
        await tab.waitForURL(`${world().url}/oauth/authorize?**`);
        await Promise.all([tab.waitForURL(`${app.origin}/back**`), tab.click("button[value=allow]")]);
        await tab.waitForSelector("article svg polyline");
        assert.match(await tab.innerText("h1"), /Marc/);
        assert.ok((await tab.locator("article").count()) >= 3);
        await looked();
        const other = await context.newPage();
        await other.goto(`${world().url}/account/apps`);
        await Promise.all([other.waitForEvent("load"), other.click("main form button.is-danger")]);
        await tab.click("#ask");
        await tab.waitForFunction(() => /retiré|ended/.test(document.getElementById("said").textContent));
        await looked();
        await tab.goto(`${app.origin}/launch?iss=https://elsewhere.example/fhir&launch=x`);
        await tab.waitForFunction(() => /ne connaît pas|does not know/.test(document.getElementById("said").textContent));
        await tab.goto(`${app.origin}/back?code=x&state=y`);
        await tab.waitForFunction(() => /hors d’une demande|without being asked/.test(document.getElementById("said").textContent));
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  });
}
