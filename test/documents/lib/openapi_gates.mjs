// The gates of an OpenAPI document. Each takes a file and returns a list of findings. With an empty
// list the document passes.
import { validate } from "@hyperjump/json-schema/openapi-3-1";
import { validate as validate32 } from "@hyperjump/json-schema/openapi-3-2";

import { openapiFaults } from "./openapi_rules.mjs";
import { readJson, run } from "./tools.mjs";

/** The JSON that a linter printed between its other lines; undefined if it printed none. */
const printedJson = (text, open, close) => {
  try {
    return JSON.parse(text.slice(text.indexOf(open), text.lastIndexOf(close) + 1));
  } catch {
    return undefined;
  }
};

/** The findings that a linter printed. A run that failed without any is itself a finding. */
const findings = ({ code, stdout, stderr }, list) =>
  list === undefined || (list.length === 0 && code !== 0) ? [stdout + stderr] : list;

export const redocly = (file) => {
  const ran = run("redocly", "lint", "--config", "redocly.vgen.yaml", "--format", "json", file);
  const problems = printedJson(ran.stdout, "{", "}")?.problems;
  return findings(
    ran,
    problems?.map(
      ({ ruleId, message, location }) => `${ruleId} ${location?.[0]?.pointer ?? ""}: ${message}`,
    ),
  );
};

export const spectral = (file) => {
  const ran = run(
    "spectral",
    "lint",
    "--quiet",
    "--format",
    "json",
    "--fail-severity",
    "hint",
    "--ruleset",
    "spectral.yaml",
    file,
  );
  return findings(
    ran,
    printedJson(ran.stdout, "[", "]")?.map(
      ({ code, message, path }) => `${code} ${path.join("/")}: ${message}`,
    ),
  );
};

/**
 * The official meta-schema of the version of OpenAPI, which uses that of JSON Schema for each
 * schema.
 */
export const metaSchema = async (file) => {
  const document = readJson(file);
  const [check, version] = document.openapi.startsWith("3.2.")
    ? [validate32, "3.2"]
    : [validate, "3.1"];
  const result = await check(
    `https://spec.openapis.org/oas/${version}/schema-draft-2020-12`,
    document,
    "BASIC",
  );
  return result.valid
    ? []
    : (result.errors ?? [result]).map((error) => `${error.instanceLocation}: ${error.keyword}`);
};

export const ownRules = (file) => openapiFaults(readJson(file));

export const gates = { redocly, spectral, metaSchema, ownRules };
