// Clients that were written for any R4 server, unchanged, against the real
// binary. Each Python test runs in a process of its own.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { hygie, serve } from "../browser/support/server.mjs";
import { fhirKitClient } from "./fhir_kit_client.mjs";
import { smart } from "./smart.mjs";
import { traces } from "./traces.mjs";

/** A Python with the packages of requirements.txt; `scripts/test.sh` makes it. */
const PYTHON = process.env.HYGIE_CLIENTS_PYTHON ?? "python3";

const python = (file, ...words) =>
  promisify(execFile)(PYTHON, [fileURLToPath(new URL(file, import.meta.url)), ...words]);

describe("Clients of other people", async () => {
  let folder, server, base, token;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "hygie-clients-"));
    const data = join(folder, "data");
    await hygie(data, "init", "--organisation", "Cabinet");
    token = (await hygie(data, "admin", "token", "--system", "clients", "--scope", "system/*.cruds")).at(-1);
    server = await serve(data, "serve");
    base = `${server.url}/fhir`;
  });
  after(async () => {
    assert.equal(await server?.stop(), 0, "the server's exit code");
    await rm(folder, { recursive: true, force: true });
  });

  fhirKitClient(() => ({ base, token }));
  traces(() => ({ data: join(folder, "data"), folder, base, token }));
  await smart(() => ({ data: join(folder, "data"), folder, base }), python);
  for (const file of ["fhirclient_test.py", "fhirpy_test.py"]) {
    const { stdout } = await python(file, "--list");
    for (const name of stdout.trim().split("\n")) {
      it(`${file}: ${name}`, () => python(file, name, base, token));
    }
  }
});
