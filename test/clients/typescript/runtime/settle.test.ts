import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, test } from "node:test";
import type { Call, CallError, CallOptions } from "../../../../runtime/typescript/src/index.js";
import { call, getThing, json, mock, never, problem, untilAborted, type Mock } from "./support.js";

const rejections: unknown[] = [];
process.on("unhandledRejection", (reason) => rejections.push(reason));
after(() => assert.deepEqual(rejections, []));

/** The result of a call. If the call does not end, the test fails instead of hanging. */
async function kind(pending: Call<unknown, CallError>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const hangs = new Promise<never>(
    (_, reject) => (timer = setTimeout(() => reject(new Error("does not settle")), 5000)),
  );
  try {
    const outcome = await Promise.race([pending.safe(), hangs]);
    if (outcome.ok) return "ok";
    return outcome.error.type === "vgen:transport" ? outcome.error.kind : outcome.error.type;
  } finally {
    clearTimeout(timer);
  }
}

const start = ({ client }: Mock, options: CallOptions = {}) =>
  call<unknown, CallError>(client, getThing, { id: 1 }, options);

for (const [what, hang] of Object.entries({
  "a fetch that listens": untilAborted,
  "a fetch that is deaf": never,
})) {
  test(`timeout: ends one attempt, and another begins (${what})`, async () => {
    const slow = mock([hang, json(1)], { timeout: 20 });
    assert.equal(await kind(start(slow)), "ok");
    assert.equal(slow.sent.length, 2);
    assert.ok(slow.sent[0]!.signal.aborted);
    assert.equal(slow.sent[1]!.signal.aborted, false);
  });

  test(`timeout: after the last attempt it is the error (${what})`, async () => {
    const slow = mock([hang], { timeout: 10, retries: 1 });
    assert.equal(await kind(start(slow)), "timeout");
    assert.equal(slow.sent.length, 2);
  });

  test(`deadline: ends the whole call (${what})`, async () => {
    const slow = mock([hang], { timeout: 15, retries: 1000, deadline: 60 });
    assert.equal(await kind(start(slow)), "timeout");
    assert.ok(slow.sent.length >= 2 && slow.sent.length <= 5, String(slow.sent.length));
    assert.ok(slow.sent.at(-1)!.signal.aborted);
  });

  test(`abort: ends the call and is not retried (${what})`, async () => {
    const controller = new AbortController();
    const slow = mock([hang]);
    const pending = start(slow, { signal: controller.signal });
    setTimeout(() => controller.abort(), 10);
    assert.equal(await kind(pending), "aborted");
    assert.equal(slow.sent.length, 1);
    assert.ok(slow.sent[0]!.signal.aborted);
  });
}

test("timeout: covers the body", async () => {
  const body = () =>
    new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array([0x7b])) }));
  assert.equal(
    await kind(start(mock([async () => body()], { timeout: 20, retries: 0 }))),
    "timeout",
  );
});

test("timeout: covers auth and the request's hook", async () => {
  const hang = () => new Promise<never>(() => {});
  assert.equal(await kind(start(mock([json(1)], { timeout: 10, auth: hang }))), "timeout");
  assert.equal(await kind(start(mock([json(1)], { timeout: 10, onRequest: hang }))), "timeout");
});

test("timeout: none with 0; one that is longer than timers can is none", async () => {
  const late = async () =>
    new Promise<Response>((resolve) => setTimeout(() => resolve(json(1)), 30));
  assert.equal(await kind(start(mock([late], { timeout: 0 }))), "ok");
  assert.equal(await kind(start(mock([late], { timeout: Infinity, deadline: Infinity }))), "ok");
});

test("timeout: the call's counts before the client's", async () => {
  assert.equal(
    await kind(start(mock([never], { timeout: 60_000 }), { timeout: 10, retries: 0 })),
    "timeout",
  );
});

test("abort: before the call nothing is sent", async () => {
  const made = mock([json(1)]);
  assert.equal(await kind(start(made, { signal: AbortSignal.abort() })), "aborted");
  assert.equal(made.sent.length, 0);
});

test("abort: while waiting for the next attempt", async () => {
  const controller = new AbortController();
  const { sleep: _, ...options } = mock([]).client;
  const made = mock([problem(503, {}, { "retry-after": "30" })]);
  const client = { ...options, fetch: made.client.fetch! };
  const pending = call<unknown, CallError>(
    client,
    getThing,
    { id: 1 },
    { signal: controller.signal },
  );
  setTimeout(() => controller.abort(new Error("enough")), 10);
  const outcome = await pending.safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.deepEqual([outcome.error.kind, outcome.error.detail], ["aborted", "enough"]);
  assert.equal(made.sent.length, 1);
});

test("abort: AbortSignal.timeout is a timeout", async () => {
  assert.equal(await kind(start(mock([never]), { signal: AbortSignal.timeout(10) })), "timeout");
});

test("abort: after the call changes nothing", async () => {
  const controller = new AbortController();
  const pending = start(mock([json(1)]), { signal: controller.signal });
  assert.equal(await pending, 1);
  controller.abort();
  assert.equal(await pending, 1);
});

test("cleaning up: no listener stays on the signal, whatever happened", async () => {
  for (const step of [json(1), problem(404), problem(503), new TypeError("x")]) {
    const { signal } = new AbortController();
    await start(mock([step]), { signal }).safe();
    assert.equal(getEventListeners(signal, "abort").length, 0);
  }
});

test("sleep: the real one waits as long as it should", async () => {
  const { sleep: _, ...client } = mock([
    problem(503, {}, { "retry-after-ms": "40" }),
    json(1),
  ]).client;
  const begin = performance.now();
  assert.equal(await call(client, getThing, { id: 1 }), 1);
  assert.ok(performance.now() - begin >= 35);
});

test("call: starts at once and is sent once, however often it is asked", async () => {
  const made = mock([json(1)]);
  const pending = start(made);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(made.sent.length, 1);
  assert.equal(await pending, 1);
  assert.equal(await pending, 1);
  assert.equal((await pending.safe()).ok, true);
  assert.equal((await pending.raw()).value, 1);
  assert.equal(made.sent.length, 1);
});

test("call: is a promise to those who need one", async () => {
  const log: string[] = [];
  const promise: Promise<unknown> = start(mock([json(1)]));
  assert.deepEqual(await Promise.all([promise, promise.then((value) => `${value}!`)]), [1, "1!"]);
  assert.equal(await promise.finally(() => log.push("finally")), 1);
  assert.equal(await start(mock([problem(404)])).catch(() => "caught"), "caught");
  await assert.rejects(start(mock([problem(404)])).finally(() => log.push("finally")));
  assert.deepEqual(log, ["finally", "finally"]);
  assert.equal(String(promise), "[object Call]");
});

test("call: one that fails and that nobody awaits disturbs nobody", async () => {
  start(mock([problem(404)]));
  start(mock([new TypeError("x")], { retries: 0 }));
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(rejections, []);
});

test("hooks: an aborted attempt is not shown as a broken connection", async () => {
  const controller = new AbortController();
  const seen: unknown[] = [];
  const pending = start(
    mock([untilAborted], { onResponse: (outcome) => void seen.push(outcome) }),
    {
      signal: controller.signal,
    },
  );
  setTimeout(() => controller.abort(), 5);
  assert.equal(await kind(pending), "aborted");
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(seen, []);
});

test("hooks: one that never ends is ended by the timeout, and by the deadline", async () => {
  const hang = () => new Promise<never>(() => {});
  for (const hook of ["auth", "onRequest", "onResponse"]) {
    assert.equal(await kind(start(mock([json(1)], { timeout: 20, [hook]: hang }))), "timeout");
    assert.equal(
      await kind(start(mock([json(1)], { timeout: 0, deadline: 20, [hook]: hang }))),
      "timeout",
    );
  }
});

/**
 * Removes globals that a platform may lack, while `work` runs. React Native has no `DOMException`,
 * older versions no `TextEncoder`.
 */
async function without(names: string[], work: () => Promise<void>): Promise<void> {
  const kept = names.map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)!] as const,
  );
  for (const name of names) assert.ok(Reflect.deleteProperty(globalThis, name));
  try {
    await work();
  } finally {
    for (const [name, descriptor] of kept) Object.defineProperty(globalThis, name, descriptor);
  }
}

test("platform: neither DOMException nor TextEncoder is needed", async () => {
  await without(["DOMException", "TextEncoder", "TextDecoder"], async () => {
    assert.equal(await kind(start(mock([json(1)]))), "ok");
    assert.equal(await kind(start(mock([never], { timeout: 10, retries: 1 }))), "timeout");
    assert.equal(await kind(start(mock([never], { deadline: 10 }))), "timeout");
    const named = { ...getThing, headers: { "X-Name": "name" } };
    const made = mock([json(1)]);
    assert.equal(await call(made.client, named, { id: 1, name: "Zoë" }), 1);
    assert.equal(made.sent[0]?.headers.get("x-name"), "ZoÃ«");
  });
});

for (const name of ["AbortController", "Headers", "URLSearchParams", "fetch"]) {
  test(`platform: a call without ${name} fails and settles`, async () => {
    const { fetch: _, ...client } = mock([json(1)], { retries: 0 }).client;
    await without([name], async () => {
      assert.match(
        await kind(call<unknown, CallError>(client, getThing, { id: 1 })),
        /^(input|network)$/,
      );
    });
  });
}

test("wrong use: a call without a client or options fails as calls do", async () => {
  const { client } = mock([json(1)]);
  assert.equal(
    await kind(call<unknown, CallError>(undefined as never, getThing, { id: 1 })),
    "input",
  );
  assert.equal(await kind(call<unknown, CallError>(client, getThing)), "input");
});
