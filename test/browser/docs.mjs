// Uses the documentation page as a person would: node docs.mjs SERVER OUT. Writes a screenshot to
// OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { join } from "node:path";
import { docsPageWith, withBrowser } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
await withBrowser(
  program,
  async (browser, address) => {
    await readThePage(browser, address);
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
