// Checks a file of traces with their proofs, without Hygie: Node.js alone, from its own
// modules. docs/use/my-traces.md says what it does, step by step.
//
//   node clients/verify_traces.mjs FILE [--key NAME+ID+KEY]...
//
// With --key, only logs of these keys are taken: get them from somebody other than whoever
// gave you the file.

import { createHash, createHmac, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const LABEL = Buffer.from("hygie logged trace 1\0");
const LEAF = LABEL.length + 8 + 16 + 1 + 4;
/** Before an Ed25519 key in the form that Node.js reads (RFC 8410, section 4). */
const SPKI = Buffer.from("302a300506032b6570032100", "hex");

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const node = (left, right) => sha256(Buffer.from([1]), left, right);

/** `NAME+ID+KEY` (C2SP signed-note, verifier keys). */
export function parseKey(text) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? fail("not a key of a log");
  const key = Buffer.from(encoded, "base64");
  if (key.length !== 33 || key[0] !== 1) fail("not an Ed25519 key of a log");
  if (sha256(Buffer.from(`${name}\n`), key).subarray(0, 4).toString("hex") !== id) fail("the key is not of its id");
  return { name, id, key: createPublicKey({ key: Buffer.concat([SPKI, key.subarray(1)]), format: "der", type: "spki" }) };
}

/** A checkpoint that the key signed (C2SP tlog-checkpoint). */
export function openCheckpoint(note, { name, id, key }) {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) fail("not a checkpoint");
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  if (origin !== name) fail(`a checkpoint of ${origin}, not of ${name}`);
  if (!/^(0|[1-9][0-9]*)$/.test(size)) fail("not the size of a tree");
  const signatures = note.slice(end + 2).trimEnd().split("\n").map((line) => {
    const [, by, signature] = /^— (\S+) (\S+)$/.exec(line) ?? fail("not a signature");
    return { by, bytes: Buffer.from(signature, "base64") };
  });
  const own = signatures.find(({ by, bytes }) => by === name && bytes.subarray(0, 4).toString("hex") === id);
  if (!own || !verify(null, Buffer.from(text), key, own.bytes.subarray(4))) fail("the log did not sign its checkpoint");
  return { origin, size: BigInt(size), root: Buffer.from(root, "base64") };
}

/** The root that an audit path leads to (RFC 9162 section 2.1.3.2). */
export function rootOf(entry, index, size, path) {
  let at = BigInt(index);
  let last = size - 1n;
  if (at > last) fail("an index beyond the tree");
  let root = sha256(Buffer.from([0]), entry);
  for (const sibling of path) {
    if (last === 0n) fail("a proof with too many hashes");
    if (at % 2n === 1n || at === last) {
      root = node(sibling, root);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else {
      root = node(root, sibling);
    }
    [at, last] = [at / 2n, last / 2n];
  }
  if (last !== 0n) fail("a proof with too few hashes");
  return root;
}

/** Checks a file; tells how many traces it has, how many are proven and how many can be read. */
export function verifyTraces(file, trusted = []) {
  if (file.format !== "hygie traces with proofs 1") fail("not a file of traces with proofs");
  const keys = trusted.map((text) => parseKey(text));
  const logs = new Map();
  for (const { key, checkpoint } of file.logs) {
    const parsed = parseKey(key);
    if (keys.length > 0 && !trusted.includes(key)) fail(`the key of ${parsed.name} is not one that you named`);
    logs.set(parsed.name, openCheckpoint(checkpoint, parsed));
  }
  const counts = { traces: 0, proven: 0, readable: 0 };
  const seen = new Set();
  for (const [number, trace] of file.traces.entries()) {
    const place = `trace ${number + 1}`;
    const entry = Buffer.from(trace.entry, "base64");
    if (!entry.subarray(0, LABEL.length).equals(LABEL) || entry.length !== LEAF + 64) fail(`${place}: not an entry of a log`);
    if (entry.subarray(LABEL.length, LABEL.length + 8).toString("hex") !== file.record) fail(`${place}: of another record`);
    if (seen.has(`${trace.log} ${trace.index}`)) fail(`${place}: there twice`);
    seen.add(`${trace.log} ${trace.index}`);
    counts.traces += 1;
    if (trace.trace !== undefined) {
      const leaf = createHmac("sha256", Buffer.from(trace.blinding, "base64")).update(trace.trace).digest();
      if (!leaf.equals(entry.subarray(LEAF, LEAF + 32))) fail(`${place}: it does not say what was logged`);
      counts.readable += 1;
    }
    if (trace.proof !== undefined) {
      const log = logs.get(trace.log) ?? fail(`${place}: of a log without a checkpoint`);
      const path = trace.proof.map((hash) => Buffer.from(hash, "base64"));
      if (!rootOf(entry, trace.index, log.size, path).equals(log.root)) fail(`${place}: it is not in its log`);
      counts.proven += 1;
    }
  }
  return { ...counts, logs: [...logs.values()].map(({ origin, size }) => `${origin}, ${size} traces`) };
}

function fail(why) {
  throw new Error(why);
}

function main([path, ...words]) {
  const keys = words.flatMap((word, at) => (word === "--key" ? [words[at + 1]] : []));
  const found = verifyTraces(JSON.parse(readFileSync(path, "utf8")), keys);
  for (const log of found.logs) console.log(`Log ${log}: signed by its key.`);
  console.log(`${found.traces} traces: ${found.proven} are in their log, ${found.readable} say what was logged.`);
  if (keys.length === 0) console.log("The keys are those of the file itself: name those that you know with --key.");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error(`Not verified: ${error.message}`);
    process.exitCode = 1;
  }
}
