// What was written is not lost: the session ends while a long note is written.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { JEANNE } from "../fixtures/french.mjs";

const NOTE = [
  "Chute sans gravité.\n",
  ...Array.from({ length: 120 }, (_, line) => `${line + 1}. « Réveil à 7 h » & <i>marche</i> lente, œdèmes 👣.`),
].join("\n");

export function drafts(world) {
  describe("a long note", () => {
    for (const javaScriptEnabled of [true, false]) {
      it(`outlives its session, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
        const people = world().people;
        const form = `${await world().record(JEANNE)}/notes/new`;
        const writer = await world().visitor({ javaScriptEnabled });
        await writer.logIn(people.nurse);
        await writer.open(form);
        await writer.page.fill("main textarea", NOTE);
        // Its author logs out everywhere, at another computer.
        const elsewhere = await world().visitor();
        await elsewhere.logIn(people.nurse);
        await elsewhere.open("/account");
        await elsewhere.submit("form[action='/account/sessions/end-all'] button");
        await elsewhere.leave();
        world().states.delete("nurse");

        await writer.submit("main form button[type=submit]");
        assert.equal(await writer.page.locator("#password").count(), 1, "the log-in is asked for");
        await writer.page.fill("#login", people.nurse.login);
        await writer.page.fill("#password", "not the password");
        await writer.submit("main form button[type=submit]");
        await writer.page.fill("#password", people.nurse.password);
        await writer.submit("main form button[type=submit]");
        assert.equal(await writer.page.inputValue("main textarea"), NOTE);
        assert.ok((await writer.text(".top")).includes(people.nurse.name), "under whose name it will be sent");
        await writer.submit("main form button[type=submit]");
        const shown = await writer.text();
        for (const line of NOTE.split("\n").filter(Boolean)) assert.ok(shown.includes(line), line);
        await writer.leave();
      });
    }

    it("that is empty is explained, and nothing is written", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(`${await world().record(JEANNE)}/notes/new`);
      await visitor.page.evaluate(() => document.querySelectorAll("main [required]").forEach((field) => field.removeAttribute("required")));
      await visitor.page.fill("main textarea", "  \n ");
      await visitor.submit("main form button[type=submit]");
      assert.equal(await visitor.page.locator("[role=alert], [aria-invalid=true]").count() > 0, true);
      await visitor.leave();
    });
  });
}
