// Compares the TypeScript types of inputs with the schemas, as far as types can express rules:
// kinds, members, literals, positions.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Ajv2020 } from "ajv/dist/2020.js";

import { toText } from "./json_value.mjs";

const structure = [
  "$ref",
  "type",
  "enum",
  "const",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "prefixItems",
  "anyOf",
  "oneOf",
  "$defs",
];
const digitsOnly = /^[-^$()?:|[\]{},0-9]+$/;

/** The rules for names of members that a type can express: literals, and that they are numbers. */
const typeOfNames = (names, resolve) => {
  const plain = resolve(names);
  if (plain.enum) return { propertyNames: { enum: plain.enum } };
  return digitsOnly.test(plain.pattern ?? "") ? { propertyNames: { numeric: true } } : {};
};

/** A schema without the rules that types cannot express. */
const typeLevel = (schema, resolve) => {
  if (typeof schema !== "object" || schema === null) return schema;
  const members = Object.entries(schema).filter(([name]) => structure.includes(name));
  const result = Object.fromEntries(
    members.map(([name, value]) => [name, withinKeyword(name, value, resolve)]),
  );
  // An index signature allows the values of the declared members too.
  if (schema.properties && typeof schema.additionalProperties === "object")
    result.additionalProperties = {
      anyOf: [result.additionalProperties, ...Object.values(result.properties)],
    };
  if (schema.propertyNames) Object.assign(result, typeOfNames(schema.propertyNames, resolve));
  if (schema.prefixItems || schema.maxItems === 0)
    Object.assign(result, { minItems: schema.prefixItems?.length ?? 0, maxItems: schema.maxItems });
  return result;
};

const withinKeyword = (name, value, resolve) => {
  if (name === "type") return JSON.parse(JSON.stringify(value).replaceAll('"integer"', '"number"'));
  if (name === "properties" || name === "$defs")
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, typeLevel(each, resolve)]),
    );
  if (["anyOf", "oneOf", "prefixItems"].includes(name))
    return value.map((each) => typeLevel(each, resolve));
  return ["items", "additionalProperties"].includes(name) ? typeLevel(value, resolve) : value;
};

const typeJudge = (schema) => {
  const resolve = (each) =>
    each.$ref
      ? {
          ...resolve(each.$ref === "#" ? schema : schema.$defs[each.$ref.slice("#/$defs/".length)]),
          ...each,
        }
      : each;
  const ajv = new Ajv2020({
    strict: false,
    ownProperties: true,
    logger: false,
    allErrors: true,
    verbose: true,
  });
  ajv.addKeyword({
    keyword: "numeric",
    type: "string",
    validate: (_, name) => String(Number(name)) === name,
  });
  return ajv.compile(typeLevel(schema, resolve));
};

/** In a choice of objects without discriminator, TypeScript allows the members of all of them at
 *  once. */
const isExtraOfChoice = (judge) =>
  judge.errors.some(({ keyword }) => keyword === "oneOf" || keyword === "anyOf") &&
  judge.errors.some(({ keyword }) => keyword === "additionalProperties");

const compilerOptions = {
  noEmit: true,
  strict: true,
  target: "es2022",
  module: "nodenext",
  lib: ["es2022", "dom"],
  types: [],
  skipLibCheck: true,
};

// `__proto__` in a literal is not a member, and names that every object inherits are never unknown.
const inherited = /"(?:__proto__|constructor|toString|hasOwnProperty)":/;

/** For TypeScript these two end a line. */
const onOneLine = (text) => text.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/** For TypeScript lists and texts are records of numbers, because they have such members. */
const isRecordOfNumbers = (judge) =>
  judge.errors.some(
    ({ keyword, parentSchema, data }) =>
      keyword === "type" &&
      parentSchema.propertyNames?.numeric &&
      (Array.isArray(data) || typeof data === "string"),
  );

/** The lines of a source in which TypeScript reports errors. */
const refusedLines = (work, source) => {
  writeFileSync(join(work, "literals.ts"), source);
  writeFileSync(join(work, "package.json"), '{"type": "module"}');
  writeFileSync(
    join(work, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["literals.ts"] }),
  );
  const tsc = fileURLToPath(new URL("../node_modules/.bin/tsc", import.meta.url));
  const { stdout, stderr, error } = spawnSync(tsc, ["-p", work, "--pretty", "false"], {
    encoding: "utf8",
    cwd: work,
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  const errors = stdout.split("\n").filter((line) => /error TS/.test(line));
  const elsewhere = errors.find((line) => !/literals\.ts\(/.test(line));
  if (elsewhere || (errors.length === 0 && stderr))
    throw new Error(`the types do not compile: ${elsewhere ?? stderr}`);
  return new Map(errors.map((line) => [Number(/literals\.ts\((\d+),/.exec(line)[1]), line]));
};

/** Assigns documents to the types of their inputs. Returns {assigned, allowed, faults}. */
export const judgeTypes = (work, trials) => {
  const judges = new Map();
  const judgeOf = (subject) => {
    if (!judges.has(subject)) judges.set(subject, typeJudge(subject.schema));
    return judges.get(subject);
  };
  const names = [...new Set(trials.map(({ subject }) => subject.header))];
  const head = names.map((name) => `import * as ${name} from "./${name}/typescript/index.js";`);
  const suitable = trials.filter(({ value }) => !inherited.test(toText(value)));
  const lines = suitable.map(({ subject, value }, i) => {
    const type = `Parameters<typeof ${subject.header}.${subject.name}>[1]`;
    return `export const v${i}: ${type} = ${onOneLine(toText(value))};`;
  });
  const refused = refusedLines(work, [...head, ...lines, ""].join("\n"));
  const faults = [];
  suitable.forEach(({ subject, value }, i) => {
    const judge = judgeOf(subject);
    const expected = judge(JSON.parse(toText(value)));
    const line = refused.get(head.length + i + 1);
    if (
      expected === (line === undefined) ||
      (!expected && (isExtraOfChoice(judge) || isRecordOfNumbers(judge)))
    )
      return;
    const error = judge.errors?.[0];
    faults.push({
      subject,
      text: toText(value),
      fault: expected
        ? `TypeScript refuses what the schema accepts: ${line}`
        : `TypeScript accepts what the schema refuses: ${error.instancePath} ${error.message}`,
    });
  });
  return { assigned: suitable.length, allowed: suitable.length - refused.size, faults };
};
