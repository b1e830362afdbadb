// The program under test: the real binary on a folder of its own.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { store } from "./store.mjs";

/** The binary; `scripts/test.sh` says where cargo put it. */
export const HYGIE = process.env.HYGIE ?? fileURLToPath(new URL("../../target/debug/hygie", import.meta.url));

/** Runs one command to its end and gives the lines it printed. */
export async function hygie(data, ...words) {
  const { stdout } = await promisify(execFile)(HYGIE, ["--data", data, ...store(data), ...words]);
  return stdout.trimEnd().split("\n");
}

/**
 * Starts a command that serves, on a port of the system's choice unless one is
 * named, and waits for the line that says where.
 */
export async function serve(data, command, ...words) {
  const listen = words.includes("--listen") ? [] : ["--listen", "127.0.0.1:0"];
  const all = ["--data", data, ...store(data), command, ...listen, ...words];
  const child = spawn(HYGIE, all, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  // Whatever ends the tests, the server does not outlive them.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const lines = [];
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const serving = line.match(/^Serving .* at (http:\S+)$/);
      if (serving) resolve(serving[1]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`hygie ${command} ended with ${code}:\n${log.join("\n")}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const [code] = await ended;
    return code;
  };
  return { url, lines, log, stop };
}

/** The accounts that `hygie demo` prints: role, name, login, password. */
export function accounts(lines) {
  const line = /^ {2}(\S+) +(\S.*?) +(\S+) +([a-z0-9]{4}(?:-[a-z0-9]{4}){3})$/;
  const found = lines.map((text) => text.match(line)).filter(Boolean);
  return found.map(([, role, name, login, password]) => ({ role, name, login, password }));
}
