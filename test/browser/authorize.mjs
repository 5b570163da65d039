// Gives the documentation page a key, and calls an operation that needs one:
// node authorize.mjs SERVER. Exit code 77: skipped.
import assert from "node:assert/strict";
import { docsPageWith, withBrowser } from "./with_browser.mjs";

process.env.VGEN_JWKS = JSON.stringify({
  kty: "oct",
  k: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
  alg: "HS256",
});
process.env.VGEN_COOKIE_KEYS = "a secret of more than 32 characters";

const [program] = process.argv.slice(2);
await withBrowser(
  program,
  async (browser, address) => {
    await authorize(browser, address);
    return "the Authorize button works";
  },
  docsPageWith("start.js"),
);

async function authorize(browser, address) {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${address}/docs`, { waitUntil: "networkidle" });
  const block = page.locator(".opblock", { has: page.locator('[data-path="/me"]') });
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Try it out" }).click();
  const call = async () => {
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/me");
    await block.getByRole("button", { name: "Execute" }).click();
    return answered;
  };
  const refused = await call();
  assert.equal(refused.status(), 401);
  assert.match((await refused.allHeaders())["www-authenticate"], /ApiKey header="X-API-Key"/);

  await page.locator(".auth-wrapper .authorize").first().click();
  const dialog = page.locator(".dialog-ux");
  const text = await dialog.innerText();
  for (const scheme of ["bearer", "header.X-API-Key", "cookie.session"]) {
    assert.ok(text.includes(scheme), `${scheme} is in the dialog`);
  }
  const key = dialog.locator(".auth-container", { hasText: "header.X-API-Key" });
  await key.locator("input").fill("k1");
  await key.getByRole("button", { name: /apply|authorize/i }).click();
  await dialog.getByRole("button", { name: "Close" }).first().click();
  const answer = await call();
  assert.equal(answer.status(), 200);
  assert.equal(await answer.text(), '"robot"');
  await page.close();
}
