// Values near those that a schema describes: for each keyword one just inside and one just outside,
// each with a label. They may be valid or not; a validator decides that.

const deepest = 4; // of types that contain themselves
const others = [null, true, 7, 1.5, "x", [], {}];
const letter = "a";
const astral = "\u{1F600}"; // one character, two units of UTF-16, four bytes

const oddStrings = {
  "date-time": [
    "",
    "2026-02-30T00:00:00Z",
    "2026-11-20",
    "2026-11-20T14:30:00",
    "2026-11-20 14:30:00Z",
    "2026-11-20T25:00:00Z",
    "2026-11-20T14:30:00+02:00",
    "2026-11-20T14:30:60Z",
    "2024-02-29T00:00:00Z",
    "2025-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2026-11-20T14:30:00.0Z",
    "2026-11-20T14:30:00.5Z",
    "2026-11-20T14:30:00.500000000Z",
    "2026-11-20T14:30:00.0000000000+01:00",
    "2026-11-20T14:30:00.0000000001Z",
    "2026-11-20T14:30:00.Z",
    "1677-12-31T23:59:59Z",
    "1678-01-01T00:00:00Z",
    "2262-01-01T00:00:00Z",
    "2026-11-20T14:30:00z",
    "2026-11-20t14:30:00Z",
    "2026-11-20T14:30:00+24:00",
    "2026-11-20T14:30:00+0200",
    "+2026-11-20T14:30:00Z",
    "2026-11-20T14:30Z",
  ],
  email: ["", "a", "a@", "@b.c", "a b@c.d", "a@b@c.d", "a@b.c"],
};
const odd = ["", " ", "a b", "\u0000", "\n", "é", astral, "A", "-", '"', "\\"];

function* ofString(schema, value) {
  const {
    minLength,
    maxLength,
    "x-pattern": digits,
    pattern = digits,
    format,
    enum: values,
  } = schema;
  if (minLength !== undefined) {
    yield ["minLength", letter.repeat(minLength)];
    if (minLength > 0) yield ["minLength - 1", letter.repeat(minLength - 1)];
  }
  if (maxLength !== undefined) {
    for (const character of [letter, astral]) {
      yield ["maxLength", character.repeat(maxLength)];
      yield ["maxLength + 1", character.repeat(maxLength + 1)];
    }
  }
  if (values)
    for (const other of ["", `${values[0]}x`, values[0].toUpperCase(), ...values])
      yield ["enum", other];
  if (format)
    for (const other of oddStrings[format] ?? ["", "x y", value]) yield [`format ${format}`, other];
  if (pattern)
    for (const other of [...odd, `${value}\n`, ` ${value}`, `${value}!`, value + value])
      yield [`pattern ${pattern}`, other];
  if (!format && !pattern && !values) for (const other of odd) yield ["an odd string", other];
}

function* ofNumber(schema, value) {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const step = multipleOf ?? 1;
  for (const [keyword, limit] of Object.entries({
    minimum,
    maximum,
    exclusiveMinimum,
    exclusiveMaximum,
  })) {
    if (limit === undefined) continue;
    for (const by of [-step, 0, step])
      yield [`${keyword} ${by < 0 ? "-" : "+"} ${Math.abs(by)}`, limit + by];
  }
  if (multipleOf !== undefined) yield ["multipleOf", value + multipleOf / 2];
  if (schema.type === "integer") yield ["a fraction", value + 0.5];
  for (const huge of [1e300, -1e300, 2 ** 53, -(2 ** 53), 2 ** 31, 2 ** 32, 2 ** 63])
    yield ["a huge number", huge];
}

function* ofArray(schema, value, contract, depth) {
  const { items, prefixItems = [], minItems, maxItems, uniqueItems } = schema;
  const item = value[0] ?? (typeof items === "object" ? contract.example(items) : undefined);
  const filled = (count) => Array.from({ length: count }, (_, at) => value[at] ?? item);
  if (item !== undefined) {
    if (minItems !== undefined && minItems > 0) yield ["minItems - 1", filled(minItems - 1)];
    if (maxItems !== undefined)
      for (const count of [maxItems, maxItems + 1])
        yield [`maxItems: ${count} items`, filled(count)];
    if (uniqueItems) yield ["uniqueItems", [item, item]];
    if (prefixItems.length) yield ["one more than prefixItems", [...value, item]];
    for (const [at, inner] of [
      [0, prefixItems[0] ?? items],
      [value.length - 1, prefixItems[value.length - 1] ?? items],
    ]) {
      if (typeof inner !== "object") continue;
      const base = value.length ? value : [item];
      for (const [what, mutant] of mutants(inner, base[Math.max(at, 0)], contract, depth))
        yield [`item ${Math.max(at, 0)}: ${what}`, base.with(Math.max(at, 0), mutant)];
    }
  }
}

function* ofObject(schema, value, contract, depth) {
  const {
    properties = {},
    additionalProperties,
    propertyNames,
    minProperties,
    maxProperties,
  } = schema;
  for (const name of Object.keys(value)) {
    const { [name]: left, ...rest } = value;
    yield [`without ${name}`, rest];
  }
  for (const name of ["unknown", "", "__proto__", "constructor"])
    yield [
      `unknown member '${name}'`,
      Object.assign(JSON.parse(`{${JSON.stringify(name)}: 1}`), value),
    ];
  for (const [name, inner] of Object.entries(properties)) {
    const now = Object.hasOwn(value, name) ? value[name] : contract.example(inner);
    if (now === undefined) continue;
    yield [`with ${name}`, { ...value, [name]: now }];
    for (const [what, mutant] of mutants(inner, now, contract, depth))
      yield [`${name}: ${what}`, { ...value, [name]: mutant }];
  }
  if (typeof additionalProperties !== "object") return;
  const entry = Object.values(value)[0] ?? contract.example(additionalProperties);
  const [name] = Object.keys(value).concat("a");
  for (const [what, mutant] of mutants(additionalProperties, entry, contract, depth))
    yield [`entry: ${what}`, { ...value, [name]: mutant }];
  if (propertyNames)
    for (const other of [...odd, "01", "-0", "1.0"])
      yield [`key '${other}'`, { ...value, [other]: entry }];
  for (const count of [minProperties - 1, maxProperties, maxProperties + 1]) {
    if (count >= 0)
      yield [
        `${count} entries`,
        Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, entry])),
      ];
  }
}

/**
 * Yields [what, value] for each mutant of a value that a schema describes. `contract` resolves
 * references and makes examples.
 */
export function* mutants(schema, value, contract, depth = 0) {
  if (depth > deepest) return;
  const target = contract.target(schema);
  for (const other of others) yield [`${JSON.stringify(other)} in its place`, other];
  if ("const" in target) yield ["const", `${target.const}x`];
  if (typeof value === "string") yield* ofString(target, value);
  else if (typeof value === "number") yield* ofNumber(target, value, contract);
  else if (Array.isArray(value)) yield* ofArray(target, value, contract, depth + 1);
  else if (typeof value === "object" && value !== null)
    yield* ofObject(target, value, contract, depth + 1);
}
