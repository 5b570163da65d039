// Random headers: valid declarations of every type of the language with every tag.
import { limitsFor } from "./limits.mjs";

const includes = [
  "vgen/api.hpp",
  "vgen/types.hpp",
  "array",
  "chrono",
  "cstddef",
  "cstdint",
  "deque",
  "filesystem",
  "list",
  "map",
  "memory",
  "optional",
  "set",
  "string",
  "tuple",
  "unordered_map",
  "unordered_set",
  "utility",
  "variant",
  "vector",
  "boost/uuid/uuid.hpp",
  "nlohmann/json.hpp",
];

/** Names on the wire that are difficult for readers of JSON, of regular expressions and of
 *  JavaScript. */
const oddNames = [
  "a b",
  "é",
  "x-1",
  "$ref",
  "a/b~c",
  "0",
  '"q"',
  "back\\slash",
  "toString",
  "constructor",
  "π",
  "default",
  "class",
  "😀",
  "if",
  "a.b",
];

const simple = (cpp, kind, json, more = {}) => ({
  cpp,
  kind,
  json: new Set([json]),
  limits: {},
  ...more,
});
const scalarKinds = new Set([
  "boolean",
  "integer",
  "number",
  "string",
  "enum",
  "timestamp",
  "date",
  "duration",
  "uuid",
  "path",
]);
const takesNull = (type) => type.json.has("null");

class HeaderWriter {
  #random;
  #name;
  #declarations = [];
  #counter = 0;
  #known = { alias: [], enum: [], struct: [], variant: [] };

  constructor(random, name) {
    this.#random = random;
    this.#name = name;
  }

  write(functions) {
    for (let i = 0; i < 2; ++i) this.#declareEnum();
    for (let i = 0; i < 6; ++i) this.#declareAlias();
    const inputs = [];
    for (let i = 0; i < functions; ++i) {
      if (this.#random.chance(0.5)) this.#declareAlias();
      const isStruct = this.#random.chance(0.75);
      inputs.push(isStruct ? this.#declareStruct(this.#random.integer(3, 7)) : this.#type(2));
    }
    return { name: this.#name, functions: inputs.map((_, i) => `f${i}`), text: this.#text(inputs) };
  }

  #text(inputs) {
    const lines = inputs.map(
      (type, i) => `vgen::APIFunctionSessionless<${type.cpp}, ${type.cpp}, Services> f${i};`,
    );
    const routes = inputs.map(
      (_, i) => `    {.method = vgen::Method::post, .path = "/f${i}", .func = f${i}},`,
    );
    return [
      "#pragma once",
      ...includes.map((path) => `#include <${path}>`),
      `namespace ${this.#name} {`,
      "struct Services;",
      ...this.#declarations,
      ...lines,
      "inline constexpr vgen::HttpRoute http[] = {",
      ...routes,
      "};",
      "}",
      "",
    ].join("\n");
  }

  #fresh(prefix) {
    return `${prefix}${this.#counter++}`;
  }

  // Types. Each is {cpp, kind, json: kinds of JSON values, limits}.

  #integer() {
    const bits = this.#random.pick([8, 16, 32, 64, 64]);
    const signed = this.#random.chance(0.6);
    return simple(`std::${signed ? "" : "u"}int${bits}_t`, "integer", "number", {
      bits,
      signed,
      wire: false,
    });
  }

  #timestamp() {
    return simple(
      this.#random.pick([
        "std::chrono::sys_seconds",
        "std::chrono::sys_time<std::chrono::milliseconds>",
        "std::chrono::sys_time<std::chrono::microseconds>",
        "std::chrono::system_clock::time_point",
      ]),
      "timestamp",
      "string",
    );
  }

  #duration() {
    const whole = (cpp, bits) =>
      simple(cpp, "integer", "number", { bits, signed: true, wire: false, duration: true });
    return this.#random.pick([
      whole("std::chrono::milliseconds", 64),
      whole("std::chrono::seconds", 64),
      whole("std::chrono::duration<int, std::ratio<60>>", 32),
      simple("std::chrono::duration<double>", "number", "number", { duration: true }),
    ]);
  }

  #leaf() {
    const random = this.#random;
    const makers = [
      () => simple("bool", "boolean", "boolean"),
      () => this.#integer(),
      () => this.#integer(),
      () => this.#integer(),
      () => simple("double", "number", "number"),
      () => simple("float", "number", "number", { isFloat: true }),
      () => simple("std::string", "string", "string"),
      () => simple("std::string", "string", "string"),
      () => this.#timestamp(),
      () => simple("std::chrono::year_month_day", "date", "string"),
      () => simple("std::chrono::sys_days", "date", "string"),
      () => this.#duration(),
      () => simple("boost::uuids::uuid", "uuid", "string"),
      () => simple("std::filesystem::path", "path", "string"),
      () =>
        simple(
          random.pick([
            "std::vector<std::byte>",
            "std::array<std::byte, 3>",
            "std::array<std::byte, 4>",
          ]),
          "bytes",
          "string",
        ),
      () => simple("std::monostate", "null", "null"),
      () =>
        simple("nlohmann::json", "any", "null", {
          json: new Set(["null", "boolean", "number", "string", "array", "object"]),
        }),
      () => random.pick(this.#known.enum),
      () => this.#scalarAlias(),
      () => this.#scalarAlias(),
      () => this.#scalarAlias(),
    ];
    return random.pick(makers)();
  }

  #scalarAlias() {
    const found = this.#known.alias.filter((type) => scalarKinds.has(type.kind));
    return found.length > 0 ? this.#random.pick(found) : this.#integer();
  }

  /** A type for any place except the member of a struct. */
  #type(depth) {
    const random = this.#random;
    if (depth === 0 || random.chance(0.35)) return this.#leaf();
    const makers = [
      () => this.#list(depth),
      () => this.#list(depth),
      () => this.#list(depth),
      () => this.#map(depth),
      () => this.#map(depth),
      () => this.#tuple(depth),
      () => this.#nullable(this.#type(depth - 1)),
      () => this.#box(this.#type(depth - 1)),
      () => (this.#known.alias.length > 0 ? random.pick(this.#known.alias) : this.#leaf()),
      () => this.#structOrLeaf(),
      () => this.#structOrLeaf(),
      () => this.#variant(depth),
      () => this.#template(depth),
    ];
    return random.pick(makers)();
  }

  #structOrLeaf() {
    if (this.#known.struct.length < 4) return this.#declareStruct(this.#random.integer(1, 4));
    return this.#random.pick(this.#known.struct);
  }

  /** Whether a list of these may have @uniqueItems: each value has one spelling. */
  #hasOneSpelling(type) {
    return (
      scalarKinds.has(type.kind) &&
      !takesNull(type) &&
      !["timestamp", "uuid"].includes(type.kind) &&
      !type.isFloat
    );
  }

  #scalar() {
    for (;;) {
      const type = this.#random.chance(0.6) ? this.#scalarAlias() : this.#leaf();
      if (scalarKinds.has(type.kind) && !takesNull(type)) return type;
    }
  }

  #list(depth) {
    const random = this.#random;
    const isSet = random.chance(0.25);
    const item = isSet || random.chance(0.3) ? this.#scalar() : this.#type(depth - 1);
    const more = { scalarItems: this.#hasOneSpelling(item) };
    if (isSet) {
      const hashable =
        ["integer", "string", "enum", "boolean", "number"].includes(item.kind) && !item.duration;
      const container = hashable && random.chance(0.4) ? "std::unordered_set" : "std::set";
      return simple(`${container}<${item.cpp}>`, "list", "array", more);
    }
    if (random.chance(0.2))
      return simple(`std::array<${item.cpp}, ${random.integer(1, 3)}>`, "list", "array", {
        ...more,
        fixed: true,
      });
    const container =
      item.cpp === "bool"
        ? "std::vector"
        : random.pick(["std::vector", "std::vector", "std::vector", "std::list", "std::deque"]);
    return simple(`${container}<${item.cpp}>`, "list", "array", more);
  }

  #key() {
    const random = this.#random;
    const keys = this.#known.alias.filter(
      (type) => type.kind === "string" || (type.kind === "integer" && !type.duration && !type.wire),
    );
    const suitable = keys.filter((type) => type.limits.multiple === undefined);
    if (suitable.length > 0 && random.chance(0.45)) return random.pick(suitable);
    return random.pick([
      () => simple("std::string", "string", "string"),
      () => this.#integer(),
      () => random.pick(this.#known.enum),
    ])();
  }

  #map(depth) {
    const key = this.#key();
    const value = this.#type(depth - 1);
    const map = this.#random.pick(["std::map", "std::map", "std::unordered_map"]);
    return simple(`${map}<${key.cpp}, ${value.cpp}>`, "map", "object");
  }

  #tuple(depth) {
    const items = Array.from(
      { length: this.#random.pick([1, 2, 2, 3]) },
      () => this.#type(depth - 1).cpp,
    );
    const isPair = items.length === 2 && this.#random.chance(0.5);
    const cpp = `${isPair ? "std::pair" : "std::tuple"}<${items.join(", ")}>`;
    return simple(cpp, "tuple", "array");
  }

  #nullable(type) {
    if (takesNull(type)) return type;
    return { ...type, cpp: `vgen::Nullable<${type.cpp}>`, json: new Set([...type.json, "null"]) };
  }

  #box(type) {
    return {
      ...type,
      cpp: `${this.#random.pick(["vgen::Box", "std::unique_ptr"])}<${type.cpp}>`,
      struct: type.struct,
    };
  }

  #template(depth) {
    if (!this.#known.template) {
      this.#known.template = true;
      this.#declarations.push(
        "template <class T> struct Page {",
        "  std::vector<T> page_items;",
        "  std::optional<std::string> next_page{};",
        "};",
      );
    }
    let item = this.#type(depth - 1);
    // Instances get names from their arguments. The names of durations, time points and choices
    // are too short to be different.
    if (!["struct", "enum", "string"].includes(item.kind) && !this.#known.alias.includes(item))
      item = this.#structOrLeaf();
    if (!["struct", "enum", "string"].includes(item.kind)) item = this.#scalarAlias();
    return simple(`Page<${item.cpp}>`, "struct", "object");
  }

  // Variants

  #variant(depth) {
    const known = this.#known.variant;
    if (known.length > 0 && this.#random.chance(0.3)) return this.#random.pick(known);
    return this.#random.chance(0.6) ? this.#declareVariant(depth) : this.#alternatives(depth).type;
  }

  /** Structs that are distinguished by a discriminator or their members, or values of different
   *  kinds. */
  #alternatives(depth) {
    const random = this.#random;
    const structs = () => {
      const list = Array.from({ length: random.pick([2, 2, 3]) }, () =>
        this.#declareStruct(random.integer(1, 3)),
      );
      return list.map((type) => (random.chance(0.2) ? this.#box(type) : type));
    };
    const asType = (types) =>
      simple(`std::variant<${types.map(({ cpp }) => cpp).join(", ")}>`, "variant", "object", {
        json: new Set(types.flatMap(({ json }) => [...json])),
      });
    if (random.chance(0.55)) return { type: asType(structs()), several: true };
    const several = random.chance(0.3);
    const taken = new Set(several ? ["object"] : []);
    const types = several ? structs() : [];
    for (let i = 0; i < 6 && types.length < 5; ++i) {
      const type = random.chance(0.2)
        ? simple("std::monostate", "null", "null")
        : this.#type(depth - 1);
      if (
        type.kind === "variant" ||
        [...type.json].some((kind) => taken.has(kind)) ||
        types.some(({ cpp }) => cpp === type.cpp)
      )
        continue;
      for (const kind of type.json) taken.add(kind);
      types.push(type);
    }
    if (types.length === 0) types.push(simple("bool", "boolean", "boolean"));
    return { type: asType(random.shuffled(types)), several };
  }

  #declareVariant(depth) {
    const { type, several } = this.#alternatives(depth);
    const name = this.#fresh("Choice");
    const tag = !several
      ? ""
      : this.#random.pick(["", "", "@discriminator kind", "@discriminator x-kind", "@untagged"]);
    this.#declarations.push(`/// One of several. ${tag}`.trimEnd(), `using ${name} = ${type.cpp};`);
    const declared = { ...type, cpp: name };
    this.#known.variant.push(declared);
    return declared;
  }

  // Declarations

  #declareEnum() {
    const name = this.#fresh("Word");
    const words = this.#random
      .shuffled(["red", "green", "blue", "none", "x1"])
      .slice(0, this.#random.integer(1, 4));
    const lines = words.map((word) =>
      this.#random.chance(0.2)
        ? `  ${word},  ///< @rename ${word}-${this.#random.pick(["é", "A", "2"])}`
        : `  ${word},`,
    );
    this.#declarations.push(`enum class ${name} {`, ...lines, "};");
    this.#known.enum.push(simple(name, "enum", "string"));
  }

  #declareAlias() {
    const random = this.#random;
    const limited = this.#known.alias.filter(
      ({ kind }) => kind === "integer" || kind === "number" || kind === "string",
    );
    let type =
      random.chance(0.15) && limited.length > 0
        ? random.pick(limited)
        : random.chance(0.7)
          ? this.#leaf()
          : this.#list(1);
    if (
      ![
        "integer",
        "number",
        "string",
        "path",
        "bytes",
        "list",
        "map",
        "boolean",
        "timestamp",
      ].includes(type.kind)
    )
      type = this.#integer();
    if (takesNull(type)) type = this.#integer();
    const tags = [];
    if (
      type.kind === "integer" &&
      type.bits === 64 &&
      !type.wire &&
      !type.duration &&
      type.limits.multiple === undefined &&
      type.limits.low === undefined &&
      type.limits.high === undefined &&
      random.chance(0.3)
    ) {
      tags.push("@wire string");
      type = { ...type, wire: true, json: new Set(["string"]) };
    }
    const limited2 = limitsFor(random, type);
    tags.push(...limited2.tags);
    const name = this.#fresh("Alias");
    this.#declarations.push(...comment(`An alias.`, tags), `using ${name} = ${type.cpp};`);
    const declared = { ...type, cpp: name, limits: limited2.limits };
    this.#known.alias.push(declared);
    return declared;
  }

  /** Its first member is required and has a name that no other struct has, so that it differs from
   *  all others. */
  #declareStruct(members) {
    const random = this.#random;
    const before = this.#known.struct;
    const base = before.length > 0 && random.chance(0.15) ? random.pick(before).cpp : undefined;
    const name = this.#fresh("Thing");
    const lines = this.#member(name, this.#leaf(), "plain");
    for (let i = 1; i < members; ++i)
      lines.push(
        ...this.#member(
          name,
          this.#type(2),
          this.#random.pick(["plain", "plain", "optional", "patch", "default", "array"]),
        ),
      );
    if (random.chance(0.12)) lines.push(...this.#recursion(name));
    const renamed = random.chance(0.15)
      ? ` @rename ${name.toLowerCase()}-${random.pick(["x", "é", "Q"])}`
      : "";
    this.#declarations.push(
      `/// A thing.${renamed}`,
      `struct ${name}${base ? ` : ${base}` : ""} {`,
      ...lines.map((line) => `  ${line}`),
      "};",
    );
    const declared = simple(name, "struct", "object");
    this.#known.struct.push(declared);
    return declared;
  }

  #recursion(name) {
    const member = this.#fresh("m");
    return [
      this.#random.pick([
        `std::vector<${name}> ${member} = {};`,
        `std::optional<std::unique_ptr<${name}>> ${member}{};`,
        `vgen::Nullable<vgen::Box<${name}>> ${member};`,
        `std::map<std::string, ${name}> ${member} = {};`,
        `std::optional<vgen::Box<${name}>> ${member}{};`,
      ]),
    ];
  }

  #member(owner, type, form) {
    const random = this.#random;
    const name = this.#fresh("m");
    const tags = [];
    let { limits } = type;
    if (random.chance(0.5)) {
      const found = limitsFor(random, type);
      tags.push(...found.tags);
      ({ limits } = found);
    }
    if (random.chance(0.08)) tags.unshift(`@rename ${random.pick(oddNames)}${this.#counter++}`);
    const note = comment("A member.", tags);
    if (form === "optional") return [...note, `std::optional<${type.cpp}> ${name}{};`];
    if (form === "patch" && !takesNull(type))
      return [...note, `vgen::Patch<${type.cpp}> ${name}{};`];
    if (form === "array" && type.kind !== "bytes" && tags.length === 0)
      return [
        ...note,
        `${type.cpp} ${name}[${random.integer(1, 2)}]${random.chance(0.3) ? "[2]" : ""}{};`,
      ];
    const value = form === "default" ? this.#defaultOf({ ...type, limits }, tags) : undefined;
    return [
      ...note,
      value === undefined ? `${type.cpp} ${name}{};` : `${type.cpp} ${name} = ${value};`,
    ];
  }

  /** A default within the limits; undefined if it is too difficult to find one. */
  #defaultOf({ cpp, kind, limits, wire, duration }, tags) {
    const random = this.#random;
    if (
      duration ||
      cpp.startsWith("vgen::Nullable") ||
      cpp.startsWith("vgen::Box") ||
      cpp.startsWith("std::unique_ptr")
    )
      return undefined;
    if (kind === "boolean") return random.pick(["true", "false"]);
    if (kind === "integer" && limits.multiple === undefined && !wire)
      return String(limits.low ?? limits.high ?? 7);
    if (kind === "number" && Object.keys(limits).length === 0)
      return random.pick(["1.5", "0.0", "-2.25"]);
    if (kind === "string" && limits.pattern === undefined && limits.format === undefined) {
      const length = limits.minLength ?? Math.min(3, limits.maxLength ?? 3);
      return length === 0 ? undefined : `"${"x".repeat(length)}"`;
    }
    if (
      (kind === "list" || kind === "map") &&
      (limits.minItems ?? limits.minProperties ?? 0) === 0 &&
      tags.length === 0 &&
      !cpp.startsWith("std::array")
    )
      return "{}";
    return undefined;
  }
}

/** A doc comment; each tag that takes the rest of its line has a line of its own. */
const comment = (text, tags) =>
  tags.length === 0 ? [] : [`/// ${text}`, ...tags.map((tag) => `/// ${tag}`)];

export const randomHeader = (random, name, functions = 6) =>
  new HeaderWriter(random, name).write(functions);
