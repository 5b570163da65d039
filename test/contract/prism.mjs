// node prism.mjs SERVER [SEED]: Prism, which knows nothing about vgen, is a proxy before the server
// and compares each exchange with /openapi.json. It must find the faults in a document that is
// wrong on purpose.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Contract } from "./lib/contract.mjs";
import { Inputs } from "./lib/inputs.mjs";
import { freePort, Sender, start, startServer } from "./lib/process.mjs";

const [program, seed = "1"] = process.argv.slice(2);
const prism = fileURLToPath(
  new URL("node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url),
);
const perOperation = 60; // requests, so that it takes only some seconds
const temporary = mkdtempSync(join(tmpdir(), "vgen_prism_"));
const server = await startServer(program);

/** Prism itself fails on bodies that cannot be read, and on non-ASCII characters, which it puts
 *  into a header. It removes `.` from paths, and announces the body `null` without sending it. */
const readable = ({ expected, request: { path, headers, body } }) => {
  try {
    if (
      !/^[ -~]*$/.test(`${decodeURIComponent(path)}${body ?? ""}`) ||
      body === "null" ||
      /\/\.\.?(\?|$)/.test(path)
    )
      return false;
    if (body !== undefined) JSON.parse(body);
    return (
      expected !== "any" && (body === undefined || headers["Content-Type"] === "application/json")
    );
  } catch {
    return false;
  }
};

/** The findings of Prism about requests to the operations of a document: {requests, findings}. */
const watch = async (document, operations, atMost) => {
  const file = join(temporary, "openapi.json");
  writeFileSync(file, JSON.stringify(document));
  const port = await freePort();
  const proxy = await start(
    process.execPath,
    [prism, "proxy", "-h", "127.0.0.1", "-p", String(port), file, server.url],
    /Prism is listening on (\S+)/,
  );
  const sender = new Sender(`http://127.0.0.1:${port}`);
  const contract = new Contract(document);
  const inputs = new Inputs(contract, Number(seed));
  const findings = [];
  let requests = 0;
  try {
    for (const operation of contract.operations.filter(({ id }) => operations.includes(id))) {
      const cases = [...inputs.cases(operation)].filter(readable);
      const every = Math.max(1, Math.floor(cases.length / atMost));
      for (const { what, request } of cases.filter((one, at) => at === 0 || at % every === 0)) {
        const answer = await sender.send(request).catch((error) => {
          throw new Error(`${operation.id}: ${what}: ${error.message}`);
        });
        requests++;
        if (answer.status < 300 && answer.text) inputs.learn(JSON.parse(answer.text));
        for (const violation of JSON.parse(answer.headers["sl-violations"] ?? "[]")) {
          const [place] = violation.location;
          if (place === "request" && answer.status >= 400) continue; // the server has found it too
          findings.push(`${operation.id}: ${what}: ${answer.status}: ${JSON.stringify(violation)}`);
        }
      }
    }
  } finally {
    sender.close();
    await proxy.stop();
  }
  return { requests, findings };
};

let failed = false;
try {
  const sender = new Sender(server.url);
  const document = JSON.parse((await sender.send({ method: "GET", path: "/openapi.json" })).text);
  sender.close();
  const all = ["createTodo", "getTodo", "updateTodo", "listTodos", "deleteTodo"];
  const { requests, findings } = await watch(document, all, perOperation);
  for (const text of findings) console.error(text);
  console.log(`seed ${seed}: ${requests} requests, ${findings.length} finding(s)`);
  failed = findings.length > 0 || requests < 100;

  const { Todo, CreateTodo } = document.components.schemas;
  Todo.properties.owner = { type: "string" };
  Todo.required.push("owner");
  CreateTodo.properties.title.maxLength = 100;
  const wrong = await watch(document, ["createTodo"], Infinity);
  for (const [place, what] of [
    ["response", "a member that is never sent"],
    ["request", "a tighter length"],
  ]) {
    if (wrong.findings.some((text) => text.includes(`"location":["${place}"`))) continue;
    console.error(`not caught: ${what}`);
    failed = true;
  }
} finally {
  await server.stop();
  rmSync(temporary, { recursive: true });
}
process.exitCode = failed ? 1 : 0;
