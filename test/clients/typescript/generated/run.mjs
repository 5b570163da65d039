// Checks generated clients: their layout, and their types in both compilers with every strict
// option. node run.mjs FOLDER: FOLDER/NAME/typescript are the clients; the exit code tells.
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = resolve(process.argv[2]);
const here = fileURLToPath(new URL(".", import.meta.url));
const modules = join(here, "../node_modules");
let failures = 0;

function check(what, script, ...parameters) {
  const { status } = spawnSync(process.execPath, [join(modules, script), ...parameters], {
    stdio: "inherit",
  });
  console.log(`${status === 0 ? "ok" : "FAILED"}: ${what}`);
  if (status !== 0) failures++;
}

/** A project of all clients, as a page or a program of Node would have it. */
function project(name, options, files) {
  const file = join(folder, `tsconfig.${name}.json`);
  const paths = Object.fromEntries(
    clients.map((client) => [`${client}-client`, [`./${client}/typescript/index.ts`]]),
  );
  const compilerOptions = {
    target: "es2022",
    noEmit: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    erasableSyntaxOnly: true,
    paths,
    ...options,
  };
  writeFileSync(file, JSON.stringify({ compilerOptions, files }));
  return file;
}

const clients = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
const indexes = clients.map((client) => join(folder, client, "typescript/index.ts"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
const projects = {
  page: project("page", { module: "preserve", lib: ["es2022", "dom", "dom.iterable"], types: [] }, [
    ...indexes,
    join(here, "calls.ts"),
  ]),
  node: project(
    "node",
    {
      module: "nodenext",
      lib: ["es2022"],
      types: ["node"],
      typeRoots: [join(modules, "@types")],
      skipLibCheck: true,
    },
    [
      ...indexes,
      join(here, "calls.ts"),
      join(here, "../live.test.ts"),
      join(here, "../rows.test.ts"),
      join(here, "../channels.test.ts"),
    ],
  ),
};

for (const compiler of ["typescript", "typescript7"]) {
  for (const [name, file] of Object.entries(projects))
    check(`${compiler}, ${name}`, `${compiler}/bin/tsc`, "-p", file);
}
const style = ["--config", join(here, "../../../../.prettierrc.json"), "--check"];
// Members with letters beyond ASCII are quoted, without need: vgen has no table of the letters that
// a name may have.
const quoted = `!${folder}/life/typescript/types.ts`;
check(
  "layout",
  "prettier/bin/prettier.cjs",
  ...style,
  `${folder}/**/*.ts`,
  quoted,
  join(here, "*.ts"),
  join(here, "*.mjs"),
);
process.exit(failures ? 1 : 0);
