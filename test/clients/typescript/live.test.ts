// The generated client of samples/todo against its real server: VGEN_TODO_SERVER is the program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  ApiError,
  createClient,
  createTodo,
  deleteTodo,
  getTodo,
  listTodos,
  updateTodo,
  type Client,
  type Todo,
} from "todo-client";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_TODO_SERVER"];
const skip = program ? false : "VGEN_TODO_SERVER is not set: the server was not built";

let server: RunningServer;
let api: Client;

before(async () => {
  if (!program) return;
  server = await startServer(program);
  api = createClient({ baseUrl: server.address, timeout: 5000 });
});

after(() => server?.stop());

test("live: a todo is made, read, found, changed and removed", { skip }, async () => {
  const made = await createTodo(api, {
    title: "Water the plants ☃",
    labels: ["home", "a,b&c"],
    due: "2030-01-02T03:04:05Z",
  });
  const expected: Todo = {
    id: made.id,
    title: "Water the plants ☃",
    priority: "normal",
    labels: ["home", "a,b&c"],
    due: "2030-01-02T03:04:05Z",
    done: false,
  };
  assert.deepEqual(made, expected);
  assert.deepEqual(await getTodo(api, { id: made.id }), expected);

  assert.deepEqual((await listTodos(api, { label: "a,b&c" })).items, [expected]);
  assert.deepEqual((await listTodos(api, { label: "none" })).items, []);
  assert.equal((await listTodos(api)).total >= 1, true);

  const changed = await updateTodo(api, { id: made.id, done: true, priority: "high" });
  assert.deepEqual(changed, { ...expected, done: true, priority: "high" });
  assert.deepEqual((await listTodos(api, { done: true, limit: 1, offset: 0 })).items, [changed]);

  assert.equal(await deleteTodo(api, { id: made.id }), undefined);
  const gone = await getTodo(api, { id: made.id }).safe();
  assert.equal(gone.ok, false);
});

test("live: status and headers", { skip }, async () => {
  const raw = await createTodo(api, { title: "x" }).raw();
  assert.equal(raw.status, 201);
  assert.match(raw.headers.get("content-type") ?? "", /^application\/json/);
  assert.equal((await deleteTodo(api, { id: raw.value.id }).raw()).status, 204);
});

test("live: a declared error has its fields", { skip }, async () => {
  const outcome = await getTodo(api, { id: 999_999 }).safe();
  assert.ok(!outcome.ok && outcome.error.type === "urn:todo:not-found");
  assert.equal(outcome.error.id, 999_999);
  assert.equal(outcome.error.status, 404);
  assert.ok(outcome.requestId);
  assert.equal(outcome.error.request_id, outcome.requestId);
  await assert.rejects(deleteTodo(api, { id: 999_999 }), ApiError);
});

test("live: a validation lists every fault with its place", { skip }, async () => {
  const outcome = await createTodo(api, { title: "", labels: ["", "ok"] }).safe();
  assert.ok(!outcome.ok && outcome.error.type === "urn:vgen:validation");
  assert.deepEqual(
    outcome.error.errors.map((fault) => [fault.in, fault.pointer, fault.code, fault.limit]),
    [
      ["body", "/title", "minLength", 1],
      ["body", "/labels/0", "minLength", 1],
    ],
  );
  const parameters = await getTodo(api, { id: 0 }).safe();
  assert.ok(!parameters.ok && parameters.error.type === "urn:vgen:validation");
  assert.deepEqual(
    [parameters.error.errors[0]?.in, parameters.error.errors[0]?.pointer],
    ["path", "/id"],
  );
});

test("live: path values stay in their segment", { skip }, async () => {
  for (const id of ["1/../2", "a/b", "%31", "☃"]) {
    // A JavaScript caller can do this; TypeScript refuses it.
    const outcome = await getTodo(api, { id: id as unknown as number }).safe();
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.type, "urn:vgen:validation", id);
  }
  const dots = await deleteTodo(api, { id: ".." as unknown as number }).safe();
  assert.ok(!dots.ok && dots.error.type === "vgen:transport" && dots.error.kind === "input");
});

test(
  "live: another server's path is not found, nobody there is a transport error",
  { skip },
  async () => {
    const elsewhere = await getTodo(
      { ...api, baseUrl: `${api.baseUrl}/elsewhere` },
      { id: 1 },
    ).safe();
    assert.ok(!elsewhere.ok);
    assert.equal(elsewhere.error.type, "urn:vgen:not-found");
  },
);
