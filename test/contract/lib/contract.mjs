// The operations of an OpenAPI document, and whether an answer agrees with them.
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";

const prefix = "#/components/schemas/";

/**
 * Schemas of components as definitions of one schema, because validators do not know components.
 */
const asDefinitions = (value) => {
  if (Array.isArray(value)) return value.map(asDefinitions);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "$ref" && typeof member === "string" && member.startsWith(prefix)
        ? `#/$defs/${member.slice(prefix.length)}`
        : asDefinitions(member),
    ]),
  );
};

/**
 * RFC 3339, by its grammar. The format of ajv-formats accepts more, such as a space for the T and
 * offsets without a colon.
 */
const dateTime = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;
const newAjv = () => {
  const ajv = formats.default(
    new Ajv2020({ strict: true, allErrors: true }).addVocabulary(["discriminator", "x-unit"]),
  );
  ajv.addKeyword({
    keyword: "x-pattern",
    type: "string",
    schemaType: "string",
    validate: (pattern, text) => new RegExp(pattern, "u").test(text),
    errors: false,
  });
  const { validate } = ajv.formats["date-time"];
  return ajv.addFormat("date-time", (text) => dateTime.test(text) && validate(text));
};

export class Contract {
  constructor(document) {
    this.document = document;
    this.definitions = asDefinitions(document.components?.schemas ?? {});
    this.compiled = new Map();
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => this.#operation(path, method, operation)),
    );
  }

  #resolved(part) {
    return part?.$ref
      ? part.$ref
          .slice(2)
          .split("/")
          .reduce((at, name) => at[name], this.document)
      : part;
  }

  #operation(path, method, { operationId, parameters = [], requestBody, responses }) {
    const body = this.#resolved(requestBody);
    return {
      id: operationId,
      method: method.toUpperCase(),
      path,
      parameters: parameters
        .map((parameter) => this.#resolved(parameter))
        .map((parameter) => ({ ...parameter, schema: asDefinitions(parameter.schema) })),
      body: body && {
        required: body.required === true,
        schema: asDefinitions(body.content["application/json"].schema),
      },
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [status, this.#resolved(response)]),
      ),
      // All operations share the answers of the runtime itself.
      declaredErrors: Object.entries(responses)
        .filter(([status, response]) => /^[45]\d\d$/.test(status) && !response.$ref)
        .map(([status]) => Number(status)),
    };
  }

  /** A complete schema. */
  complete(schema) {
    return { ...schema, $defs: this.definitions };
  }

  /** A schema without references at its top. */
  target(schema) {
    const { $ref, ...rest } = schema;
    return $ref
      ? { ...this.target(this.definitions[$ref.slice("#/$defs/".length)]), ...rest }
      : schema;
  }

  /** The fault of a value, or undefined. */
  valueFault(schema, value) {
    const key = JSON.stringify(schema);
    if (!this.compiled.has(key)) {
      const ajv = newAjv();
      this.compiled.set(key, { ajv, check: ajv.compile(this.complete(schema)) });
    }
    const { ajv, check } = this.compiled.get(key);
    return check(value) ? undefined : ajv.errorsText(check.errors, { dataVar: "" });
  }

  /** How an answer differs from its operation, or undefined. */
  answerFault(operation, { status, type, text }) {
    const response =
      operation.responses[status] ??
      operation.responses[`${String(status)[0]}XX`] ??
      operation.responses.default;
    if (!response) return `the status ${status} is not documented`;
    if (!response.content) return text === "" ? undefined : `${status} has a body`;
    const content = response.content[type];
    if (!content) return `the content type ${type} is not documented for ${status}`;
    try {
      const fault = this.valueFault(asDefinitions(content.schema), JSON.parse(text));
      return fault && `the body of ${status} breaks its schema: ${fault}`;
    } catch (error) {
      if (error instanceof SyntaxError) return `the body of ${status} is not JSON`;
      throw error;
    }
  }
}
