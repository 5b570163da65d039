// The generated clients of channels and topics against a real server: VGEN_CHANNELS_SERVER is the
// program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  createClient,
  openLive,
  openStrict,
  type Client,
  type SocketOptions,
  type Text,
} from "chat-client";
import * as office from "office-client";
import * as news from "topics-client";
import Socket from "ws";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_CHANNELS_SERVER"];
const skip = program ? false : "VGEN_CHANNELS_SERVER is not set: the server was not built";

let server: RunningServer;
let api: Client;

before(async () => {
  if (!program) return;
  server = await startServer(program);
  api = createClient({ baseUrl: server.address, timeout: 5000, random: () => 0 });
});

after(() => server?.stop());

/** The connections that channels have made, for tests that cut them. */
const sockets: Socket[] = [];
/** Ends the channels that a failed test has left open. */
const over = new AbortController();

after(() => over.abort());

/** The options of a channel of a user. */
function of(user?: string): SocketOptions {
  return {
    signal: over.signal,
    WebSocket: class extends Socket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, user ? { headers: { authorization: `Bearer ${user}` } } : {});
        sockets.push(this);
      }
    },
  };
}

/** The messages that the server sends by itself, one for each call. */
function messagesOf(live: {
  on(event: "message", listener: (message: Text | number) => void): () => void;
}): () => Promise<string> {
  const messages: string[] = [];
  const waiting: ((message: string) => void)[] = [];
  live.on("message", (message) => {
    const text = typeof message === "number" ? String(message) : message.text;
    const first = waiting.shift();
    if (first) first(text);
    else messages.push(text);
  });
  return () =>
    new Promise((resolve) => {
      const message = messages.shift();
      if (message === undefined) waiting.push(resolve);
      else resolve(message);
    });
}

test("channel: the token of auth makes the session", { skip }, async () => {
  const client = createClient({ baseUrl: server.address, random: () => 0, auth: () => "ada-_?" });
  const live = openLive(client, { room: "kitchen" }, of());
  assert.deepEqual(await live.me(), { text: "ada-_?" });
  live.close();
});

test("channel: opening, messages, replies of every form", { skip }, async () => {
  const live = openLive(api, { room: "kitchen", since: 7 }, of());
  const next = messagesOf(live);
  assert.equal(await next(), "welcome to kitchen");
  assert.equal(await next(), "since 7");
  assert.deepEqual(await live.say({ text: "hi" }), { text: "replied hi" });
  assert.equal(await next(), "sent hi");
  assert.deepEqual(await live.upper({ text: "loud" }), { text: "LOUD" });
  assert.equal(await live.measure({ text: "four" }), 4);
  assert.equal(await live.setVolume(30), 30);
  assert.deepEqual(await live.empty({ text: "" }), {});
  live.send("raw text");
  assert.equal(await next(), "raw raw text");
  live.send(new Uint8Array([1, 2, 3]));
  assert.equal(await next(), "bytes 3");
  live.close();
});

test("channel: errors are those of the call", { skip }, async () => {
  const live = openLive(api, { room: "a" }, of());
  const refused = await live.upper({ text: "no" }).safe();
  assert.ok(!refused.ok && refused.error.type === "urn:live:refused");
  assert.equal(refused.error.why, "never");
  const invalid = await live.setVolume(101).safe();
  assert.ok(!invalid.ok && invalid.error.type === "urn:vgen:validation");
  assert.deepEqual(
    invalid.error.errors.map(({ pointer, code }) => [pointer, code]),
    [["/input", "maximum"]],
  );
  const anonymous = await live.me().safe();
  assert.ok(!anonymous.ok && anonymous.error.type === "urn:vgen:unauthorized");
  await live.signIn({ text: "ada" });
  assert.deepEqual(await live.me(), { text: "ada" });
  const failed = await live.fail({ text: "secret" }).safe();
  assert.ok(!failed.ok && failed.error.type === "urn:vgen:internal");
  live.close();
});

test("channel: a message without key", { skip }, async () => {
  const strict = openStrict(api, of("ada"));
  const next = messagesOf(strict);
  assert.equal(await strict.message({ text: "hi" }), undefined);
  assert.equal(await next(), "ada says hi");
  strict.close();
});

test("channel: a refused handshake ends it after its retries", { skip }, async () => {
  const strict = openStrict(api, { ...of(), retries: 1 });
  const outcome = await strict.message({ text: "hi" }).safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
  assert.equal(strict.state.status, "closed");
});

test("channel: the server closes it", { skip }, async () => {
  const live = openLive(api, { room: "a" }, of());
  const outcome = await live.closeWith({ text: "enough" }).safe();
  // The reply may overtake the end.
  if (!outcome.ok) assert.match(JSON.stringify(outcome.error), /4000 enough/);
  while (live.state.status !== "closed")
    await new Promise<void>((resolve) => live.on("state", () => resolve()));
  assert.deepEqual(live.state.reason, { code: 4000, reason: "enough" });
});

test("channel: it comes back after a broken connection", { skip }, async () => {
  const live = openLive(api, { room: "a" }, of());
  await live.measure({ text: "" });
  sockets.at(-1)!.terminate();
  while (live.state.status === "live")
    await new Promise<void>((resolve) => live.on("state", () => resolve()));
  assert.equal(await live.measure({ text: "again" }), 5);
  live.close();
});

test("topic: messages, in order, and what was missed", { skip }, async () => {
  const live = news.openLive(api, {}, of("ada"));
  const other = news.openLive(api, {}, of("bob"));
  const room = "k/ü";
  const events = live.roomEvents({ room });
  await events.ready;
  await other.tell({ room, text: "1" });
  const first = await events.next();
  assert.equal(first.value?.data?.text, "1");
  sockets.at(-2)!.terminate();
  while (live.state.status === "live")
    await new Promise<void>((resolve) => live.on("state", () => resolve()));
  await other.tell({ room, text: "2" });
  await other.tell({ room, text: "3" });
  const seen: unknown[] = [];
  for await (const { data, lost } of events) {
    seen.push(lost ?? data.text);
    if (seen.length === 2) break;
  }
  assert.deepEqual(seen, ["2", "3"]);

  // History has four messages.
  const { position } = events;
  for (let i = 4; i < 10; ++i) await other.tell({ room, text: String(i) });
  const late = live.roomEvents({ room }, { after: position });
  const { value: item } = await late.next();
  assert.ok(item?.lost && position);
  assert.deepEqual(item.lost, { from: position.offset + 1, to: position.offset + 2 });
  assert.equal((await late.next()).value?.data?.text, "6");
  live.close();
  assert.equal(other.state.status, "live");
  other.close();
});

test("topic: permissions, parameters, the latest message, the server's own", { skip }, async () => {
  const live = news.openLive(api, { user: "ada" }, of("ada"));
  const told = new Promise((resolve) => live.on("topic", resolve));
  assert.deepEqual(await told, { topic: "users/ada", data: { text: "welcome" } });
  const refused = live.roomEvents({ room: "closed" });
  await assert.rejects(refused.next(), /403/);
  const levels = live.levels({ house: "h", floor: -2, kind: "heat" });
  await levels.ready;
  await news.measure(api, { house: "h", floor: -2, kind: "heat", level: 21.5 });
  assert.equal((await levels.next()).value?.data, 21.5);
  const wrong = await live.levels({ house: "h", floor: 101, kind: "heat" }).ready.safe();
  assert.ok(!wrong.ok && wrong.error.type === "urn:vgen:validation");
  await news.report(api, { text: "old" });
  assert.equal((await live.headlines().next()).value?.data?.text, "old");
  live.close();
});

test("presence: clients see each other, also after a lost connection", { skip }, async () => {
  const ada = office.openOffice(api, {}, of("ada"));
  const lobby = ada.lobby();
  /** Waits until a list has these names. */
  const until = async (...names: string[]) => {
    const isThere = () => String(lobby.present.map(({ data }) => data.name)) === String(names);
    while (!isThere())
      await new Promise<void>((resolve) => {
        const end = lobby.onPresence(() => (end(), resolve()));
      });
  };
  await until("ada");
  const bob = office.openOffice(api, {}, of("bob"));
  await bob.lobby().ready;
  await until("ada", "bob");
  await bob.show({ mood: "busy", note: "lunch" });
  while (lobby.present[1]?.data.mood !== "busy")
    await new Promise<void>((resolve) => {
      const end = lobby.onPresence(() => (end(), resolve()));
    });
  assert.deepEqual(lobby.present[1].data, { name: "bob", mood: "busy", note: "lunch" });

  const gone = lobby.present[0]!.id;
  sockets.at(-2)!.terminate();
  while (!lobby.present.some(({ id, data }) => data.name === "ada" && id !== gone))
    await new Promise<void>((resolve) => {
      const end = lobby.onPresence(() => (end(), resolve()));
    });
  bob.close();
  await until("ada");
  ada.close();
});
