import assert from "node:assert/strict";
import { test } from "node:test";
import { callForm, toForm } from "../../../../runtime/typescript/src/form.js";
import { json, mock } from "./support.js";

const entries = (input: object) => [...toForm(Object.keys(input), input).entries()];

test("form: texts, lists and JSON", () => {
  const input = {
    title: "a, ä",
    rank: 3,
    good: false,
    labels: ["x", 2],
    none: [],
    absent: undefined,
    nothing: null,
    place: { city: "Ulm" },
    places: [{ city: "Ulm" }],
  };
  assert.deepEqual(entries(input), [
    ["title", "a, ä"],
    ["rank", "3"],
    ["good", "false"],
    ["labels", "x"],
    ["labels", "2"],
    ["place", '{"city":"Ulm"}'],
    ["places", '[{"city":"Ulm"}]'],
  ]);
});

test("form: files keep their names", async () => {
  const blob = new Blob(["1"], { type: "image/png" });
  const input = { photo: blob, pages: [new File(["22"], "b.txt"), blob] };
  const form = toForm(["photo", "pages"], input);
  const photo = form.get("photo") as File;
  assert.deepEqual([photo.name, photo.type, await photo.text()], ["blob", "image/png", "1"]);
  const names = form.getAll("pages").map((page) => (page as File).name);
  assert.deepEqual(names, ["b.txt", "blob"]);
});

test("form: is sent without a Content-Type of its own, again with each attempt", async () => {
  const seen: unknown[] = [];
  const { client, sent } = mock([json({}, 503), json(1)], {
    onRequest: ({ body }) => void seen.push(body),
  });
  const input = { album: 7, photo: new Blob(["1"]) };
  const operation = { method: "PUT", path: "/albums/{album}" };
  assert.equal(await callForm(client, operation, ["photo"], input), 1);
  assert.equal(sent.length, 2);
  for (const { url, headers, body } of sent) {
    assert.ok(url.endsWith("/albums/7"));
    assert.equal(headers.get("content-type"), null);
    assert.ok(seen.includes(body));
    assert.deepEqual([...(body as FormData).keys()], ["photo"]);
  }
});
