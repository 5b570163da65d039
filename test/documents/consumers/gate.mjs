// Feeds documents to code generators that know nothing about vgen. The output must compile, and
// calls must work. node gate.mjs OUT SERVER NAME=DOCUMENT…: OUT is emptied, SERVER serves the
// document `todo`. The exit code is 1 if anything failed that is not in known_faults.mjs, or if
// something there did not.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { build } from "esbuild";

import { startServer } from "../../contract/lib/process.mjs";
import { generators } from "./generators.mjs";
import { knownFaults } from "./known_faults.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = join(here, "node_modules");
const folder = resolve(process.argv[2]);
const server = process.argv[3];
const documents = process.argv
  .slice(4)
  .map((each) => each.replace(/=(.*)/, (_, file) => `=${resolve(file)}`));
const node = (args) =>
  promisify(execFile)(process.execPath, ["--no-warnings", ...args], {
    cwd: folder,
    maxBuffer: 1 << 26,
    env: { ...process.env, NO_COLOR: "1", CI: "1" },
  });

/** Runs two tasks at a time. */
async function twoAtATime(tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all([worker(), worker()]);
}

async function generate(generator, failures) {
  try {
    const { stdout } = await node([
      join(here, "generate.mjs"),
      generator,
      join(folder, generator),
      ...documents,
    ]);
    failures.push(...JSON.parse(stdout.trim().split("\n").at(-1)));
  } catch (error) {
    failures.push({ generator, text: error.stderr || String(error) });
  }
}

/**
 * Compiles what some generators wrote. A fault begins in a line of its own and goes on in lines
 * with an indent.
 */
async function compile(name, names, paths, failures) {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    module: "preserve",
    lib: ["es2022", "dom", "dom.iterable"],
    types: ["node"],
    typeRoots: [join(modules, "@types")],
    paths,
    allowImportingTsExtensions: true,
  };
  const project = join(folder, `${name}.json`);
  writeFileSync(
    project,
    JSON.stringify({ compilerOptions, include: names.map((each) => `${each}/**/*.ts`) }),
  );
  try {
    await node([join(modules, "typescript/bin/tsc"), "-p", project, "--pretty", "false"]);
  } catch ({ stdout }) {
    for (const text of stdout.trim().split(/\n(?! )/))
      failures.push({ generator: text.slice(0, text.indexOf("/")), text });
  }
}

/** Calls the server through what three generators wrote for the document `todo`. */
async function call(failures) {
  const bundle = join(folder, "calls.mjs");
  await build({
    entryPoints: [join(here, "calls.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    alias: { generated: folder },
    nodePaths: [modules],
    logLevel: "error",
  });
  const { url, stop } = await startServer(server);
  try {
    const { calls } = await import(bundle);
    for (const [generator, make] of Object.entries(calls)) {
      await make(url).catch((error) =>
        failures.push({ generator, text: `a call failed: ${error.stack}` }),
      );
    }
    return Object.keys(calls).length;
  } finally {
    await stop();
  }
}

const isKnown =
  ({ generator, text }) =>
  (fault) =>
    fault.generator === generator && text.includes(fault.file) && text.includes(fault.text);

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
symlinkSync(modules, join(folder, "node_modules"));
writeFileSync(join(folder, "package.json"), '{"type": "module"}\n');
const failures = [];
const names = Object.keys(generators);
const old = ["openapi-zod-client"]; // it writes code for zod 3, all others for zod 4
await twoAtATime(names.map((name) => () => generate(name, failures)));
await Promise.all([
  compile(
    "zod4",
    names.filter((name) => !old.includes(name)),
    {},
    failures,
  ),
  compile("zod3", old, { zod: [join(modules, "zod3/index.d.ts")] }, failures),
]);
const called = await call(failures);
const unknown = failures.filter((failure) => !knownFaults.some(isKnown(failure)));
const gone = knownFaults.filter((fault) => !failures.some((failure) => isKnown(failure)(fault)));
for (const { generator, document = "", text } of unknown)
  console.log(`${generator} ${document}: ${text}\n`);
for (const { generator, why } of gone)
  console.log(`${generator}: remove from known_faults.mjs, it does not happen any more: ${why}`);
const findings = unknown.length + gone.length;
console.log(
  `${names.length} generators, ${documents.length} documents, ${called} clients called: ` +
    `${findings} findings, ${failures.length - unknown.length} known`,
);
process.exit(findings === 0 ? 0 : 1);
