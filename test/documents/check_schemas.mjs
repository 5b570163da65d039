// node check_schemas.mjs FOLDER: checks every schema of a folder alone, and all of them together.
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { gates } from "./lib/schema_gates.mjs";
import { readJson, report } from "./lib/tools.mjs";

const folder = process.argv[2];
const findings = [];
const ids = new Map();
for (const name of readdirSync(folder)) {
  const schema = readJson(join(folder, name));
  if (ids.has(schema.$id))
    findings.push({
      gate: "ids",
      text: `${name} and ${ids.get(schema.$id)} are both ${schema.$id}`,
    });
  ids.set(schema.$id, name);
  for (const [gate, check] of Object.entries(gates)) {
    for (const text of await check(schema)) findings.push({ gate, text: `${name}: ${text}` });
  }
}
if (ids.size === 0) findings.push({ gate: "ids", text: "there is no schema" });
report(findings, `${folder} (${ids.size} schemas)`);
