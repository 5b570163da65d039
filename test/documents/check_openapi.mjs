// node check_openapi.mjs FILE: lints and validates an OpenAPI document. A single warning fails.
import { resolve } from "node:path";

import { gates } from "./lib/openapi_gates.mjs";
import { report } from "./lib/tools.mjs";

const file = resolve(process.argv[2]);
const findings = [];
for (const [gate, check] of Object.entries(gates)) {
  for (const text of await check(file)) findings.push({ gate, text });
}
report(findings, file);
