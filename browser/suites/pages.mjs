// Every page, in both languages, wide and narrow, light and dark.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FAMILY } from "../fixtures/hostile.mjs";
import { JEANNE } from "../fixtures/french.mjs";
import { accessible, fits, inert, wellFormed } from "../support/checks.mjs";
import { LOOKS } from "../support/visitor.mjs";
import { RENAE } from "../support/world.mjs";

const HOSTILE = { family: FAMILY };

/** An entry of a record's part, as its timeline leads to it. */
async function entry(world, visitor, who, kind, type) {
  await visitor.open(`${await world.record(who)}/timeline?kind=${kind}`);
  return visitor.page.locator(`main .row-link[href*="/entries/${type}/"]`).first().getAttribute("href");
}

/** Sends a note after the session has ended: the log-in that carries it. */
async function lateNote(world, visitor) {
  await visitor.logIn(world.people.physician, `/login?next=${await world.record(JEANNE)}/notes/new`);
  await visitor.page.fill("main textarea", "Premier jour.\nVa mieux.");
  await visitor.context.clearCookies();
  await visitor.submit("main form button[type=submit]");
}

/** Pages by name: who sees them, and the way there. */
export const PAGES = {
  "log in": { go: (world, visitor) => visitor.open("/login") },
  "log in, refused": {
    go: async (world, visitor) => {
      await visitor.logIn({ login: `nobody.${visitor.language}.${visitor.width}`, password: "not the password" });
      assert.equal(await visitor.page.locator("[role=alert]:visible").count(), 1);
    },
  },
  "log in, with a note that came too late": {
    go: async (world, visitor) => {
      await lateNote(world, visitor);
      assert.ok((await visitor.page.content()).includes("Va mieux."));
    },
  },
  "a note that came too late": {
    go: async (world, visitor) => {
      await lateNote(world, visitor);
      await visitor.page.fill("#login", world.people.physician.login);
      await visitor.page.fill("#password", world.people.physician.password);
      await visitor.submit("main form button[type=submit]");
      assert.equal(await visitor.page.locator("main textarea").count(), 1);
    },
  },
  "a password to be chosen": {
    go: async (world, visitor) => {
      const login = `night.${visitor.language}.${visitor.width}`;
      await visitor.logIn(await world.account("nurse", "Nadia Faure", login));
      assert.equal(new URL(visitor.page.url()).pathname, "/password");
    },
  },
  "help by keyboard": {
    as: "nurse",
    go: async (world, visitor) => {
      await visitor.open("/account");
      await visitor.page.keyboard.press("?");
      assert.ok(await visitor.page.locator("#help").isVisible());
    },
  },
  "nothing here": { as: "physician", go: (world, visitor) => visitor.open("/nowhere", 404) },
  "no such record": { as: "physician", go: (world, visitor) => visitor.open("/records/0123456789abcdef", 404) },
  home: { as: "physician", go: (world, visitor) => visitor.open("/") },
  "persons found": { as: "physician", go: (world, visitor) => visitor.find(RENAE.misspelt) },
  "nobody found": { as: "physician", go: (world, visitor) => visitor.find("qqqqqqq xxxxxxxx") },
  "too little to find": { as: "physician", go: (world, visitor) => visitor.find("?") },
  "synthesis of the largest record": {
    as: "physician", go: async (world, visitor) => visitor.open(await world.record(RENAE)),
  },
  "synthesis in French words": {
    as: "physician", go: async (world, visitor) => visitor.open(await world.record(JEANNE)),
  },
  "synthesis of a hostile record": {
    as: "physician", hostile: true, go: async (world, visitor) => visitor.open(await world.record(HOSTILE)),
  },
  timeline: {
    as: "physician", go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/timeline`),
  },
  "timeline, filtered": {
    as: "physician",
    go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/timeline?kind=results&year=2025`),
  },
  "timeline of a hostile record": {
    as: "physician", hostile: true,
    go: async (world, visitor) => visitor.open(`${await world.record(HOSTILE)}/timeline`),
  },
  "a result with its history": {
    as: "physician",
    go: async (world, visitor) => visitor.open(await entry(world, visitor, RENAE, "results", "Observation")),
  },
  "a version of an entry": {
    as: "physician",
    go: async (world, visitor) => visitor.open(`${await entry(world, visitor, JEANNE, "results", "Observation")}/versions/1`),
  },
  "a problem of a hostile record": {
    as: "physician", hostile: true,
    go: async (world, visitor) => visitor.open(await entry(world, visitor, HOSTILE, "problems", "Condition")),
  },
  "a document of a hostile record": {
    as: "physician", hostile: true,
    go: async (world, visitor) => visitor.open(await entry(world, visitor, HOSTILE, "documents", "DocumentReference")),
  },
  "who looked": {
    as: "physician", go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/access`),
  },
  "new note": {
    as: "physician", go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/notes/new`),
  },
  "an app to be enrolled": { as: "physician", go: (world, visitor) => visitor.open("/enrol") },
  "accounts": { as: "administrator", go: (world, visitor) => visitor.open("/accounts") },
  "wards": { as: "administrator", go: (world, visitor) => visitor.open("/wards") },
  "a new account": { as: "administrator", go: (world, visitor) => visitor.open("/accounts/new") },
  "one account": {
    as: "administrator",
    go: async (world, visitor) => {
      await visitor.open("/accounts");
      await visitor.submit("main .row-link");
    },
  },
  account: { as: "physician", go: (world, visitor) => visitor.open("/account") },
  password: { as: "physician", go: (world, visitor) => visitor.open("/password") },
  "a secretary's record": {
    as: "secretary", go: async (world, visitor) => visitor.open(await world.record(JEANNE)),
  },
  "an administrator's home": { as: "administrator", go: (world, visitor) => visitor.open("/") },
  "refused to an administrator": { as: "administrator", go: (world, visitor) => visitor.open("/people", 403) },
  "the person's home": { as: "person", go: (world, visitor) => visitor.open("/") },
  "the person's record": {
    as: "person", go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/timeline`),
  },
  "the person sees who looked": {
    as: "person", go: async (world, visitor) => visitor.open(`${await world.record(RENAE)}/access`),
  },
  "the person reads an entry": {
    as: "person",
    go: async (world, visitor) => {
      await visitor.open(`${await world.record(RENAE)}/timeline`);
      await visitor.submit("main .row-link");
    },
  },
};

export function pages(world) {
  for (const [name, { as, go, hostile = false }] of Object.entries(PAGES)) {
    describe(name, () => {
      for (const [language, size] of LOOKS) {
        it(`${language}, ${size.width} × ${size.height}`, async () => {
          const visitor = await world().visitor({ as, language, size });
          await go(world(), visitor);
          await wellFormed(visitor, language, { quotes: hostile });
          await fits(visitor);
          await accessible(visitor);
          if (hostile) await inert(visitor);
          await visitor.leave();
        });
      }
    });
  }
}
