// An app of somebody else in the same browser, by npm fhirclient: it is allowed
// something in plain words, reads that and no more, and is ended. The app lies
// on another site than the server.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { JEANNE } from "../fixtures/french.mjs";
import { accessible, fits, wellFormed } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { NARROW, WIDE } from "../support/visitor.mjs";

/** The library as it is published; `scripts/test.sh` gets it. */
const LIBRARY =
  process.env.HYGIE_FHIRCLIENT ??
  fileURLToPath(new URL("../../target/deps/fhirclient/fhir-client.pure.min.js", import.meta.url));

const page = (script) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>App</title>
<script src="/library.js"></script></head><body><pre id="told">…</pre><script>
const told = document.getElementById("told");
const tell = (said) => { told.textContent = JSON.stringify(said); told.dataset.done = "yes"; };
${script}</script></body></html>`;

const back = page(`
const read = (client, path) => client.request(path).then((one) => one.name?.[0]?.family ?? one.total, (error) => String(error.status ?? error.message));
window.again = (path) => FHIR.oauth2.ready().then((client) => read(client, path));
FHIR.oauth2.ready().then(async (client) => {
  tell({ patient: await read(client, "Patient/" + client.patient.id), scope: client.state.tokenResponse.scope, url: location.search });
}, (error) => tell({ error: error.message }));`);

/** Serves the app on this machine's address, which is another site than its name. */
async function app(authorize) {
  const files = {
    "/library.js": ["text/javascript", readFileSync(LIBRARY)],
    "/cb": ["text/html", back],
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://app").pathname;
    const [kind, body] = path === "/launch" ? ["text/html", page(authorize())] : (files[path] ?? ["text/plain", ""]);
    response.writeHead(body ? 200 : 404, { "Content-Type": kind });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

export function launches(world) {
  describe("an app of somebody else", () => {
    const SCOPE = "launch launch/patient openid fhirUser patient/Patient.read patient/Observation.read";
    let boussole, client;
    before(async () => {
      const standalone = () => `
        const asked = { clientId: "${client}", scope: "${SCOPE}", redirectUri: "/cb" };
        const from = new URLSearchParams(location.search);
        if (!from.has("launch")) asked.iss = "${world().url}/fhir";
        asked.scope = from.has("launch") ? asked.scope.replace("launch/patient ", "") : asked.scope.replace("launch ", "");
        FHIR.oauth2.authorize(asked);`;
      boussole = await app(standalone);
      const ways = ["--redirect", `${boussole.url}/cb`, "--origin", boussole.url, "--launch", `${boussole.url}/launch`];
      const words = ["admin", "client", "add", "--kind", "public", "--name", "Boussole", "--scope", SCOPE];
      client = (await hygie(world().data, ...words, ...ways)).at(-1);
    });
    after(() => boussole?.stop());

    const come = async (as) => {
      const context = await world().browser.newContext({ storageState: await world().state(as), locale: "fr-FR", reducedMotion: "reduce" });
      context.setDefaultTimeout(20_000);
      const tab = await context.newPage();
      // The server's own pages keep their policy on the way out and back.
      const faults = [];
      tab.on("console", (message) => {
        if (/Content Security Policy|CORS/.test(message.text())) faults.push(message.text());
      });
      return { context, tab, faults };
    };
    const checked = async (tab) => {
      await wellFormed({ page: tab }, "fr");
      await tab.setViewportSize(NARROW);
      await fits({ page: tab });
      await tab.setViewportSize(WIDE);
      await fits({ page: tab });
      await accessible({ page: tab });
    };
    const told = async (tab) => {
      await tab.waitForSelector("#told[data-done=yes]");
      return JSON.parse(await tab.textContent("#told"));
    };

    it("is allowed by a person, reads their record and no other, and is ended", async () => {
      const { context, tab, faults } = await come("person");
      await tab.goto(`${boussole.url}/launch`);
      await tab.waitForURL(`${world().url}/oauth/authorize?**`);
      const text = await tab.innerText("main");
      for (const words of ["Autoriser", "Boussole", boussole.url, "l’identité", "Savoir qui vous êtes"]) {
        assert.ok(text.includes(words), `${words}: ${text}`);
      }
      await checked(tab);
      await tab.click("button[value=allow]");
      await tab.waitForURL(`${boussole.url}/cb**`);
      const said = await told(tab);
      assert.deepEqual([said.patient, said.url], ["Homenick", ""]);
      assert.match(said.scope, /patient\/Patient\.rs/);
      const read = (path) => tab.evaluate((one) => window.again(one), path);
      assert.equal(await read("Condition?_id=x"), "403", "beyond its scopes");
      const other = await context.newPage();
      await other.goto(`${world().url}/account/apps`);
      assert.ok((await other.innerText("main")).includes("Boussole"));
      await checked(other);
      await Promise.all([other.waitForEvent("load"), other.click("main form button.is-danger")]);
      assert.ok((await other.innerText("main")).includes("Aucune application"));
      assert.match(await read(`Patient?_id=x`), /401|expired|authoriz/i);
      assert.deepEqual(faults, []);
      await context.close();
    });

    it("is told a person's no", async () => {
      const { context, tab } = await come("person");
      await tab.goto(`${boussole.url}/launch`);
      await tab.waitForURL(`${world().url}/oauth/authorize?**`);
      await tab.click("button[value=deny]");
      await tab.waitForURL(`${boussole.url}/cb**`);
      assert.match((await told(tab)).error, /person said no|access_denied/);
      await context.close();
    });

    it("is started outside of a record by a physician, who says whose, and gets that record alone", async () => {
      const { context, tab, faults } = await come("physician");
      await tab.goto(`${boussole.url}/launch`);
      await tab.waitForURL(`${world().url}/oauth/authorize?**`);
      assert.match(await tab.innerText("h1"), /Le dossier de qui/);
      await checked(tab);
      await tab.fill("main #q", `${JEANNE.given ?? ""} ${JEANNE.family}`);
      await Promise.all([tab.waitForEvent("load"), tab.click("main form[role=search] button[type=submit]")]);
      await checked(tab);
      assert.ok(!tab.url().toLowerCase().includes("morel"), "no name stands in an address");
      await Promise.all([tab.waitForEvent("load"), tab.click("main button[name=record]")]);
      assert.match(await tab.innerText("main"), /MOREL Jeanne/);
      await checked(tab);
      await tab.click("button[value=allow]");
      await tab.waitForURL(`${boussole.url}/cb**`);
      assert.equal((await told(tab)).patient, "Berthier");
      const read = (path) => tab.evaluate((one) => window.again(one), path);
      assert.equal(await read("Patient?family=Homenick"), 0, "another person");
      assert.deepEqual(faults, []);
      await context.close();
    });

    it("is told that a physician chose nobody", async () => {
      const { context, tab } = await come("physician");
      await tab.goto(`${boussole.url}/launch`);
      await tab.waitForURL(`${world().url}/oauth/authorize?**`);
      await tab.click("main button[value=deny]");
      await tab.waitForURL(`${boussole.url}/cb**`);
      assert.match((await told(tab)).error, /person said no|access_denied/);
      await context.close();
    });

    it("is started from a record by a physician, for that record", async () => {
      const { context, tab, faults } = await come("physician");
      await tab.goto(`${world().url}${await world().record(JEANNE)}/apps`);
      await checked(tab);
      await tab.click("main .row:has-text('Boussole') button[type=submit]");
      await tab.waitForURL(`${world().url}/oauth/authorize?**`);
      assert.match(await tab.innerText("main"), /MOREL Jeanne/);
      await tab.click("button[value=allow]");
      await tab.waitForURL(`${boussole.url}/cb**`);
      // Her first name in the resource is the official one.
      assert.equal((await told(tab)).patient, "Berthier");
      assert.deepEqual(faults, []);
      await context.close();
    });
  });
}
