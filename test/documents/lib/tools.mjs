// Runs the tools and reports their findings.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const folder = join(dirname(fileURLToPath(import.meta.url)), "..");

export const readJson = (file) => JSON.parse(readFileSync(file, "utf8"));

/** Runs a program of node_modules/.bin. */
export const run = (program, ...args) => {
  const { status, stdout, stderr, error } = spawnSync(
    join(folder, "node_modules", ".bin", program),
    args,
    {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        NO_COLOR: "1",
        REDOCLY_TELEMETRY: "off",
        REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
      },
    },
  );
  if (error) throw error;
  return { code: status, stdout, stderr };
};

/** Prints findings, each with the tool that found it. The exit code is 1 if there are any. */
export const report = (findings, subject) => {
  for (const { gate, text } of findings) console.error(`${gate}: ${text}`);
  console.log(
    findings.length === 0
      ? `${subject}: nothing to say`
      : `${subject}: ${findings.length} finding(s)`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
};
