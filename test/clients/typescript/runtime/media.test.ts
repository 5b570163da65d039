import assert from "node:assert/strict";
import { test } from "node:test";
import { callMedia } from "../../../../runtime/typescript/src/media.js";
import { json, mock } from "./support.js";

const operation = { method: "PUT", path: "/notes/{name}" };

test("media: a member is the body, again with each attempt", async () => {
  const { client, sent } = mock([json({}, 503), json(1)]);
  const input = { name: "a", text: 'one "two"\n' };
  const use = { type: "text/plain", member: "text" };
  assert.equal(await callMedia(client, operation, use, input), 1);
  assert.equal(sent.length, 2);
  for (const { url, headers, body } of sent) {
    assert.ok(url.endsWith("/notes/a"));
    assert.equal(headers.get("content-type"), "text/plain");
    assert.equal(body, input.text);
  }
});

test("media: the media type is that of the input, of the blob or of the operation", async () => {
  const typed = { ...operation, headers: { "Content-Type": "type" } };
  const use = { type: "application/octet-stream", member: "data" };
  const blob = new Blob(["1"], { type: "image/png" });
  const inputs = [
    { name: "a", type: "image/gif", data: blob },
    { name: "a", data: blob },
    { name: "a", data: new Uint8Array([1]) },
    { name: "a" },
  ];
  const { client, sent } = mock(inputs.map(() => json(1)));
  for (const input of inputs) await callMedia(client, typed, use, input);
  assert.deepEqual(
    sent.map(({ headers, body }) => [headers.get("content-type"), body]),
    [
      ["image/gif", blob],
      ["image/png", blob],
      ["application/octet-stream", new Uint8Array([1])],
      [null, null],
    ],
  );
});

test("media: the whole input is the body", async () => {
  const { client, sent } = mock([json("A")]);
  const whole = { method: "POST", path: "/shout" };
  assert.equal(await callMedia(client, whole, { type: "text/plain" }, "a"), "A");
  assert.deepEqual([sent[0]?.body, sent[0]?.url.endsWith("/shout")], ["a", true]);
});

test("media: an answer is a text or a blob, with its status and headers", async () => {
  const png = { headers: { "content-type": "image/png", "x-request-id": "7" } };
  const { client } = mock([new Response("{", png), new Response("{", png), new Response("")]);
  const draw = { method: "GET", path: "/drawing", empty: true } as const;
  assert.equal(await callMedia(client, draw, { answer: "text" }, undefined), "{");
  const raw = await callMedia(client, draw, { answer: "blob" }, undefined).raw();
  assert.deepEqual([raw.status, raw.requestId, raw.value.type], [200, "7", "image/png"]);
  assert.equal(await raw.value.text(), "{");
  assert.equal(await callMedia(client, draw, { answer: "text" }, undefined), "");
});

test("media: an error is a problem", async () => {
  const problem = { type: "urn:places:gone", title: "Gone", status: 410 };
  const { client } = mock([json(problem, 410)]);
  const draw = { method: "GET", path: "/drawing", empty: true } as const;
  const outcome = await callMedia(client, draw, { answer: "blob" }, undefined).safe();
  assert.deepEqual([outcome.ok, outcome.error, outcome.value], [false, problem, undefined]);
});
