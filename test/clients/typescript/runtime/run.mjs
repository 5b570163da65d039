// Checks the client runtime by itself: types in both compilers with every strict option, behaviour,
// size, layout. node run.mjs: prints the failures; the exit code is 1 if there are any.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Bytes, minified and compressed: of createClient and call, and of these with one more part. */
const budgets = {
  core: { bytes: 2030, exports: 'export { call, createClient } from "./index.ts";' },
  streams: {
    bytes: 2800,
    exports:
      'export { call, createClient } from "./index.ts"; export { stream } from "./stream.ts";',
  },
  channels: {
    bytes: 5250,
    exports:
      'export { call, createClient } from "./index.ts"; ' +
      'export { openChannel } from "./channel.ts";',
  },
  presence: {
    bytes: 5450,
    exports:
      'export { call, createClient } from "./index.ts"; ' +
      'export { openChannel } from "./channel.ts"; export { PresenceReader } from "./presence.ts";',
  },
  rpc: {
    bytes: 4865,
    exports: 'export { call, createClient } from "./index.ts"; export { openRpc } from "./rpc.ts";',
  },
  sockets: {
    bytes: 5950,
    exports:
      'export { call, createClient } from "./index.ts"; ' +
      'export { openChannel } from "./channel.ts"; export { openRpc } from "./rpc.ts";',
  },
};

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = join(here, "../node_modules");
const runtime = join(here, "../../../../runtime/typescript/src");
const out = mkdtempSync(join(tmpdir(), "vgen-runtime-"));
let failures = 0;

function check(what, command, ...parameters) {
  const { status } = spawnSync(command, parameters, { stdio: "inherit", cwd: here });
  console.log(`${status === 0 ? "ok" : "FAILED"}: ${what}`);
  if (status !== 0) failures++;
}

try {
  for (const compiler of ["typescript", "typescript7"]) {
    for (const project of ["tsconfig.json", "tsconfig.browser.json"]) {
      check(
        `${compiler}, ${project}`,
        process.execPath,
        join(modules, compiler, "bin/tsc"),
        "-p",
        join(here, project),
      );
    }
  }
  check(
    "layout",
    process.execPath,
    join(modules, "prettier/bin/prettier.cjs"),
    "--check",
    "--print-width",
    "100",
    runtime,
  );

  const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: tests.map((name) => join(here, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    sourcemap: "inline",
    logLevel: "error",
  });
  const bundles = tests.map((name) => join(out, name.replace(/\.ts$/, ".mjs")));
  check(
    "behaviour",
    process.execPath,
    "--enable-source-maps",
    "--test",
    "--test-reporter",
    "dot",
    ...bundles,
  );

  for (const [name, { bytes, exports }] of Object.entries(budgets)) {
    const bundle = await build({
      stdin: { contents: exports, resolveDir: runtime, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      write: false,
    });
    const size = gzipSync(bundle.outputFiles[0].contents, { level: 9 }).length;
    console.log(`${size <= bytes ? "ok" : "FAILED"}: size of ${name}, ${size} of ${bytes} bytes`);
    if (size > bytes) failures++;
  }
} finally {
  rmSync(out, { recursive: true });
}
process.exit(failures ? 1 : 0);
