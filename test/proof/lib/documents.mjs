// Documents for a JSON Schema: valid ones, and ones with a fault in one place. A document is
// written twice from one seed: once to count its places, once to put a fault into one of them.
import { base64, byFormat, digits, names, numbers, texts } from "./edge_texts.mjs";
import { Num, Obj } from "./json_value.mjs";
import { Random } from "./random.mjs";
import { textOfPattern } from "./regex_text.mjs";

const anyEdge = [
  ...texts,
  ...digits,
  ...base64,
  ...Object.values(byFormat).flatMap((list) => list.slice(0, 6)),
];

/** Any JSON value. */
export const anything = (random, depth = 2) => {
  const choice = random.integer(0, depth === 0 ? 4 : 6);
  if (choice === 0) return null;
  if (choice === 1) return random.chance(0.5);
  if (choice === 2) return new Num(random.pick(numbers));
  if (choice <= 4) return random.pick(anyEdge);
  const items = Array.from({ length: random.integer(0, 3) }, () => anything(random, depth - 1));
  return choice === 5 ? items : new Obj(distinct(items.map((item) => [random.pick(names), item])));
};

const distinct = (members) => [...new Map(members)];

const codePoints = (text) => [...text];

class Writer {
  #root;
  #random;
  #targets;
  #place = 0;

  constructor(root, random, targets) {
    this.#root = root;
    this.#random = random;
    this.#targets = targets;
  }

  get places() {
    return this.#place;
  }

  /** A schema without reference, and one choice made of several. */
  #plain(schema, depth) {
    let found = schema;
    while (found.$ref !== undefined || found.anyOf || found.oneOf) {
      const { $ref, anyOf, oneOf, ...beside } = found;
      const target = $ref === undefined ? this.#choice(anyOf ?? oneOf, depth) : this.#target($ref);
      found = { ...target, ...beside };
    }
    return found;
  }

  #target(reference) {
    return reference === "#" ? this.#root : this.#root.$defs[reference.slice("#/$defs/".length)];
  }

  /** At a great depth, the alternative with the fewest levels, so that recursive types end. */
  #choice(schemas, depth) {
    if (depth <= 4) return this.#random.pick(schemas);
    return schemas
      .map((schema) => [this.#height(schema, 8), schema])
      .sort(([a], [b]) => a - b)[0][1];
  }

  /** The smallest number of levels of a document. */
  #height(schema, budget) {
    if (budget === 0) return Infinity;
    const highest = (list) =>
      1 + Math.max(0, ...list.map((each) => this.#height(each, budget - 1)));
    if (schema.$ref !== undefined) return this.#height(this.#target(schema.$ref), budget - 1);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return Math.min(...choices.map((each) => this.#height(each, budget - 1)));
    if (schema.prefixItems) return highest(schema.prefixItems);
    if (schema.items) return highest(schema.minItems > 0 ? [schema.items] : []);
    return highest((schema.required ?? []).map((name) => schema.properties[name]));
  }

  write(schema, depth = 0) {
    const place = this.#place++;
    const plain = this.#plain(schema, depth);
    const value = this.#valid(plain, depth);
    return this.#targets.has(place) ? this.#spoiled(plain, value) : value;
  }

  #valid(schema, depth) {
    if ("const" in schema) return schema.const;
    if (schema.enum) return this.#random.pick(schema.enum);
    const type = Array.isArray(schema.type)
      ? this.#random.pick([schema.type[0], ...schema.type])
      : schema.type;
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return this.#random.chance(0.5);
      case "integer":
        return this.#integer(schema);
      case "number":
        return this.#number(schema);
      case "string":
        return this.#string(schema);
      case "array":
        return this.#array(schema, depth);
      case "object":
        return this.#object(schema, depth);
      default:
        return anything(this.#random);
    }
  }

  // Numbers

  #integer(schema) {
    const random = this.#random;
    const step = BigInt(schema.multipleOf ?? 1);
    const low = BigInt(
      Math.ceil(Math.max(schema.minimum ?? -Infinity, (schema.exclusiveMinimum ?? -Infinity) + 1)),
    );
    const high = BigInt(
      Math.floor(Math.min(schema.maximum ?? Infinity, (schema.exclusiveMaximum ?? Infinity) - 1)),
    );
    const clamped = [
      low,
      high,
      0n,
      1n,
      -1n,
      low + 1n,
      high - 1n,
      random.bigInteger(low, high > low ? high : low),
    ].filter((value) => value >= low && value <= high);
    let value = clamped.length > 0 ? random.pick(clamped) : low;
    value -= ((value % step) + step) % step;
    if (value < low) value += step;
    return new Num(this.#integerText(String(value)));
  }

  #integerText(text) {
    if (this.#random.chance(0.85)) return text;
    const exponent = /^-?[1-9]+0+$/.test(text)
      ? `${text.slice(0, -1)}e1`
      : text === "0"
        ? "0e-1"
        : `${text}0e-1`;
    return this.#random.pick([`${text}.0`, exponent, `${text}e0`, `${text}.00E+0`]);
  }

  #number(schema) {
    const random = this.#random;
    const ends = (list, otherwise, choose) =>
      list.every((each) => each === undefined)
        ? otherwise
        : choose(...list.filter((each) => each !== undefined));
    const low = ends([schema.minimum, schema.exclusiveMinimum], -1e6, Math.max);
    const high = ends([schema.maximum, schema.exclusiveMaximum], 1e6, Math.min);
    if (schema.multipleOf !== undefined)
      return new Num(this.#multiple(schema.multipleOf, low, high));
    const values = [
      low + (high - low) * random.unit(),
      Math.round(low / 2 + high / 2),
      Number((low / 2 + (high / 2) * random.unit()).toPrecision(5)),
    ];
    if (schema.minimum !== undefined) values.push(schema.minimum);
    if (schema.maximum !== undefined) values.push(schema.maximum);
    const value = random.pick(values);
    return new Num(random.chance(0.1) && Math.abs(value) < 1e300 ? value.toExponential() : value);
  }

  /** A number as people write it: 0.3, not the double result of 3 * 0.1. */
  #multiple(step, low, high) {
    const fraction = /e-(\d+)$/.exec(step.toExponential());
    const places = Math.min(
      20,
      (String(step).split(".")[1] ?? "").length || Number(fraction?.[1] ?? 0),
    );
    const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
    const count = this.#random.pick([first, last, 0, 3, 7, this.#random.integer(first, last)]);
    return (Math.min(Math.max(count, first), last) * step).toFixed(places);
  }

  // Strings

  #string(schema) {
    const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, "u");
    const fits = (text) =>
      (!pattern || pattern.test(text)) &&
      codePoints(text).length >= (schema.minLength ?? 0) &&
      codePoints(text).length <= (schema.maxLength ?? Infinity);
    let text = "";
    for (let i = 0; i < 12; ++i) {
      text = this.#someText(schema);
      if (fits(text)) break;
    }
    return text;
  }

  #someText(schema) {
    const random = this.#random;
    if (schema.format === "date-time" && random.chance(0.7)) return this.#dateTime(schema);
    if (byFormat[schema.format])
      return random.pick(
        random.chance(0.5) ? byFormat[schema.format] : byFormat[schema.format].slice(0, 3),
      );
    const sampled =
      schema.pattern === undefined ? undefined : textOfPattern(schema.pattern, random);
    if (sampled !== undefined) return sampled;
    const length = random.pick([
      schema.minLength ?? 0,
      schema.maxLength ?? 4,
      random.integer(schema.minLength ?? 0, schema.maxLength ?? 12),
    ]);
    return Array.from({ length }, () =>
      random.pick(["a", "b", "Z", "7", " ", "é", "😀", "\\", '"', "/", "\u0001"]),
    ).join("");
  }

  #dateTime() {
    const random = this.#random;
    const two = (low, high) => String(random.integer(low, high)).padStart(2, "0");
    const year = random.pick([
      "1970",
      "2026",
      "1999",
      "0001",
      "9998",
      "1678",
      "2261",
      String(random.integer(1700, 2200)),
    ]);
    const digits = ["0", "5", "12", "123", "1230", "123456", "123456789", "000", "5000000000"];
    const fraction = random.chance(0.4) ? "" : `.${random.pick(digits)}`;
    const zone = random.pick([
      "Z",
      "z",
      "+00:00",
      `+${two(0, 23)}:${two(0, 59)}`,
      `-${two(0, 23)}:${two(0, 59)}`,
    ]);
    const date = `${year}-${two(1, 12)}-${two(1, 28)}`;
    const letter = random.pick(["T", "T", "t"]);
    return `${date}${letter}${two(0, 23)}:${two(0, 59)}:${two(0, 59)}${fraction}${zone}`;
  }

  // Containers

  #array(schema, depth) {
    const fixed = schema.prefixItems ?? [];
    const values = fixed.map((item) => this.write(item, depth + 1));
    const least = schema.minItems ?? 0;
    const most = Math.max(least, Math.min(schema.maxItems ?? 4, depth > 6 ? least : 8));
    if (schema.items === false || schema.items === undefined) return values;
    const length = this.#random.pick([
      least,
      most,
      this.#random.integer(least, Math.min(most, least + 3)),
    ]);
    const seen = new Set();
    for (let i = 0; values.length < length && i < length + 8; ++i) {
      const value = this.write(schema.items, depth + 1);
      const key = value instanceof Num ? String(Number(value.text)) : JSON.stringify(value);
      if (schema.uniqueItems && seen.has(key)) continue;
      seen.add(key);
      values.push(value);
    }
    return values;
  }

  #object(schema, depth) {
    const members = [];
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      const required = schema.required?.includes(name);
      if (required || this.#random.chance(depth > 6 ? 0.05 : 0.6))
        members.push([name, this.write(member, depth + 1)]);
    }
    if (typeof schema.additionalProperties === "object") {
      const least = schema.minProperties ?? 0;
      const most = Math.min(schema.maxProperties ?? least + 3, depth > 6 ? least : 20);
      const count = this.#random.pick([
        least,
        Math.max(least, most),
        this.#random.integer(least, Math.max(least, most)),
      ]);
      for (let i = 0; members.length < count && i < count + 8; ++i) {
        const name = this.#key(schema.propertyNames);
        if (!members.some(([known]) => known === name))
          members.push([name, this.write(schema.additionalProperties, depth + 1)]);
      }
    }
    return new Obj(members);
  }

  #key(schema) {
    if (schema === undefined) return this.#random.pick([...names, "k1", "k2", "k3", "k4"]);
    const value = this.#valid(this.#plain(schema, 9), 9);
    return typeof value === "string" ? value : "x";
  }

  // Faults

  #spoiled(schema, value) {
    const random = this.#random;
    if (random.chance(0.15))
      return random.pick([
        null,
        true,
        false,
        new Num("0"),
        new Num("1"),
        "",
        "0",
        [],
        new Obj(),
        [value],
        [[]],
        new Obj([["type", ""]]),
      ]);
    if (value instanceof Num) return this.#spoiledNumber(schema, value);
    if (typeof value === "string") return this.#spoiledString(schema, value);
    if (Array.isArray(value)) return this.#spoiledArray(schema, value);
    if (value instanceof Obj) return this.#spoiledObject(schema, value);
    return anything(random, 1);
  }

  #spoiledNumber(schema, value) {
    const random = this.#random;
    const limits = [
      schema.minimum,
      schema.maximum,
      schema.exclusiveMinimum,
      schema.exclusiveMaximum,
    ].filter((limit) => limit !== undefined);
    if (limits.length > 0 && random.chance(0.4)) {
      const limit = random.pick(limits);
      const near =
        Number.isInteger(limit) && Math.abs(limit) < 2 ** 53
          ? [BigInt(limit) - 1n, BigInt(limit) + 1n, BigInt(limit), `${limit}.0`, `${limit}.5`]
          : [limit, limit * 1.0000001, limit - 1e-9, limit + 1e-9];
      return new Num(random.pick(near));
    }
    if (schema.multipleOf !== undefined && random.chance(0.4))
      return new Num(
        random.pick([
          Number(value.text) + schema.multipleOf / 2,
          Number(value.text) + 1,
          schema.multipleOf * random.integer(-99, 99),
        ]),
      );
    return random.chance(0.2) ? value.text : new Num(random.pick(numbers));
  }

  #spoiledString(schema, value) {
    const random = this.#random;
    const characters = codePoints(value);
    if (byFormat[schema.format] && random.chance(0.6)) return random.pick(byFormat[schema.format]);
    if (schema.contentEncoding === "base64" && random.chance(0.5)) return random.pick(base64);
    const at = random.integer(0, characters.length);
    const other = random.pick([
      "a",
      "A",
      "0",
      "9",
      "-",
      ".",
      ":",
      " ",
      "=",
      "é",
      "😀",
      "\n",
      "\u0000",
      "+",
      "T",
      "Z",
    ]);
    return random.pick([
      () => [...characters.slice(0, at), other, ...characters.slice(at)].join(""),
      () => [...characters.slice(0, at), other, ...characters.slice(at + 1)].join(""),
      () => [...characters.slice(0, at), ...characters.slice(at + 1)].join(""),
      () => value + value,
      () => value.toUpperCase(),
      () => value.toLowerCase(),
      () => "😀".repeat(schema.maxLength ?? 3),
      () => "😀".repeat((schema.maxLength ?? 3) + 1),
      () => "a".repeat((schema.minLength ?? 1) - 1 < 0 ? 0 : (schema.minLength ?? 1) - 1),
      () => random.pick(anyEdge),
      () => random.pick(digits),
      () => random.pick(texts),
      () => random.pick(Object.values(byFormat).flat()),
    ])();
  }

  #spoiledArray(schema, value) {
    const random = this.#random;
    if (value.length > 0 && random.chance(0.3)) {
      const item = random.pick(value);
      const again =
        item instanceof Num && /^-?\d+$/.test(item.text) && random.chance(0.5)
          ? new Num(`${item.text}.0`)
          : item;
      return [...value, again];
    }
    if (value.length > 0 && random.chance(0.4))
      return value.toSpliced(random.integer(0, value.length - 1), 1);
    if (schema.maxItems !== undefined && value.length > 0 && random.chance(0.4))
      return Array.from({ length: schema.maxItems + 1 }, () => random.pick(value));
    return [...value, anything(random, 1)];
  }

  #spoiledObject(schema, value) {
    const random = this.#random;
    const { members } = value;
    if (members.length > 0 && random.chance(0.3)) return value.without(random.pick(members)[0]);
    if (members.length > 0 && random.chance(0.2)) return value.with(random.pick(members)[0], null);
    if (members.length > 0 && random.chance(0.25)) {
      const [name, member] = random.pick(members);
      const other = random.pick([
        name.toUpperCase(),
        `${name} `,
        `${name}1`,
        name.slice(1),
        ...names,
      ]);
      return value.without(name).with(other, member);
    }
    const tag = Object.entries(schema.properties ?? {}).find(([, member]) => "const" in member);
    if (tag && random.chance(0.5))
      return value.with(
        tag[0],
        random.pick([`${tag[1].const}x`, tag[1].const.toLowerCase(), "", null, new Num("1")]),
      );
    const optional = Object.keys(schema.properties ?? {}).filter(
      (name) => value.get(name) === undefined,
    );
    if (optional.length > 0 && random.chance(0.4))
      return value.with(random.pick(optional), random.pick([null, "", new Num("0"), []]));
    return value.with(
      random.pick(names),
      members.length > 0 && random.chance(0.6) ? random.pick(members)[1] : anything(random, 1),
    );
  }
}

const once = (schema, seed, targets) => {
  const writer = new Writer(schema, new Random(seed), targets);
  const value = writer.write(schema);
  return { value, places: writer.places };
};

/** A document for a schema. `kind` is the intended kind of document. */
export const randomDocument = (schema, random) => {
  const seed = random.integer(0, 2 ** 40);
  const choice = random.unit();
  if (choice < 0.03) return { value: anything(random, 3), kind: "hostile" };
  const { value, places } = once(schema, seed, new Set());
  if (choice < 0.4) return { value, kind: "valid" };
  const count = choice < 0.9 ? 1 : 2;
  const targets = new Set(Array.from({ length: count }, () => random.integer(0, places - 1)));
  return { value: once(schema, seed, targets).value, kind: "nearly valid" };
};
