// node mock.mjs OPENAPI.json…: Prism, which knows nothing about vgen, answers in the place of a
// server, with values that it makes up from the schemas. It must accept the examples of each
// operation, and find an answer for them.
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { freePort, Sender, start } from "./lib/process.mjs";

const prism = fileURLToPath(
  new URL("node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url),
);
/**
 * Prism reads schemas as draft 7, which has no `prefixItems`. It knows neither `itemSchema` nor the
 * method QUERY. Forms have no example: no JSON value is a file. It makes up answers of JSON only.
 */
const beyondPrism = (document, method, operation) => {
  const { requestBody } = operation;
  if (method === "query" || (requestBody && !requestBody.content["application/json"])) return true;
  const answers = Object.entries(operation.responses).filter(([status]) => status < "300");
  const isJson = ({ content }) => !content || "application/json" in content;
  if (!answers.every(([, answer]) => isJson(answer))) return true;
  const reached = new Set();
  const isUnknown = (value) => {
    if (value === null || typeof value !== "object" || reached.has(value)) return false;
    reached.add(value);
    if ("prefixItems" in value || "itemSchema" in value) return true;
    const { $ref } = value;
    const target =
      typeof $ref === "string" && $ref.startsWith("#/")
        ? $ref
            .slice(2)
            .split("/")
            .reduce((at, name) => at?.[name], document)
        : undefined;
    return isUnknown(target) || Object.values(value).some(isUnknown);
  };
  return isUnknown(operation);
};

/** The request that the examples of an operation describe. */
const requestOf = (path, method, { parameters = [], requestBody, security = [] }) => {
  const query = new URLSearchParams();
  const cookies = security.length ? ["__Host-session=1"] : [];
  const headers = security.length ? { Authorization: "Bearer x", "X-Api-Key": "x" } : {};
  for (const { name, in: place, example } of parameters) {
    if (example === undefined) throw new Error(`${method} ${path}: '${name}' has no example`);
    const text = String(example);
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(text));
    if (place === "query") for (const one of [example].flat()) query.append(name, one);
    if (place === "header") headers[name] = text;
    if (place === "cookie") cookies.push(`${name}=${text}`);
  }
  if (cookies.length) headers.Cookie = cookies.join("; ");
  const content = requestBody?.content["application/json"];
  if (content && content.example === undefined) {
    throw new Error(`${method} ${path}: the body has no example`);
  }
  if (content) headers["Content-Type"] = "application/json";
  return {
    method: method.toUpperCase(),
    path: query.size ? `${path}?${query}` : path,
    headers,
    body: content && JSON.stringify(content.example),
  };
};

const findings = [];
let answered = 0;
for (const file of process.argv.slice(2)) {
  const document = JSON.parse(readFileSync(file, "utf8"));
  if (Object.keys(document.paths ?? {}).length === 0) continue;
  const api = basename(dirname(dirname(file)));
  const mock = await start(
    process.execPath,
    [prism, "mock", "--dynamic", "-h", "127.0.0.1", "-p", String(await freePort()), file],
    /Prism is listening on (\S+)/,
  );
  const sender = new Sender(mock.url);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation.responses || beyondPrism(document, method, operation)) continue;
      const request = requestOf(path, method, operation);
      if (/[^ -~]/.test(request.path)) continue; // Prism puts it into a header as it is
      const { status } = await sender.send(request);
      if (status >= 300) findings.push(`${api}: ${method} ${path} answers ${status}`);
      ++answered;
    }
  }
  await mock.stop();
}
if (answered === 0) findings.push("there is no operation to ask");
for (const finding of findings) console.error(finding);
console.log(`${answered} operations asked, ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
