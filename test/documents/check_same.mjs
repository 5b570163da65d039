// node check_same.mjs FOLDER: the schemas of openapi.json accept exactly what those of json_schema/
// accept, which the proof compares with the validator. They may differ in what no validator of JSON
// Schema reads, and `x-pattern` means `pattern`.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { readJson, report } from "./lib/tools.mjs";

/** A schema without discriminators, with the references and the patterns of JSON Schema. */
const normal = (value, key) => {
  if (Array.isArray(value)) return value.map((item) => normal(item));
  if (typeof value !== "object" || value === null) {
    return key === "$ref" ? String(value).replace("#/components/schemas/", "#/$defs/") : value;
  }
  const members = Object.entries(value).filter(
    ([name, member]) => name !== "discriminator" || typeof member !== "object",
  );
  return Object.fromEntries(
    members.map(([name, member]) => [
      name === "x-pattern" ? "pattern" : name,
      normal(member, name),
    ]),
  );
};

const folder = process.argv[2];
const components = readJson(join(folder, "openapi.json")).components.schemas;
const findings = [];
let count = 0;
for (const file of readdirSync(join(folder, "json_schema"))) {
  const name = file.replace(".schema.json", "");
  const { $schema, $id, $defs = {}, ...own } = readJson(join(folder, "json_schema", file));
  for (const [each, schema] of Object.entries({ ...$defs, [name]: own })) {
    if (!(each in components)) continue;
    ++count;
    const text = JSON.stringify(schema).replaceAll('{"$ref":"#"', `{"$ref":"#/$defs/${name}"`);
    if (!isDeepStrictEqual(normal(components[each]), JSON.parse(text)))
      findings.push({ gate: "same", text: `${file}: ${each} differs` });
  }
}
if (count === 0) findings.push({ gate: "same", text: "no schema has the name of a component" });
report(findings, `${folder} (${count} schemas)`);
