import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  type CallError,
  type Operation,
  type Problem,
  type TransportProblem,
} from "../../../../runtime/typescript/src/index.js";
import { call, getThing, json, mock, problem, type Step } from "./support.js";

interface NotFoundProblem extends Problem {
  readonly type: "urn:todo:not-found";
  readonly id: number;
}
type GetThingError = NotFoundProblem | CallError;

const get = (step: Step, operation: Operation = getThing) =>
  call<unknown, GetThingError>(mock([step], { retries: 0 }).client, operation, { id: 7 });

const notFound = problem(404, {
  type: "urn:todo:not-found",
  title: "Not found",
  id: 7,
  request_id: "r-1",
});

test("values: with status, headers and request id for those who ask", async () => {
  const raw = await get(json({ id: 7 }, 201, { "x-request-id": "r-2", etag: '"1"' })).raw();
  assert.deepEqual(
    [raw.ok, raw.value, raw.status, raw.headers.get("etag"), raw.requestId],
    [true, { id: 7 }, 201, '"1"', "r-2"],
  );
});

test("values: null, false, 0 and empty texts are values", async () => {
  for (const value of [null, false, 0, "", []]) assert.deepEqual(await get(json(value)), value);
});

test("errors: thrown as ApiError with the problem, a message, status and request id", async () => {
  await assert.rejects(get(notFound), (error) => {
    assert.ok(error instanceof ApiError && error instanceof Error);
    assert.equal(error.name, "ApiError");
    assert.equal(error.message, "GET /things/{id}: 404: Not found");
    // @ts-expect-error: `instanceof` does not know the errors of an operation, and does not give
    // `any`
    void error.problem.id;
    assert.deepEqual(error.problem satisfies Problem | TransportProblem, {
      type: "urn:todo:not-found",
      title: "Not found",
      status: 404,
      id: 7,
      request_id: "r-1",
    });
    assert.deepEqual(
      [error.status, error.requestId, error.headers?.get("x-request-id")],
      [404, "r-1", "r-1"],
    );
    return true;
  });
});

test("errors: raw() throws as the call does", async () => {
  await assert.rejects(get(notFound).raw(), ApiError);
});

test("errors: the callbacks of catch and then know those of the operation", async () => {
  const id = await get(notFound).catch(({ problem }) =>
    problem.type === "urn:todo:not-found" ? problem.id : problem.type,
  );
  assert.equal(id, 7);
  const kind = await get(new TypeError("x")).then(
    String,
    ({ problem }) => problem.type === "vgen:transport" && problem.kind,
  );
  assert.equal(kind, "network");
});

test("errors: safe() gives them, and the switch over their types is exhaustive", async () => {
  const outcome = await get(notFound).safe();
  assert.ok(!outcome.ok);
  const { error } = outcome;
  const seen = (() => {
    switch (error.type) {
      case "urn:todo:not-found":
        return error.id;
      case "urn:vgen:validation":
        return error.errors[0]?.pointer;
      case "vgen:transport":
        return error.kind;
      case "urn:vgen:malformed":
      case "urn:vgen:unauthorized":
      case "urn:vgen:forbidden":
      case "urn:vgen:not-found":
      case "urn:vgen:method-not-allowed":
      case "urn:vgen:not-acceptable":
      case "urn:vgen:contract-mismatch":
      case "urn:vgen:payload-too-large":
      case "urn:vgen:unsupported-media-type":
      case "urn:vgen:misdirected-request":
      case "urn:vgen:too-many-requests":
      case "urn:vgen:not-implemented":
      case "urn:vgen:version-not-supported":
      case "urn:vgen:header-too-large":
      case "urn:vgen:timeout":
      case "urn:vgen:unavailable":
      case "urn:vgen:internal":
        return error.status;
      default:
        return error satisfies never;
    }
  })();
  assert.equal(seen, 7);
});

test("errors: the message of a validation names every fault", async () => {
  const errors = [
    { in: "path", pointer: "/id", code: "minimum", message: "must be at least 1", limit: 1 },
    { in: "query", pointer: "/tag/0", code: "maxLength", message: "is too long", limit: 20 },
  ];
  const failed = get(problem(422, { type: "urn:vgen:validation", title: "Invalid input", errors }));
  await assert.rejects(failed, {
    message:
      "GET /things/{id}: 422: Invalid input: path /id must be at least 1: query /tag/0 is too long",
  });
  const outcome = await failed.safe();
  assert.ok(!outcome.ok && outcome.error.type === "urn:vgen:validation");
  assert.deepEqual(outcome.error.errors, errors);
});

test("errors: the request id comes from the problem where the header cannot be seen", async () => {
  const outcome = await get(json({ type: "urn:todo:not-found", request_id: "r-9" }, 404)).safe();
  assert.equal(outcome.requestId, "r-9");
});

test("errors: a type that this client does not know is handed on", async () => {
  const outcome = await get(problem(409, { type: "urn:todo:brand-new" })).safe();
  assert.ok(!outcome.ok);
  assert.equal(outcome.error.type, "urn:todo:brand-new");
});

test("errors: one that this client does not know is thrown with all its members", async () => {
  const sent = { type: "urn:todo:brand-new", title: "New", status: 499, since: [1], errors: null };
  await assert.rejects(get(json(sent, 499)), (error) => {
    assert.ok(error instanceof ApiError);
    assert.deepEqual(
      [error.message, error.problem, error.status],
      ["GET /things/{id}: 499: New", sent, 499],
    );
    return true;
  });
});

for (const errors of [null, {}, "x", 7, [null], ["x"], [[]], [{}]]) {
  test(`errors: a member "errors" that is ${JSON.stringify(errors)} shows no faults`, async () => {
    const failed = get(problem(422, { type: "urn:todo:declared", title: "Declared", errors }));
    await assert.rejects(failed, (error) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.message, error.status], ["GET /things/{id}: 422: Declared", 422]);
      return true;
    });
  });
}

for (const value of [
  "urgent",
  { type: "brand-new", x: 1 },
  { state: "new", more: [{ type: "new" }] },
]) {
  test(`values: ${JSON.stringify(value)} of a newer server is handed on`, async () => {
    assert.deepEqual(await get(json(value)), value);
  });
}

const transport = async (step: Step, operation?: Operation) => {
  const outcome = await get(step, operation).safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport", JSON.stringify(outcome));
  return { ...outcome, error: outcome.error };
};

test("transport: the server is not reached", async () => {
  const cause = new TypeError("fetch failed");
  const { error, ...answer } = await transport(cause);
  assert.deepEqual(error, {
    type: "vgen:transport",
    kind: "network",
    detail: "fetch failed",
    status: undefined,
    body: undefined,
    cause,
  });
  assert.deepEqual(answer, { ok: false });
  await assert.rejects(get(cause), { message: "GET /things/{id}: network: fetch failed", cause });
});

for (const [what, answer] of Object.entries({
  "a page of a proxy": () =>
    new Response("<html>", { status: 502, headers: { "x-request-id": "r-3" } }),
  "a page in place of a value": () =>
    new Response("<html>", { headers: { "x-request-id": "r-3" } }),
  "a plain text": () =>
    new Response("upstream timed out", { status: 504, headers: { "x-request-id": "r-3" } }),
  "no value with 204": () =>
    new Response(null, { status: 204, headers: { "x-request-id": "r-3" } }),
  "half of a value": () => new Response('{"id":', { headers: { "x-request-id": "r-3" } }),
  "no value": () => new Response("", { headers: { "x-request-id": "r-3" } }),
  "an error without a type": () => json({ error: "x" }, 400, { "x-request-id": "r-3" }),
  "an error that is null": () => json(null, 500, { "x-request-id": "r-3" }),
  "an error without a body": () =>
    new Response(null, { status: 500, headers: { "x-request-id": "r-3" } }),
})) {
  test(`transport: ${what} cannot be read`, async () => {
    const response = answer();
    const { error, status, requestId } = await transport(response);
    assert.ok(error.type === "vgen:transport");
    assert.deepEqual(
      [error.kind, error.status, status, requestId, error.body],
      ["decode", response.status, response.status, "r-3", await answer().text()],
    );
    assert.ok(error.detail);
    await assert.rejects(get(answer()), (thrown) => {
      assert.ok(thrown instanceof ApiError);
      assert.deepEqual(
        [thrown.status, thrown.requestId, thrown.problem],
        [response.status, "r-3", { ...error, cause: (thrown.problem as TransportProblem).cause }],
      );
      return true;
    });
  });
}

test("transport: a body that breaks off is a broken connection", async () => {
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    pull: (controller) => controller.error(new TypeError("terminated")),
  });
  const { error } = await transport(async () => new Response(body));
  assert.equal(error.type === "vgen:transport" && error.kind, "network");
});

for (const status of [200, 201, 202, 204, 205]) {
  test(`void: an empty ${status} succeeds where the operation has no value`, async () => {
    const raw = await get(new Response(null, { status }), { ...getThing, empty: true }).raw();
    assert.deepEqual([raw.value, raw.status], [undefined, status]);
  });
}

test("void: an empty error is one, and so is a proxy's page", async () => {
  for (const answer of [new Response("", { status: 500 }), new Response("<html>")]) {
    const { error } = await transport(answer, { ...getThing, empty: true });
    assert.deepEqual(
      [error.kind, error.status, error.body],
      ["decode", answer.status, answer.status === 500 ? "" : "<html>"],
    );
  }
});

test("thrown: the cause is what auth or a hook throws, and the kind names who did", async () => {
  const cause = new Error("no token");
  const fail = () => {
    throw cause;
  };
  const reject = () => Promise.reject(cause);
  for (const [kind, options] of [
    ["auth", { auth: fail }],
    ["auth", { auth: reject }],
    ["hook", { onRequest: fail }],
    ["hook", { onRequest: reject }],
    ["hook", { onResponse: fail }],
    ["hook", { onResponse: reject }],
  ] as const) {
    const made = mock([json(1)], options);
    const outcome = await call<unknown, CallError>(made.client, getThing, { id: 1 }).safe();
    assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
    assert.deepEqual(
      [outcome.error.kind, outcome.error.cause, made.sent.length],
      [kind, cause, "onResponse" in options ? 1 : 0],
    );
  }
});

test("thrown: whatever auth throws, the call fails as calls do", async () => {
  for (const cause of [
    undefined,
    null,
    "",
    7n,
    Symbol("s"),
    Object.create(null),
    () => {},
    [],
    new Error(),
  ]) {
    const pending = call(mock([json(1)], { auth: () => Promise.reject(cause) }).client, getThing, {
      id: 1,
    });
    await assert.rejects(pending, (error) => error instanceof ApiError && error.cause === cause);
    const outcome = await pending.safe();
    assert.ok(
      !outcome.ok && outcome.error.type === "vgen:transport" && outcome.error.kind === "auth",
    );
    assert.equal(typeof outcome.error.detail, "string");
  }
});

test("thrown: undefined and texts are causes too", async () => {
  for (const cause of [undefined, "text", null]) {
    const { client } = mock([async () => Promise.reject(cause)], { retries: 0 });
    const outcome = await call<unknown, CallError>(client, getThing, { id: 1 }).safe();
    assert.ok(
      !outcome.ok && outcome.error.type === "vgen:transport" && outcome.error.kind === "network",
    );
    assert.equal(outcome.error.cause, cause);
    assert.equal(outcome.error.detail, String(cause));
  }
});
