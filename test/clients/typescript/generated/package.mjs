// Builds the npm package in FOLDER/typescript as its scripts do, packs it, lets publint and attw
// look at it, and uses it by import and by require: node package.mjs FOLDER NAME PLAIN. The package
// in PLAIN was made without a configuration.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, name, plain] = [resolve(process.argv[2]), process.argv[3], resolve(process.argv[4])];
const source = join(folder, "typescript");
const user = join(folder, "user");
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const PATH = join(modules, ".bin") + delimiter + process.env.PATH;
const run = (command, parameters, cwd) =>
  execFileSync(command, parameters, { cwd, env: { ...process.env, PATH }, encoding: "utf8" });

rmSync(user, { recursive: true, force: true });
mkdirSync(join(user, "node_modules", name), { recursive: true });
const { scripts, version, ...described } = JSON.parse(
  readFileSync(join(source, "package.json"), "utf8"),
);
const { author, license, repository, engines } = described;
assert.deepEqual(
  { author, license, repository, engines },
  {
    author: 'Ada "Al" Example <ada@example.com> (https://example.com/ada)',
    license: "Apache-2.0",
    repository: "github:acme/todo",
    engines: { node: ">=20" },
  },
);
const undescribed = JSON.parse(readFileSync(join(plain, "typescript/package.json"), "utf8"));
assert.deepEqual(
  ["author" in undescribed, undescribed.license, "repository" in undescribed, undescribed.engines],
  [false, "UNLICENSED", false, engines],
);
run("sh", ["-c", scripts.build], source);
const [packed] = JSON.parse(
  run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", user], source),
);
assert.equal(packed.version, version);
run(
  "tar",
  ["xzf", packed.filename, "-C", join("node_modules", name), "--strip-components=1"],
  user,
);

// Those who publish see the same. A package that says something wrong of itself has to be found.
const gates = {
  publint: (file) =>
    spawnSync("publint", ["--strict", file], {
      cwd: user,
      env: { ...process.env, PATH },
      encoding: "utf8",
    }),
  attw: (file) =>
    spawnSync("attw", [file, "--profile", "node16", "--no-color", "--no-emoji"], {
      cwd: user,
      env: { ...process.env, PATH },
      encoding: "utf8",
    }),
};
for (const [gate, look] of Object.entries(gates)) {
  const { status, stdout, stderr } = look(packed.filename);
  assert.equal(status, 0, `${gate}: ${stdout}${stderr}`);
}
const canaries = {
  publint: (json) => (json.exports["."].require.default = "./dist/cjs/missing.js"),
  attw: (json) => (json.exports["."].require.types = "./dist/esm/index.d.ts"),
};
for (const [gate, change] of Object.entries(canaries)) {
  const canary = join(user, `canary_${gate}`);
  cpSync(join(user, "node_modules", name), canary, { recursive: true });
  const json = JSON.parse(readFileSync(join(canary, "package.json"), "utf8"));
  change(json);
  writeFileSync(join(canary, "package.json"), JSON.stringify(json));
  const [wrong] = JSON.parse(
    run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", canary], canary),
  );
  const { status, error } = gates[gate](join(canary, wrong.filename));
  assert.ok(!error && status === 1, `${gate} does not find its canary`);
}

const use = `createClient({ baseUrl: "http://x", fetch: async () => Response.json({ id: 7 }) })`;
writeFileSync(
  join(user, "use.mjs"),
  `import { createClient, getTodo } from "${name}";
console.log((await getTodo(${use}, { id: 7 })).id);`,
);
writeFileSync(
  join(user, "use.cjs"),
  `const { createClient, getTodo } = require("${name}");
getTodo(${use}, { id: 7 }).then((todo) => console.log(todo.id));`,
);
for (const file of ["use.mjs", "use.cjs"])
  assert.equal(run(process.execPath, [file], user), "7\n", file);

// Each way of importing finds declarations of its own kind.
for (const ending of ["mts", "cts"]) {
  const code = `import { createClient, getTodo } from "${name}";
export const call = getTodo(createClient({ baseUrl: "" }), { id: 1 });
`;
  writeFileSync(
    join(user, `use.${ending}`),
    `${code}// @ts-expect-error: a member is missing
void getTodo(createClient({ baseUrl: "" }), {});
`,
  );
}
const compilerOptions = {
  strict: true,
  noEmit: true,
  target: "es2022",
  module: "nodenext",
  types: [],
};
writeFileSync(
  join(user, "tsconfig.json"),
  JSON.stringify({ compilerOptions, files: ["use.mts", "use.cts"] }),
);
for (const compiler of ["typescript", "typescript7"])
  run(process.execPath, [join(modules, compiler, "bin/tsc")], user);
console.log(`ok: ${packed.filename}, ${packed.files.length} files`);
