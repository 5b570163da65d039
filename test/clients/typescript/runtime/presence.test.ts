import assert from "node:assert/strict";
import { after, test } from "node:test";
import {
  openChannel,
  type Channel,
  type SocketOptions,
} from "../../../../runtime/typescript/src/channel.js";
import { createClient } from "../../../../runtime/typescript/src/index.js";
import {
  PresenceReader,
  type PresenceChange,
  type PresenceSubscription,
  type PresentMember,
} from "../../../../runtime/typescript/src/presence.js";
import { makeSockets } from "./peer.js";

interface Office extends Channel<never, string> {
  lobby(): PresenceSubscription<string, string>;
}

const opened: Office[] = [];
after(() => {
  for (const office of opened) office.close(); // else they would connect for ever
});

function bench(options: SocketOptions = {}) {
  const { WebSocket, ...sockets } = makeSockets();
  const api = createClient({ baseUrl: "https://api.test/v1/", random: () => 0 });
  const facts = {
    name: "office",
    path: "/office",
    key: "action",
    messages: {},
    topics: { lobby: "lobby" },
    reader: PresenceReader,
  };
  const office = openChannel(api, facts, undefined, { WebSocket, ...options }) as Office;
  opened.push(office);
  return { office, ...sockets };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const topic = "lobby";
const ada = { id: "1", data: "Ada" };
const bob = { id: "2", data: "Bob" };
const cleo = { id: "3", data: "Cleo" };

test("presence: the list follows the server, in order, each time a new one", async () => {
  const { office, open } = bench();
  const lobby = office.lobby();
  const seen: [readonly PresentMember<string>[], PresenceChange<string>][] = [];
  lobby.onPresence((list, { joined, left }) =>
    seen.push([list, { ...(joined && { joined }), ...(left && { left }) }]),
  );
  const peer = await open();
  assert.deepEqual(lobby.present, []);
  peer.tell({ subscribed: topic, $id: 1 }, { topic, present: [ada, bob] });
  await turn();
  const first = lobby.present;
  assert.deepEqual(first, [ada, bob]);
  const busy = { id: "1", data: "Ada is busy" };
  peer.tell({ topic, joined: cleo }, { topic, joined: busy }, { topic, left: bob });
  peer.tell({ topic, left: bob });
  await turn();
  assert.deepEqual(seen, [
    [[ada, bob], {}],
    [[ada, bob, cleo], { joined: cleo }],
    [[busy, bob, cleo], { joined: busy }],
    [[busy, cleo], { left: bob }],
    [[busy, cleo], { left: bob }],
  ]);
  assert.deepEqual(first, [ada, bob], "a list that was given does not change");
  assert.equal(lobby.present, seen.at(-1)![0]);
});

test("presence: messages and members share a subscription", async () => {
  const { office, open } = bench();
  const lobby = office.lobby();
  const peer = await open();
  peer.tell({ subscribed: topic, $id: 1 }, { topic, present: [ada] }, { topic, data: "hi" });
  assert.deepEqual((await lobby.next()).value?.data, "hi");
  assert.deepEqual(lobby.present, [ada]);
});

test("presence: a listener ends, and one that throws harms nobody", async () => {
  const { office, open } = bench();
  const lobby = office.lobby();
  const thrown: unknown[] = [];
  const queue = globalThis.queueMicrotask;
  globalThis.queueMicrotask = (run) =>
    queue(() => {
      try {
        run();
      } catch (error) {
        thrown.push((error as Error).message);
      }
    });
  let calls = 0;
  lobby.onPresence(() => {
    throw new Error("mine");
  });
  const end = lobby.onPresence(() => ++calls);
  const peer = await open();
  peer.tell({ subscribed: topic, $id: 1 }, { topic, present: [] });
  await turn();
  end();
  peer.tell({ topic, joined: ada });
  await turn();
  globalThis.queueMicrotask = queue;
  assert.equal(calls, 1);
  assert.deepEqual(thrown, ["mine", "mine"]);
  assert.deepEqual(lobby.present, [ada]);
});

test("presence: after a lost connection the whole list is new", async () => {
  const { office, open } = bench();
  const lobby = office.lobby();
  const changes: PresenceChange<string>[] = [];
  const one = await open();
  one.tell({ subscribed: topic, $id: 1 }, { topic, present: [ada, bob] });
  await turn();
  one.emit("close", { code: 1006, reason: "" });
  assert.deepEqual(lobby.present, [ada, bob], "what was known stays");
  lobby.onPresence((_, change) => changes.push(change));
  const two = await open();
  two.tell({ subscribed: topic, $id: 2 }, { topic, present: [cleo] });
  await turn();
  assert.deepEqual(lobby.present, [cleo]);
  assert.deepEqual(changes, [{ joined: undefined, left: undefined }]);
});

test("presence: two subscriptions of one topic have the same members", async () => {
  const { office, open } = bench();
  const one = office.lobby();
  const peer = await open();
  peer.tell({ subscribed: topic, $id: 1 }, { topic, present: [ada] });
  const two = office.lobby();
  assert.deepEqual(two.present, []);
  peer.tell({ subscribed: topic, $id: 2 }, { topic, present: [ada] }, { topic, joined: bob });
  await turn();
  assert.deepEqual(one.present, [ada, bob]);
  assert.deepEqual(two.present, [ada, bob]);
});

test("presence: without a subscription of the client nothing happens", async () => {
  const { office, open } = bench();
  const topics: unknown[] = [];
  office.on("topic", (message) => topics.push(message));
  const peer = await open();
  peer.tell({ topic, present: [ada] }, { topic, joined: bob }, { topic, left: bob });
  peer.tell({ topic, data: null });
  await turn();
  assert.deepEqual(topics, [{ topic, data: null }]);
});
