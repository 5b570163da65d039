// Checks for five defects that neither linters nor the meta-schema find.
import { objects, resolve } from "./json.mjs";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const reservedHeaders = ["accept", "content-type", "authorization"];
const numberFormats = ["int32", "int64", "float", "double"];

function* operations(document) {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      if (item[method]) yield { place: `${method} ${path}`, method, operation: item[method] };
    }
  }
}

function* linkFaults(document) {
  const ids = new Set([...operations(document)].map(({ operation }) => operation.operationId));
  for (const { value, pointer } of objects(document)) {
    for (const [name, link] of Object.entries(
      pointer.includes("/responses/") ? (value.links ?? {}) : {},
    )) {
      if (link.operationId && !ids.has(link.operationId))
        yield `${pointer}: link ${name} leads to the unknown operation ${link.operationId}`;
    }
  }
}

function* encodingFaults(document) {
  for (const { value, pointer } of objects(document)) {
    if (typeof value.encoding !== "object" || value.schema === undefined) continue;
    const known = resolve(document, value.schema).properties ?? {};
    for (const name of Object.keys(value.encoding)) {
      if (!(name in known)) yield `${pointer}: encoding of the unknown property ${name}`;
    }
  }
}

function* parameterFaults(document) {
  for (const { place, operation } of operations(document)) {
    for (const parameter of (operation.parameters ?? []).map((entry) => resolve(document, entry))) {
      if (parameter.in === "header" && reservedHeaders.includes(parameter.name.toLowerCase())) {
        yield `${place}: OpenAPI ignores a parameter for the header ${parameter.name}`;
      }
    }
  }
}

function* bodyFaults(document) {
  for (const { place, method, operation } of operations(document)) {
    if (["get", "head", "delete"].includes(method) && operation.requestBody)
      yield `${place}: has a body`;
  }
}

function* formatFaults(document) {
  for (const { value, pointer } of objects(document)) {
    // null may be beside it.
    const isNumber = [value.type].flat().some((type) => type === "integer" || type === "number");
    if (numberFormats.includes(value.format) && !isNumber) {
      yield `${pointer}: format ${value.format} of a ${value.type}`;
    }
  }
}

export const openapiFaults = (document) => [
  ...linkFaults(document),
  ...encodingFaults(document),
  ...parameterFaults(document),
  ...bodyFaults(document),
  ...formatFaults(document),
];
