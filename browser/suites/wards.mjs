// Wards: added and assigned by an administrator, chosen at the desk, read by who works there.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { looksRight } from "../support/checks.mjs";
import { hygie } from "../support/server.mjs";
import { LOOKS, Visitor } from "../support/visitor.mjs";

const SAYS = {
  fr: {
    same: /porte déjà ce nom/, assigned: /Unités\s: /, stay: /Résidence ou suivi durable/,
    visit: /Rendez-vous/, endless: /Un rendez-vous a un dernier jour/, comes: /à partir du/,
    closed: /Vous ne prenez pas encore cette personne en charge/, shut: /Fermée/,
  },
  en: {
    same: /has this name already/, assigned: /Wards: /, stay: /Residence or lasting follow-up/,
    visit: /Appointment/, endless: /An appointment has a last day/, comes: /from .* until/,
    closed: /You do not take care of this person yet/, shut: /Closed/,
  },
};
/** The one thing of health that is known of each of them. */
const HEALTH = /Sarrasin/;
// Far from one another, for near names are found too.
const FAMILIES = { fr1366: "Wolczyk", fr360: "Quemeneur", en1366: "Baudelocque", en360: "Xhrouet" };
const key = (language, size) => `${language}${size.width}`;

const person = (id, family) => [
  { resourceType: "Patient", id, birthDate: "1939-05-21", gender: "female", name: [{ family, given: ["Odette"] }] },
  {
    resourceType: "AllergyIntolerance", id: `${id}-allergy`, patient: { reference: `Patient/${id}` },
    code: { text: "Sarrasin" },
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", code: "active" }] },
  },
];

/** The day so many days from now, as a date field has it. */
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

export function wards(world) {
  describe("wards", () => {
    before(async () => {
      const file = join(world().folder, "wards.ndjson");
      const people = LOOKS.flatMap(([language, size]) => {
        const at = key(language, size);
        return person(`ward-${at}`, FAMILIES[at]);
      });
      writeFileSync(file, people.map((one) => JSON.stringify(one)).join("\n"));
      // Nobody says that anybody takes care of them.
      await hygie(world().data, "import", file);
    });

    for (const [language, size] of LOOKS) {
      it(`who works on one reads who is registered there, ${language}, ${size.width} × ${size.height}`, async () => {
        const says = SAYS[language];
        const at = key(language, size);
        const ward = `Unité ${FAMILIES[at]}`;
        const href = await world().record({ family: FAMILIES[at], given: "Odette" });
        const account = await world().settled("nurse", `Nina ${at}`, `nina.${at}`);

        const admin = await world().fresh({ as: "administrator", language, size });
        await admin.open("/accounts");
        await admin.submit("main a[href='/wards']");
        await looksRight(admin, language);
        const add = admin.page.locator("main form[action='/wards']").first();
        await add.locator("input[name=name]").fill(ward);
        await add.locator("input[name=name]").press("Enter");
        await admin.page.getByText(ward).first().waitFor();
        await looksRight(admin, language);
        await admin.page.locator("main form[action='/wards'] input[name=name]").first().fill(ward.toUpperCase());
        await admin.submit("main form[action='/wards'] button");
        assert.match(await admin.text("[role=alert]"), says.same);
        assert.equal(await admin.page.inputValue("input[aria-invalid]"), ward.toUpperCase(), "what was typed is kept");
        await looksRight(admin, language);

        // By the keyboard alone.
        await admin.open("/accounts");
        await admin.page.fill("#q", account.login);
        await admin.page.press("#q", "Enter");
        await admin.page.locator("main .rows a", { hasText: account.name }).waitFor();
        await admin.submit("main .rows a");
        await admin.tabTo("details:has(form[action$='/activities/wards']) > summary");
        await admin.page.keyboard.press("Enter");
        const box = admin.page.getByRole("checkbox", { name: ward });
        await box.focus();
        await admin.page.keyboard.press("Space");
        await looksRight(admin, language);
        await admin.submit("form[action$='/activities/wards'] button");
        assert.match(await admin.text(), says.assigned);
        assert.ok((await admin.text()).includes(ward));
        await looksRight(admin, language);

        const nurse = await Visitor.come(world(), { language, size });
        await nurse.logIn(account);
        await nurse.open(href, 403);
        assert.match(await nurse.text(), says.closed);

        const desk = await world().visitor({ as: "secretary", language, size });
        await desk.open(`${href}/care`);
        await desk.page.selectOption("#ward", { label: ward });
        await desk.page.selectOption("#occasion", "residence");
        await looksRight(desk, language);
        await desk.submit("main form[action$='/care'] button");
        assert.ok((await desk.text()).includes(ward));
        assert.match(await desk.text(), says.stay);
        await nurse.open(href);
        assert.match(await nurse.page.content(), HEALTH);
        const physician = await world().visitor({ as: "physician", language, size });
        await physician.open(href, 403);

        await desk.page.click("main details summary");
        await desk.page.selectOption("#occasion", "appointment");
        await desk.page.fill("#from", day(3));
        await desk.submit("main form[action$='/care'] button");
        assert.match(await desk.text("[role=alert]"), says.endless);
        assert.equal(await desk.page.inputValue("#from"), day(3), "what was typed is kept");
        await looksRight(desk, language);
        await desk.page.fill("#until", day(4));
        await desk.submit("main form[action$='/care'] button");
        assert.match(await desk.text(), says.visit);
        assert.match(await desk.text(), says.comes);
        await looksRight(desk, language);
        await physician.open(href, 403);
        await physician.leave();

        const row = desk.page.locator("main li.row", { hasText: ward });
        await row.locator("button").focus();
        await desk.enter();
        assert.ok(!(await desk.text("main ul.rows")).includes(ward));
        await desk.leave();
        await nurse.open(href, 403);
        await nurse.leave();

        await admin.open("/wards");
        const mine = admin.page.locator("main li.row", { hasText: ward });
        await mine.locator("form[action='/wards/close'] button").focus();
        await admin.enter();
        assert.match(await admin.page.locator("main li.row", { hasText: ward }).innerText(), says.shut);
        await looksRight(admin, language);
        await admin.leave();
      });
    }
  });
}
