// The cost of a client as its API grows: bytes in a bundle, and the compiler's work (acceptance K2,
// K8). node scale.mjs VGEN: `VGEN` is the tool. Prints the figures. The exit code is 0 if they are
// within their budgets.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const budgets = { bytesOfOne: 2100, bytesAnOperation: 20, instantiations: 2000 };
const resources = 100; // of five operations each
const calls = 100;

const here = fileURLToPath(new URL(".", import.meta.url));
const vgen = process.argv[2];
if (!vgen) throw new Error("usage: node scale.mjs VGEN");

/** Five operations on one resource, as an author would write them. */
function resource(number) {
  const type = `Thing${number}`;
  const name = `thing${number}`;
  return {
    types: `
/// A thing of kind ${number}.
struct ${type} {
  std::int64_t id{};
  std::string name;                     ///< @minLength 1 @maxLength 100
  std::vector<std::string> labels = {};
  bool done = false;
};
struct List${type} { std::optional<bool> done{}; std::uint32_t limit = 50; };
struct Create${type} { std::string name; std::vector<std::string> labels = {}; };
struct Get${type} { std::int64_t id{}; };
struct Update${type} {
  std::int64_t id{};
  std::optional<std::string> name{};
  std::optional<bool> done{};
};
struct Delete${type} { std::int64_t id{}; };
/// All things.
Function<List${type}, std::vector<${type}>> list_${name};
/// Adds a thing.
Function<Create${type}, ${type}> create_${name};
/// One thing.
Function<Get${type}, vgen::Result<${type}, NotFound>> get_${name};
/// Changes a thing.
Function<Update${type}, vgen::Result<${type}, NotFound>> update_${name};
/// Removes a thing.
Function<Delete${type}, vgen::Result<void, NotFound>> delete_${name};

inline constexpr vgen::HttpRoute ${name}_routes[] = {
    {.method = vgen::Method::get, .path = "/${name}", .func = list_${name}, .tags = {"${name}"}},
    {.method = vgen::Method::post, .path = "/${name}", .func = create_${name}, .status = 201,
     .tags = {"${name}"}},
    {.method = vgen::Method::get, .path = "/${name}/{id}", .func = get_${name},
     .tags = {"${name}"}},
    {.method = vgen::Method::patch, .path = "/${name}/{id}", .func = update_${name},
     .tags = {"${name}"}},
    {.method = vgen::Method::del, .path = "/${name}/{id}", .func = delete_${name},
     .tags = {"${name}"}},
};
`,
    functions: ["list", "create", "get", "update", "delete"].map((verb) => `${verb}Thing${number}`),
  };
}

const made = Array.from({ length: resources }, (_, number) => resource(number));
const functions = made.flatMap((one) => one.functions);
const header = `#pragma once
#include <vgen/api.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
namespace scale {
struct Services;
template <class In, class Out> using Function = vgen::APIFunctionSessionless<In, Out, Services>;
struct NotFound { static constexpr int status = 404; std::int64_t id{}; };
${made.map((one) => one.types).join("")}
}  // namespace scale
`;

/** A call and a use of its value, so that the compiler must find its type. */
function use(name, number) {
  const input = {
    list: "{ done: true }",
    create: `{ name: "n" }`,
    get: "{ id: 1 }",
    update: "{ id: 1, done: true }",
    delete: "{ id: 1 }",
  }[/^[a-z]+/.exec(name)[0]];
  return `export const r${number} = await ${name}(api, ${input});\n`;
}

const folder = mkdtempSync(join(tmpdir(), "vgen-scale-"));
let failures = 0;

function report(what, figure, budget) {
  const holds = figure <= budget;
  console.log(`${holds ? "ok" : "FAILED"}: ${what}: ${figure} of ${budget}`);
  if (!holds) failures++;
}

async function bundled(names) {
  const exported = ["createClient", ...names].join(", ");
  const contents = `export { ${exported} } from "./generated/typescript/index.ts";`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const bytes = outputFiles[0].contents;
  const size = gzipSync(bytes, { level: 9 }).length;
  console.log(`${names.length} operations: ${bytes.length} bytes, ${size} with gzip`);
  return size;
}

function instantiations(compiler) {
  const tsc = join(here, "node_modules", compiler, "bin/tsc");
  const count = (entry) => {
    const lib = ["es2022", "dom", "dom.iterable"];
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2022",
      module: "nodenext",
      lib,
      types: [],
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: [entry] }),
    );
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, "-p", folder, "--extendedDiagnostics"],
      {
        encoding: "utf8",
      },
    );
    if (status !== 0) throw new Error(stdout);
    return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
  };
  // The compiler's work for its own libraries does not count for the client.
  return count("calls.ts") - count("nothing.ts");
}

try {
  writeFileSync(join(folder, "scale_api.hpp"), header);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  mkdirSync(join(folder, "generated"));
  execFileSync(vgen, ["generate", "scale_api.hpp", "--out", "generated", "--emit", "typescript"], {
    cwd: folder,
    stdio: "inherit",
  });

  const names = functions
    .filter((_, number) => number % 5 === Math.floor(number / 5) % 5)
    .slice(0, calls);
  writeFileSync(
    join(folder, "calls.ts"),
    `import { createClient, ${names.join(", ")} } from "./generated/typescript/index.js";
const api = createClient({ baseUrl: "" });\n${names.map(use).join("")}`,
  );
  writeFileSync(join(folder, "nothing.ts"), "export {};\n");

  const one = await bundled([functions[2]]);
  await bundled(functions.slice(0, 50));
  const all = await bundled(functions);
  report("bytes of a client with one operation", one, budgets.bytesOfOne);
  report(
    "bytes of each further operation",
    Math.ceil(((all - one) / (functions.length - 1)) * 10) / 10,
    budgets.bytesAnOperation,
  );
  for (const compiler of ["typescript", "typescript7"]) {
    report(
      `instantiations for ${names.length} calls, ${compiler}`,
      instantiations(compiler),
      budgets.instantiations,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.exit(failures ? 1 : 0);
