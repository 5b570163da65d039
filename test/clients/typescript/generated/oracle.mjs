// Compares the types of generated clients with those that openapi-typescript, which knows nothing
// of vgen, makes of the same API's openapi.json. node oracle.mjs FOLDER OUT: FOLDER/NAME has
// typescript/ and openapi.json; what is compared is written to OUT/NAME. The exit code tells.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const [folder, out] = process.argv.slice(2).map((path) => resolve(path));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
let failures = 0;

const helpers = `
/**
 * Both ways assignable: for types that contain themselves, where the comparison of expect-type does
 * not end.
 */
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** One object type of several, without \`readonly\`: what is sent has no such thing. */
type Flat<T> = { -readonly [K in keyof T]: T[K] };
`;

/** The schemas that a part of a document leads to. */
function reached(document, part, found = new Set()) {
  if (typeof part !== "object" || part === null) return found;
  for (const [key, value] of Object.entries(part)) {
    const name = key === "$ref" && /^#\/components\/schemas\/(.*)$/.exec(value)?.[1];
    if (!name) reached(document, value, found);
    else if (!found.has(name))
      reached(document, document.components.schemas[name], found.add(name));
  }
  return found;
}

/** Whether a part of a document itself has objects with a schema for further members. */
function isOpen(part) {
  if (typeof part !== "object" || part === null) return false;
  if (part.properties && typeof part.additionalProperties === "object") return true;
  return Object.values(part).some(isOpen);
}

/** The media type of a content whose schema says something; JSON if it has that. */
function mediaType(content = {}) {
  const types = Object.keys(content);
  const type = types.find((one) => one.startsWith("application/json")) ?? types[0];
  const { schema, itemSchema } = content[type] ?? {};
  return schema || itemSchema ? type : undefined;
}

/**
 * The comparisons of one API, as code. `bodies` has the members that are the body of their
 * operation.
 */
function comparisons(document, types, bodies) {
  const schemas = document.components?.schemas ?? {};
  const lines = [];
  const compare = (ours, theirs, part) => {
    // openapi-typescript writes `A & { [key: string]: B }`, which the members of A must fit too.
    if (isOpen(part) || [...reached(document, part)].some((name) => isOpen(schemas[name]))) return;
    const recursive = [...reached(document, part)].some((name) =>
      reached(document, schemas[name]).has(name),
    );
    if (recursive) lines.push(`expectTypeOf<Mutual<${ours}, ${theirs}>>().toEqualTypeOf<true>();`);
    else lines.push(`expectTypeOf<${ours}>().toEqualTypeOf<${theirs}>();`);
  };

  for (const [name, schema] of Object.entries(schemas)) {
    if (!types.has(name)) continue;
    const problem = schema.properties?.type?.const?.startsWith("urn:");
    const [ours, theirs] = [`Vgen.${name}`, `components["schemas"]["${name}"]`];
    if (problem)
      compare(`Flat<${ours}>`, `Flat<${theirs}>`, { $ref: `#/components/schemas/${name}` });
    else compare(ours, theirs, { $ref: `#/components/schemas/${name}` });
  }
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    const { operationId, parameters = [], requestBody, responses } = operation;
    const type = operationId[0].toUpperCase() + operationId.slice(1);
    const own = `operations["${operationId}"]`;
    const [status, success] = Object.entries(responses).find(([code]) => code.startsWith("2"));
    const answer = mediaType(success.content);
    if (answer && types.has(`${type}Output`)) {
      compare(
        `Vgen.${type}Output`,
        `${own}["responses"][${status}]["content"]["${answer}"]`,
        success,
      );
    }
    const ownParameters = parameters.filter(({ name }) => name !== "Last-Event-ID");
    const places = new Set(ownParameters.map((parameter) => parameter.in));
    // Headers have names of their own.
    if (!types.has(`${type}Input`) || places.has("header") || places.has("cookie")) continue;
    const parts = [...places].map((place) => `NonNullable<${own}["parameters"]["${place}"]>`);
    if (requestBody) {
      const bodyType = mediaType(requestBody.content);
      if (!bodyType) continue;
      const body = `NonNullable<${own}["requestBody"]>["content"]["${bodyType}"]`;
      const member = bodies.get(operationId);
      const mark = requestBody.required ? "" : "?";
      parts.push(member ? `{ ${member}${mark}: ${body} }` : body);
    }
    if (places.size) compare(`Flat<Vgen.${type}Input>`, `Flat<${parts.join(" & ")}>`, operation);
    else if (requestBody) compare(`Vgen.${type}Input`, parts[0], requestBody);
  }
  return lines;
}

/** What the compiler says of a client's types beside those of a document. */
async function differences(client, document, where) {
  mkdirSync(where, { recursive: true });
  const source = join(folder, client, "typescript");
  const types = new Set(
    readFileSync(join(source, "types.ts"), "utf8").match(/(?<=^export (?:type|interface) )\w+/gm),
  );
  const code = readdirSync(source)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(source, file), "utf8"))
    .join("\n");
  const bodies = new Map(
    [...code.matchAll(/^export function (\w+)\([^]*?^}/gm)].flatMap(([text, name]) => {
      const member = /\bmember: "(\w+)"/.exec(text)?.[1];
      return member ? [[name, member]] : [];
    }),
  );
  const lines = comparisons(document, types, bodies);
  // Members with a default may be left out: the document says so by \`required\` alone.
  // openapi-typescript does not know the items of OpenAPI 3.2.
  const known = JSON.stringify(document).replaceAll('"itemSchema":', '"schema":');
  const theirs = await openapiTS(JSON.parse(known), {
    defaultNonNullable: false,
    silent: true,
  });
  writeFileSync(join(where, "openapi.ts"), astToString(theirs));
  writeFileSync(
    join(where, "equal.ts"),
    `import { expectTypeOf } from "expect-type";
import type * as Vgen from "${relative(where, source)}/index.js";
import type { components, operations } from "./openapi.js";
${helpers}
${lines.join("\n")}
export type Used = [Mutual<1, 1>, Flat<{}>, components, operations];
`,
  );
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2022",
    module: "preserve",
    types: [],
    paths: { "expect-type": [join(modules, "expect-type/dist/index.d.ts")] },
  };
  writeFileSync(
    join(where, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["equal.ts"] }),
  );
  const tsc = join(modules, "typescript7/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", where], { encoding: "utf8" });
  return { count: lines.length, text: status === 0 ? "" : stdout };
}

function tell(ok, what) {
  console.log(`${ok ? "ok" : "FAILED"}: ${what}`);
  if (!ok) failures++;
}

rmSync(out, { recursive: true, force: true });
const documents = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    // `life` has members such as `constructor`, at which openapi-typescript ends.
    .filter((entry) => entry.isDirectory() && entry.name !== "life")
    .map(({ name }) => [name, JSON.parse(readFileSync(join(folder, name, "openapi.json"), "utf8"))])
    // An API that has channels only has no types here.
    .filter(([, document]) => document.components?.schemas),
);
for (const [client, document] of Object.entries(documents)) {
  const { count, text } = await differences(client, document, join(out, client));
  tell(text === "" && count > 0, `${client}: ${count} types are equal${text && `\n${text}`}`);
}

// What differs has to be found.
const drop = (schema, member) =>
  (schema.required = schema.required.filter((name) => name !== member));
const canaries = {
  "todo: an output that may leave a member out": ["todo", ({ Todo }) => drop(Todo, "priority")],
  "todo: an input that has to have a default": [
    "todo",
    ({ CreateTodo }) => CreateTodo.required.push("labels"),
  ],
  "todo: another type": [
    "todo",
    ({ PageTodo }) => (PageTodo.properties.total = { type: "string" }),
  ],
  "todo: a value less": ["todo", ({ Priority }) => Priority.enum.pop()],
  "todo: an error with another status": [
    "todo",
    ({ NotFoundProblem }) => (NotFoundProblem.properties.status.const = 410),
  ],
  "todo: a body that has to have a member": [
    "todo",
    ({ UpdateTodoBody }) => (UpdateTodoBody.required = ["done"]),
  ],
  "types: a tree that may leave its children out": ["types", ({ Node }) => drop(Node, "children")],
  "everything: a member that is never null": [
    "everything",
    ({ Values }) => (Values.properties.note.type = "string"),
  ],
  "everything: another tag": [
    "everything",
    ({ ChoicesMixedCircle: it }) => (it.properties.type.const = "x"),
  ],
  "everything: an alternative less": ["everything", ({ Scalar }) => Scalar.anyOf.pop()],
  "everything: a longer tuple": [
    "everything",
    ({ Values }) => Values.properties.pair.prefixItems.push({ type: "null" }),
  ],
  "everything: digits as a number": [
    "everything",
    ({ Digits }) => (Digits.properties.balance.type = "integer"),
  ],
};
for (const [at, [what, [client, change]]] of Object.entries(canaries).entries()) {
  const document = structuredClone(documents[client]);
  change(document.components.schemas);
  const { text } = await differences(client, document, join(out, `canary_${at}`));
  const other = /error TS(?!2344)/.test(text);
  tell(text !== "" && !other, `found: ${what}${other ? `\n${text}` : ""}`);
}
process.exit(failures ? 1 : 0);
