// Calls to centre 15, for who came from a provider that says that they regulate. Runs in
// the world of the log-in providers.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, it } from "node:test";

import { hygie } from "../support/server.mjs";
import { LOOKS } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    way: /Régulation médicale \(centre 15\)/, tick: /Cochez la case/,
    banner: /Dossier ouvert pour la régulation médicale, jusqu’au/, refused: /n’indique pas que vous assurez la régulation/,
    call: "Appel au centre 15", date: /date de naissance complète/, nobody: /Personne ne correspond/,
  },
  en: {
    way: /Medical regulation \(centre 15\)/, tick: /Tick the box/,
    banner: /Record open for medical regulation, until/, refused: /does not say that you regulate/,
    call: "Call to centre 15", date: /whole date of birth/, nobody: /Nobody matches/,
  },
};
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Fontanarosa", fr360: "Kerdoncuff", en1366: "Szczepanski", en360: "Urrutia" };
// Kept by another organisation alone: who regulates finds them by their exact identity.
const AWAY = { fr1366: "Bellanger", fr360: "Quéméner", en1366: "Oyelaran", en360: "Zamfir" };
const REASON = "Appel 4512";
const SHARED = /Ferritine/;

const plain = (name) => name.normalize("NFD").replace(/[\u0300-\u036f]/g, "");

const person = (family) => {
  const id = `call-${plain(family).toLowerCase()}`;
  return [
    { resourceType: "Patient", id, birthDate: "1958-02-03", gender: "female", name: [{ family, given: ["Solange"] }] },
    {
      resourceType: "Observation", id: `${id}-o`, status: "final", subject: { reference: `Patient/${id}` },
      category: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code: "laboratory" }] }],
      code: { text: "Ferritine" }, effectiveDateTime: "2026-10-02", valueQuantity: { value: 41, unit: "µg/L" },
    },
  ];
};

/** `at` gives the address, data folder and provider of the world, and its helpers. */
export function regulation(at) {
  const written = (name, resources) => {
    const file = join(at().world().folder, name);
    writeFileSync(file, resources.map((one) => JSON.stringify(one)).join("\n"));
    return file;
  };

  before(async () => {
    const people = Object.values(FAMILIES).map(person);
    const { data } = at();
    // Who they are is kept here, their results elsewhere; nobody takes care of them.
    await hygie(data, "import", written("callers.ndjson", people.map(([patient]) => patient)));
    const results = written("results.ndjson", people.map(([, result]) => result));
    await hygie(data, "import", "--organisation", "Laboratoire du Port", results);
    const strangers = written("strangers.ndjson", Object.values(AWAY).flatMap(person));
    await hygie(data, "import", "--organisation", "Laboratoire du Port", strangers);
  });

  for (const [language, size] of LOOKS) {
    it(`a record is opened for a call, ${language}, ${size.width} × ${size.height}`, async () => {
      const { url, data, psc, account, bind, come, checked, submit, text, path } = at();
      const says = SAYS[language];
      const key = `${language}${size.width}`;
      const login = `regulator-${key}`;
      await account(login);
      await bind(login, psc, "regulator");
      const visitor = await come({ as: "regulator", language, size });
      const { page } = visitor;
      await page.goto("/login/provider/psc?next=/people");
      await page.waitForURL(`${url}/legal-notice**`);
      await page.click("main form button[type=submit]");
      await page.waitForURL(`${url}/people`);
      await page.fill("main #q", FAMILIES[key]);
      await submit(page, "main form button[type=submit]");
      const way = page.locator(".people a[href$='/regulation']").first();
      assert.match(await way.innerText(), says.way);
      await checked(visitor);
      await page.setViewportSize(size);
      const form = await way.getAttribute("href");
      const record = form.replace("/regulation", "");
      await submit(page, `.people a[href='${form}']`);
      assert.equal(path(page), form);
      assert.ok((await text(page)).includes(FAMILIES[key].toUpperCase()));
      await checked(visitor);
      await page.locator("main form.form").evaluate((one) => { one.noValidate = true; });
      await page.fill("#reason", REASON);
      await submit(page, "main form.form button[type=submit]");
      assert.match(await page.innerText("[role=alert]"), says.tick);
      assert.equal(await page.inputValue("#reason"), REASON, "what was typed is kept");
      await checked(visitor);
      await page.check("input[name=confirmed]");
      await submit(page, "main form.form button[type=submit]");
      assert.equal(path(page), record);
      assert.match(await page.innerText("aside.is-danger"), says.banner);
      assert.ok((await page.innerText("aside.is-danger")).includes(REASON));
      await checked(visitor);
      await page.goto(`${record}/timeline`);
      assert.match(await text(page), SHARED, "what others keep");
      await checked(visitor);
      await submit(page, "aside.is-danger button");
      assert.equal(path(page), "/");
      assert.equal((await page.goto(record)).status(), 403);
      assert.ok((await page.locator(`main a[href='${form}']`).count()) === 1, "it leads there again");
      assert.doesNotMatch(await page.content(), SHARED);
      await checked(visitor);
      await visitor.leave();
      await hygie(data, "admin", "unbind", "--login", login, "--issuer", psc.issuer);
      // The same account, from a log-in that says nothing of it.
      await bind(login, psc, "doctor");
      const other = await come({ as: "doctor", language, size });
      await other.page.goto(`/login/provider/psc?next=${record}`);
      await other.page.waitForURL(`${url}${record}`);
      assert.equal(await other.page.locator("main a[href$='/regulation']").count(), 0);
      assert.equal((await other.page.goto(form)).status(), 403);
      assert.match(await text(other.page), says.refused);
      await checked(other);
      await other.leave();
      await hygie(data, "admin", "unbind", "--login", login, "--issuer", psc.issuer);
    });

    for (const javaScriptEnabled of language === "fr" && size.width > 400 ? [true, false] : [true]) {
      const how = javaScriptEnabled ? "" : ", without JavaScript";
      it(`a person of others is found for a call, ${language}, ${size.width} × ${size.height}${how}`, async () => {
        const { url, data, psc, account, bind, come, checked, submit, text, path } = at();
        const says = SAYS[language];
        const key = `${language}${size.width}`;
        const login = `finder-${key}-${javaScriptEnabled}`;
        await account(login);
        await bind(login, psc, "regulator");
        const visitor = await come({ as: "regulator", language, size, javaScriptEnabled });
        const { page } = visitor;
        const look = async () => javaScriptEnabled && checked(visitor);
        await page.goto("/login/provider/psc?next=/people");
        await page.waitForURL(`${url}/legal-notice**`);
        await page.click("main form button[type=submit]");
        await page.waitForURL(`${url}/people`);
        const way = page.locator("main a[href='/people/regulation']");
        assert.equal(await way.innerText(), says.call);
        // By the keyboard alone, from the link to the record.
        await way.focus();
        await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
        assert.equal(path(page), "/people/regulation");
        await look();
        const type = async (fields) => {
          for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
          await page.focus("#sex");
          await page.keyboard.press("Tab");
          await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
        };
        const family = AWAY[key];
        await type({ family, given: "Solange", birth: "31/02/1958" });
        assert.match(await page.innerText("#birth-error"), says.date);
        assert.equal(await page.inputValue("#family"), family, "what was typed is kept");
        assert.equal(await page.locator("[aria-invalid]").count(), 1);
        await look();
        await type({ birth: "04/02/1958" });
        assert.match(await text(page), says.nobody);
        await look();
        const typed = plain(family).toUpperCase();
        await type({ family: typed, birth: "03/02/1958" });
        assert.equal(page.url(), `${url}/people/regulation`, "no address holds what was typed");
        const found = page.locator(".people a[href$='/regulation']");
        assert.equal(await found.count(), 1);
        assert.match(await found.innerText(), new RegExp(family, "i"));
        assert.doesNotMatch(await text(page), /Laboratoire|Ferritine/);
        await look();
        const form = await found.getAttribute("href");
        await found.focus();
        await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
        assert.equal(path(page), form);
        await page.fill("#reason", REASON);
        await page.check("input[name=confirmed]");
        await submit(page, "main form.form button[type=submit]");
        assert.match(await page.innerText("aside.is-danger"), says.banner);
        await page.goto(`${form.replace("/regulation", "")}/timeline`);
        assert.match(await text(page), SHARED);
        await visitor.leave();
        await hygie(data, "admin", "unbind", "--login", login, "--issuer", psc.issuer);
      });
    }
  }
}
