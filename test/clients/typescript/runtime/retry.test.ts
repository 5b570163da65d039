import assert from "node:assert/strict";
import { test } from "node:test";
import { call, addThing, getThing, json, mock, problem } from "./support.js";

for (const status of [408, 429, 500, 502, 503, 504]) {
  test(`retries: a GET is sent again after ${status}`, async () => {
    const { client, sent, waits } = mock([problem(status), problem(status), json({ id: 1 })]);
    assert.deepEqual(await call(client, getThing, { id: 1 }), { id: 1 });
    assert.equal(sent.length, 3);
    assert.deepEqual(waits, [500, 1000]);
  });
}

for (const status of [400, 401, 403, 404, 409, 422, 501]) {
  test(`retries: ${status} is final`, async () => {
    const { client, sent } = mock([problem(status)]);
    assert.equal((await call(client, getThing, { id: 1 }).safe()).ok, false);
    assert.equal(sent.length, 1);
  });
}

test("retries: a broken connection is tried again", async () => {
  const { client, sent } = mock([new TypeError("fetch failed"), json(1)]);
  assert.equal(await call(client, getThing, { id: 1 }), 1);
  assert.equal(sent.length, 2);
});

test("retries: a proxy's page with a passing status is tried again, but not with 200", async () => {
  const proxy = mock([new Response("<html>", { status: 502 }), json(1)]);
  assert.equal(await call(proxy.client, getThing, { id: 1 }), 1);
  const page = mock([new Response("<html>")]);
  assert.equal((await call(page.client, getThing, { id: 1 }).safe()).ok, false);
  assert.equal(page.sent.length, 1);
});

for (const method of ["POST", "PATCH"]) {
  test(`retries: ${method} is sent once, unless it has an idempotency key`, async () => {
    const once = mock([problem(503)]);
    assert.equal((await call(once.client, { ...addThing, method }, {}).safe()).ok, false);
    assert.equal(once.sent.length, 1);

    const keyed = mock([problem(503), json(1)]);
    assert.equal(await call(keyed.client, { ...addThing, method }, {}, { idempotencyKey: "k" }), 1);
    assert.deepEqual(
      keyed.sent.map((sent) => sent.headers.get("idempotency-key")),
      ["k", "k"],
    );
  });
}

test("retries: an idempotency key that is a member of the input counts as well", async () => {
  const { client, sent } = mock([problem(503), json(1)]);
  await call(
    client,
    { ...addThing, headers: { "Idempotency-Key": "key" } },
    { key: "k", name: "n" },
  );
  assert.equal(sent.length, 2);
  assert.equal(sent[1]?.body, '{"name":"n"}');
});

for (const method of ["PUT", "DELETE", "HEAD"]) {
  test(`retries: ${method} may be repeated`, async () => {
    const { client, sent } = mock([problem(503), json(1)]);
    await call(client, { method, path: "/things" });
    assert.equal(sent.length, 2);
  });
}

test("retries: their number is the call's, else the client's, else 2", async () => {
  const count = async (client?: number, perCall?: number) => {
    const made = mock([problem(503)], client === undefined ? {} : { retries: client });
    await call(
      made.client,
      getThing,
      { id: 1 },
      perCall === undefined ? {} : { retries: perCall },
    ).safe();
    return made.sent.length - 1;
  };
  assert.deepEqual(
    [await count(), await count(0), await count(4), await count(4, 1), await count(0, 3)],
    [2, 0, 4, 1, 3],
  );
});

test("waits: double from half a second to eight seconds, less up to a quarter", async () => {
  const { client, waits } = mock([problem(503)], { retries: 6 });
  await call(client, getThing, { id: 1 }).safe();
  assert.deepEqual(waits, [500, 1000, 2000, 4000, 8000, 8000]);

  const early = mock([problem(503)], { retries: 1, random: () => 0.999 });
  await call(early.client, getThing, { id: 1 }).safe();
  assert.ok(early.waits[0]! >= 375 && early.waits[0]! < 376);
});

const waitFor = async (headers: Record<string, string>): Promise<number | undefined> => {
  const { client, waits } = mock([problem(429, {}, headers), json(1)]);
  await call(client, getThing, { id: 1 }).safe();
  return waits[0];
};

test("waits: Retry-After in seconds, as a date, and first of all in milliseconds", async () => {
  assert.equal(await waitFor({ "retry-after": "7" }), 7000);
  assert.equal(await waitFor({ "retry-after": "1.5" }), 1500);
  assert.equal(await waitFor({ "retry-after": "60" }), 60_000);
  assert.equal(await waitFor({ "retry-after-ms": "123", "retry-after": "7" }), 123);
  const inTenSeconds = await waitFor({
    "retry-after": new Date(Date.now() + 10_000).toUTCString(),
  });
  assert.ok(inTenSeconds! > 8000 && inTenSeconds! <= 10_000, String(inTenSeconds));
});

test("waits: nothing to wait for is hardly any wait", async () => {
  assert.equal(await waitFor({ "retry-after": "0" }), 1);
  assert.equal(await waitFor({ "retry-after": new Date(0).toUTCString() }), 1);
  assert.equal(await waitFor({ "retry-after": "-5" }), 1);
});

test("waits: what cannot be read is ignored", async () => {
  assert.equal(await waitFor({ "retry-after": "soon" }), 500);
  assert.equal(await waitFor({ "retry-after": "" }), 500);
});

test("waits: a server that asks for more than a minute gets no second request", async () => {
  const { client, sent } = mock([problem(503, {}, { "retry-after": "61" })]);
  const outcome = await call(client, getThing, { id: 1 }).safe();
  assert.equal(outcome.status, 503);
  assert.equal(sent.length, 1);
});

test("auth: the token is asked for before every attempt", async () => {
  let count = 0;
  const { client, sent } = mock([problem(503), json(1)], { auth: async () => `t${++count}` });
  await call(client, getThing, { id: 1 });
  assert.deepEqual(
    sent.map((request) => request.headers.get("authorization")),
    ["Bearer t1", "Bearer t2"],
  );
});

test("hooks: see every attempt", async () => {
  const seen: unknown[] = [];
  const { client } = mock([problem(503), json(1)], {
    onRequest: (request) => void seen.push(request.method),
    onResponse: (outcome, request) => void seen.push([outcome.status, request.url]),
  });
  await call(client, getThing, { id: 1 });
  assert.deepEqual(seen, [
    "GET",
    [503, "https://api.test/v1/things/1"],
    "GET",
    [200, "https://api.test/v1/things/1"],
  ]);
});
