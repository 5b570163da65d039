// node fuzz.mjs SERVER [SEED]: starts the server. For each operation of its own /openapi.json it
// sends valid inputs, one mutant for each keyword of their schemas, malformed bodies and unusual
// texts. Every answer must be documented; valid inputs must be accepted and others refused. Then it
// must find the faults in documents that are wrong on purpose.
import { fuzz } from "./lib/fuzz.mjs";
import { Sender, startServer } from "./lib/process.mjs";

const [program, seed = "1"] = process.argv.slice(2);
const server = await startServer(program);
const sender = new Sender(server.url);
const find = (document, rounds) =>
  fuzz({ document, sender, seed: Number(seed), rounds, seconds: 10 });

const wrongDocuments = {
  "a member that is never sent": ({ Todo }) => {
    Todo.properties.owner = { type: "string" };
    Todo.required.push("owner");
  },
  "a member that is not documented": ({ Todo }) => {
    delete Todo.properties.priority;
    Todo.required = Todo.required.filter((name) => name !== "priority");
  },
  "a looser length": ({ CreateTodo }) => {
    CreateTodo.properties.title.maxLength = 300;
  },
  "a tighter length": ({ CreateTodo }) => {
    CreateTodo.properties.title.maxLength = 100;
  },
  "a more exact time": ({ CreateTodo }) => {
    delete CreateTodo.properties.due["x-pattern"];
  },
  "a value more": ({ Priority }) => {
    Priority.enum.push("urgent");
  },
  "an optional member that is required": ({ CreateTodo }) => {
    CreateTodo.required = [];
  },
  "a looser maximum": (schemas, { "/todos": { get } }) => {
    get.parameters.find(({ name }) => name === "limit").schema.maximum = 1000;
  },
  "another status": (
    schemas,
    {
      "/todos": {
        post: { responses },
      },
    },
  ) => {
    responses["200"] = responses["201"];
    delete responses["201"];
  },
  "another content type": (
    schemas,
    {
      "/todos/{id}": {
        get: { responses },
      },
    },
  ) => {
    responses["200"].content = { "text/json": { schema: {} } };
  },
};

let failures = 0;
try {
  const document = JSON.parse((await sender.send({ method: "GET", path: "/openapi.json" })).text);
  const { requests, findings, outcomes, rounds } = await find(document, 3);
  for (const { gate, text } of findings) console.error(`${gate}: ${text}`);
  for (const [outcome, count] of [...outcomes].sort()) console.log(`${outcome}: ${count}`);
  console.log(
    `seed ${seed}: ${requests} requests in ${rounds} rounds, ${findings.length} finding(s)`,
  );
  failures += findings.length;
  for (const [what, change] of Object.entries(wrongDocuments)) {
    const wrong = structuredClone(document);
    change(wrong.components.schemas, wrong.paths);
    if ((await find(wrong, 1)).findings.length) continue;
    console.error(`not caught: ${what}`);
    failures++;
  }
  if (requests < 100) (console.error(`only ${requests} requests`), failures++);
} finally {
  sender.close();
  await server.stop();
}
process.exitCode = failures ? 1 : 0;
