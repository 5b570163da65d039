// Uses the documentation page as a person would: node docs.mjs SERVER OUT. Writes a screenshot to
// OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { join } from "node:path";
import { docsPageWith, findBarriers, withBrowser } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
await withBrowser(
  program,
  async (browser, address) => {
    await readThePage(browser, address);
    await tryEverything(browser, address);
    for (const colorScheme of ["light", "dark"])
      await lookForBarriers(browser, address, colorScheme);
    return "the documentation page works";
  },
  docsPageWith("start.js"),
);

async function readThePage(browser, address) {
  const openapi = await (await fetch(`${address}/openapi.json`)).json();
  const context = await browser.newContext({
    locale: "en-US",
    viewport: { width: 1100, height: 1000 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);

  const outside = [];
  await context.route(
    (url) => url.origin !== address && url.protocol !== "data:" && url.protocol !== "blob:",
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });

  await page.goto(`${address}/docs`, { waitUntil: "networkidle" });
  assert.equal(page.url(), `${address}/docs/`);
  assert.equal(await page.title(), openapi.info.title);
  await page.locator(".opblock").first().waitFor();
  const text = await page.locator("body").innerText();
  const operations = Object.values(openapi.paths).flatMap((path) =>
    Object.values(path).filter((operation) => operation.operationId),
  );
  assert.ok(operations.length > 0);
  for (const { operationId, summary } of operations) {
    assert.ok(
      summary === undefined || text.includes(summary),
      `${operationId}: "${summary}" is on the page`,
    );
  }
  assert.equal(await page.locator(".opblock").count(), operations.length);

  const block = page
    .locator(".opblock", { has: page.locator('[data-path="/todos"]') })
    .and(page.locator(".opblock-get"));
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Try it out" }).click();
  const answered = page.waitForResponse(
    (response) => new URL(response.url()).pathname === "/todos",
  );
  await block.getByRole("button", { name: "Execute" }).click();
  assert.equal((await answered).status(), 200);
  await block.locator(".live-responses-table .response-col_status", { hasText: "200" }).waitFor();
  await page.screenshot({ path: join(out, "docs.png") });

  // Open everything that can be opened, because it may load scripts or styles.
  const closed = ".opblock-summary-control[aria-expanded=false], button[aria-expanded=false]";
  await page.evaluate(
    (all) => document.querySelectorAll(all).forEach((button) => button.click()),
    closed,
  );
  await page
    .locator(".opblock.is-open")
    .nth(operations.length - 1)
    .waitFor();
  await page.waitForLoadState("networkidle");

  assert.deepEqual(outside, [], "nothing is asked of another server");
  assert.deepEqual(
    await page.evaluate(() => window.violations),
    [],
    "the content security policy is kept",
  );
  assert.deepEqual(faults, []);

  // The policy is active: it reports what it forbids.
  await page.evaluate(() =>
    document.body.insertAdjacentHTML("beforeend", '<p style="color: red">red</p>'),
  );
  await page.waitForFunction(() => window.violations.length === 1);
  await context.close();
}

/** "Try it out" with the examples that the page fills in: each operation must succeed. */
async function tryEverything(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 1000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${address}/docs/`, { waitUntil: "networkidle" });
  await page.locator(".opblock").first().waitFor();
  // What is made first is there for the others, and is removed last.
  for (const method of ["post", "get", "put", "patch", "delete"]) {
    const blocks = page.locator(`.opblock-${method}`);
    for (let i = 0; i < (await blocks.count()); ++i) {
      const block = blocks.nth(i);
      await block.locator(".opblock-summary-control").click();
      await block.getByRole("button", { name: "Try it out" }).click();
      await block.getByRole("button", { name: "Execute" }).click();
      const status = block.locator(".live-responses-table tbody .response-col_status");
      await status.first().waitFor();
      assert.match(await status.first().innerText(), /^2\d\d/, await block.innerText());
    }
  }
  assert.equal(
    await page.locator(".errors-wrapper").count(),
    0,
    "the page opens without a warning",
  );
  await context.close();
}

/** What axe finds that keeps people from using the page, with everything opened. */
async function lookForBarriers(browser, address, colorScheme) {
  const context = await browser.newContext({
    colorScheme,
    bypassCSP: true, // for axe
    viewport: { width: 1100, height: 1000 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${address}/docs/`, { waitUntil: "networkidle" });
  for (const closed of [
    ".opblock-summary-control[aria-expanded=false]",
    "#channels details:not([open]) > summary",
    ".json-schema-2020-12-expand-deep-button",
  ]) {
    await page.locator(".opblock").first().waitFor();
    await page.evaluate(
      (all) => document.querySelectorAll(all).forEach((one) => one.click()),
      closed,
    );
  }
  await page.locator(".try-out__btn").first().waitFor();
  await page.evaluate(() => {
    document.querySelectorAll(".try-out__btn").forEach((button) => button.click());
  });
  await page.locator(".execute").first().waitFor();
  await page.screenshot({ path: join(out, `docs_${colorScheme}.png`) });
  assert.deepEqual(
    await findBarriers(page),
    [],
    `axe finds nothing serious in the ${colorScheme} page`,
  );
  await context.close();
}
