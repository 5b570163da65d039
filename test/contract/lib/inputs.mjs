// Requests for an operation, each with the outcome that follows from the document: `valid`,
// `invalid`, or `any` if it is not known.
import { generateSync } from "json-schema-faker";

import { mutants } from "./mutants.mjs";

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const json = "application/json";

const malformed = [
  "{",
  "",
  " ",
  '{"a":}',
  "[1,]",
  '{"a":1,}',
  "nul",
  "{'a':1}",
  "{} {}",
  "{}x",
  "\ufeff{}",
  "NaN",
  '{"a":01}',
  '{"a":1e}',
  '{"a":"\u0001"}',
  '{"a":"\\x"}',
  '{"a":"\\ud800"}',
  Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  "[".repeat(20_000),
  '{"":'.repeat(20_000),
  '{"":1,"":2}',
  "1e999",
];
const odd = [
  "",
  " ",
  "abc",
  "1.5",
  "+1",
  "01",
  "1e2",
  "1.0",
  "0x10",
  "true",
  "TRUE",
  "1,2",
  "\0",
  "%",
  "%zz",
  "%00",
  "%ff",
  "%F0%9F%98%80",
  ".",
  "..",
  "%2e%2e",
  "a%2Fb",
  "-0",
  "NaN",
  "null",
  "９",
  "9".repeat(400),
  "x".repeat(4000),
];

export class Inputs {
  #known = new Map();

  constructor(contract, seed) {
    this.contract = contract;
    this.seed = seed;
    this.random = random(seed);
  }

  /** A valid value, or undefined if the generator finds none. */
  example(schema) {
    const seed = Math.floor(this.random() * 2 ** 31);
    const value = generateSync(this.contract.complete(schema), {
      seed,
      refDepthMax: 8,
      maxDefaultItems: 3,
    });
    return this.contract.valueFault(schema, value) ? undefined : value;
  }

  target(schema) {
    return this.contract.target(schema);
  }

  /** Stores the members of an answer, so that later requests can use them under the same names. */
  learn(value) {
    if (typeof value !== "object" || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === "object") this.learn(member);
      else this.#known.set(name, [...(this.#known.get(name) ?? []).slice(-19), member]);
    }
  }

  #valueOf({ name, schema, required }) {
    const known = (this.#known.get(name) ?? []).filter(
      (value) => !this.contract.valueFault(schema, value),
    );
    if (known.length) return known[Math.floor(this.random() * known.length)];
    return required || this.random() < 0.5 ? this.example(schema) : undefined;
  }

  /**
   * The values that a server reads from texts, by the declared type; undefined if the document does
   * not define them.
   */
  #read(schema, texts) {
    const { type, items } = this.target(schema);
    if (type === "array") return texts.map((text) => this.#read(items, [text]));
    const [text] = texts;
    if (texts.length > 1) return undefined;
    if (type === "integer" || type === "number") {
      if (decimal.test(text) && text !== "-0" && !(type === "integer" && text.includes(".")))
        return Number(text);
      return Number.isNaN(Number(text)) || text.trim() !== text || text === "" ? text : undefined;
    }
    return type === "boolean" && /^(true|false)$/.test(text) ? text === "true" : text;
  }

  #expectation(operation, texts, body) {
    const faults = operation.parameters.map(({ name, schema, required }) => {
      if (!texts.has(name)) return required;
      const value = this.#read(schema, texts.get(name));
      return [value].flat().includes(undefined) ? "any" : this.contract.valueFault(schema, value);
    });
    if (operation.body)
      faults.push(
        body === undefined
          ? operation.body.required
          : this.contract.valueFault(operation.body.schema, body),
      );
    if (faults.some((fault) => fault && fault !== "any")) return "invalid";
    return faults.includes("any") ? "any" : "valid";
  }

  /**
   * Texts as a request, or undefined if they cannot be sent in their place. `raw` is a parameter
   * whose text is sent as it is.
   */
  #request(operation, texts, body, raw) {
    const encode = (name, text) =>
      name === raw ? text.replace(/[^!-~]/g, encodeURIComponent) : encodeURIComponent(text);
    let { path } = operation;
    const query = [];
    const headers = {};
    const cookies = [];
    for (const { name, in: place } of operation.parameters) {
      const values = texts.get(name);
      if (!values) {
        if (place === "path") return undefined;
      } else if (place === "path") {
        if (values.length !== 1 || values[0] === "") return undefined;
        path = path.replace(`{${name}}`, () => encode(name, values[0]));
      } else if (place === "query") {
        query.push(...values.map((text) => `${name}=${encode(name, text)}`));
      } else {
        if (values.some((text) => !/^[!-~]([ -~]*[!-~])?$/.test(text) || /[;,"\\ %]/.test(text)))
          return undefined;
        if (place === "header") headers[name] = values.join(",");
        else cookies.push(`${name}=${values.join(",")}`);
      }
    }
    if (raw && /[#&?/]/.test(texts.get(raw)[0])) return undefined;
    if (cookies.length) headers.Cookie = cookies.join("; ");
    if (body !== undefined) headers["Content-Type"] = json;
    return {
      method: operation.method,
      path: path + (query.length ? `?${query.join("&")}` : ""),
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    };
  }

  /** One case for each part that can be sent, from one valid input. */
  *cases(operation) {
    const texts = new Map();
    for (const parameter of operation.parameters) {
      const value = this.#valueOf(parameter);
      if (value !== undefined) texts.set(parameter.name, [value].flat().map(String));
    }
    const body = operation.body && this.example(operation.body.schema);
    const one = (what, changed = texts, changedBody = body, raw = undefined) => {
      const request = this.#request(operation, changed, changedBody, raw);
      const expected =
        raw && changed.get(raw)[0].includes("%")
          ? "any"
          : this.#expectation(operation, changed, changedBody);
      return request ? [{ what, expected, request }] : [];
    };
    const base = one("a valid input");
    if (base.length === 0) return;
    yield* base;

    for (const parameter of operation.parameters) {
      const { name, schema } = parameter;
      const value = this.#read(schema, texts.get(name) ?? []) ?? this.example(schema);
      for (const [what, mutant] of mutants(schema, value, this)) {
        const values = [mutant].flat();
        if (values.every((one) => one !== null && typeof one !== "object"))
          yield* one(`${name}: ${what}`, new Map(texts).set(name, values.map(String)));
      }
      for (const text of odd)
        yield* one(`${name} is ${text.slice(0, 20)}`, new Map(texts).set(name, [text]), body, name);
      const without = new Map(texts);
      without.delete(name);
      yield* one(`without ${name}`, without);
    }
    if (operation.body)
      for (const [what, mutant] of mutants(operation.body.schema, body, this))
        yield* one(`body: ${what}`, texts, mutant);

    const [{ request, expected }] = base;
    const { path } = request;
    const raw = (what, changes, outcome) => ({
      what,
      expected: outcome,
      request: { ...request, ...changes },
    });
    yield raw(
      "an unknown name in the query",
      { path: `${path}${path.includes("?") ? "&" : "?"}unknown=1` },
      expected,
    );
    yield raw("an unknown header", { headers: { ...request.headers, "X-Unknown": "x" } }, expected);
    for (const Accept of ["*/*", json, "text/html", ""])
      yield raw(`Accept: ${Accept}`, { headers: { ...request.headers, Accept } }, "any");
    if (!operation.body) return;
    for (const text of malformed)
      yield raw(
        `a body that is ${String(text).slice(0, 20)}`,
        { body: text, headers: { "Content-Type": json } },
        "invalid",
      );
    if (body === undefined) return;
    for (const type of [
      "text/plain",
      "application/xml",
      "application/x-www-form-urlencoded",
      "application/jsonx",
      "json",
    ]) {
      yield raw(
        `a body of type ${type}`,
        { headers: { ...request.headers, "Content-Type": type } },
        "invalid",
      );
    }
    for (const type of ["application/json; charset=utf-8", "Application/JSON"])
      yield raw(
        `a body of type ${type}`,
        { headers: { ...request.headers, "Content-Type": type } },
        expected,
      );
    for (const type of ["application/json; charset=latin1", "application/problem+json"])
      yield raw(
        `a body of type ${type}`,
        { headers: { ...request.headers, "Content-Type": type } },
        "any",
      );
    yield raw(
      "no body",
      { body: undefined, headers: {} },
      operation.body.required ? "invalid" : this.#expectation(operation, texts, undefined),
    );
  }
}
