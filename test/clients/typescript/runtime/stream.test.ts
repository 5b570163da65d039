import assert from "node:assert/strict";
import { test } from "node:test";
import {
  stream as runtimeStream,
  type Stream,
  type StreamOptions,
} from "../../../../runtime/typescript/src/stream.js";
import { ApiError, type Client, type Operation } from "../../../../runtime/typescript/src/index.js";
import { json, mock, never, problem, untilAborted, type Sent, type Step } from "./support.js";

/** Declares the items, as generated functions do. */
function stream<T = unknown>(
  client: Client,
  operation: Operation,
  input?: unknown,
  options?: StreamOptions,
): Stream<T> {
  return runtimeStream(client, operation, input, options);
}

const watch: Operation = { method: "GET", path: "/things/{id}/watch", query: ["from"] };
const ask: Operation = { method: "POST", path: "/ask", body: true };
const closeEvent = "event: close\nid: .close\ndata: {}\n\n";

/** An answer with a stream that sends these pieces and then ends. */
function events(...pieces: string[]): Step {
  return async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      }),
      { headers: { "content-type": "text/event-stream; charset=utf-8", "x-request-id": "r-7" } },
    );
}

/** A stream that sends these pieces and then stays silent, until its request is aborted. */
function open(...pieces: string[]): Step {
  return async (sent: Sent) =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          sent.signal.addEventListener("abort", () => controller.error(sent.signal.reason));
        },
      }),
      { headers: { "content-type": "text/event-stream" } },
    );
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function failureOf(items: AsyncIterable<unknown>): Promise<ApiError> {
  try {
    await all(items);
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error as ApiError;
  }
  throw new Error("it has not failed");
}

test("stream: items, then the end", async () => {
  const { client, sent } = mock([events("data: 1\n\ndata: ", '{"a":2}\n\n', closeEvent)]);
  const items = stream(client, watch, { id: 7, from: 3 });
  assert.equal(sent.length, 0);
  assert.deepEqual(await all(items), [1, { a: 2 }]);
  assert.equal(sent.length, 1);
  assert.equal(sent[0]?.url, "https://api.test/v1/things/7/watch?from=3");
  assert.equal(sent[0]?.headers.get("accept"), "text/event-stream");
  assert.equal(sent[0]?.headers.get("last-event-id"), null);
  assert.ok(sent[0]?.signal.aborted);
});

test("stream: every form of lines, in pieces of one byte", async () => {
  const text =
    "\uFEFF: a comment\r\nid: 1\r\ndata:1\r\n\r\nid:2\rdata: [\rdata: 2]\r\r" +
    'retry: 50\nevent: message\ndata: "ä😀"\n\nevent: other\ndata: x\n\nid\nfoo: bar\n\n' +
    closeEvent;
  const whole = mock([events(text)]);
  assert.deepEqual(await all(stream(whole.client, watch, { id: 1 })), [1, [2], "ä😀"]);
  const bytes = [...new TextEncoder().encode(text)];
  const step: Step = async () =>
    new Response(
      new ReadableStream({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
          controller.close();
        },
      }),
      { headers: { "content-type": "text/event-stream" } },
    );
  assert.deepEqual(await all(stream(mock([step]).client, watch, { id: 1 })), [1, [2], "ä😀"]);
});

test("stream: it connects again after the last id, and waits as it was asked to", async () => {
  const { client, sent, waits } = mock([
    events("retry: 1200\n\nid: 1\ndata: 1\n\nid: 2\ndata: 2\n\ndata: 9"),
    new TypeError("fetch failed"),
    problem(503),
    events("id: ü\ndata: 3\n\n"),
    events(closeEvent),
  ]);
  const items = stream(client, watch, { id: 7 });
  assert.deepEqual(await all(items), [1, 2, 3]);
  assert.deepEqual(waits, [1200, 1200, 2000, 1200]);
  assert.deepEqual(
    sent.map(({ headers }) => headers.get("last-event-id")),
    [null, "2", "2", "2", unescape(encodeURIComponent("ü"))],
  );
});

test("stream: it continues an earlier one, and tells its position", async () => {
  const { client, sent } = mock([open("id: 6\ndata: 6\n\n")]);
  const items = stream<number>(client, watch, { id: 7 }, { lastEventId: "5" });
  assert.equal(items.lastEventId, "5");
  assert.equal((await items.next()).value, 6);
  assert.equal(items.lastEventId, "6");
  await items.return();
  assert.equal(sent[0]?.headers.get("last-event-id"), "5");
  assert.ok(sent[0]?.signal.aborted);
});

test("stream: break closes the connection", async () => {
  const { client, sent } = mock([open("data: 1\n\n")]);
  for await (const item of stream(client, watch, { id: 7 })) {
    assert.equal(item, 1);
    break;
  }
  assert.ok(sent[0]?.signal.aborted);
});

test("stream: an abort", async () => {
  for (const step of [open("data: 1\n\n"), untilAborted, never]) {
    const controller = new AbortController();
    const { client } = mock([step]);
    setTimeout(() => controller.abort(new Error("enough")), 10);
    const { problem } = await failureOf(
      stream(client, watch, { id: 7 }, { signal: controller.signal }),
    );
    assert.equal("kind" in problem && problem.kind, "aborted");
  }
  const { client, sent } = mock([open()]);
  await failureOf(stream(client, watch, { id: 7 }, { signal: AbortSignal.abort() }));
  assert.equal(sent.length, 0);
});

test("stream: a problem of the function", async () => {
  const { client, sent } = mock([
    events(
      "data: 1\n\nevent: problem\n" +
        'data: {"type":"urn:vgen:not-found","title":"Not found","status":404}\n\n',
    ),
  ]);
  const error = await failureOf(stream(client, watch, { id: 7 }));
  assert.equal(error.problem.type, "urn:vgen:not-found");
  assert.equal(error.status, 404);
  assert.equal(sent.length, 1);
});

for (const status of [400, 401, 403, 404, 406, 422]) {
  test(`stream: ${status} is final`, async () => {
    const { client, sent } = mock([problem(status)]);
    assert.equal((await failureOf(stream(client, watch, { id: 7 }))).status, status);
    assert.equal(sent.length, 1);
  });
}

test("stream: what is not a stream", async () => {
  for (const answer of [json(1), new Response("<html>"), new Response("<html>", { status: 404 })]) {
    const { client, sent } = mock([answer]);
    const { problem } = await failureOf(stream(client, watch, { id: 7 }));
    assert.equal("kind" in problem && problem.kind, "decode");
    assert.equal(sent.length, 1);
  }
  const broken = mock([events("data: {\n\n")]);
  const { problem } = await failureOf(stream(broken.client, watch, { id: 7 }));
  assert.equal("kind" in problem && problem.kind, "decode");
  assert.equal(broken.sent.length, 1);
});

test("stream: 204 is the end", async () => {
  const { client, sent } = mock([new Response(null, { status: 204 })]);
  assert.deepEqual(await all(stream(client, watch, { id: 7 })), []);
  assert.equal(sent.length, 1);
});

test("stream: a silent connection is replaced", async () => {
  const { client, sent } = mock([open("id: 1\ndata: 1\n\n"), events("data: 2\n\n", closeEvent)]);
  assert.deepEqual(await all(stream(client, watch, { id: 7 }, { timeout: 20 })), [1, 2]);
  assert.equal(sent[1]?.headers.get("last-event-id"), "1");
});

test("stream: the number of failures in a row may have a limit", async () => {
  const { client, sent } = mock([
    new TypeError("fetch failed"),
    events("data: 1\n\n"),
    new TypeError("fetch failed"),
  ]);
  const items = stream(client, watch, { id: 7 }, { retries: 2 });
  assert.equal((await items.next()).value, 1);
  const error = await failureOf(items);
  assert.equal("kind" in error.problem && error.problem.kind, "network");
  assert.equal(sent.length, 4);
});

test("stream: a POST is sent once, unless it has an idempotency key", async () => {
  const once = mock([events("data: 1\n\n")]);
  await failureOf(stream(once.client, ask, { question: "Why?" }));
  assert.equal(once.sent.length, 1);
  const keyed = mock([events("data: 1\n\n"), events(closeEvent)]);
  const options = { idempotencyKey: "k" };
  assert.deepEqual(await all(stream(keyed.client, ask, { question: "Why?" }, options)), [1]);
  assert.equal(keyed.sent[1]?.body, '{"question":"Why?"}');
});

test("stream: hooks and tokens", async () => {
  const seen: unknown[] = [];
  const { client, sent } = mock([problem(503), events("data: 1\n\n", closeEvent)], {
    auth: () => `token-${seen.length}`,
    onResponse: (outcome) => void seen.push(outcome.status),
  });
  assert.deepEqual(await all(stream(client, watch, { id: 7 })), [1]);
  assert.deepEqual(seen, [503, 200]);
  assert.equal(sent[1]?.headers.get("authorization"), "Bearer token-1");
  for (const [kind, options] of [
    ["auth", { auth: () => Promise.reject(new Error("no token")) }],
    ["hook", { onRequest: () => Promise.reject(new Error("no")) }],
    ["input", { headers: { "bad name": "x" } }],
  ] as const) {
    const { client } = mock([events()], options);
    const { problem } = await failureOf(stream(client, watch, { id: 7 }));
    assert.equal("kind" in problem && problem.kind, kind);
  }
});
