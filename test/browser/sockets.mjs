// The generated clients of channels in a real browser, over a connection that is cut:
// node sockets.mjs SERVER CLIENTS. CLIENTS has the folders of the clients. Exit code 77: skipped.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { openLine } from "./line.mjs";
import { withBrowser } from "./with_browser.mjs";

const require = createRequire(new URL("../clients/typescript/package.json", import.meta.url));
const { build } = require("esbuild");
const [program, clients] = process.argv.slice(2);

const moduleOf = (client) => JSON.stringify(join(clients, client, "typescript/index.ts"));

/** What the page does. It has the clients as globals. */
const script = `
  import { createClient, openLive } from ${moduleOf("topics")};
  import { openOffice } from ${moduleOf("office")};

  const api = createClient({ baseUrl: location.origin, auth: () => "ada", random: () => 0 });
  const live = openLive(api, {});
  const office = openOffice(api, {});
  const events = live.roomEvents({ room: "k/ü" });
  const lobby = office.lobby();
  const seen = [];
  const states = [];
  live.on("state", ({ status }) => states.push(status));
  const ended = (async () => {
    for await (const { data, lost } of events) seen.push(lost ?? data.text);
  })();
  Object.assign(window, { live, office, events, lobby, seen, states, ended });
`;

async function useTheClients(browser, line, address) {
  const bundle = await build({
    stdin: { contents: script, resolveDir: clients, loader: "ts" },
    bundle: true,
    format: "iife",
    charset: "utf8",
    write: false,
  });
  // The script of a test is not on the server, so it is added to a page of it.
  const page = await browser.newPage({ bypassCSP: true });
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(`${line.address}/asyncapi.json`);
  await page.addScriptTag({ content: bundle.outputFiles[0].text });

  // The permission needs the token of `auth`, which a browser cannot send in a header.
  await page.evaluate(() => events.ready);
  await page.evaluate(() => live.announce({ room: "k/ü", text: "1" }));
  await page.waitForFunction(() => seen.length === 1);
  const members = () => page.evaluate(() => lobby.present.map(({ data }) => data.name));
  await page.waitForFunction(() => lobby.present.length === 1);
  assert.deepEqual(await members(), ["ada"]);
  const id = await page.evaluate(() => lobby.present[0].id);

  line.cut();
  // It waits for no time, so a look at its present state may miss that.
  await page.waitForFunction(() => states.includes("waiting"));
  for (const text of ["2", "3"]) {
    const answer = await fetch(`${address}/announcements`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ room: "k/ü", text }),
    });
    assert.equal(answer.status, 204);
  }
  const waiting = page.evaluate(() => live.announce({ room: "k/ü", text: "4" }));
  line.mend();
  await waiting;
  await page.waitForFunction(() => seen.length >= 4);
  assert.deepEqual(await page.evaluate(() => seen), ["1", "2", "3", "4"]);
  const states = await page.evaluate(() => states);
  assert.deepEqual([states[0], states.at(-1)], ["live", "live"]);
  assert.ok(states.includes("waiting") && states.includes("connecting"), String(states));
  await page.waitForFunction((gone) => lobby.present[0].id !== gone, id);
  assert.deepEqual(await members(), ["ada"], "the lost connection is gone");

  await page.evaluate(() => {
    office.close();
    live.close();
    return ended;
  });
  assert.equal(await page.evaluate(() => live.state.status), "closed");
  assert.deepEqual(faults, []);
}

await withBrowser(program, async (browser, address) => {
  const line = await openLine(new URL(address));
  try {
    await useTheClients(browser, line, address);
    return "the clients work in the browser, also after a cut";
  } finally {
    await line.end();
  }
});
