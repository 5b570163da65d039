// node check_types.mjs PROGRAM: tests what the schemas of every type accept, in the dialects of
// OpenAPI (2020-12) and of AsyncAPI (draft-07). PROGRAM prints the schemas. Both dialects and three
// validators must agree.
import { spawnSync } from "node:child_process";

import { registerSchema, validate } from "@hyperjump/json-schema/draft-2020-12";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

import { draft07Faults } from "./lib/draft_07.mjs";
import { report } from "./lib/tools.mjs";

const id = "8c1f7cbe-4c9b-4c1c-9d2b-3f7a1f0e5d11";
const time = "2026-11-20T14:30:00";

/** For each member, values that are accepted and values that are refused. */
const values = {
  null: [[null], [0, "null", {}, []]],
  timestamp: [
    [`${time}Z`, `${time}.125Z`, `${time}.125000+01:00`, "9999-12-31T00:00:00Z"],
    [`${time}.1251Z`, "2026-11-20", 0, null],
  ],
  date: [["2024-02-29"], ["2025-02-29", `${time}Z`, ""]],
  duration: [
    [0, -5, 1e4],
    [10001, 1.5, "1", null],
  ],
  seconds: [
    [0, 1.5],
    ["1", null],
  ],
  bytes: [
    ["", "AA==", "AAA=", "AAAA", "+/+/"],
    ["A", "AB==", "AAB=", "AA", "-_-_", 0],
  ],
  key: [["AAAAAAAAAAAAAAAAAAAAAA=="], ["", "AA==", "AAAAAAAAAAAAAAAAAAAAAB=="]],
  uuid: [
    [id, id.toUpperCase()],
    ["", id.slice(1), `{${id}}`],
  ],
  path: [
    ["", "a/b"],
    [0, null],
  ],
  any: [[null, 0, "", [], { a: [1] }, false], []],
  digits: [
    ["0", "-1", "9223372036854775807", "-9223372036854775808"],
    ["9223372036854775808", "-0", "01", "", "1.0", 1],
  ],
  serial: [
    ["0", "18446744073709551615"],
    ["18446744073709551616", "-1", 1],
  ],
  small_serial: [
    ["0", "99"],
    ["100", "-1", 1],
  ],
  count_as_digits: [
    ["1", "18446744073709551615"],
    ["0", 1, null],
  ],
  pause: [
    ["0", "7"],
    ["8", 7],
  ],
  nullable_count_as_digits: [
    ["1", null],
    ["0", 1],
  ],
  nullable_text: [["", null], [0]],
  nullable_node: [
    [null, { next: null }, { next: { next: null } }],
    [{}, { next: 1 }],
  ],
  nullable_any: [[null, 0], []],
  nullable_list: [
    [null, [], ["a"]],
    [[null], "a", {}],
  ],
  list_of_nullable: [
    [[], [null, 1]],
    [null, ["a"]],
  ],
  patch: [
    [null, 9, undefined],
    [10, "1"],
  ],
  maybe: [
    ["", undefined],
    [null, 0],
  ],
  box: [["a"], [null]],
  pair: [[["a", 1]], [["a"], ["a", 1, 2], [1, "a"], [], {}]],
  nothing: [[[]], [[1], null]],
  nested: [
    [
      [null, `${time}Z`],
      [[id, id], `${time}.0Z`],
    ],
    [
      [null, `${time}.5Z`],
      [[id], `${time}Z`],
    ],
  ],
  anything_by_name: [
    [{}, { a: null, b: [1] }],
    [[], null],
  ],
  payment: [
    [{ type: "Card", number: "1" }, { number: "1", type: "Card" }, { type: "cash" }],
    [{ number: "1" }, { type: "Cash" }, { type: "cash", number: "1" }, { type: "Card" }, {}, null],
  ],
  nullable_payment: [
    [null, { type: "cash" }],
    [{}, 0],
  ],
  shape: [
    [{ radius: 1 }, { side: 1 }],
    [{ radius: 1, side: 1 }, {}, null],
  ],
  scalar: [
    [null, 1, "a"],
    [1.5, true, [], {}],
  ],
  mixed: [
    ["a", { kind: "Circle", radius: 1 }, { kind: "Square", side: 1 }],
    [{ radius: 1 }, { kind: "Circle", side: 1 }, 1],
  ],
};

/** For hyperjump, formats are only annotations. */
const formatted = ["timestamp", "date", "uuid"];

const ran = spawnSync(process.argv[2], { encoding: "utf8" });
if (ran.status !== 0) throw new Error(ran.stderr);
const schemas = JSON.parse(ran.stdout);
const findings = [];

const ajv = (Dialect) => {
  const made = formats.default(new Dialect({ strict: true }));
  return made
    .addKeyword({ keyword: "x-unit", schemaType: "string" })
    .addKeyword({ keyword: "discriminator", schemaType: "string" });
};
const old = ajv(Ajv).compile(schemas.draft_07);
const current = ajv(Ajv2020).compile(schemas.draft_2020_12);
registerSchema(structuredClone(schemas.draft_2020_12), "urn:vgen:every-type");
const other = await validate("urn:vgen:every-type");
const validators = {
  "ajv draft-07": old,
  "ajv 2020-12": current,
  hyperjump: (value) => other(JSON.parse(JSON.stringify(value))).valid,
};

const whole = Object.fromEntries(Object.entries(values).map(([name, [[first]]]) => [name, first]));
for (const name of Object.keys(schemas.draft_07.$defs.Everything.properties)) {
  if (!(name in values)) findings.push({ gate: "values", text: `${name} has none` });
}
for (const [name, [accepted, refused]] of Object.entries(values)) {
  for (const [value, expected] of [
    ...accepted.map((value) => [value, true]),
    ...refused.map((value) => [value, false]),
  ]) {
    for (const [gate, check] of Object.entries(validators)) {
      const found = check({ ...whole, [name]: value });
      const isNote = gate === "hyperjump" && formatted.includes(name) && !expected;
      if (found !== expected && !isNote)
        findings.push({
          gate,
          text: `${name} ${found ? "accepts" : "refuses"} ${JSON.stringify(value)}`,
        });
    }
  }
}

for (const text of draft07Faults(schemas.draft_07)) findings.push({ gate: "draft-07", text });
report(findings, `every type (${Object.keys(values).length} members)`);
