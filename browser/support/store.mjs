// Where the program under test keeps its records: SQLite in the data folder, or
// with HYGIE_TEST_STORE=postgres a database on the server of HYGIE_TEST_POSTGRES,
// which `scripts/test.sh` starts and drops.

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const STORE = process.env.HYGIE_TEST_STORE ?? "sqlite";

/** Whether the records are on a server. */
export const onPostgres = STORE === "postgres";

/** The options of data folders that were seen, by folder. */
const made = new Map();

/** The options that name the store of a data folder: a database of its own. */
export function store(data) {
  if (STORE === "sqlite") return [];
  if (!onPostgres) throw new Error(`HYGIE_TEST_STORE says ${STORE}`);
  if (!made.has(data)) made.set(data, make(data));
  return made.get(data);
}

function make(data) {
  const server = process.env.HYGIE_TEST_POSTGRES;
  if (!server) throw new Error("HYGIE_TEST_POSTGRES must name a server: `scripts/postgres.sh start FOLDER` tells one");
  const name = `browser_${process.pid}_${made.size}`;
  execFileSync("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", server, "-c", `CREATE DATABASE ${name}`]);
  const url = new URL(server);
  const password = join(dirname(data), "store-password");
  writeFileSync(password, decodeURIComponent(url.password), { mode: 0o600 });
  url.password = "";
  url.pathname = `/${name}`;
  return ["--store", url.href, "--store-password-file", password];
}
