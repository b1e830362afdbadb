// Log-in with a provider, at real ones: npm oidc-provider, once as Pro Santé
// Connect, once as any, once as FranceConnect. Who logs in there, and how strongly,
// is told by headers of the browser.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";

import { JEANNE } from "../fixtures/french.mjs";
import { accessible, fits, wellFormed } from "../support/checks.mjs";
import { hygie, serve } from "../support/server.mjs";
import { code } from "../support/totp.mjs";
import { LOOKS, NARROW, WIDE } from "../support/visitor.mjs";
import { regulation } from "./regulation.mjs";

const PROGRAM = fileURLToPath(new URL("../../clients/oidc_provider.mjs", import.meta.url));
const NOTE = "Première ligne.\nSuite de la note.";
const PASSWORD = "trois nuages mauves au quai";

/** A port that nobody has at this moment. */
async function freePort() {
  const probe = createServer();
  probe.listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** A provider in a process of its own, which knows our server as a client. */
async function provider(name, url) {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ["ignore", "pipe", "ignore"] });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const [issuer] = await once(createInterface({ input: child.stdout }), "line");
  const asked = {
    redirect_uris: [`${url}/login/provider/${name}/back`],
    post_logout_redirect_uris: [`${url}/login`],
  };
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(`${issuer}/reg`, { method: "POST", headers, body: JSON.stringify(asked) });
  assert.equal(answer.status, 201);
  const { client_id: id, client_secret: secret } = await answer.json();
  const stop = async () => {
    process.off("exit", kill);
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { name, issuer, id, secret, stop };
}

const table = ({ name, issuer, id }, profile, rest = "") => `
[[log_in_provider]]
name = "${name}"
profile = "${profile}"
issuer = "${issuer}"
discovery = "${issuer}/.well-known/openid-configuration"
client_id = "${id}"
client_secret_file = "${name}.secret"
${rest}`;

export function providers(world) {
  describe("log-in with a provider", () => {
    let url, data, server, psc, annuaire, fc;

    before(async () => {
      const port = await freePort();
      url = `http://localhost:${port}`;
      [psc, annuaire, fc] = await Promise.all(["psc", "annuaire", "fc"].map((name) => provider(name, url)));
      data = join(mkdtempSync(join(world().folder, "providers-")), "data");
      await hygie(data, "init", "--organisation", "Cabinet des Lilas");
      await hygie(data, "import", join(world().folder, "input", "french.json"));
      await hygie(data, "register");
      for (const { name, secret } of [psc, annuaire, fc]) {
        writeFileSync(join(data, `${name}.secret`), secret);
        chmodSync(join(data, `${name}.secret`), 0o600);
      }
      const structures = `structures = { "750000001" = "Clinique des Tilleuls" }`;
      const tables = [
        table(psc, "pro-sante-connect", structures),
        table(annuaire, "generic", `title = "Annuaire de la ville"\nfor = "professionals"`),
        table(fc, "franceconnect"),
      ];
      writeFileSync(join(data, "hygie.toml"), tables.join(""));
      const create = (role, name, login) => hygie(data, "admin", "create", "--role", role, "--name", name, "--login", login);
      await create("administrator", "Alex Martin", "alex");
      server = await serve(data, "serve", "--listen", `127.0.0.1:${port}`, "--url", url);
      assert.equal(server.url, url);
    });
    after(async () => {
      assert.equal(await server?.stop(), 0);
      await Promise.all([psc, annuaire, fc].map((one) => one?.stop()));
    });

    const account = async (login, role = "physician") => {
      const words = ["admin", "create", "--role", role, "--name", "Zoé Zyzzyva", "--login", login];
      return (await hygie(data, ...words)).at(-1);
    };
    const bind = (login, { issuer }, subject) =>
      hygie(data, "admin", "bind", "--login", login, "--issuer", issuer, "--subject", subject);

    /** A browser in which somebody is known to the provider. */
    const come = async ({ as = "doctor", acr = "eidas1", language = "fr", size = WIDE, javaScriptEnabled = true } = {}) => {
      const context = await world().browser.newContext({
        baseURL: url,
        locale: language === "fr" ? "fr-FR" : "en-GB",
        viewport: size,
        javaScriptEnabled,
        reducedMotion: "reduce",
        extraHTTPHeaders: { "X-Account": as, "X-Acr": acr },
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const faults = [];
      const backs = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) faults.push(message.text());
      });
      page.on("request", (request) => {
        if (/\/back\?/.test(request.url())) backs.push(request.url());
      });
      const leave = async () => {
        await context.close();
        assert.deepEqual(faults, []);
      };
      return { context, page, backs, language, leave };
    };
    const text = (page) => page.innerText("main");
    const path = (page) => new URL(page.url()).pathname;
    const submit = (page, selector) => Promise.all([page.waitForEvent("load"), page.click(selector)]);
    const press = async (page, name) => submit(page, `main a[href^="/login/provider/${name}"]`);
    const checked = async ({ page, language }) => {
      await wellFormed({ page }, language);
      for (const size of [NARROW, WIDE]) {
        await page.setViewportSize(size);
        await fits({ page });
      }
      await accessible({ page });
    };

    for (const [language, size] of LOOKS) {
      it(`who is linked to no account is told so, ${language}, ${size.width} × ${size.height}`, async () => {
        const visitor = await come({ language, size });
        const { page } = visitor;
        await page.goto("/login");
        await wellFormed({ page }, language);
        await fits({ page });
        await accessible({ page });
        await press(page, "psc");
        assert.equal(path(page), "/login/provider/psc/back");
        const expect = language === "fr" ? /n’est liée à aucun compte[^]*Mon compte/ : /is not linked to an account[^]*My account/;
        assert.match(await text(page), expect);
        await wellFormed({ page }, language);
        await fits({ page });
        await accessible({ page });
        assert.deepEqual((await visitor.context.cookies(url)).map(({ name }) => name), []);
        await visitor.leave();
      });
    }

    it("an account is linked by its holder, entered, left there too, and unlinked", async () => {
      const once = await account("luc");
      const visitor = await come();
      const { page, backs } = visitor;
      await page.goto("/login");
      await page.fill("#login", "luc");
      await page.fill("#password", once);
      await submit(page, "main form button[type=submit]");
      await page.fill("#old-password", once);
      await page.fill("#new-password", PASSWORD);
      await page.fill("#again-password", PASSWORD);
      await submit(page, "main form button[type=submit]");
      const secret = await page.innerText("main code.command");
      await page.fill("#code", code(secret));
      await submit(page, "#enrol button[type=submit]");

      await page.goto("/account");
      await submit(page, 'main a[href="/account/providers"]');
      await checked(visitor);
      assert.doesNotMatch(await text(page), /FranceConnect/, "that one is for persons");
      await page.click("main .card:first-of-type summary");
      await page.click("main .card:first-of-type button[type=submit]");
      await page.waitForURL(`${url}/account/providers`);
      assert.match(await text(page), /Pro Santé Connect\s+Lié/);
      await checked(visitor);

      // Who began elsewhere, or used the answer already, is not let in by it.
      await page.goto(backs.at(-1));
      assert.match(await text(page), /ne correspond à aucune connexion/);
      await checked(visitor);

      // The session began with a password, so nothing is to be ended there.
      await submit(page, "form[action='/logout'] button");
      assert.equal(path(page), "/login");
      await press(page, "psc");
      await page.waitForURL(`${url}/`);
      assert.match(await page.innerText(".top-who"), /Zyzzyva/);

      await submit(page, "form[action='/logout'] button");
      assert.match(await text(page), /Votre session chez Pro Santé Connect est encore ouverte/);
      await checked(visitor);
      await page.goBack();
      assert.equal(path(page), "/login", "the session here is over");
      await press(page, "psc");
      await page.waitForURL(`${url}/`);
      await submit(page, "form[action='/logout'] button");
      await submit(page, "main form button[type=submit]");
      assert.ok(page.url().startsWith(psc.issuer), page.url());
      await page.click("button[name=logout]");
      await page.waitForURL(`${url}/login**`);

      await press(page, "psc");
      await page.waitForURL(`${url}/`);
      await page.goto("/account/providers");
      await page.click("main .card:first-of-type summary");
      await submit(page, "main .card:first-of-type button[type=submit]");
      await page.waitForURL(`${url}/account/providers`);
      assert.match(await text(page), /Votre compte n’y est pas lié/);
      await visitor.leave();
      const again = await come();
      await again.page.goto("/login");
      await press(again.page, "psc");
      assert.match(await text(again.page), /n’est liée à aucun compte/);
      await again.leave();
    });

    it("who has no other way unlocks and confirms with it, and keeps a half-written note", async () => {
      await account("vera", "nurse");
      await bind("vera", psc, "doctor");
      for (const language of ["fr", "en"]) {
        const visitor = await come({ language });
        const { page } = visitor;
        await page.goto("/login/provider/psc");
        await page.waitForURL(`${url}/`);
        await page.goto("/confirm?next=/account/providers");
        assert.equal(await page.locator("#password").count(), 0, "a password alone would be half a proof");
        await checked(visitor);
        await page.click("main form[action='/confirm/provider'] button");
        await page.waitForURL(`${url}/account/providers`);
        await page.goto("/people");
        if (language === "fr") {
          // Before the first look into records, in both languages; read once.
          assert.equal(path(page), "/legal-notice");
          await checked(visitor);
          await page.click("main form button[type=submit]");
          await page.waitForURL(`${url}/people`);
        }
        await page.goto("/legal-notice?next=/people");
        await checked(visitor);
        await page.goto("/people");
        assert.equal(path(page), "/people", "it is read");
        await page.fill("main #q", JEANNE.misspelt);
        await submit(page, "main form button[type=submit]");
        const record = await page.locator(".people a").first().getAttribute("href");
        await page.goto(`${record}/notes/new`);
        await page.fill("main textarea", NOTE);
        await submit(page, "[data-lock-now]");
        assert.equal(path(page), "/lock");
        await checked(visitor);
        // Somebody else at the same workstation.
        await visitor.context.setExtraHTTPHeaders({ "X-Account": "colleague", "X-Acr": "eidas1" });
        await page.click("main form[action='/lock/provider'] button");
        await page.waitForURL(`${url}/login/provider/psc/back**`);
        assert.match(await text(page), language === "fr" ? /n’est pas celle de ce compte/ : /is not the one of this account/);
        assert.equal(await page.locator("main form[action='/lock/provider']").count(), 1, "it is the lock");
        await checked(visitor);
        await visitor.context.setExtraHTTPHeaders({ "X-Account": "doctor", "X-Acr": "eidas1" });
        await page.click("main form[action='/lock/provider'] button");
        await page.waitForSelector("main textarea");
        assert.equal(await page.inputValue("main textarea"), NOTE);
        await visitor.leave();
      }
      await hygie(data, "admin", "unbind", "--login", "vera", "--issuer", psc.issuer);
    });

    it("one factor there asks for the second one here", async () => {
      await account("nina", "nurse");
      await bind("nina", annuaire, "anne");
      const visitor = await come({ as: "anne" });
      const { page } = visitor;
      await page.goto("/login/provider/annuaire");
      assert.equal(path(page), "/enrol");
      await page.fill("#code", code(await page.innerText("main code.command")));
      await submit(page, "#enrol button[type=submit]");
      const [first] = await page.locator(".codes code").allInnerTexts();
      await page.goto("/account");
      await submit(page, "form[action='/logout'] button");
      assert.equal(path(page), "/login");
      await page.goto("/login/provider/annuaire?next=/account");
      assert.equal(path(page), "/login/second");
      await checked(visitor);
      await page.fill("#code", first);
      await submit(page, "main form button[type=submit]");
      assert.equal(path(page), "/account");
      await visitor.leave();
    });

    it("the work that the provider names is offered first", async () => {
      await account("paul");
      const add = (place) => hygie(data, "admin", "activity", "add", "--login", "paul", "--role", "physician", "--organisation", place);
      // Organisations are made by what is imported for them.
      for (const place of ["Clinique des Tilleuls", "Maison des Acacias"]) {
        const file = join(world().folder, `${place}.json`);
        writeFileSync(file, JSON.stringify({ resourceType: "Organization", id: place.replaceAll(/\W/g, "-"), name: place }));
        await hygie(data, "import", "--organisation", place, file);
        await hygie(data, "register", "--organisation", place);
        await add(place);
      }
      await bind("paul", psc, "doctor");
      const visitor = await come();
      await visitor.page.goto("/login/provider/psc");
      // One of three is named, so there is nothing to choose.
      await visitor.page.waitForURL(`${url}/`);
      assert.match(await visitor.page.innerText(".top-who"), /Clinique des Tilleuls/);
      await visitor.page.goto("/activity");
      assert.match(await text(visitor.page), /Cabinet des Lilas[^]*Maison des Acacias|Maison des Acacias[^]*Cabinet des Lilas/);
      await visitor.leave();
      await hygie(data, "admin", "unbind", "--login", "paul", "--issuer", psc.issuer);
      const shown = JSON.parse((await hygie(data, "admin", "show", "--login", "paul", "--json")).at(-1));
      assert.deepEqual(shown.links, []);
    });

    it("a suspended account is told as by password", async () => {
      await account("rose");
      await bind("rose", psc, "doctor");
      await hygie(data, "admin", "suspend", "--login", "rose");
      const visitor = await come();
      await visitor.page.goto("/login/provider/psc");
      assert.match(await text(visitor.page), /suspendu|fermé/);
      await checked(visitor);
      await visitor.leave();
      await hygie(data, "admin", "unbind", "--login", "rose", "--issuer", psc.issuer);
    });

    for (const [who, name, says] of [
      [{ as: "nobody" }, "psc", /Vous avez renoncé chez Pro Santé Connect/],
      [{ acr: "password" }, "psc", /n’a pas le niveau de sécurité demandé/],
      [{ as: "physiotherapist" }, "psc", /Aucune des activités[^]*Masseur-kinésithérapeute/],
      [{ as: "anne" }, "fc", /n’a pas transmis ce qu’il faut/],
      [{ as: "angela" }, "fc", /n’est liée à aucun compte/],
    ]) {
      it(`what went wrong is told in words: ${says.source}`, async () => {
        const visitor = await come(who);
        await visitor.page.goto(`/login/provider/${name}`);
        assert.match(await text(visitor.page), says);
        await checked(visitor);
        await visitor.leave();
      });
    }

    const get = (address, cookie) => fetch(address, { redirect: "manual", headers: { Cookie: cookie ?? "" } });
    const begin = async (name) => {
      const answer = await get(`${url}/login/provider/${name}`);
      assert.equal(answer.status, 303);
      const [line] = answer.headers.getSetCookie();
      assert.match(line, /^__Host-hygie-provider=[\w-]{400,1200}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
      const to = new URL(answer.headers.get("location"));
      return { cookie: line.split(";")[0], state: to.searchParams.get("state"), to };
    };
    const back = (name, { state, cookie }, more = "&code=x") => {
      const { issuer } = { psc, annuaire, fc }[name];
      return get(`${url}/login/provider/${name}/back?state=${state}&iss=${encodeURIComponent(issuer)}${more}`, cookie);
    };

    it("is begun with what only this browser's cookie finds again", async () => {
      const { to, state } = await begin("psc");
      const sent = Object.fromEntries(to.searchParams);
      assert.equal(sent.redirect_uri, `${url}/login/provider/psc/back`);
      assert.deepEqual([sent.response_type, sent.code_challenge_method, sent.acr_values], ["code", "S256", "eidas1"]);
      assert.ok(state.length >= 43 && sent.nonce.length >= 43 && sent.nonce !== state);
    });

    it("a wrong state, another browser, another provider and a second use are refused", async () => {
      const wrong = await begin("psc");
      assert.equal((await back("psc", { ...wrong, state: "wrong" })).status, 400);
      const late = await back("psc", wrong);
      assert.equal(late.status, 400, "the wrong one used it up");
      assert.match(late.headers.getSetCookie()[0], /^__Host-hygie-provider=; Max-Age=0/);
      const [mine, theirs] = [await begin("psc"), await begin("psc")];
      assert.equal((await back("psc", { ...mine, cookie: theirs.cookie })).status, 400);
      assert.equal((await back("psc", { ...mine, cookie: undefined })).status, 400);
      const other = await begin("annuaire");
      assert.equal((await back("psc", other)).status, 400);
      assert.equal((await back("annuaire", other)).status, 400, "that used it up");
      // A code that the provider never gave.
      assert.equal((await back("psc", await begin("psc"))).status, 401);
      const twice = await begin("psc");
      assert.equal((await back("psc", twice, "&code=x&code=x")).status, 400);
      const elsewhere = await begin("psc");
      assert.equal((await back("annuaire", elsewhere)).status, 400);
    });

    it("leads on within our own pages alone", async () => {
      await account("sara");
      await bind("sara", psc, "doctor");
      for (const next of ["//evil.example/", "https://evil.example/", "/\\evil.example"]) {
        const visitor = await come();
        await visitor.page.goto(`/login/provider/psc?next=${encodeURIComponent(next)}`);
        assert.equal(visitor.page.url(), `${url}/`, next);
        await visitor.leave();
      }
      await hygie(data, "admin", "unbind", "--login", "sara", "--issuer", psc.issuer);
    });

    regulation(() => ({ world, url, data, psc, account, bind, come, checked, submit, text, path }));

    it("leaves nothing of anybody in the log", () => {
      const log = server.log.join("\n");
      assert.ok(log.length > 0);
      for (const word of ["doctor", "DOC0036624", "899700366240", "750000001", "Zyzzyva", "state=", "?code=", "&code=", psc.secret]) {
        assert.ok(!log.includes(word), `${word} is in the log`);
      }
      assert.doesNotMatch(log, /panick|ERROR/);
    });

    /** Through the provider's pages, as a browser goes; the address back to our server. */
    const through = async (start) => {
      const cookies = new Map();
      const headers = { "X-Account": "doctor", "X-Acr": "eidas1" };
      for (let at = start; ; ) {
        const carried = [...cookies].map((pair) => pair.join("=")).join("; ");
        const answer = await fetch(at, { redirect: "manual", headers: { ...headers, Cookie: carried } });
        for (const line of answer.headers.getSetCookie()) {
          const [name, value] = line.split(";")[0].split(/=(.*)/s);
          cookies.set(name, value);
        }
        assert.ok(answer.headers.has("location"), `${at} leads on`);
        at = new URL(answer.headers.get("location"), at);
        if (at.origin === url) return at.href;
      }
    };

    it("begun before the server started anew it is finished after, and once", async () => {
      await account("noa");
      await bind("noa", psc, "doctor");
      const { to, cookie } = await begin("psc");
      const address = await through(to);
      assert.equal(await server.stop(), 0);
      server = await serve(data, "serve", "--listen", `127.0.0.1:${new URL(url).port}`, "--url", url);
      const first = await get(address, cookie);
      assert.equal(first.status, 303);
      assert.match(first.headers.getSetCookie().join("\n"), /^__Host-hygie=[\w-]{43};/m);
      const second = await get(address, cookie);
      assert.equal(second.status, 400, "the same answer again");
      assert.doesNotMatch(second.headers.getSetCookie().join("\n"), /^__Host-hygie=/m);
    });
  });
}
