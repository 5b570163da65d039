// The generated client of test/rows against its real server, VGEN_ROWS_SERVER: digits, states and
// defaults.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  allPositions,
  compare,
  createClient,
  defaultsOfBody,
  defaultsOfQuery,
  echoDigits,
  jsonFile,
  locate,
  look,
  rawFile,
  tooLarge,
  type Client,
  type Defaults,
  type DefaultsInput,
  type DefaultsOfBodyInput,
  type DefaultsOfBodyOutput,
  type Digits,
  type States,
} from "rows-client";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_ROWS_SERVER"];
const skip = program ? false : "VGEN_ROWS_SERVER is not set: the server was not built";

let server: RunningServer;
let api: Client;

before(async () => {
  if (!program) return;
  server = await startServer(program);
  api = createClient({ baseUrl: server.address, timeout: 5000, retries: 0 });
});

after(() => server?.stop());

/** The faults of a call that must be refused: place, code, limit. */
async function faults(
  call: ReturnType<typeof echoDigits> | ReturnType<typeof look>,
): Promise<unknown[][]> {
  const outcome = await call.safe();
  assert.ok(!outcome.ok && outcome.error.type === "urn:vgen:validation");
  return outcome.error.errors.map((fault) => [fault.in, fault.pointer, fault.code, fault.limit]);
}

test("rows: 64 bits keep every digit as text", { skip }, async () => {
  for (const digits of [2n ** 64n - 1n, 2n ** 53n + 1n, 0n]) {
    const sent: Digits = { unsigned_text: digits.toString() };
    const answer = await echoDigits(api, sent);
    assert.deepEqual(answer, sent);
    assert.equal(BigInt(answer.unsigned_text!), digits);
  }
  const least = { signed_text: (-(2n ** 63n)).toString(), number: Number.MAX_SAFE_INTEGER };
  assert.deepEqual(await echoDigits(api, least), least);
});

test("rows: what a number cannot hold is refused, both ways", { skip }, async () => {
  assert.deepEqual(await faults(echoDigits(api, { number: 2 ** 53 })), [
    ["body", "/number", "maximum", 2 ** 53 - 1],
  ]);
  assert.deepEqual(await faults(echoDigits(api, { signed_number: -(2 ** 53) })), [
    ["body", "/signed_number", "minimum", -(2 ** 53 - 1)],
  ]);
  assert.deepEqual(await faults(echoDigits(api, { unsigned_text: (2n ** 64n).toString() })), [
    ["body", "/unsigned_text", "maximum", "18446744073709551615"],
  ]);
  // No JavaScript number is 2^53+1, so the digits are sent as they are.
  const headers = { "content-type": "application/json" };
  for (const [member, code] of [
    ["number", "maximum"],
    ["unsigned_text", "type"],
  ]) {
    const body = `{"${member}":9007199254740993}`;
    const refused = await fetch(`${server.address}/digits`, { method: "POST", headers, body });
    const { errors } = (await refused.json()) as { errors: { pointer: string; code: string }[] };
    assert.deepEqual(
      [refused.status, errors.map((fault) => [fault.pointer, fault.code])],
      [422, [[`/${member}`, code]]],
    );
  }
  const outcome = await tooLarge(api).safe();
  assert.ok(!outcome.ok && outcome.error.type === "urn:vgen:internal");
});

test("rows: absent, null and a value arrive as three states", { skip }, async () => {
  const seen = async (states: States) => Object.values(await look(api, states));
  assert.deepEqual(await seen({}), ["absent", "absent", "absent"]);
  assert.deepEqual(await seen({ patch: null, number: null }), ["null", "null", "absent"]);
  assert.deepEqual(await seen({ patch: "", number: 0, optional: "" }), [
    "value ",
    "value 0",
    "value ",
  ]);
  // @ts-expect-error: null is not absence
  const refused = await look(api, { optional: null }).safe();
  assert.ok(!refused.ok && refused.error.type === "urn:vgen:validation");
  assert.deepEqual(
    refused.error.errors.map(({ pointer, message }) => [pointer, message]),
    [["/optional", "null is not allowed here; leave the member out instead"]],
  );
});

/** Compiles only if both types are the same. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const types: [
  Same<DefaultsOfBodyInput, DefaultsInput>,
  Same<DefaultsOfBodyOutput, Defaults>,
  Same<Defaults["level"], "low" | "high">,
  Same<Defaults, Required<Defaults>>,
  Same<keyof Defaults, keyof DefaultsInput>,
] = [true, true, true, true, true];

test("rows: defaults are optional in input and present in output", { skip }, async () => {
  const nothing: DefaultsInput = {};
  // @ts-expect-error: the output has every member
  const output: Defaults = nothing;
  const all: Defaults = {
    text: "hello",
    count: 3,
    share: 0.25,
    flag: true,
    level: "high",
    numbers: [1, 2],
  };
  assert.deepEqual(await defaultsOfBody(api, output), all);
  assert.deepEqual(await defaultsOfQuery(api, nothing), all);
  assert.deepEqual(await defaultsOfQuery(api), all);
  const some: DefaultsInput = { text: "", count: 4, flag: false, level: "low", numbers: [7] };
  assert.deepEqual(await defaultsOfBody(api, some), { ...all, ...some });
  assert.deepEqual(await defaultsOfQuery(api, some), { ...all, ...some });
  assert.ok(types.every(Boolean));
});

test("rows: the rest of a path comes back as it was", { skip }, async () => {
  for (const path of ["a", "a/b c/d.txt", "", "a//b/", "%2F?#&", "ä/☃", "...", "a/..b"])
    assert.deepEqual(await rawFile(api, { path }), { path });
  for (const path of ["..", "a/../b", "./a"]) {
    const refused = await rawFile(api, { path }).safe();
    assert.ok(
      !refused.ok && refused.error.type === "vgen:transport" && refused.error.kind === "input",
    );
  }
});

test("rows: several parameters of one segment come back as they were", { skip }, async () => {
  const texts = ["main", "v1.0", "a...b", ".", "..", "...", "a/b", "%", "☃", "-"];
  for (const base of texts) {
    for (const head of texts) assert.deepEqual(await compare(api, { base, head }), { base, head });
  }
  for (const name of [...texts, "a.json"])
    assert.deepEqual(await jsonFile(api, { name }), { name });
  assert.deepEqual(await locate(api, { lat: -1.5, lon: 2e-7 }), { lat: -1.5, lon: 2e-7 });
  assert.equal(await allPositions(api), 0);
});
