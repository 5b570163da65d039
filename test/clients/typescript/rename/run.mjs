// Renames fields of an API in its header only. Then the server and the client that use them must
// fail to compile at the right places. node run.mjs VGEN COMPILER INCLUDES FOLDER: INCLUDES is the
// runtime's folder of headers, FOLDER is made again.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const [vgen, compiler, includes, folder] = process.argv
  .slice(2)
  .map((argument) => resolve(argument));
const here = fileURLToPath(new URL(".", import.meta.url));
const tsc = join(here, "../node_modules/typescript/bin/tsc");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const file of ["note_api.hpp", "server.cpp", "client.ts"])
  cpSync(join(here, file), join(folder, file));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
const compilerOptions = {
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom"],
  types: [],
  strict: true,
  noEmit: true,
};
writeFileSync(
  join(folder, "tsconfig.json"),
  JSON.stringify({ compilerOptions, files: ["client.ts"] }),
);
const header = readFileSync(join(folder, "note_api.hpp"), "utf8");

function run(command, ...parameters) {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, text: stdout + stderr };
}

/** Writes the header and generates its files. */
function generate(text) {
  writeFileSync(join(folder, "note_api.hpp"), text);
  const { status, text: said } = run(
    vgen,
    "generate",
    "note_api.hpp",
    "--out",
    "generated",
    "--emit",
    "cpp,typescript",
    "--",
    `-I${includes}`,
  );
  assert.equal(status, 0, said);
}

/** The places where the two compilers report errors: FILE:LINE. */
function errors() {
  const cpp = run(
    compiler,
    "-std=c++20",
    "-fsyntax-only",
    "-Igenerated",
    "-I.",
    `-I${includes}`,
    "server.cpp",
  );
  const ts = run(process.execPath, tsc, "--pretty", "false", "-p", ".");
  const places = [
    ...cpp.text.matchAll(/^(\S+?):(\d+):\d+: error: /gm),
    ...ts.text.matchAll(/^(\S+?)\((\d+),\d+\): error /gm),
  ];
  const failed = [cpp, ts].filter(({ status }) => status !== 0).length;
  return {
    failed,
    places: places.map(([, file, line]) => `${file}:${line}`),
    text: cpp.text + ts.text,
  };
}

/** The line of a file that contains a text: FILE:LINE. */
function place(file, text) {
  const index = readFileSync(join(folder, file), "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text));
  assert.notEqual(index, -1, text);
  return `${file}:${index + 1}`;
}

test("rename: both sides compile with the names of the header", () => {
  generate(header);
  const found = errors();
  assert.deepEqual(found, { failed: 0, places: [], text: found.text });
});

for (const [what, from, to, inServer, inClient] of [
  ["input", "std::string text;", "std::string words;", "in.text", "text:"],
  ["output", "int number{};", "int id{};", "note.number", "note.number"],
]) {
  test(`rename: without the old name of a field of the ${what}, neither side compiles`, () => {
    const renamed = header.replace(from, to);
    assert.notEqual(renamed, header);
    generate(renamed);
    const found = errors();
    const places = [place("server.cpp", inServer), place("client.ts", inClient)];
    assert.deepEqual(found, { failed: 2, places, text: found.text }, found.text);
  });
}
