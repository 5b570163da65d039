import assert from "node:assert/strict";
import { test } from "node:test";
import { base64ToBytes, bytesToBase64 } from "../../../../runtime/typescript/src/base64.js";

test("bytes become text and bytes again", () => {
  for (let size = 0; size < 70; size++) {
    const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 37 + size * 91) % 256);
    const text = bytesToBase64(bytes);
    assert.equal(text, Buffer.from(bytes).toString("base64"));
    assert.deepEqual(base64ToBytes(text), bytes);
  }
});

test("a megabyte is no problem", () => {
  const bytes = new Uint8Array(1 << 20).fill(200);
  assert.equal(base64ToBytes(bytesToBase64(bytes)).length, bytes.length);
});

test("what is no base64 is refused", () => {
  assert.throws(() => base64ToBytes("a"));
  assert.throws(() => base64ToBytes("ä==="));
});
