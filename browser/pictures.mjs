// The pictures of docs/pictures. Not part of the tests: `npm run pictures`
// after a change that is worth being seen.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { JEANNE } from "./fixtures/french.mjs";
import { NARROW, WIDE } from "./support/visitor.mjs";
import { RENAE, World } from "./support/world.mjs";

const FOLDER = fileURLToPath(new URL("../docs/pictures", import.meta.url));

const world = await World.open();
try {
  mkdirSync(FOLDER, { recursive: true });
  const renae = await world.record(RENAE);
  const jeanne = await world.record(JEANNE);
  await picture("demo-fr-1366", {}, "/demo");
  await picture("log-in-fr-1366", {}, "/login");
  await picture("care-find-fr-1366", { as: "physician" }, (visitor) => visitor.find(RENAE.misspelt));
  await picture("care-synthesis-fr-1366", { as: "physician" }, renae);
  await picture("care-synthesis-en-dark-1366", { as: "physician", language: "en", colorScheme: "dark" }, jeanne);
  await picture("care-timeline-fr-1366", { as: "physician" }, `${renae}/timeline`);
  await picture("care-result-fr-1366", { as: "physician" }, async (visitor) => {
    await visitor.open(jeanne);
    await visitor.submit("section[aria-labelledby=results] .row-link");
  });
  await picture("care-access-fr-1366", { as: "physician" }, `${renae}/access`);
  await picture("person-home-fr-360", { as: "person", size: NARROW }, "/");
  await picture("person-access-fr-360", { as: "person", size: NARROW }, `${renae}/access`);
} finally {
  await world.close();
}

/** Opens a page as somebody and keeps what the screen shows. */
async function picture(name, { as, size = WIDE, ...options }, way) {
  const visitor = await world.visitor({ as, size, ...options });
  await (typeof way === "string" ? visitor.open(way) : way(visitor));
  await visitor.page.evaluate(() => document.fonts.ready);
  await visitor.page.screenshot({ path: join(FOLDER, `${name}.png`), animations: "disabled" });
  await visitor.leave();
}
