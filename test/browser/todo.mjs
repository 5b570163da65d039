// Uses the page of the todo sample as a person would: node todo.mjs SERVER OUT. Writes screenshots
// to OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { join } from "node:path";
import { withBrowser } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
await withBrowser(program, async (browser, address) => {
  await useThePage(browser, address);
  await lookAtSizes(browser, address);
  return "the page works";
});

async function open(browser, address, options) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  // The console also has a line for each refused request. All other errors, such as those of the
  // content security policy, are ours.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      page.errors.push(message.text());
  });
  await page.goto(`${address}/`, { waitUntil: "networkidle" });
  return page;
}

async function add(page, title, { labels = "", priority = "normal" } = {}) {
  await page.getByLabel("What to do").fill(title);
  await page.getByLabel("Labels").fill(labels);
  await page.getByLabel("Priority").selectOption(priority);
  await page.getByRole("button", { name: "Add", exact: true }).click();
}

async function useThePage(browser, address) {
  const page = await open(browser, address, { viewport: { width: 800, height: 700 } });
  const rows = page.locator("#todos > li");
  const status = page.getByRole("status");
  await page.getByText("Nothing to do.").waitFor();

  // The page shows the server's faults beside their fields.
  const title = page.getByLabel("What to do");
  const fault = page.locator("#title-fault");
  await add(page, "");
  await fault.waitFor();
  assert.equal(await fault.textContent(), "The title must not be empty.");
  assert.equal(await title.getAttribute("aria-invalid"), "true");
  assert.ok(await title.evaluate((input) => input === document.activeElement));
  const [field, text] = [await title.boundingBox(), await fault.boundingBox()];
  assert.ok(
    text.y >= field.y + field.height && text.y < field.y + field.height + 16 && text.x === field.x,
    "the fault is below its field",
  );
  assert.equal(await rows.count(), 0);

  const long = "a-label-that-is-far-too-long";
  await add(page, "Water the plants", { labels: `home, ${long}` });
  await page.locator("#labels-fault").waitFor();
  assert.match(await page.locator("#labels-fault").textContent(), new RegExp(`^“${long}” .*20`));
  assert.ok(await fault.isHidden(), "what was put right is no fault any more");
  await page.screenshot({ path: join(out, "todo_fault.png") });

  // Add
  await add(page, "Water the plants", { labels: "home, garden" });
  await rows.filter({ hasText: "Water the plants" }).waitFor();
  assert.equal(await status.textContent(), "“Water the plants” is added.");
  assert.equal(await title.inputValue(), "");
  await add(page, "<b>Call</b> the plumber & ask", { labels: "home", priority: "high" });
  await rows.filter({ hasText: "<b>Call</b> the plumber & ask" }).waitFor();
  await add(page, "Read about header files", { priority: "low" });
  await rows.nth(2).waitFor();
  assert.equal(await page.locator("#count").textContent(), "3");

  // Tick
  await page.getByRole("checkbox", { name: "Water the plants" }).check();
  await status.filter({ hasText: "is done" }).waitFor();
  await page.getByRole("radio", { name: "Open" }).check();
  await page.locator("#count").filter({ hasText: "2 open" }).waitFor();
  assert.equal(await rows.count(), 2);
  await page.getByRole("radio", { name: "Done" }).check();
  await page.locator("#count").filter({ hasText: "1 done" }).waitFor();
  await page.reload({ waitUntil: "networkidle" });
  assert.ok(
    await page.getByRole("checkbox", { name: "Water the plants" }).isChecked(),
    "the server has kept it",
  );

  // Delete with the keyboard; the focus stays in the list.
  await page.getByRole("button", { name: "Delete “Read about header files”" }).focus();
  await page.keyboard.press("Enter");
  await status.filter({ hasText: "is deleted" }).waitFor();
  assert.equal(await rows.count(), 2);
  assert.ok(await page.evaluate(() => document.activeElement.matches("#todos input")));
  const left = await (await fetch(`${address}/todos`)).json();
  assert.deepEqual(
    left.items.map(({ done, priority, labels }) => ({ done, priority, labels })),
    [
      { done: true, priority: "normal", labels: ["home", "garden"] },
      { done: false, priority: "high", labels: ["home"] },
    ],
  );

  // A todo that is already deleted
  await fetch(`${address}/todos/${left.items[1].id}`, { method: "DELETE" });
  await page.getByRole("checkbox", { name: "Call" }).click();
  await page.getByRole("alert").filter({ hasText: "Somebody has deleted it." }).waitFor();
  assert.equal(await rows.count(), 1);
  assert.deepEqual(page.errors, []);
  await page.context().close();
}

async function lookAtSizes(browser, address) {
  for (const todo of [
    { title: "Call the plumber", labels: ["home"], priority: "high" },
    {
      title: "Plan the trip to the mountains: trains, huts, and who looks after the cat",
      labels: ["family", "summer"],
    },
    { title: "Read the header once more", priority: "low" },
  ]) {
    const answer = await fetch(`${address}/todos`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(todo),
    });
    assert.equal(answer.status, 201);
  }
  for (const [name, width, colorScheme] of [
    ["todo", 800, "light"],
    ["todo_dark", 800, "dark"],
    ["todo_narrow", 360, "light"],
  ]) {
    const page = await open(browser, address, {
      viewport: { width, height: width > 500 ? 660 : 740 },
      colorScheme,
    });
    await page.locator("#todos > li").nth(3).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${name}: nothing sticks out at ${width} px (${wide})`);
    await page.screenshot({ path: join(out, `${name}.png`) });
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
}
