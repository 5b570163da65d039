// node check_model.mjs FILE: validates model.json with its contract, schemas/api_model.schema.json.
import { join } from "node:path";

import { gates, instanceFaults } from "./lib/schema_gates.mjs";
import { folder, readJson, report } from "./lib/tools.mjs";

const file = process.argv[2];
const schema = readJson(join(folder, "../../schemas/api_model.schema.json"));
const findings = [];
for (const [gate, check] of Object.entries(gates)) {
  for (const text of await check(schema))
    findings.push({ gate, text: `api_model.schema.json: ${text}` });
}
for (const text of await instanceFaults(schema, readJson(file)))
  findings.push({ gate: "model", text });
report(findings, file);
