// Somebody at a browser. Whatever a page must never do is noted from the first
// request on, and fails the test when they leave.

import assert from "node:assert/strict";

import { onPostgres } from "./store.mjs";

export const WIDE = { width: 1366, height: 768 };
export const NARROW = { width: 360, height: 740 };

/**
 * The languages and sizes that each page is looked at in. How a page looks does
 * not hang on where the records are: on the second store each is opened once.
 */
export const LOOKS = onPostgres
  ? [["fr", WIDE]]
  : ["fr", "en"].flatMap((language) => [WIDE, NARROW].map((size) => [language, size]));

const REFUSED = /^Failed to load resource: the server responded with a status of \d{3}/;

export class Visitor {
  static async come(world, { language = "fr", size = WIDE, storageState, ...options }) {
    const visitor = new Visitor();
    visitor.language = language;
    visitor.width = size.width;
    visitor.faults = [];
    visitor.expected = new Set();
    visitor.context = await world.browser.newContext({
      baseURL: world.url,
      locale: language === "fr" ? "fr-FR" : "en-GB",
      timezoneId: "Europe/Paris",
      viewport: size,
      reducedMotion: "reduce",
      storageState,
      ...options,
    });
    visitor.context.setDefaultTimeout(20_000);
    visitor.page = await visitor.context.newPage();
    visitor.watch(world.url);
    return visitor;
  }

  watch(url) {
    const { page, faults } = this;
    page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("console", (message) => {
      // The browser's own note that a page came with 4xx or 5xx; the status itself is looked at below.
      const ofThePage = REFUSED.test(message.text()) && !message.location().url.includes("/assets/");
      if (["error", "warning"].includes(message.type()) && !ofThePage) faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== url) faults.push(`request elsewhere: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 500 && !this.expected.has(response.status())) faults.push(`${response.status()} for ${response.url()}`);
    });
    page.on("popup", () => faults.push("a window was opened"));
  }

  /** Ends the visit; fails when a page did what no page may. */
  async leave() {
    await this.context.close();
    assert.deepEqual(this.faults, []);
  }

  /** Opens a page; `status` is what it has to answer with. */
  async open(path, status = 200) {
    this.expected.add(status);
    const response = await this.page.goto(path);
    assert.equal(response.status(), status, `status of ${path}`);
  }

  /** Logs in by the form. */
  async logIn({ login, password }, path = "/login") {
    await this.open(path);
    await this.page.fill("#login", login);
    await this.page.fill("#password", password);
    await this.submit("main form button[type=submit]");
  }

  /** Presses a button and waits for the page it leads to. */
  async submit(selector) {
    await Promise.all([this.page.waitForEvent("load"), this.page.click(selector)]);
  }

  /** Searches for persons by the form of the first page. */
  async find(words) {
    await this.open("/people");
    await this.page.fill("#q", words);
    await this.submit("main form button[type=submit]");
  }

  /** Waits for the field that a page gives the focus to by itself. */
  async focused(selector) {
    await this.page.locator(`${selector}:focus`).waitFor();
  }

  /** Presses Tab until the element has the focus, which then has to be seen. */
  async tabTo(selector, most = 120) {
    for (let pressed = 0; pressed < most; pressed += 1) {
      await this.page.keyboard.press("Tab");
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) {
        assert.ok(await this.page.evaluate(focusIsSeen), `the focus on ${selector} is not seen`);
        return;
      }
    }
    assert.fail(`${selector} is not reached by the keyboard on ${this.page.url()}`);
  }

  /** Presses Enter and waits for the page it leads to. */
  async enter() {
    await Promise.all([this.page.waitForEvent("load"), this.page.keyboard.press("Enter")]);
  }

  /** What the page says, without its head and foot. */
  async text(selector = "main") {
    return this.page.locator(selector).first().innerText();
  }
}

/** Whether the focused element, or what it draws after itself, has an outline. */
function focusIsSeen() {
  const element = document.activeElement;
  const drawn = [null, "::after"].map((part) => getComputedStyle(element, part));
  const outlined = drawn.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return outlined && inside;
}
