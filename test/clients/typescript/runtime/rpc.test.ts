import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  createClient,
  type Call,
  type CallError,
  type ClientOptions,
} from "../../../../runtime/typescript/src/index.js";
import {
  openRpc,
  type RpcConnection,
  type RpcStream,
  type RpcStreamOptions,
  type SendOptions,
  type SocketOptions,
} from "../../../../runtime/typescript/src/rpc.js";
import { makeSockets, type Peer } from "./peer.js";

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
const opened: TestRpc[] = [];
after(() => {
  for (const rpc of opened) rpc.close(); // else they would connect for ever
  assert.deepEqual(rejections, []);
});

interface TestRpc extends RpcConnection {
  find(input: { id: number }, options?: SendOptions): Call<string, CallError>;
  add(a: number, b?: number | null, c?: number, options?: SendOptions): Call<number, CallError>;
  where(options?: SendOptions): Call<string, CallError>;
  note(input: string): void;
  watch(input: number, options?: RpcStreamOptions): RpcStream<number>;
  replay(options?: RpcStreamOptions): RpcStream<number>;
}

const facts = {
  path: "/ws",
  methods: {
    find: { parameters: 1, repeats: true },
    add: { parameters: 3 },
    where: {},
    note: { parameters: 1, kind: "notification" },
    watch: { parameters: 1, kind: "stream" },
    replay: { kind: "stream", repeats: true },
  },
} as const;

function bench(options: SocketOptions = {}, client: Partial<ClientOptions> = {}) {
  const { WebSocket, ...sockets } = makeSockets();
  const api = createClient({ baseUrl: "https://api.test/v1/", random: () => 0, ...client });
  const rpc = openRpc(api, facts, { WebSocket, ...options }) as TestRpc;
  opened.push(rpc);
  return { rpc, ...sockets };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What the client has sent since the last call. */
const sent = (peer: Peer) => peer.sent.splice(0);

test("rpc: calls of every form, answered in any order", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  assert.equal(peer.url, "wss://api.test/v1/ws");
  const calls = [rpc.find({ id: 7 }), rpc.add(1), rpc.add(1, undefined, 3), rpc.where()];
  assert.deepEqual(sent(peer), [
    { method: "find", params: [{ id: 7 }], id: 1 },
    { method: "add", params: [1], id: 2 },
    { method: "add", params: [1, null, 3], id: 3 },
    { method: "where", params: [], id: 4 },
  ]);
  peer.tell({ id: 4, result: "d" }, { id: 2, result: 1 }, { id: 3, result: 4 }, { id: 1 });
  assert.deepEqual(await Promise.all(calls), [undefined, 1, 4, "d"]);
});

test("rpc: a notification has no id and no answer, and waits for a connection", async () => {
  const { rpc, open } = bench();
  rpc.note("early");
  const peer = await open();
  rpc.note("late");
  assert.deepEqual(sent(peer), [
    { method: "note", params: ["early"] },
    { method: "note", params: ["late"] },
  ]);
  rpc.close();
  assert.throws(() => rpc.note("too late"), /closed/);
});

test("rpc: errors are problems, of this server or another", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const errors: CallError[] = [];
  rpc.on("error", (error) => errors.push(error));
  const data = { type: "urn:x:gone", title: "Gone", status: 404, id: 7, request_id: "r" };
  const first = rpc.find({ id: 7 }).safe();
  const second = rpc.where().safe();
  peer.tell(
    { id: 1, error: { code: 404, message: "Gone", data } },
    { id: 2, error: { code: 400, message: "Bad" } },
    { id: null, error: { code: 415, message: "Binary" } },
    { id: 99, error: { code: 400, message: "nobody's" } },
  );
  assert.deepEqual(await first, { ok: false, error: data, status: 404, requestId: "r" });
  const outcome = await second;
  assert.ok(!outcome.ok);
  assert.deepEqual(outcome.error, { type: "about:blank", title: "Bad", status: 400 });
  await turn();
  assert.equal(errors.length, 1);
});

test("rpc: an aborted or late call is cancelled", async () => {
  const { rpc, open } = bench();
  const early = rpc.where({ signal: AbortSignal.abort() }).safe();
  const peer = await open();
  const controller = new AbortController();
  const aborted = rpc.where({ signal: controller.signal }).safe();
  peer.tell({ pong: true });
  const [{ id }] = sent(peer) as [{ id: number }];
  controller.abort();
  const outcome = await aborted;
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "aborted");
  assert.deepEqual(sent(peer), [{ method: ".cancel", params: [id] }]);
  peer.tell({ id, result: "too late" });
  assert.ok(!(await early).ok);
  const late = rpc.where({ timeout: 5 }).safe();
  await turn();
  peer.tell({ pong: true });
  const ended = await late;
  assert.ok(!ended.ok && ended.error.type === "vgen:transport" && ended.error.kind === "timeout");
});

test("rpc: after a lost connection only what may be repeated is sent again", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const found = rpc.find({ id: 1 });
  const where = rpc.where().safe();
  peer.emit("close", { code: 1006 });
  const outcome = await where;
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
  const waiting = rpc.add(1);
  const again = await open();
  assert.deepEqual(sent(again), [
    { method: "find", params: [{ id: 1 }], id: 1 },
    { method: "add", params: [1], id: 3 },
  ]);
  again.tell({ id: 1, result: "x" }, { id: 3, result: 1 });
  assert.deepEqual([await found, await waiting], ["x", 1]);
});

test("rpc: a stream is a loop", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const stream = rpc.watch(3);
  assert.deepEqual(sent(peer), [{ method: "watch", params: [3], id: 1 }]);
  peer.tell({ id: 1, result: 1, item_id: "a" }, { id: 1, result: 2 }, { id: 1, close: true });
  assert.equal(stream.lastEventId, undefined);
  assert.deepEqual(await stream.next(), { value: 1, done: false });
  assert.equal(stream.lastEventId, "a");
  const rest: number[] = [];
  for await (const item of stream) rest.push(item);
  assert.deepEqual(rest, [2]);
  assert.deepEqual(sent(peer), []);
});

test("rpc: leaving the loop, close and a signal end a stream on the server", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const controller = new AbortController();
  const left = rpc.watch(1);
  const closed = rpc.watch(2);
  const aborted = rpc.watch(3, { signal: controller.signal });
  const never = rpc.watch(4, { signal: AbortSignal.abort() });
  peer.tell({ id: 1, result: 1 });
  for await (const _ of left) break;
  closed.close();
  controller.abort();
  assert.deepEqual(
    sent(peer).slice(3),
    [1, 2, 3].map((id) => ({ method: ".cancel", params: [id] })),
  );
  for (const stream of [left, closed, aborted, never])
    assert.deepEqual(await stream.next(), { value: undefined, done: true });
  peer.tell({ id: 1, result: 5 });
});

test("rpc: the error of a stream is thrown after its items, once", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const stream = rpc.watch(1);
  const data = { type: "urn:vgen:internal", title: "Internal", status: 500 };
  peer.tell({ id: 1, result: 1 }, { id: 1, error: { code: 500, message: "Internal", data } });
  assert.equal((await stream.next()).value, 1);
  await assert.rejects(stream.next(), (error: { problem: unknown; message: string }) => {
    assert.deepEqual(error.problem, data);
    assert.match(error.message, /watch/);
    return true;
  });
  assert.deepEqual(await stream.next(), { value: undefined, done: true });
});

test("rpc: a stream with ids continues after a lost connection", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const stream = rpc.watch(1);
  const without = rpc.watch(2);
  const replayed = rpc.replay();
  peer.tell({ id: 1, result: 1, item_id: "a" }, { id: 2, result: 1 });
  peer.emit("close", { code: 1006 });
  await assert.rejects(async () => {
    for await (const _ of without);
  }, /connection lost/);
  const again = await open();
  assert.deepEqual(sent(again), [
    { method: "watch", params: [1], id: 4, last_id: "a" },
    { method: "replay", params: [], id: 5 },
  ]);
  again.tell({ id: 4, result: 2, item_id: "b" }, { id: 5, result: 9 });
  assert.deepEqual([(await stream.next()).value, (await stream.next()).value], [1, 2]);
  assert.equal((await replayed.next()).value, 9);
  const later = rpc.watch(3, { lastEventId: "z" });
  assert.deepEqual(sent(again), [{ method: "watch", params: [3], id: 6, last_id: "z" }]);
  rpc.close();
  assert.deepEqual(await later.next(), { value: undefined, done: true });
  await assert.rejects(rpc.watch(1).next(), /closed/);
});

test("rpc: a slow loop stops a stream with ids for a while", async () => {
  const { rpc, open } = bench();
  const peer = await open();
  const stream = rpc.watch(1);
  sent(peer);
  const items = Array.from({ length: 1024 }, (_, i) => ({ id: 1, result: i, item_id: `${i}` }));
  peer.tell(...items);
  assert.deepEqual(sent(peer), [{ method: ".cancel", params: [1] }]);
  peer.tell({ id: 1, result: 1024, item_id: "1024" }); // on its way
  for (let i = 0; i < 512; i++) assert.equal((await stream.next()).value, i);
  assert.deepEqual(sent(peer), [{ method: "watch", params: [1], id: 2, last_id: "1023" }]);
  peer.tell({ id: 2, result: 1024, item_id: "1024" });
  for (let i = 512; i <= 1024; i++) assert.equal((await stream.next()).value, i);
});

test("rpc: when the session ends, auth gives another token", async () => {
  let count = 0;
  const { rpc, open } = bench({}, { auth: () => `t${++count}` });
  const errors: CallError[] = [];
  rpc.on("error", (error) => errors.push(error));
  const peer = await open();
  peer.tell({ id: null, error: { code: 401, message: "Unauthorized" } });
  await turn();
  assert.deepEqual(sent(peer), [{ method: ".auth", params: ["t2"], id: 1 }]);
  peer.tell({ id: 1, error: { code: 401, message: "Unauthorized" } });
  await turn();
  assert.equal(errors.length, 1);
});
