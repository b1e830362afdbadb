// A record full of markup, scripts and endless words is shown, and does nothing.

import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { FAMILY } from "../fixtures/hostile.mjs";
import { fits, inert } from "../support/checks.mjs";
import { NARROW, WIDE } from "../support/visitor.mjs";

const KINDS = ["problems", "treatments", "results", "documents", "visits"];
/** Entries opened of each kind. */
const ENTRIES = 3;

export function hostile(world) {
  describe("a hostile record", () => {
    for (const size of [WIDE, NARROW]) {
      it(`is inert and keeps the layout on all its pages, ${size.width} wide`, async () => {
        const visitor = await world().visitor({ as: "physician", size });
        const { page } = visitor;
        const record = await world().record({ family: FAMILY });
        const look = async () => {
          await inert(visitor);
          await fits(visitor);
        };
        await visitor.find(FAMILY);
        await look();
        for (const path of ["", "/access", "/notes/new", ...KINDS.map((kind) => `/timeline?kind=${kind}`)]) {
          await visitor.open(record + path);
          await look();
          const entries = await page.locator("main .row-link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
          for (const entry of path.startsWith("/timeline") ? entries.slice(0, ENTRIES) : []) {
            await visitor.open(entry);
            await look();
          }
        }
        await visitor.leave();
      });
    }

    it("is shown as it was written", async () => {
      const visitor = await world().visitor({ as: "physician" });
      await visitor.open(`${await world().record({ family: FAMILY })}/timeline?kind=problems`);
      assert.ok((await visitor.text()).includes("<script>window.hostile = 1; alert(1)</script>"));
      await visitor.leave();
    });

    it("cannot turn the words around it", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const record = await world().record({ family: FAMILY });
      for (const path of ["", "/timeline"]) {
        await visitor.open(record + path);
        const loose = await visitor.page.evaluate(() => {
          const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
          const found = [];
          while (walk.nextNode()) {
            const { nodeValue, parentElement } = walk.currentNode;
            if (/[\u202a-\u202e\u2066-\u2069]/.test(nodeValue) && !parentElement.closest("bdi, pre, textarea, title")) {
              found.push(parentElement.outerHTML.slice(0, 120));
            }
          }
          return found;
        });
        assert.deepEqual(loose, []);
      }
      await visitor.leave();
    });
  });

  describe("hostile input", () => {
    const inputs = ["<script>window.hostile = 1</script>", "\u202e\u0000\ufffe' OR 1=1 --", "%", "W".repeat(200), "👩🏽‍⚕️", "   "];
    it("to the search is explained", async () => {
      const visitor = await world().visitor({ as: "physician" });
      for (const words of inputs) {
        await visitor.find(words);
        await inert(visitor);
        await fits(visitor);
      }
      await visitor.leave();
    });

    it("in addresses is a plain answer", async () => {
      const visitor = await world().visitor({ as: "physician" });
      const record = await world().record({ family: FAMILY });
      const paths = [
        "/timeline?kind=%3Cscript%3E&year=99999999999&page=-1", "/timeline?page=18446744073709551616",
        "/entries/Nonsense/x", "/entries/Observation/%00", "/entries/Observation/%2e%2e%2f", "/access?before=%FF",
        "/entries/Observation/" + "x".repeat(4000),
      ];
      for (const path of paths) {
        const response = await visitor.page.goto(record + path);
        assert.ok(response.status() < 500, `${path}: ${response.status()}`);
        await inert(visitor);
      }
      await visitor.leave();
    });
  });
}
