// The gates of an AsyncAPI document. Each takes the document and returns a list of findings. With
// an empty list it passes.
import { Parser } from "@asyncapi/parser";

import { draft07Faults, newAjv07 } from "./draft_07.mjs";
import { objects, resolve } from "./json.mjs";

/** The official parser: not even a hint. It does not look into payloads and examples. */
export const parser = async (document) => {
  const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));
  const found = diagnostics.map(
    ({ code, path, message }) => `${code} ${path.join("/")}: ${message}`,
  );
  return parsed === undefined && found.length === 0 ? ["it is not parsed"] : found;
};

/** All schemas of a document as one schema of draft-07 with definitions. */
export const schemasOf = (document) => {
  const definitions = { ...document.components?.schemas };
  for (const [name, channel] of Object.entries(document.channels)) {
    for (const [key, message] of Object.entries(channel.messages ?? {})) {
      definitions[`message ${name} ${key}`] = message.payload;
      for (const [parameter, schema] of Object.entries(message["x-parameters"] ?? {}))
        definitions[`topic ${name} ${key} ${parameter}`] = schema;
    }
    for (const [key, parameter] of Object.entries(channel.parameters ?? {}))
      definitions[`parameter ${name} ${key}`] = parameter["x-schema"];
    const query = channel.bindings?.ws?.query;
    if (query) definitions[`query ${name}`] = query;
  }
  const text = JSON.stringify({
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: "urn:vgen:asyncapi",
    definitions,
  });
  return JSON.parse(text.replaceAll('"#/components/schemas/', '"#/definitions/'));
};

const validators = (document) => {
  const ajv = newAjv07();
  ajv.addSchema(schemasOf(document));
  return (name) => ({
    ajv,
    check: ajv.compile({ $ref: `urn:vgen:asyncapi#/definitions/${encodeURIComponent(name)}` }),
  });
};

/** Every schema compiles, and has nothing that draft-07 would ignore. */
export const schemas = (document) => {
  const schema = schemasOf(document);
  const found = draft07Faults(schema);
  const compile = validators(document);
  for (const name of Object.keys(schema.definitions)) {
    try {
      compile(name);
    } catch (error) {
      found.push(`${name}: ${error.message}`);
    }
  }
  return found;
};

/** Defaults and examples are valid, in schemas and of messages. */
export const shownValues = (document) => {
  const found = [];
  const schema = schemasOf(document);
  const ajv = newAjv07();
  ajv.addSchema(schema);
  const judge = (pointer, values) => {
    if (values.length === 0) return;
    const check = ajv.compile({ $ref: `urn:vgen:asyncapi#${encodeURI(pointer)}` });
    for (const value of values) {
      if (!check(value))
        found.push(
          `${pointer}: ${JSON.stringify(value)} ${ajv.errorsText(check.errors, { dataVar: "" })}`,
        );
    }
  };
  for (const { value, pointer } of objects(schema)) {
    if (pointer.endsWith("/properties") || pointer.endsWith("/definitions")) continue;
    judge(pointer, [
      ...("default" in value ? [value.default] : []),
      ...(Array.isArray(value.examples) ? value.examples : []),
    ]);
  }
  for (const [name, channel] of Object.entries(document.channels)) {
    for (const [key, message] of Object.entries(channel.messages ?? {})) {
      judge(
        `/definitions/message ${name} ${key}`,
        (message.examples ?? []).map(({ payload }) => payload),
      );
    }
  }
  return found;
};

/**
 * What refers to what: each message has an operation, each parameter of a path is described,
 * correlation ids exist.
 */
export const links = (document) => {
  const found = [];
  const used = new Set();
  const use = (operation, channel, references) => {
    for (const { $ref } of references) {
      if (!$ref.startsWith(`${channel.$ref}/messages/`))
        found.push(`${operation}: ${$ref} is not a message of its channel`);
      if (resolve(document, { $ref }) === undefined)
        found.push(`${operation}: ${$ref} is not there`);
      used.add($ref);
    }
  };
  for (const [name, { channel, messages, reply }] of Object.entries(document.operations)) {
    use(name, channel, messages);
    if (reply) use(name, reply.channel, reply.messages);
  }
  for (const [name, channel] of Object.entries(document.channels)) {
    const inPath = [...channel.address.matchAll(/\{(.+?)\}/g)].map(([, parameter]) => parameter);
    const described = Object.keys(channel.parameters ?? {});
    if (String(inPath) !== String(described))
      found.push(`${name}: ${inPath} in the path, ${described} described`);
    for (const [key, message] of Object.entries(channel.messages)) {
      if (!used.has(`#/channels/${name}/messages/${key}`))
        found.push(`${name}: no operation has the message ${key}`);
      if (message.name !== key) found.push(`${name}: the message ${key} is named ${message.name}`);
      const id = message.correlationId?.location.split("/").at(-1);
      if (id && !JSON.stringify(message.payload).includes(`"${id}"`))
        found.push(`${name}: ${key} has no ${id}`);
    }
  }
  const schemas = Object.keys(document.components?.schemas ?? {});
  const text = JSON.stringify(document);
  for (const name of schemas)
    if (!text.includes(`"#/components/schemas/${name}"`))
      found.push(`nothing refers to the schema ${name}`);
  return found;
};

export const gates = { parser, schemas, shownValues, links };
