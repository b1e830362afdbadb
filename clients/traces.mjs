// The proofs of traces, checked by a second implementation: it takes ours and refuses
// whatever is changed in them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";

import { hygie } from "../browser/support/server.mjs";
import { openCheckpoint, parseKey, rootOf, verifyTraces } from "./verify_traces.mjs";

const PATIENT = { resourceType: "Patient", id: "ada", name: [{ family: "Exemple", given: ["Ada"] }] };

export function traces(world) {
  describe("Traces with their proofs", () => {
    let file, key;
    const changed = (change) => {
      const copy = structuredClone(file);
      change(copy);
      return copy;
    };
    before(async () => {
      const { data, folder, base, token } = world();
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/fhir+json" };
      const put = await fetch(`${base}/Patient/ada`, { method: "PUT", headers, body: JSON.stringify(PATIENT) });
      assert.equal(put.status, 201);
      for (let times = 0; times < 5; times++) {
        assert.equal((await fetch(`${base}/Patient/ada`, { headers })).status, 200);
      }
      const out = join(folder, "traces.json");
      await hygie(data, "trace", "export", "ada", "--out", out);
      file = JSON.parse(await readFile(out, "utf8"));
      const [line] = await hygie(data, "trace", "checkpoint", "--json");
      [{ key }] = JSON.parse(line);
    });

    it("are taken as they are, by the key of the log", () => {
      const found = verifyTraces(file, [key]);
      assert.ok(found.traces >= 6 && found.proven === found.traces && found.readable === found.traces, JSON.stringify(found));
      const read = file.traces.map(({ trace }) => JSON.parse(trace));
      assert.equal(read.filter(({ action }) => action === "read").length, 5);
    });

    it("are refused when one word of a trace is changed", () => {
      const bent = changed(({ traces: [first] }) => { first.trace = first.trace.replace("granted", "refused"); });
      assert.throws(() => verifyTraces(bent), /does not say what was logged/);
    });

    it("are refused when anything else of them is changed", () => {
      const flip = (text, at) => {
        const bytes = Buffer.from(text, "base64");
        bytes[at % bytes.length] ^= 1;
        return bytes.toString("base64");
      };
      for (const [at] of file.traces.entries()) {
        for (let byte = 0; byte < 114; byte += 7) {
          assert.throws(() => verifyTraces(changed(({ traces }) => { traces[at].entry = flip(traces[at].entry, byte); })));
        }
        for (const [hash] of file.traces[at].proof.entries()) {
          const bent = changed(({ traces }) => { traces[at].proof[hash] = flip(traces[at].proof[hash], hash); });
          assert.throws(() => verifyTraces(bent), /not in its log/);
        }
        assert.throws(() => verifyTraces(changed(({ traces }) => { traces[at].blinding = flip(traces[at].blinding, at); })));
        assert.throws(() => verifyTraces(changed(({ traces }) => { traces[at].index += 1; })));
        assert.throws(() => verifyTraces(changed(({ traces }) => { traces[at].proof.pop(); })));
        assert.throws(() => verifyTraces(changed(({ traces }) => { traces[at].proof.push(traces[at].proof[0]); })));
      }
      assert.throws(() => verifyTraces(changed((it) => { it.traces.push(it.traces[0]); })), /there twice/);
      assert.throws(() => verifyTraces(changed((it) => { it.record = "0123456789abcdef"; })), /another record/);
    });

    it("are refused with a checkpoint that the log did not sign", () => {
      const smaller = changed(({ logs: [log] }) => { log.checkpoint = log.checkpoint.replace(/^(.+\n)(\d+)\n/, "$11\n"); });
      assert.throws(() => verifyTraces(smaller), /did not sign/);
      const another = changed(({ logs: [log] }) => { log.checkpoint = log.checkpoint.replace("hygie/", "hygie/0"); });
      assert.throws(() => verifyTraces(another), /a checkpoint of/);
    });

    it("are refused when the key is not the one that is trusted", () => {
      const other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
      assert.throws(() => verifyTraces(file, [other]), /is not one that you named/);
      assert.throws(() => parseKey(other.replace("c74f20a3", "c74f20a4")), /not of its id/);
    });

    it("are checked by an implementation that knows the trees of others", () => {
      // The second of the trees that the tests of Certificate Transparency begin with.
      const root = rootOf(Buffer.alloc(0), 0, 2n, [Buffer.from("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7", "hex")]);
      assert.equal(root.toString("hex"), "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
      assert.throws(() => openCheckpoint("no checkpoint", parseKey(key)), /not a checkpoint/);
    });
  });
}
