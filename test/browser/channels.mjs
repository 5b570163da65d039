// Reads the channels on the documentation page as a person would: node channels.mjs SERVER OUT.
// Writes a screenshot to OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { join } from "node:path";
import { docsPageWith, withBrowser } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
await withBrowser(
  program,
  async (browser, address) => {
    await readTheChannels(browser, address);
    return "the channels are on the documentation page";
  },
  docsPageWith("channels.js"),
);

async function readTheChannels(browser, address) {
  const { channels, operations } = await (await fetch(`${address}/asyncapi.json`)).json();
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1100, height: 1400 } });
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.route(
    (url) => url.origin !== address && url.protocol !== "data:",
    (route) => {
      faults.push(`asks ${route.request().url()}`);
      return route.abort();
    },
  );
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`),
    );
  });

  await page.goto(`${address}/docs/`, { waitUntil: "networkidle" });
  for (const [name, { address: path }] of Object.entries(channels)) {
    assert.equal(await page.locator(`#channel-${name} h3 code`).innerText(), path);
  }
  const places = page.locator("details.receive, details.send");
  assert.equal(await places.count(), Object.keys(operations).length);
  const texts = await places.allInnerTexts();
  for (const { messages } of Object.values(operations)) {
    const name = messages[0].$ref.split("/").at(-1);
    assert.ok(
      texts.some((text) => text.startsWith(name)),
      `${name} is on the page`,
    );
  }

  // Each fold is made when it is opened, so open them until there are no more. A type may hold
  // itself: not for ever.
  for (let depth = 0; depth < 6; ++depth) {
    await page.evaluate(() =>
      document
        .querySelectorAll("#channels details:not([open])")
        .forEach((fold) => (fold.open = true)),
    );
    await page.waitForTimeout(0);
    if (depth === 0)
      await page.locator("#channels").screenshot({ path: join(out, "channels.png") });
  }
  const all = await page.locator("#channels").innerText();
  for (const text of [
    "^rooms/[^/]+$",
    "minimum -2",
    '"heat" | "light"',
    "topicProblem",
    "The news of the day.",
  ]) {
    assert.ok(all.includes(text), `"${text}" is on the page`);
  }
  assert.deepEqual(
    await page.evaluate(() => window.violations),
    [],
    "the content security policy is kept",
  );
  assert.deepEqual(faults, []);
}
