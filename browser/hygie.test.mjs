// The pages in a real browser, on the real binary. One server and one browser
// serve all suites, so this is the only file that the test runner is given.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { onPostgres } from "./support/store.mjs";
import { RENAE, World } from "./support/world.mjs";
import { announce } from "./suites/announce.mjs";
import { care } from "./suites/care.mjs";
import { clients } from "./suites/clients.mjs";
import { contests } from "./suites/contests.mjs";
import { courbes } from "./suites/courbes.mjs";
import { delegates } from "./suites/delegates.mjs";
import { demo } from "./suites/demo.mjs";
import { drafts } from "./suites/drafts.mjs";
import { emergency } from "./suites/emergency.mjs";
import { firstStart } from "./suites/first_start.mjs";
import { habilitations } from "./suites/habilitations.mjs";
import { hostile } from "./suites/hostile.mjs";
import { invitations } from "./suites/invitations.mjs";
import { journeys } from "./suites/journeys.mjs";
import { launches } from "./suites/launches.mjs";
import { life } from "./suites/life.mjs";
import { lock } from "./suites/lock.mjs";
import { mail } from "./suites/mail.mjs";
import { pages } from "./suites/pages.mjs";
import { paper } from "./suites/paper.mjs";
import { passkeys } from "./suites/passkeys.mjs";
import { policy } from "./suites/policy.mjs";
import { providers } from "./suites/providers.mjs";
import { roles } from "./suites/roles.mjs";
import { secretConnection } from "./suites/secret_connection.mjs";
import { sharing } from "./suites/sharing.mjs";
import { wards } from "./suites/wards.mjs";
import { watch } from "./suites/watch.mjs";

describe(`Hygie in a browser, on ${onPostgres ? "PostgreSQL" : "SQLite"}`, () => {
  let opened;
  const world = () => opened;
  before(async () => {
    opened = await World.open();
  });
  after(async () => assert.equal(await opened?.close(), 0, "the server's exit code"));

  journeys(world);
  roles(world);
  demo(world);
  courbes(world);
  drafts(world);
  launches(world);
  lock(world);
  passkeys(world);
  invitations(world);
  sharing(world);
  delegates(world);
  announce(world);
  secretConnection(world);
  care(world);
  wards(world);
  emergency(world);
  contests(world);
  life(world);
  clients(world);
  policy(world);
  mail(world);
  watch(world);
  habilitations(world);
  hostile(world);
  // How the screen and the sheet are filled does not hang on the store.
  if (!onPostgres) paper(world);
  firstStart(world);
  providers(world);
  pages(world);

  it("keeps its records where it was told to", () => {
    assert.equal(existsSync(join(world().data, "hygie.db")), !onPostgres);
  });

  it("names nobody in the server's log", () => {
    const log = world().server.log.join("\n");
    assert.ok(log.length > 0);
    for (const word of [RENAE.family, RENAE.misspelt, "Morel", "Zzyzx", "Vasseur", "hostile", "Apixaban"]) {
      assert.ok(!log.toLowerCase().includes(word.toLowerCase()), `${word} is in the log`);
    }
    assert.doesNotMatch(log, /panick|ERROR/);
  });
});
