// The gates of JSON Schemas: two independent validators must understand them, and their defaults
// and examples must be valid.
import { registerSchema, unregisterSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

import { objects } from "./json.mjs";

/** Ajv with the one keyword that vgen adds to JSON Schema: the unit of a duration. */
const newAjv = () =>
  formats.default(
    new Ajv2020({ strict: true, allErrors: true }).addKeyword({
      keyword: "x-unit",
      schemaType: "string",
    }),
  );

/**
 * Strict: misspelt keywords, limits without a type, required members without a schema are errors.
 */
export const ajv = (schema) => {
  try {
    newAjv().compile(schema);
    return [];
  } catch (error) {
    return [error.message];
  }
};

export const hyperjump = async (schema) => {
  const id = schema.$id;
  try {
    registerSchema(structuredClone(schema), id);
    await validate(id);
    return [];
  } catch (error) {
    return [
      error.message,
      ...(error.output?.errors ?? []).map(
        ({ instanceLocation, keyword }) => `${instanceLocation}: ${keyword}`,
      ),
    ];
  } finally {
    unregisterSchema(id);
  }
};

/** Defaults and examples must satisfy the schemas that contain them. */
export const shownValues = (schema) => {
  const ajv = newAjv();
  ajv.addSchema(schema);
  const found = [];
  for (const { value, pointer } of objects(schema)) {
    if (pointer.endsWith("/properties") || pointer.endsWith("/$defs")) continue;
    const shown = [
      ...("default" in value ? [value.default] : []),
      ...(Array.isArray(value.examples) ? value.examples : []),
    ];
    if (shown.length === 0) continue;
    const check = ajv.compile({ $ref: `${schema.$id}#${encodeURI(pointer)}` });
    for (const instance of shown) {
      if (check(instance)) continue;
      const errors = ajv.errorsText(check.errors, { dataVar: "" });
      found.push(`${pointer}: ${JSON.stringify(instance)} ${errors}`);
    }
  }
  return found;
};

/** Whether a value satisfies a schema, by both validators. */
export const instanceFaults = async (schema, instance) => {
  const ajv = newAjv();
  const check = ajv.compile(schema);
  const found = check(instance)
    ? []
    : [`ajv: ${ajv.errorsText(check.errors, { dataVar: "", separator: "\n" })}`];
  registerSchema(structuredClone(schema), schema.$id);
  const result = await validate(schema.$id, instance);
  unregisterSchema(schema.$id);
  if (!result.valid) found.push("hyperjump: not valid");
  return found;
};

export const gates = { ajv, hyperjump, shownValues };
