// The generated client of streams against a real server: VGEN_STREAMS_SERVER is the program.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  ask,
  countUp,
  createClient,
  flood,
  isFeedError,
  watchTodo,
  type Client,
} from "streams-client";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_STREAMS_SERVER"];
const skip = program ? false : "VGEN_STREAMS_SERVER is not set: the server was not built";

let server: RunningServer;
let api: Client;

before(async () => {
  if (!program) return;
  server = await startServer(program);
  api = createClient({ baseUrl: server.address, timeout: 5000, random: () => 0 });
});

after(() => server?.stop());

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test("streams live: items, then the end", { skip }, async () => {
  assert.deepEqual(await all(countUp(api, { to: 3 })), [1, 2, 3]);
  assert.deepEqual(await all(countUp(api, { to: 3 }, { lastEventId: "1" })), [2, 3]);
  assert.deepEqual(await all(ask(api, { question: "Why?" })), ["You asked:", "Why?"]);
});

test("streams live: what is refused, and what fails", { skip }, async () => {
  for (const [items, status] of [
    [watchTodo(api, { id: 7 }), 401],
    [countUp(api, { to: 101 }), 422],
    [countUp(api, { to: 0, is_failing: true }), 404],
    [countUp(api, { to: 1, is_failing: true }), 500],
  ] as const) {
    await assert.rejects(all<unknown>(items), (error) => {
      assert.ok(isFeedError(error));
      assert.equal(error.status, status);
      return true;
    });
  }
});

test("streams live: break ends the function, so the server stops at once", { skip }, async () => {
  const ada = createClient({ ...api, auth: () => "ada" });
  const controller = new AbortController();
  const waiting = all(watchTodo(ada, { id: 7 }, { signal: controller.signal }));
  let count = 0;
  for await (const text of flood(api)) {
    assert.equal(text.length, 1000);
    if (++count === 5000) break;
  }
  controller.abort();
  await assert.rejects(waiting);
});
