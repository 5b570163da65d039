// Uses the page of the board sample as two people would: node board.mjs SERVER OUT. Writes
// screenshots to OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBarriers, startServer, withChromium } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
const data = await mkdtemp(join(tmpdir(), "vgen-board-"));
let server;
const start = async (port) => {
  server = await startServer(program, { port, env: { BOARD_DATA: data } });
};
try {
  await withChromium(async (launch) => {
    await start();
    const browser = await launch();
    await workTogether(browser);
    await lookAtSizes(browser);
    return "the page works";
  });
} finally {
  await server?.stop();
  await rm(data, { recursive: true });
}

async function open(browser, options) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  // The console also has a line for each refused request and for each lost connection.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      page.errors.push(message.text());
  });
  await page.goto(`${server.address}/`);
  return page;
}

async function signIn(page, user, password) {
  await page.getByLabel("Name").fill(user);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

function column(page, name) {
  return page.getByRole("region", { name });
}

/** The cards with this text, in one column or in all. */
function card(page, text, place = "") {
  const where = place ? column(page, place) : page.locator("#board");
  return where.locator(".card").filter({ hasText: text });
}

function isLive(page) {
  return page.locator("#state").filter({ hasText: "Live" }).waitFor();
}

async function add(page, title) {
  await page.getByLabel("What has to be done").fill(title);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await card(page, title, "Planned").waitFor();
}

async function workTogether(browser) {
  const ada = await open(browser);
  const grace = await open(browser);

  // The login shows what is wrong, and the keyboard is enough.
  await ada.getByRole("button", { name: "Sign in" }).click();
  await ada.locator("#name-fault").waitFor();
  assert.equal(await ada.locator("#name-fault").textContent(), "This must not be empty.");
  assert.ok(await ada.getByLabel("Name").evaluate((input) => input === document.activeElement));
  await signIn(ada, "ada", "wrong");
  await ada.getByRole("alert").filter({ hasText: "is wrong" }).waitFor();
  await signIn(ada, "ada", "lovelace");
  await signIn(grace, "grace", "hopper");
  await Promise.all([isLive(ada), isLive(grace)]);
  assert.equal(await ada.locator("#user").textContent(), "ada (owner)");

  // What one adds, the other sees at once.
  await ada.getByRole("button", { name: "Add", exact: true }).click();
  await ada.locator("#title-fault").filter({ hasText: "must not be empty" }).waitFor();
  await add(ada, "<b>Paint</b> the fence & the door");
  await card(grace, "<b>Paint</b> the fence & the door", "Planned").waitFor();
  assert.equal(await ada.locator("#title-fault").isVisible(), false);
  assert.equal(
    await grace.locator("#status").textContent(),
    "“<b>Paint</b> the fence & the door” is new.",
  );

  // The other one moves it with the keyboard. The focus stays with the card.
  await grace.getByRole("button", { name: /^Move .* to Doing/ }).focus();
  await grace.keyboard.press("Enter");
  await card(ada, "Paint", "Doing").waitFor();
  await card(grace, "Paint", "Doing").waitFor();
  assert.match(
    await grace.evaluate(() => document.activeElement.getAttribute("aria-label")),
    /^Move .* to Done$/,
  );
  // Only its author and the owner can remove a card.
  assert.equal(await grace.getByRole("button", { name: /^Remove “/ }).count(), 0);
  assert.equal(await ada.getByRole("button", { name: /^Remove “/ }).count(), 1);

  // With the mouse a card is dragged.
  await add(grace, "Wash the brushes");
  await card(ada, "Wash the brushes", "Planned").dragTo(column(ada, "Done"));
  await card(grace, "Wash the brushes", "Done").waitFor();

  // A file
  await card(grace, "Paint")
    .locator("input[type=file]")
    .setInputFiles({
      name: "colours.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("blue or green"),
    });
  const link = card(ada, "Paint").getByRole("link", { name: "colours.txt" });
  await link.waitFor();
  const download = async () => {
    const [file] = await Promise.all([ada.waitForEvent("download"), link.click()]);
    assert.equal(file.suggestedFilename(), "colours.txt");
    return readFile(await file.path(), "utf8");
  };
  assert.equal(await download(), "blue or green");

  // Data, sessions and pages survive a restart.
  await server.stop();
  await ada.locator("#state").filter({ hasText: "Connecting" }).waitFor();
  await start(new URL(server.address).port);
  await Promise.all([isLive(ada), isLive(grace)]);
  assert.equal(await card(ada, "Paint", "Doing").count(), 1);
  assert.equal(await download(), "blue or green");
  await add(grace, "Order paint");
  await card(ada, "Order paint", "Planned").waitFor();
  await ada.reload();
  await card(ada, "Order paint", "Planned").waitFor();
  assert.equal(await ada.locator(".card").count(), 3);

  // The owner purges, the author removes.
  assert.ok(await grace.getByRole("button", { name: "Remove all" }).isHidden());
  await ada.getByRole("button", { name: "Remove all" }).click();
  await card(grace, "Wash the brushes").waitFor({ state: "detached" });
  await grace.getByRole("button", { name: "Remove “Order paint”" }).click();
  await card(ada, "Order paint").waitFor({ state: "detached" });

  await ada.getByRole("button", { name: /^Remove “.*Paint/ }).click();
  await card(grace, "Paint").waitFor({ state: "detached" });

  // Signed out, also after the next load.
  await grace.getByRole("button", { name: "Sign out" }).click();
  await grace.getByLabel("Name").waitFor();
  assert.equal(await grace.locator(".card").count(), 0);
  await grace.reload();
  await grace.getByLabel("Name").waitFor();

  for (const page of [ada, grace]) {
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
}

async function lookAtSizes(browser) {
  const page = await open(browser);
  await signIn(page, "grace", "hopper");
  await isLive(page);
  for (const title of [
    "Order paint: a deep blue for the door, and white for the window frames",
    "Ask the neighbours for a ladder",
    "Sand the door",
    "Wash the brushes",
  ])
    await add(page, title);
  await page.getByRole("button", { name: "Move “Sand the door” to Doing" }).click();
  await card(page, "Sand the door", "Doing").waitFor();
  await page.getByRole("button", { name: "Move “Wash the brushes” to Doing" }).click();
  await page.getByRole("button", { name: "Move “Wash the brushes” to Done" }).click();
  await card(page, "Wash the brushes", "Done").waitFor();
  for (const [title, name, size] of [
    ["Order paint", "price list.pdf", 183_500],
    ["Order paint", "house.jpg", 2_410_000],
    ["Sand the door", "how-to.md", 950],
  ]) {
    await card(page, title)
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "", buffer: Buffer.alloc(size) });
    await card(page, title).getByRole("link", { name }).waitFor();
  }
  await page.context().close();

  for (const [name, width, height, colorScheme] of [
    ["board", 1000, 690, "light"],
    ["board_dark", 1000, 690, "dark"],
    ["board_narrow", 360, 740, "light"],
  ]) {
    const page = await open(browser, {
      viewport: { width, height },
      colorScheme,
      reducedMotion: "reduce",
      bypassCSP: true, // for axe
    });
    await page.getByLabel("Name").waitFor();
    await page.screenshot({ path: join(out, `${name}_sign_in.png`) });
    assert.deepEqual(await findBarriers(page), [], `axe finds nothing serious: ${name}, login`);
    await signIn(page, "ada", "lovelace");
    await isLive(page);
    await page.locator(".card").nth(3).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name}: nothing sticks out at ${width} px (${wide})`);
    await page.screenshot({ path: join(out, `${name}.png`) });
    assert.deepEqual(await findBarriers(page), [], `axe finds nothing serious: ${name}`);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
}
