// node check_asyncapi.mjs FILE: checks an AsyncAPI document with the official parser and by what
// the parser does not look at.
import { gates } from "./lib/asyncapi_gates.mjs";
import { readJson, report } from "./lib/tools.mjs";

const file = process.argv[2];
const findings = [];
for (const [gate, check] of Object.entries(gates)) {
  for (const text of await check(readJson(file))) findings.push({ gate, text });
}
report(findings, file);
