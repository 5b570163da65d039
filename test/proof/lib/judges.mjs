// Two validators that know nothing about vgen, with formats asserted.
import "@hyperjump/json-schema/formats";
import * as Instance from "@hyperjump/json-schema/instance/experimental";
import { addKeyword } from "@hyperjump/json-schema/experimental";
import * as Browser from "@hyperjump/browser";
import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from "@hyperjump/json-schema/draft-2020-12";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

import { isMultiple } from "./exact.mjs";
import { at } from "./json_pointer.mjs";

setShouldValidateFormat(true);

// Both divide in binary, where 0.07 is not a multiple of 0.01. So this keyword is replaced.
const newAjv = () =>
  formats
    .default(new Ajv2020({ strict: true, logger: false, ownProperties: true }))
    .addKeyword("x-unit")
    .removeKeyword("multipleOf")
    .addKeyword({
      keyword: "multipleOf",
      type: "number",
      schemaType: "number",
      validate: (step, value) => isMultiple(value, step),
      errors: false,
    });
addKeyword({
  id: "https://json-schema.org/keyword/multipleOf",
  compile: (schema) => Browser.value(schema),
  interpret: (step, instance) =>
    Instance.typeOf(instance) !== "number" || isMultiple(Instance.value(instance), step),
});

/** hyperjump's check of host names prints its findings. */
const silently = (action) => {
  const { log } = console;
  console.log = () => {};
  try {
    return action();
  } finally {
    console.log = log;
  }
};

let count = 0;

/** For choices, the error of the alternative that was read furthest. */
const deepest = (errors, place) =>
  errors.toSorted((a, b) => b[place].split("/").length - a[place].split("/").length)[0];

const culprit = (value) => JSON.stringify(value)?.slice(0, 80) ?? "";

/** The verdicts on one schema. */
export class Judges {
  #schema;
  #ajv;
  #hyperjump;

  static async of(schema) {
    const judges = new Judges();
    const { $id, ...anonymous } = schema;
    judges.#schema = anonymous;
    judges.#ajv = newAjv().compile(anonymous);
    const id = `https://proof.invalid/${count++}`; // several headers have the same names
    registerSchema({ ...anonymous, $id: id }, id);
    judges.#hyperjump = await validate(id);
    return judges;
  }

  /** {ajv, hyperjump}: whether each accepts the value. */
  verdicts(value) {
    return { ajv: this.#ajv(value), hyperjump: this.#hyperjumpAccepts(value) };
  }

  #hyperjumpAccepts(value) {
    try {
      return silently(() => this.#hyperjump(value).valid);
    } catch {
      return false; // some faulty addresses make it fail
    }
  }

  /** The keyword that one validator refuses and the other accepts, and the refused value. */
  reason(value) {
    if (this.#ajv(value)) return this.#hyperjumpReason(value);
    const { keyword, params, instancePath } = deepest(this.#ajv.errors, "instancePath");
    return {
      reason: `Ajv refuses ${keyword}${keyword === "format" ? ` ${params.format}` : ""}`,
      example: culprit(at(value, instancePath)),
    };
  }

  #hyperjumpReason(value) {
    try {
      const errors = silently(() => this.#hyperjump(value, "BASIC").errors) ?? [];
      const leaf = deepest(errors, "instanceLocation");
      const location = leaf.absoluteKeywordLocation.split("#")[1];
      const word = location.split("/").at(-1);
      const name = word === "format" ? `${word} ${at(this.#schema, location)}` : word;
      return {
        reason: `hyperjump refuses ${name}`,
        example: culprit(at(value, leaf.instanceLocation)),
      };
    } catch (error) {
      return { reason: `hyperjump fails: ${error.message.slice(0, 60)}`, example: "" };
    }
  }
}
