// The rules of JSON Schema draft-07, which AsyncAPI uses, that validators do not report.
import { Ajv } from "ajv";
import formats from "ajv-formats";

import { objects } from "./json.mjs";

const newer = [
  "$defs",
  "prefixItems",
  "unevaluatedProperties",
  "unevaluatedItems",
  "dependentRequired",
  "dependentSchemas",
  "minContains",
  "maxContains",
];

/** What draft-07 ignores: words that are newer, and all that is beside a `$ref`. */
export const draft07Faults = (schema) => {
  const found = [];
  for (const { value, pointer } of objects(schema)) {
    if (pointer.endsWith("/properties") || pointer.endsWith("/definitions")) continue;
    if ("$ref" in value && pointer !== "" && Object.keys(value).length > 1)
      found.push(`${pointer}: something is beside $ref`);
    for (const word of newer)
      if (word in value && pointer !== "") found.push(`${pointer}: ${word}`);
  }
  return found;
};

/**
 * A strict validator with the words of AsyncAPI and the one that vgen adds: the unit of a duration.
 */
export const newAjv07 = () =>
  formats
    .default(new Ajv({ strict: true, allErrors: true }))
    .addKeyword({ keyword: "x-unit", schemaType: "string" })
    .addKeyword({ keyword: "discriminator", schemaType: "string" });
