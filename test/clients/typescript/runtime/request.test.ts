import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createClient,
  type CallOptions,
  type ClientOptions,
  type Operation,
} from "../../../../runtime/typescript/src/index.js";
import { fillPath } from "../../../../runtime/typescript/src/path.js";
import { call, addThing, getThing, json, mock, type Sent } from "./support.js";

async function send(
  operation: Operation,
  input?: unknown,
  options?: CallOptions,
  client?: Partial<ClientOptions>,
): Promise<Sent> {
  const made = mock([json(1)], client);
  await call(made.client, operation, input, options);
  return made.sent[0]!;
}

async function refusal(operation: Operation, input: unknown): Promise<string> {
  const made = mock([json(1)]);
  const outcome = await call<unknown, { type: string; kind: string; detail: string }>(
    made.client,
    operation,
    input,
  ).safe();
  assert.equal(made.sent.length, 0, "nothing may be sent");
  assert.ok(!outcome.ok);
  assert.equal(outcome.error.type, "vgen:transport");
  assert.equal(outcome.error.kind, "input");
  return outcome.error.detail;
}

for (const value of [
  "a/b",
  "100%",
  "%2F",
  "snow ☃ 𝒳",
  "a b+c",
  "?#&=",
  "a.b",
  "...",
  ".a",
  "ä\u0308",
  "\\",
  "'()*!~",
]) {
  test(`path: ${JSON.stringify(value)} is one segment and comes back as it was`, async () => {
    const { url } = await send(getThing, { id: value });
    const { pathname, search, hash } = new URL(url);
    assert.equal(search + hash, "");
    const segments = pathname.split("/");
    assert.deepEqual(segments.slice(0, -1), ["", "v1", "things"]);
    assert.equal(decodeURIComponent(segments.at(-1)!), value);
  });
}

for (const value of ["", ".", "..", undefined, null]) {
  test(`path: ${JSON.stringify(value)} would reach another operation and is refused`, async () => {
    assert.match(await refusal(getThing, { id: value }), /^id: cannot send/);
  });
}

test("path: numbers and booleans, several values, names that are no words", async () => {
  const { url } = await send(
    { method: "GET", path: "/a/{x}/b/{y-z}/{b}" },
    { x: 1.5, "y-z": -7, b: true },
  );
  assert.equal(url, "https://api.test/v1/a/1.5/b/-7/true");
});

test("path: the rest keeps its slashes", async () => {
  const rest = { method: "GET", path: "/raw/{path...}", fill: fillPath };
  assert.equal((await send(rest, { path: "a/b c/%" })).url, "https://api.test/v1/raw/a/b%20c/%25");
  assert.equal((await send(rest, { path: "" })).url, "https://api.test/v1/raw/");
  assert.equal((await send(rest, { path: "...//x" })).url, "https://api.test/v1/raw/...//x");
  for (const path of [".", "..", "a/..", "./a", "a/../b"])
    assert.match(await refusal(rest, { path }), /^path\.\.\.: cannot send/);
  assert.match(
    await refusal({ ...rest, path: "/{path...}" }, { path: "/evil.test" }),
    /cannot send/,
  );
});

test("path: text and parameters in one segment", async () => {
  const url = async (path: string, input: unknown) =>
    (await send({ method: "GET", path, fill: fillPath }, input)).url.slice(19);
  assert.equal(await url("/{name}.json", { name: "a.json" }), "/a.json.json");
  assert.equal(await url("/{a}...{b}", { a: "x.y", b: "." }), "/x%2ey...%2e");
  assert.equal(await url("/{a},{b}", { a: 1.5, b: -2 }), "/1.5,-2");
  assert.equal(await url("/{w}x{h}/{x}", { w: "2x", h: 3, x: "x" }), "/2%78x3/x");
  assert.match(
    await refusal({ method: "GET", path: "/.{x}", fill: fillPath }, { x: "." }),
    /^\.x: cannot send/,
  );
  assert.match(
    await refusal({ method: "GET", path: "/{x}.json", fill: fillPath }, { x: "" }),
    /^x: cannot send/,
  );
});

test("query: lists repeat, undefined and empty values are left out, all is encoded", async () => {
  const operation: Operation = {
    method: "GET",
    path: "/x",
    query: ["tag", "none", "empty", "zero", "no", "text", "ä&"],
  };
  const { url } = await send(operation, {
    tag: ["a,b", "c d", undefined, "e&f=g+"],
    none: undefined,
    empty: [],
    zero: 0,
    no: false,
    text: "",
    "ä&": "☃",
  });
  assert.deepEqual(
    [...new URL(url).searchParams],
    [
      ["tag", "a,b"],
      ["tag", "c d"],
      ["tag", "e&f=g+"],
      ["zero", "0"],
      ["no", "false"],
      ["text", ""],
      ["ä&", "☃"],
    ],
  );
  assert.ok(!url.includes(","), "a comma as such would part the list");
});

for (const [what, value] of Object.entries({
  null: null,
  "a list of null": [null],
  "an item that is null": ["a", null, "b"],
})) {
  test(`null: ${what} is nothing, in the query, in a header and in a cookie`, async () => {
    const names = { "x-a": "a" };
    const sent = await send(
      { method: "GET", path: "/x", query: ["q"], headers: names, cookies: { c: "c" } },
      { q: value, a: value, c: value },
    );
    const items = [value].flat().filter((item) => item !== null);
    assert.deepEqual(new URL(sent.url).searchParams.getAll("q"), items);
    assert.equal(sent.headers.get("x-a"), items.length ? "a,b" : null);
    assert.equal(sent.headers.get("cookie"), items.length ? "c=a,b" : null);
  });
}

test("null: a body keeps it", async () => {
  assert.equal((await send(addThing, { a: null, b: [null] })).body, '{"a":null,"b":[null]}');
  assert.equal((await send({ method: "POST", path: "/x", body: "whole" }, null)).body, "null");
});

test("headers: what the client and the call have as undefined or null is left out", async () => {
  const nothing = { "x-a": undefined, "x-b": null as unknown as undefined };
  const sent = await send(
    addThing,
    {},
    { headers: nothing },
    { headers: { ...nothing, "x-c": "c", "x-d": "" } },
  );
  assert.deepEqual([...sent.headers.keys()], ["content-type", "x-c", "x-d"]);
  assert.equal(
    (await send(addThing, {}, { headers: nothing }, { headers: { "X-A": "a" } })).headers.get(
      "x-a",
    ),
    "a",
  );
});

test("query: members that the operation does not know do not leak into the URL", async () => {
  assert.equal(
    (await send(getThing, { id: 1, title: "secret", tag: undefined })).url,
    "https://api.test/v1/things/1",
  );
});

test("headers and cookies: members under the names of the operation, UTF-8 as bytes", async () => {
  const operation: Operation = {
    method: "PUT",
    path: "/x/{id}",
    headers: { "X-Numbers": "numbers", "X-Name": "name", "X-None": "none", "X-Empty": "empty" },
    cookies: { visits: "visits", who: "who", no: "no" },
    body: true,
  };
  const sent = await send(operation, {
    id: 1,
    numbers: [1, 2],
    name: "Zoë",
    none: undefined,
    empty: [],
    visits: 3,
    who: "a",
    weight: 1.5,
  });
  assert.equal(sent.headers.get("x-numbers"), "1,2");
  assert.equal(Buffer.from(sent.headers.get("x-name")!, "latin1").toString("utf8"), "Zoë");
  assert.equal(sent.headers.has("x-none"), false);
  assert.equal(sent.headers.has("x-empty"), false);
  assert.equal(sent.headers.get("cookie"), "visits=3; who=a");
  assert.equal(sent.body, '{"weight":1.5}');
});

test("cookies: stand behind those that the client sends anyway", async () => {
  const operation: Operation = { method: "GET", path: "/x", cookies: { a: "a" } };
  const sent = await send(operation, { a: 1 }, {}, { headers: { cookie: "session=s" } });
  assert.equal(sent.headers.get("cookie"), "session=s; a=1");
});

for (const value of ["", "à la", "\u00a0", "\u3000x", "日本", "a=b,c"].map((text) =>
  text.replaceAll(" ", "_"),
)) {
  test(`cookies: ${JSON.stringify(value)} arrives, UTF-8 as bytes`, async () => {
    const sent = await send({ method: "GET", path: "/x", cookies: { a: "a" } }, { a: value });
    assert.equal(Buffer.from(sent.headers.get("cookie")!, "latin1").toString("utf8"), `a=${value}`);
  });
}

for (const value of ["1; admin=1", "a b", "a\tb", "a\r\nb", "\0", '"a"', " "]) {
  test(`cookies: ${JSON.stringify(value)} is refused`, async () => {
    const operation: Operation = { method: "GET", path: "/x", cookies: { c: "a" } };
    assert.match(await refusal(operation, { a: value }), /^c: cannot send/);
  });
}

test("headers and cookies: what would arrive as something else is refused", async () => {
  assert.match(
    await refusal({ method: "GET", path: "/x", cookies: { a: "a" } }, { a: "1; admin=1" }),
    /^a: cannot send/,
  );
  assert.notEqual(
    await refusal({ method: "GET", path: "/x", headers: { a: "a" } }, { a: "1\r\nadmin: 1" }),
    "",
  );
});

test("headers: the call's come before the input's and the client's, in any case", async () => {
  const operation: Operation = { method: "GET", path: "/x", headers: { "X-B": "b" } };
  const sent = await send(
    operation,
    { b: "input" },
    { headers: { "x-a": "call" } },
    { headers: { "X-A": "client", "x-b": "client" } },
  );
  assert.equal(sent.headers.get("x-a"), "call");
  assert.equal(sent.headers.get("x-b"), "input");
});

test("body: the members that stand nowhere else, without what is undefined", async () => {
  const operation: Operation = {
    method: "PATCH",
    path: "/x/{id}",
    query: ["q"],
    headers: { "X-H": "h" },
    body: true,
  };
  const sent = await send(operation, {
    id: 1,
    q: 2,
    h: 3,
    name: "n",
    gone: undefined,
    list: [],
    no: false,
  });
  assert.equal(sent.url, "https://api.test/v1/x/1?q=2");
  assert.equal(sent.body, '{"name":"n","list":[],"no":false}');
  assert.equal(sent.headers.get("content-type"), "application/json");
});

test("body: an object without members where all are optional", async () => {
  assert.equal((await send(addThing, {})).body, "{}");
  assert.equal((await send(addThing)).body, "{}");
});

for (const value of [["a", "b"], [], "text", 7, 0, false, { id: 1 }]) {
  test(`body: ${JSON.stringify(value)} as a whole`, async () => {
    assert.equal(
      (await send({ method: "POST", path: "/x", body: "whole" }, value)).body,
      JSON.stringify(value),
    );
  });
}

test("body: one member, and none if it is left out", async () => {
  const replace = { method: "PUT", path: "/x/{id}", query: ["dry"], body: { member: "thing" } };
  const sent = await send(replace, { id: 7, dry: true, thing: { id: 8 } });
  assert.match(sent.url, /\/x\/7\?dry=true$/);
  assert.equal(sent.body, '{"id":8}');
  assert.equal(sent.headers.get("content-type"), "application/json");
  const without = await send(replace, { id: 7 });
  assert.equal(without.body, null);
  assert.equal(without.headers.get("content-type"), null);
  assert.equal((await send(replace, { id: 7, thing: null })).body, "null");
});

test("body: none, and no content type, without one", async () => {
  const sent = await send({ method: "POST", path: "/count" });
  assert.equal(sent.body, null);
  assert.equal(sent.headers.has("content-type"), false);
});

test("input: what cannot be written is refused, wherever it goes", async () => {
  const cycle: Record<string, unknown> = {};
  cycle["self"] = cycle;
  assert.match(await refusal(addThing, { id: 1n }), /BigInt/i);
  assert.match(await refusal(addThing, cycle), /circular/i);
  assert.match(await refusal({ method: "POST", path: "/x", body: "whole" }, cycle), /circular/i);
  const textless = { __proto__: null };
  assert.notEqual(await refusal(getThing, { id: 1, tag: textless }), "");
  assert.notEqual(
    await refusal({ ...getThing, headers: { "X-H": "h" } }, { id: 1, h: textless }),
    "",
  );
  assert.notEqual(await refusal(getThing, { id: "\ud800" }), "");
  assert.notEqual(
    await refusal({ ...getThing, headers: { "X-H": "h" } }, { id: 1, h: "\ud800" }),
    "",
  );
});

test("input: stays as it is", async () => {
  const input = Object.freeze({ id: 1, tag: Object.freeze(["a"]) });
  await send(getThing, input);
  assert.deepEqual(input, { id: 1, tag: ["a"] });
});

test("base URL: with and without a path, slashes at its end, empty for a page's own", async () => {
  const url = async (baseUrl: string) =>
    (await send({ method: "GET", path: "/x" }, undefined, {}, { baseUrl })).url;
  assert.equal(await url("https://a.test"), "https://a.test/x");
  assert.equal(await url("https://a.test/b//"), "https://a.test/b/x");
  assert.equal(await url(""), "/x");
});

for (const baseUrl of ["https://a.test?x=1", "https://a.test/b#c", "/b?", "#"]) {
  test(`base URL: ${baseUrl} is refused when the client is made`, () => {
    assert.throws(() => createClient({ baseUrl }), {
      name: "TypeError",
      message: `baseUrl with query or fragment: cannot send "${baseUrl}"`,
    });
  });
}

test("init: what else fetch takes, of the call before that of the client", async () => {
  let init: RequestInit | undefined;
  const { client } = mock([], {
    init: { credentials: "include", redirect: "error" },
    fetch: async (_, given) => ((init = given), json(1)),
  });
  const wrong = { method: "PUT", body: "x", headers: { "x-a": "a" }, url: "https://other.test" };
  const options: CallOptions = { init: { keepalive: true, redirect: "manual", ...wrong } };
  await call(client, getThing, { id: 1 }, options);
  assert.deepEqual(
    [init?.credentials, init?.redirect, init?.keepalive, init?.method, init?.body],
    ["include", "manual", true, "GET", null],
  );
  assert.equal(new Headers(init?.headers).has("x-a"), false);
});

test("options: undefined is as if it were left out", async () => {
  const nothing = {
    headers: undefined,
    init: undefined,
    retries: undefined,
    timeout: undefined,
    deadline: undefined,
  };
  const client = {
    ...nothing,
    auth: undefined,
    onRequest: undefined,
    onResponse: undefined,
    random: undefined,
  };
  const sent = await send(
    getThing,
    { id: 1 },
    { ...nothing, signal: undefined, idempotencyKey: undefined },
    client,
  );
  assert.deepEqual([...sent.headers], []);
  assert.deepEqual(
    createClient({ baseUrl: "", ...client, fetch: undefined, sleep: undefined }).retries,
    2,
  );
});

test("hooks: may change the request and add what fetch takes", async () => {
  let init: RequestInit | undefined;
  const { client } = mock([json(1)], {
    onRequest: (request) => {
      request.url += "?traced";
      request.headers.set("x-trace", "1");
      request.credentials = "include";
    },
    fetch: async (url, given) => ((init = given), json(url)),
  });
  assert.equal(await call(client, { method: "GET", path: "/x" }), "https://api.test/v1/x?traced");
  assert.equal(new Headers(init?.headers).get("x-trace"), "1");
  assert.equal(init?.credentials, "include");
});

test("auth: no header without a token", async () => {
  assert.equal(
    (await send(addThing, {}, {}, { auth: () => undefined })).headers.has("authorization"),
    false,
  );
});

test("members that every object inherits are left out and sent as others are", async () => {
  const operation: Operation = {
    method: "GET",
    path: "/",
    query: ["constructor"],
    headers: { "X-S": "toString" },
  };
  const absent = await send(operation, {});
  assert.equal(new URL(absent.url).search, "");
  assert.equal(absent.headers.has("x-s"), false);
  const given = await send(operation, { constructor: "c", toString: "s" });
  assert.equal(new URL(given.url).search, "?constructor=c");
  assert.equal(given.headers.get("x-s"), "s");
});
