// The generated client of an RPC connection against a real server: VGEN_RPC_SERVER is the program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createClient, isDeskError, openRpc, type Client, type Rpc } from "desk-client";
import Socket from "ws";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_RPC_SERVER"];
const skip = program ? false : "VGEN_RPC_SERVER is not set: the server was not built";

let server: RunningServer;
/** Ends the connections that a failed test has left open. */
const over = new AbortController();
/** The sockets so far, for tests that cut them. */
const sockets: Socket[] = [];

class KnownSocket extends Socket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols);
    sockets.push(this);
  }
}

const clientOf = (token?: string): Client =>
  createClient({
    baseUrl: server.address,
    timeout: 5000,
    random: () => 0,
    auth: () => token,
  });
const open = (token?: string): Rpc =>
  openRpc(clientOf(token), { signal: over.signal, WebSocket: KnownSocket });

before(async () => {
  if (program) server = await startServer(program);
});
after(async () => {
  over.abort();
  await server?.stop();
});

test("rpc: calls with inputs of every form", { skip }, async () => {
  const rpc = open();
  const [todo, sum, one, all] = await Promise.all([
    rpc.getTodo({ id: 7 }),
    rpc.sum([1, 2, 3]),
    rpc.mark(1, undefined, 30),
    rpc.mark(2, "high", 40, "why", null),
  ]);
  assert.deepEqual(todo, { id: 7, title: "milk" });
  assert.equal(sum, 6);
  assert.equal(one, "1 none 30 none none");
  assert.equal(all, "2 high 40 why null");
  assert.match(await rpc.where(), /^\w+$/);
  rpc.close();
});

test("rpc: errors have their types", { skip }, async () => {
  const rpc = open();
  const missing = await rpc.getTodo({ id: 404 }).safe();
  assert.ok(!missing.ok && missing.error.type === "urn:desk:not-found");
  assert.equal(missing.error.id, 404);
  const invalid = await rpc.getTodo({ id: 0 }).safe();
  assert.ok(!invalid.ok && invalid.error.type === "urn:vgen:validation");
  assert.equal(invalid.error.errors[0]?.pointer, "/0/id");
  await assert.rejects(rpc.fail("x"), (error) => {
    assert.ok(isDeskError(error));
    assert.equal(error.problem.type, "urn:vgen:internal");
    return true;
  });
  assert.ok(!(await rpc.whoAmI().safe()).ok);
  rpc.close();
});

test("rpc: a token is that of the connection", { skip }, async () => {
  const rpc = open("ada");
  assert.equal(await rpc.whoAmI(), "ada");
  assert.equal(await rpc.renameAda({ id: 1, title: "tea" }, ["a", "b"]), "ada tea 2");
  rpc.close();
});

test("rpc: notifications arrive in order", { skip }, async () => {
  const rpc = open();
  const before = await rpc.count();
  rpc.note("a");
  rpc.setVolume(3);
  rpc.setVolume(1000); // refused, which nobody is told
  assert.equal(await rpc.count(), before + 2);
  rpc.close();
});

test("rpc: streams end, are left, and fail", { skip }, async () => {
  const rpc = open("ada");
  const items: number[] = [];
  for await (const item of rpc.countUp(1)) items.push(item);
  assert.deepEqual(items, [1]);
  let count = 0;
  for await (const text of rpc.flood()) {
    assert.equal(typeof text, "string");
    if (++count === 100) break;
  }
  const stranger = open();
  await assert.rejects(stranger.countSmall(5).next(), /401: Unauthorized/);
  stranger.close();
  const watched = rpc.watch({ id: 7 });
  const next = watched.next();
  watched.close();
  assert.deepEqual(await next, { value: undefined, done: true });
  rpc.close();
});

test("rpc: cancelled calls end on the server", { skip }, async () => {
  const rpc = open();
  const before = await rpc.count();
  const controller = new AbortController();
  const waiting = rpc.wait({ signal: controller.signal }).safe();
  while ((await rpc.count()) === before) continue;
  controller.abort();
  const outcome = await waiting;
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  while ((await rpc.count()) < before + 2) continue; // "begin" and "end"
  rpc.close();
});

test("rpc: after a lost connection calls go on", { skip }, async () => {
  const rpc = open();
  const first = await rpc.where();
  const waiting = rpc.wait().safe();
  sockets.at(-1)!.terminate();
  const outcome = await waiting;
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
  assert.notEqual(await rpc.where(), first);
  rpc.close();
  const closed = await rpc.where().safe();
  assert.ok(!closed.ok && closed.error.type === "vgen:transport");
});
