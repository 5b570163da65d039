// Runs a test with the clients in FOLDER/NAME/typescript: node live.mjs FOLDER TEST, with its
// server in the environment, such as VGEN_TODO_SERVER.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = resolve(process.argv[2]);
const name = process.argv[3];
const outfile = join(folder, `${name}.test.mjs`);
await build({
  entryPoints: [fileURLToPath(new URL(`../${name}.test.ts`, import.meta.url))],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  sourcemap: "inline",
  // Packages for Node call require, which a module does not have.
  banner: {
    js:
      'import { createRequire } from "node:module"; ' +
      "const require = createRequire(import.meta.url);",
  },
  alias: Object.fromEntries(
    ["todo", "rows", "chat", "topics", "office", "streams", "desk"].map((client) => [
      `${client}-client`,
      join(folder, client, "typescript/index.ts"),
    ]),
  ),
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", outfile], {
  stdio: "inherit",
});
process.exit(status ?? 1);
