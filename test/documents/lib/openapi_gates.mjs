// The gates of an OpenAPI document. Each takes a file and gives a list of findings; an empty one lets the document pass.
import {validate} from '@hyperjump/json-schema/openapi-3-1';

import {openapiFaults} from './openapi_rules.mjs';
import {readJson, run} from './tools.mjs';

export const redocly = (file) => {
  const {code, text} = run('redocly', 'lint', '--config', 'redocly.vgen.yaml', '--format', 'json', file);
  let problems;
  try {
    problems = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)).problems;
  } catch {
    return [text];
  }
  const found = problems.map(({ruleId, message, location}) => `${ruleId} ${location?.[0]?.pointer ?? ''}: ${message}`);
  return found.length === 0 && code !== 0 ? [text] : found;
};

export const spectral = (file) => {
  const {code, text} = run('spectral', 'lint', '--quiet', '--fail-severity', 'hint', '--ruleset', 'spectral.yaml', file);
  return code === 0 && !/\b(error|warning|information|hint)\b/.test(text.replace(/^No results.*$/m, '')) ? [] : [text];
};

/** The official meta-schema of OpenAPI 3.1, which leads to that of JSON Schema for each schema. */
export const metaSchema = async (file) => {
  const result = await validate('https://spec.openapis.org/oas/3.1/schema-draft-2020-12', readJson(file), 'BASIC');
  return result.valid ? [] : (result.errors ?? [result]).map((error) => `${error.instanceLocation}: ${error.keyword}`);
};

export const ownRules = (file) => openapiFaults(readJson(file));

export const gates = {redocly, spectral, metaSchema, ownRules};
