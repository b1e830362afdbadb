// Clients that get their tokens themselves: machines by signed assertions, an
// app by a person's yes. They sign with libraries of their own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, it } from "node:test";

import { hygie } from "../browser/support/server.mjs";

/** Tests against the server that `where` names; `python` runs a file of ours. */
export async function smart(where, python) {
  let clients, publisher;
  before(async () => {
    const { data, folder, base } = where();
    await python("backend_test.py", "--keys", folder);
    const add = async (kind, name, ...words) =>
      (await hygie(data, "admin", "client", "add", "--kind", kind, "--name", name, ...words)).at(-1);
    const scope = ["--scope", "system/Patient.cruds system/Observation.rs"];
    const machine = (key) => add("backend", `Laboratoire ${key}`, ...scope, "--jwks", join(folder, `${key}.json`));
    const app = ["--scope", "launch/patient openid fhirUser offline_access user/*.rs patient/*.rs"];
    // A machine's own host, which publishes its keys.
    publisher = createServer(async (_, response) => response.end(await readFile(join(folder, "ec.json"))));
    await new Promise((done) => publisher.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${publisher.address().port}/keys`;
    clients = {
      published: await add("backend", "Laboratoire publié", ...scope, "--jwks-url", url),
      base,
      folder,
      rsa: await machine("rsa"),
      ec: await machine("ec"),
      app: await add("public", "Courbes", ...app, "--redirect", "https://app.example/cb"),
    };
    const { stdout } = await python("backend_test.py", "makes_a_person", JSON.stringify(clients));
    const record = ["--role", "person", "--record", stdout.trim(), "--name", "Jeanne Morel"];
    clients.password = (await hygie(data, "admin", "create", "--login", "jeanne", ...record)).at(-1);
  });
  after(() => publisher?.close());
  for (const file of ["backend_test.py", "launch_test.py"]) {
    const { stdout } = await python(file, "--list");
    for (const name of stdout.trim().split("\n")) {
      it(`${file}: ${name}`, () => python(file, name, JSON.stringify(clients)));
    }
  }
}
