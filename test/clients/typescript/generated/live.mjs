// Runs live.test.ts with the client in FOLDER/todo/typescript: node live.mjs FOLDER, with VGEN_TODO_SERVER in the environment.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = resolve(process.argv[2]);
const outfile = join(folder, "live.test.mjs");
await build({
  entryPoints: [fileURLToPath(new URL("../live.test.ts", import.meta.url))],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  sourcemap: "inline",
  alias: { "todo-client": join(folder, "todo/typescript/index.ts") },
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", outfile], { stdio: "inherit" });
process.exit(status ?? 1);
