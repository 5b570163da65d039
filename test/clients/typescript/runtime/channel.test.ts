import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  openChannel,
  type Channel,
  type SendOptions,
  type SocketOptions,
  type Subscription,
  type TopicOptions,
} from "../../../../runtime/typescript/src/channel.js";
import {
  createClient,
  type Call,
  type CallError,
  type ClientOptions,
} from "../../../../runtime/typescript/src/index.js";
import { makeSockets, Peer } from "./peer.js";

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
const opened: TestChannel[] = [];
after(() => {
  for (const live of opened) live.close(); // else they would connect for ever
  assert.deepEqual(rejections, []);
});

interface Text {
  text: string;
}

interface TestChannel extends Channel<Text, string> {
  say(input: Text, options?: SendOptions): Call<Text | undefined, CallError>;
  count(input: Text, options?: SendOptions): Call<number, CallError>;
  setVolume(input: number): Call<void, CallError>;
  empty(): Call<object, CallError>;
  message(input: Text): Call<Text | undefined, CallError>;
  rooms(parameters: { room: string; floor: number }, options?: TopicOptions): Subscription<string>;
  news(options?: TopicOptions): Subscription<string>;
  send(data: string | Uint8Array<ArrayBuffer>): void;
}

const facts = {
  name: "live",
  path: "/live/{room}",
  query: ["since"],
  key: "action",
  messages: {
    say: { value: "say", reply: "optional" },
    count: { value: "count-words", reply: "result" },
    setVolume: { value: "setVolume", input: true },
    empty: { value: "empty", reply: "members" },
    message: { reply: "optional" },
  },
  topics: { rooms: "rooms/{room}/{floor}", news: "news" },
} as const;

interface Bench {
  live: TestChannel;
  /** The connections so far. */
  peers: Peer[];
  /** The next connection, when the client has asked for it. */
  next(): Promise<Peer>;
  /** The same, open. */
  open(): Promise<Peer>;
}

function bench(options: SocketOptions = {}, client: Partial<ClientOptions> = {}): Bench {
  const { WebSocket, ...sockets } = makeSockets();
  const api = createClient({ baseUrl: "https://api.test/v1/", random: () => 0, ...client });
  const input = { room: "a b", since: 3 };
  const live = openChannel(api, facts, input, { WebSocket, ...options }) as TestChannel;
  opened.push(live);
  return { live, ...sockets };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What a subscription has next, without `position`. */
async function take<T>(subscription: Subscription<T>): Promise<unknown> {
  const { value, done } = await subscription.next();
  if (done) return "done";
  return value.lost ? { lost: value.lost } : value.data;
}

test("channel: the address has the input; a token is a sub-protocol", async () => {
  const plain = await bench().next();
  assert.equal(plain.url, "wss://api.test/v1/live/a%20b?since=3");
  assert.deepEqual(plain.protocols, []);
  const { protocols } = await bench({}, { auth: async () => "a>b?ü" }).next();
  assert.deepEqual(protocols, ["vgen", "base64url.bearer.vgen.YT5iP8O8"]);
});

test("channel: what cannot be sent throws at once", () => {
  const api = createClient({ baseUrl: "https://api.test" });
  assert.throws(() => openChannel(api, facts, { room: ".." }, { WebSocket: Peer }), /room/);
  const { WebSocket } = globalThis as SocketOptions;
  if (!WebSocket) assert.throws(() => openChannel(api, facts, { room: "a" }), /WebSocket/);
});

test("channel: calls have replies of every form, in any order", async () => {
  const { live, open } = bench();
  const calls = [live.say({ text: "hi" }), live.count({ text: "x" }), live.setVolume(3)] as const;
  const others = [live.empty(), live.message({ text: "m" }), live.say({ text: "" })] as const;
  const peer = await open();
  assert.deepEqual(peer.sent, [
    { action: "say", text: "hi", $id: 1 },
    { action: "count-words", text: "x", $id: 2 },
    { action: "setVolume", input: 3, $id: 3 },
    { action: "empty", $id: 4 },
    { text: "m", $id: 5 },
    { action: "say", text: "", $id: 6 },
  ]);
  peer.tell(
    { action: "say", $id: 6 },
    { text: "n", $id: 5 },
    { action: "empty", $id: 4 },
    { action: "setVolume", $id: 3 },
    { action: "count-words", $id: 2, result: 7 },
    { action: "say", $id: 1, text: "ho" },
  );
  assert.deepEqual(await Promise.all(calls), [{ text: "ho" }, 7, undefined]);
  assert.deepEqual(await Promise.all(others), [{}, { text: "n" }, undefined]);
});

test("channel: an error is that of its call; others go to listeners", async () => {
  const { live, open } = bench();
  const errors: CallError[] = [];
  live.on("error", (error) => errors.push(error));
  const refused = live.say({ text: "hi" });
  const peer = await open();
  const error = { type: "urn:vgen:unauthorized", title: "Unauthorized", status: 401 };
  peer.tell({ error, action: "say", $id: 1 }, { error });
  const outcome = await refused.safe();
  assert.ok(!outcome.ok);
  assert.deepEqual(outcome.error, error);
  assert.equal(outcome.status, 401);
  await assert.rejects(refused, /live say: 401: Unauthorized/);
  assert.deepEqual(errors, [error]);
});

test("channel: messages of the server, of any form", async () => {
  const { live, open } = bench();
  const messages: unknown[] = [];
  const stop = live.on("message", (message) => messages.push(message));
  const peer = await open();
  peer.tell({ text: "hi" }, "bare", [1]);
  await turn();
  stop();
  peer.tell({ action: "say" });
  assert.deepEqual(messages, [{ text: "hi" }, "bare", [1]]);
});

test("channel: a lost connection fails what was sent; the rest waits", async () => {
  const { live, open } = bench();
  const states: string[] = [];
  live.on("state", ({ status }) => states.push(status));
  const first = await open();
  const sent = live.say({ text: "sent" });
  first.emit("close", { code: 1006, reason: "" });
  const state = live.state;
  assert.ok(state.status === "waiting" && state.reason.code === 1006 && state.nextTry > 0);
  const waits = live.say({ text: "waits" });
  live.send("raw");
  const outcome = await sent.safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
  const second = await open();
  assert.deepEqual(second.sent, [{ action: "say", text: "waits", $id: 2 }, "raw"]);
  first.tell({ action: "say", $id: 2, text: "of an old connection" });
  second.tell({ action: "say", $id: 2, text: "right" });
  assert.deepEqual(await waits, { text: "right" });
  await turn();
  assert.deepEqual(states, ["live", "waiting", "connecting", "live"]);
});

test("channel: attempts wait longer and longer, and may end", async () => {
  const { live, next, peers } = bench({ retries: 2 }, { random: () => 0.001 });
  const waits: number[] = [];
  live.on("state", (state) => {
    if (state.status === "waiting") waits.push(Math.round(state.nextTry - Date.now()));
  });
  const call = live.say({ text: "hi" });
  for (let i = 0; i < 3; ++i) (await next()).emit("close", { code: 1006 });
  const outcome = await call.safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
  assert.deepEqual(live.state, { status: "closed", reason: { code: 1006, reason: "" } });
  assert.equal(peers.length, 3);
  assert.equal(waits.length, 2);
  assert.equal((await live.say({ text: "late" }).safe()).ok, false);
  assert.throws(() => live.send("late"), /closed/);
});

test("channel: the server's own end is the end", async () => {
  const { live, open, peers } = bench();
  const peer = await open();
  const call = live.say({ text: "hi" });
  peer.emit("close", { code: 4000, reason: "enough" });
  assert.deepEqual(live.state, { status: "closed", reason: { code: 4000, reason: "enough" } });
  await assert.rejects(call, /channel closed: 4000 enough/);
  await turn();
  assert.equal(peers.length, 1);
});

test("channel: close settles everything", async () => {
  const { live, open } = bench();
  const peer = await open();
  const call = live.say({ text: "hi" });
  const news = live.news();
  live.close(1000, "bye");
  live.close();
  assert.deepEqual(peer.closed, [1000, "bye"]);
  const outcome = await call.safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "aborted");
  assert.equal(await take(news), "done");
  assert.equal((await news.ready.safe()).ok, false);
  const late = live.news();
  await assert.rejects(take(late), /closed/);
  assert.equal(await take(late), "done");
});

test("channel: a signal closes it, also before it begins", async () => {
  const controller = new AbortController();
  const { live, open } = bench({ signal: controller.signal });
  const peer = await open();
  controller.abort();
  assert.equal(live.state.status, "closed");
  assert.deepEqual(peer.closed, [1000, ""]);
  const { live: never, peers } = bench({ signal: AbortSignal.abort() });
  assert.equal(never.state.status, "closed");
  await turn();
  assert.equal(peers.length, 0);
});

test("channel: auth that throws is an error, and tried again", async () => {
  let count = 0;
  const auth = () => {
    if (++count === 1) throw new Error("no token yet");
    return "t";
  };
  const { live, open } = bench({}, { auth });
  const errors: CallError[] = [];
  live.on("error", (error) => errors.push(error));
  await open();
  assert.equal(live.state.status, "live");
  const [error] = errors;
  assert.ok(error?.type === "vgen:transport" && error.kind === "auth");
});

test("channel: when the session ends, auth gives another token", async () => {
  const tokens = ["a", "b", undefined, "d"];
  const { live, open } = bench({}, { auth: () => tokens.shift() });
  const errors: CallError[] = [];
  live.on("error", (error) => errors.push(error));
  const peer = await open();
  const error = { type: "urn:vgen:unauthorized", title: "Unauthorized", status: 401 };
  peer.tell({ error });
  await turn();
  assert.deepEqual(peer.sent.shift(), { authenticate: "b", $id: 1 });
  peer.tell({ $id: 1 });
  await turn();
  assert.deepEqual(errors, []);
  peer.tell({ error });
  await turn();
  assert.deepEqual(peer.sent, []);
  assert.deepEqual(errors, [error]);
  peer.tell({ error });
  await turn();
  assert.deepEqual(peer.sent.shift(), { authenticate: "d", $id: 2 });
  peer.tell({ error: { ...error, detail: "refused" }, $id: 2 });
  await turn();
  assert.deepEqual(errors, [error, { ...error, detail: "refused" }]);
  // The error of a message that no call made is not the end of the session.
  peer.tell({ error, action: "say" });
  await turn();
  assert.deepEqual(peer.sent, []);
  assert.equal(errors.length, 3);
});

test("channel: attempts and silence have their time", async () => {
  const { next, open } = bench({ connectTimeout: 10, idleTimeout: 10 });
  const first = await next();
  const second = await open();
  assert.deepEqual(first.closed, [4000, "not connected in time"]);
  await next();
  assert.deepEqual(second.closed, [4000, "no message in time"]);
});

test("channel: no answer in time, and a server that is silent is gone", async () => {
  const { live, open } = bench();
  const first = await open();
  await new Promise((resolve) => setTimeout(resolve, 2));
  const outcome = await live.say({ text: "hi" }, { timeout: 5 }).safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "timeout");
  assert.deepEqual(first.closed, [4000, "no answer in time"]);
  await open();
  const controller = new AbortController();
  const aborted = live.say({ text: "hi" }, { signal: controller.signal });
  controller.abort();
  await assert.rejects(aborted, /aborted/);
  assert.equal(live.state.status, "live");
});

test("channel: text that is not JSON is an error, and a new connection", async () => {
  const { live, open } = bench();
  const errors: CallError[] = [];
  live.on("error", (error) => errors.push(error));
  const first = await open();
  const call = live.say({ text: "hi" });
  first.emit("message", { data: "<html>" });
  assert.equal((await call.safe()).ok, false);
  const [error] = errors;
  assert.ok(error?.type === "vgen:transport" && error.kind === "decode" && error.body === "<html>");
  await open();
});

test("channel: not everything may wait", async () => {
  const { live, next } = bench();
  await next();
  for (let i = 0; i < 256; ++i) live.send(String(i));
  assert.throws(() => live.send("more"), /too many/);
  const outcome = await live.say({ text: "more" }).safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "input");
});

const epoch = "00000000000000a1";
const at = (offset: number) => ({ epoch, offset });

test("topic: a subscription, its messages, its end", async () => {
  const { live, open } = bench();
  const rooms = live.rooms({ room: "a/b ü", floor: 2 });
  const peer = await open();
  const topic = "rooms/a%2Fb%20%C3%BC/2";
  assert.deepEqual(peer.sent, [{ subscribe: topic, $id: 1 }]);
  peer.tell({ subscribed: topic, ...at(4), $id: 1 });
  await rooms.ready;
  assert.deepEqual(rooms.position, at(4));
  peer.tell({ topic, data: "one", ...at(5) }, { topic, data: "two", ...at(6) });
  const seen: unknown[] = [];
  for await (const { data, position } of rooms) {
    seen.push([data, position?.offset]);
    if (data === "two") break;
  }
  assert.deepEqual(seen, [
    ["one", 5],
    ["two", 6],
  ]);
  assert.deepEqual(peer.sent.at(-1), { unsubscribe: topic, $id: 2 });
  peer.tell({ topic, data: "late", ...at(7) }, { unsubscribed: topic, $id: 2 });
  assert.equal(await take(rooms), "done");
});

test("topic: after a lost connection it goes on where it was", async () => {
  const { live, open } = bench();
  const rooms = live.rooms({ room: "a", floor: 1 }, { after: at(2) });
  const first = await open();
  const topic = "rooms/a/1";
  assert.deepEqual(first.sent, [{ subscribe: topic, ...at(2), $id: 1 }]);
  first.tell({ subscribed: topic, ...at(2), $id: 1 }, { topic, data: "3", ...at(3) });
  first.emit("close", { code: 1001 });
  const second = await open();
  assert.deepEqual(second.sent, [{ subscribe: topic, ...at(3), $id: 2 }]);
  second.tell(
    { subscribed: topic, ...at(5), $id: 2 },
    { topic, lost: { from: 4, to: 5 } },
    { topic, data: "6", ...at(6) },
    { topic, data: "6", ...at(6) },
  );
  assert.equal(await take(rooms), "3");
  assert.deepEqual(await take(rooms), { lost: { from: 4, to: 5 } });
  assert.equal(await take(rooms), "6");
  second.emit("close", { code: 1006 });
  const third = await open();
  const other = "00000000000000b2";
  third.tell(
    { subscribed: topic, epoch: other, offset: 9, $id: 3 },
    { topic, lost: { from: 1, to: 9 } },
    { topic, data: "10", epoch: other, offset: 10 },
  );
  assert.deepEqual(await take(rooms), { lost: { from: 1, to: 9 } });
  assert.equal(await take(rooms), "10");
  assert.deepEqual(rooms.position, { epoch: other, offset: 10 });
});

test("topic: without history, a lost connection may have lost messages", async () => {
  const { live, open } = bench();
  const news = live.news();
  const first = await open();
  first.tell({ subscribed: "news", $id: 1 }, { topic: "news", data: "a" });
  first.emit("close", { code: 1006 });
  const second = await open();
  second.tell({ subscribed: "news", $id: 2 }, { topic: "news", data: "b" });
  assert.equal(await take(news), "a");
  assert.deepEqual(await take(news), { lost: { from: 1, to: 0 } });
  assert.equal(await take(news), "b");
  assert.equal(news.position, undefined);
});

test("topic: a refusal is thrown, and once", async () => {
  const { live, open } = bench();
  const news = live.news();
  const waiting = take(news);
  const peer = await open();
  const error = { type: "urn:vgen:forbidden", title: "Forbidden", status: 403 };
  peer.tell({ error, subscribe: "news", $id: 1 });
  await assert.rejects(waiting, /subscribe news: 403: Forbidden/);
  assert.equal(await take(news), "done");
  await assert.rejects(news.ready, /403/);
});

test("topic: two subscriptions share one topic", async () => {
  const { live, open } = bench();
  const peer = await open();
  const one = live.news();
  peer.tell({ subscribed: "news", ...at(4), $id: 1 }, { topic: "news", data: "5", ...at(5) });
  const two = live.news({ after: at(3) });
  assert.deepEqual(peer.sent[1], { subscribe: "news", ...at(3), $id: 2 });
  peer.tell(
    { subscribed: "news", ...at(3), $id: 2 },
    { topic: "news", data: "4", ...at(4) },
    { topic: "news", data: "5", ...at(5) },
    { topic: "news", data: "6", ...at(6) },
  );
  assert.deepEqual([await take(one), await take(one)], ["5", "6"]);
  assert.deepEqual([await take(two), await take(two), await take(two)], ["4", "5", "6"]);
  one.close();
  assert.equal(peer.sent.length, 2, "the other one still needs it");
  two.close();
  assert.deepEqual(peer.sent[2], { unsubscribe: "news", $id: 3 });
});

test("topic: the server ends it", async () => {
  const { live, open } = bench();
  const news = live.news();
  const peer = await open();
  peer.tell({ subscribed: "news", $id: 1 }, { unsubscribed: "news" });
  assert.equal(await take(news), "done");
  assert.equal(await news.ready, undefined);
});

test("topic: a signal ends it, also before it begins", async () => {
  const controller = new AbortController();
  const { live, open } = bench();
  const news = live.news({ signal: controller.signal });
  const never = live.news({ signal: AbortSignal.abort() });
  const peer = await open();
  assert.equal(peer.sent.length, 1);
  controller.abort();
  assert.equal(await take(news), "done");
  assert.equal(await take(never), "done");
});

test("topic: messages that nobody takes are lost from the oldest on", async () => {
  const { live, open } = bench();
  const rooms = live.rooms({ room: "a", floor: 1 });
  const peer = await open();
  const topic = "rooms/a/1";
  peer.tell({ subscribed: topic, ...at(0), $id: 1 });
  for (let i = 1; i <= 1030; ++i) peer.tell({ topic, data: String(i), ...at(i) });
  assert.deepEqual(await take(rooms), { lost: { from: 1, to: 7 } });
  assert.equal(await take(rooms), "8");
});

test("topic: what the server drops later is lost", async () => {
  const { live, open } = bench();
  const news = live.news();
  const peer = await open();
  peer.tell({ subscribed: "news", epoch: "e", offset: 2, $id: 1 });
  await turn();
  const at = (offset: number) => ({ topic: "news", data: `${offset}`, epoch: "e", offset });
  peer.tell(at(3), { topic: "news", lost: { from: 4, to: 6 } }, at(7));
  assert.equal(await take(news), "3");
  assert.deepEqual(await take(news), { lost: { from: 4, to: 6 } });
  assert.equal(await take(news), "7");
  peer.tell({ topic: "news", lost: { from: 5, to: 6 } }, at(8));
  assert.equal(await take(news), "8");
});

test("topic: a server that was cut off from the others says that messages are lost", async () => {
  const { live, open } = bench();
  const news = live.news();
  const peer = await open();
  peer.tell({ subscribed: "news", epoch: "e", offset: 2, $id: 1 });
  await turn();
  const at = (epoch: string, offset: number) => ({ topic: "news", data: epoch, epoch, offset });
  // Its store has begun a new epoch.
  peer.tell(at("e", 3), { topic: "news", lost: { from: 1, to: 0 } }, at("f", 1), at("f", 1));
  assert.equal(await take(news), "e");
  assert.deepEqual(await take(news), { lost: { from: 1, to: 0 } });
  assert.equal(await take(news), "f");
  assert.deepEqual(news.position, { epoch: "f", offset: 1 });
  peer.tell(at("f", 2));
  assert.equal(await take(news), "f");
  // Without history there are no offsets.
  const levels = live.news();
  peer.tell({ subscribed: "news", $id: 2 }, { topic: "news", data: "1" });
  assert.equal(await take(levels), "1");
  peer.tell({ topic: "news", lost: { from: 1, to: 0 } });
  assert.deepEqual(await take(levels), { lost: { from: 1, to: 0 } });
});

test("topic: what the server has subscribed the channel to goes to listeners", async () => {
  const { live, open } = bench();
  const messages: unknown[] = [];
  live.on("topic", (message) => messages.push(message));
  const peer = await open();
  peer.tell({ topic: "users/ada", data: "hi" });
  await turn();
  assert.deepEqual(messages, [{ topic: "users/ada", data: "hi" }]);
});
