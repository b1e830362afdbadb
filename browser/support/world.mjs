// What all suites share: a served demonstration of the ten sample records, two
// invented ones and accounts for every role; and a browser.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { JEANNE, french } from "../fixtures/french.mjs";
import { hostile } from "../fixtures/hostile.mjs";
import { Mailbox } from "./mailbox.mjs";
import { accounts, hygie, serve } from "./server.mjs";
import { Visitor } from "./visitor.mjs";

const SAMPLES = fileURLToPath(new URL("../../samples/synthea-10.tar.zst", import.meta.url));
const FLAGS = [
  "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-domain-reliability", "--no-first-run", "--force-color-profile=srgb",
];

/** An administrator's session ends after fifteen unused minutes, and a whole run takes longer. */
const UNUSED = 10 * 60_000;

/** The sample with the most entries. */
export const RENAE = {
  family: "Homenick",
  given: "Renae",
  misspelt: "renay homenik",
  identifier: "http://hospital.smarthealthit.org|5502973",
};

export class World {
  /** Imports, serves, and starts the browser. */
  static async open() {
    const world = new World();
    world.folder = mkdtempSync(join(tmpdir(), "hygie-browser-"));
    const input = join(world.folder, "input");
    mkdirSync(input);
    execFileSync("tar", ["--zstd", "-xf", SAMPLES, "-C", input]);
    writeFileSync(join(input, "french.json"), JSON.stringify(french));
    writeFileSync(join(input, "hostile.json"), JSON.stringify(hostile));
    world.data = join(world.folder, "data");
    world.mailbox = await Mailbox.open();
    mkdirSync(world.data, { mode: 0o700 });
    const from = "Hygie <avis@hopital.example>";
    writeFileSync(join(world.data, "hygie.toml"), `[mail]\nserver = "localhost:${world.mailbox.port}"\nfrom = "${from}"\nencryption = "none"\n`);
    world.server = await serve(world.data, "demo", "--people", "1", "--no-browser", input);
    // Or else tests that miss somebody say so, each in its own words.
    assert.match(world.server.lines.join("\n"), / 0 refused\.$/m, world.server.log.join("\n"));
    world.url = world.server.url;
    world.people = Object.fromEntries(accounts(world.server.lines).map((one) => [one.role, one]).reverse());
    world.people.jeanne = await world.account("person", "Jeanne Morel", "jeanne.morel", JEANNE.identifier);
    world.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      // It visits nothing but the server under test, and often runs as root.
      chromiumSandbox: false,
      args: FLAGS,
    });
    world.states = new Map();
    world.records = new Map();
    world.people.person = await world.settled("person", "Renae Homenick", "renae.homenick", RENAE.identifier);
    return world;
  }

  /** Ends what was started; the server's exit code. */
  async close() {
    await this.browser?.close();
    const code = await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  /** A new account; its password works once. */
  async account(role, name, login, record) {
    const whose = record ? ["--record", record] : [];
    const words = ["admin", "create", "--role", role, "--name", name, "--login", login, ...whose];
    const lines = await hygie(this.data, ...words);
    return { role, name, login, password: lines.at(-1) };
  }

  /** The same with a password of their own choice. */
  async settled(role, name, login, record) {
    const account = await this.account(role, name, login, record);
    const password = "quatre lanternes vers la mer";
    const visitor = await Visitor.come(this, {});
    await visitor.logIn(account);
    await visitor.page.fill("#old-password", account.password);
    await visitor.page.fill("#new-password", password);
    await visitor.page.fill("#again-password", password);
    await visitor.submit("main form button[type=submit]");
    await visitor.leave();
    return { ...account, password };
  }

  /** Somebody at a browser of their own, logged in when `as` names a role. */
  async visitor({ as, ...options } = {}) {
    const storageState = as && (await this.state(as));
    return Visitor.come(this, { storageState, ...options });
  }

  /** The same who has just logged in: some acts want a fresh proof of who they are. */
  async fresh({ as, ...options }) {
    const visitor = await Visitor.come(this, options);
    await visitor.logIn(this.people[as]);
    return visitor;
  }

  /** The cookies of one log-in per account, which most visits share until it was unused for long. */
  async state(as) {
    const known = this.states.get(as);
    if (known && Date.now() - known.used < UNUSED) {
      known.used = Date.now();
      return known.state;
    }
    const visitor = await Visitor.come(this, {});
    await visitor.logIn(this.people[as]);
    const state = await visitor.context.storageState();
    this.states.set(as, { state, used: Date.now() });
    await visitor.leave();
    return state;
  }

  /** The address of a person's record, as the physician's search leads to it. */
  async record({ family, given = "" }) {
    if (!this.records.has(family)) {
      const visitor = await this.visitor({ as: "physician" });
      await visitor.find(`${given} ${family}`.trim());
      const href = await visitor.page.locator(".people a").first().getAttribute("href");
      this.records.set(family, href);
      await visitor.leave();
    }
    return this.records.get(family);
  }
}
