// Uses the page of the chat sample as two people would, whose server is killed again and again:
// node chat.mjs SERVER OUT. Writes screenshots to OUT. Exit code 77: skipped.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLine } from "./line.mjs";
import { findBarriers, startServer, withChromium } from "./with_browser.mjs";

const [program, out] = process.argv.slice(2);
const data = await mkdtemp(join(tmpdir(), "vgen-chat-"));
let server;
let line;
/** Starts the server, again at the same port. */
const start = async () => {
  const port = server && new URL(server.address).port;
  server = await startServer(program, { port, env: { CHAT_DATA: data } });
};
try {
  await withChromium(async (launch) => {
    await start();
    line = await openLine(new URL(server.address));
    const browser = await launch();
    await talkWhileTheServerDies(browser);
    await lookAtSizes(browser);
    return "the page works, and no message is lost or comes twice";
  });
} finally {
  await line?.end();
  await server?.stop();
  await rm(data, { recursive: true });
}

async function open(browser, { address = server.address, ...options } = {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  // The client waits at random before it connects again, and longer after each failure.
  await context.addInitScript(() => (Math.random = () => 0.02));
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  // The console also has a line for each refused request and for each lost connection.
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || /^(Failed to load|WebSocket connection)/.test(text)) return;
    page.errors.push(text);
  });
  await page.goto(`${address}/`);
  return page;
}

async function signIn(page, user, password = `secret of ${user}`) {
  await page.getByRole("textbox", { name: "Name" }).fill(user);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
}

function isLive(page) {
  return page.locator("#state").filter({ hasText: "Live" }).waitFor();
}
function isAway(page) {
  return page.getByText("The server is away.").waitFor();
}
function field(page) {
  return page.getByRole("textbox", { name: "Message" });
}
function room(page, name) {
  return page.getByRole("navigation").getByRole("link", { name });
}
/** A message that is in the room. */
function shown(page, text) {
  return page.locator("#messages .said").getByText(text, { exact: true });
}
function waiting(page) {
  return page.locator("#unsent .said").allTextContents();
}
/** Everything that the room shows, with what is not sent yet. */
function all(page) {
  return page.locator(".log .said").allTextContents();
}

async function say(page, text) {
  await field(page).fill(text);
  await page.keyboard.press("Enter");
}

async function talkWhileTheServerDies(browser) {
  const ada = await open(browser, { address: line.address });
  const grace = await open(browser);

  // The login shows what is wrong. A new name takes its password, a known one needs its own.
  await signIn(ada, "ada", "abc");
  await ada.locator("#password-fault").waitFor();
  assert.match(await ada.locator("#password-fault").textContent(), /at least 4 characters/);
  await signIn(ada, "ada");
  await isLive(ada);
  await signIn(grace, "ada", "lovelace");
  await grace.getByRole("alert").filter({ hasText: "with another password" }).waitFor();
  await signIn(grace, "grace");
  await isLive(grace);

  // Each sees the other, and that the other one writes.
  for (const [page, you] of [
    [ada, "ada"],
    [grace, "grace"],
  ]) {
    const people = page.getByRole("complementary").getByRole("listitem");
    await people.nth(1).waitFor();
    assert.equal(await people.count(), 2);
    await people.filter({ hasText: `${you}you` }).waitFor();
  }
  await field(grace).pressSequentially("<b>Hi</b>");
  await ada.getByText("grace is writing…").waitFor();
  await grace.keyboard.press("Enter");
  await shown(ada, "<b>Hi</b>").waitFor();
  await shown(grace, "<b>Hi</b>").waitFor();
  assert.ok(await ada.getByText("grace is writing…").isHidden());
  const said = ["<b>Hi</b>"];
  const arrived = async (text) => {
    said.push(text);
    await shown(ada, text).waitFor();
    await shown(grace, text).waitFor();
  };
  await say(ada, "one");
  await arrived("one");

  // What is written while the server is away waits, and is sent afterwards, in its order.
  await server.stop("SIGKILL");
  await Promise.all([isAway(ada), isAway(grace)]);
  await say(ada, "two");
  await say(ada, "three");
  assert.deepEqual(await waiting(ada), ["two", "three"]);
  await start();
  await Promise.all([isLive(ada), isLive(grace)]);
  await arrived("two");
  await arrived("three");
  assert.ok(await ada.getByText("The server is away.").isHidden());

  // The server has a message, but nobody hears of that before it dies.
  line.mute();
  await say(ada, "four");
  await shown(grace, "four").waitFor();
  assert.deepEqual(await waiting(ada), ["four"]);
  await server.stop("SIGKILL");
  await isAway(ada);
  line.unmute();
  await start();
  await arrived("four");
  await ada.locator("#unsent li").waitFor({ state: "detached" });

  // One misses what the other says, also if the server dies in between.
  line.cut();
  await isAway(ada);
  await say(grace, "five");
  await shown(grace, "five").waitFor();
  await server.stop("SIGKILL");
  await start();
  await isLive(grace);
  await say(grace, "six");
  await shown(grace, "six").waitFor();
  line.mend();
  await arrived("five");
  await arrived("six");

  // It dies at any moment.
  for (const round of ["a", "b", "c", "d"]) {
    for (const number of [1, 2, 3]) await say(ada, `${round}${number}`);
    await server.stop("SIGKILL");
    await start();
    for (const number of [1, 2, 3]) await arrived(`${round}${number}`);
  }

  // It is away while the page is loaded again: what was not sent is still there.
  await server.stop("SIGKILL");
  await isAway(ada);
  await say(ada, "seven");
  await start();
  await ada.reload();
  await isLive(ada);
  await arrived("seven");

  assert.deepEqual(await waiting(ada), []);
  assert.deepEqual(await all(ada), said);
  assert.deepEqual(await all(grace), said);
  await grace.reload();
  await shown(grace, "seven").waitFor();
  assert.deepEqual(await all(grace), said, "the database has the same");

  await useRooms(ada, grace);

  // Signed out, also after the next load.
  await grace.getByRole("button", { name: "Sign out" }).click();
  await grace.getByRole("textbox", { name: "Name" }).waitFor();
  assert.equal(await grace.locator(".said").count(), 0);
  await grace.reload();
  await grace.getByRole("textbox", { name: "Name" }).waitFor();
  await ada.getByRole("complementary").getByText("grace").waitFor({ state: "detached" });

  for (const page of [ada, grace]) {
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
}

async function openRoom(page, name, guests = "") {
  await page.getByRole("button", { name: "New room" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByLabel("Only for").fill(guests);
  await page.keyboard.press("Enter");
  return dialog;
}

async function useRooms(ada, grace) {
  // A room for all appears at all pages, and counts what is new there.
  const dialog = await openRoom(ada, "The Garden!");
  await dialog.locator("#room-name-fault").waitFor();
  await openRoomAgain(dialog, "lobby", /is a room “lobby” already/);
  await openRoomAgain(dialog, "garden");
  await room(grace, "garden").waitFor();
  await say(ada, "The roses are out");
  await room(grace, "garden 1 new message").waitFor();
  assert.equal(await grace.title(), "(1) Chat");
  await room(grace, "garden").focus();
  await grace.keyboard.press("Enter");
  await shown(grace, "The roses are out").waitFor();
  assert.equal(await grace.title(), "Chat");
  await ada.getByRole("complementary").getByText("grace").waitFor();

  // A room for guests appears at theirs only.
  await openRoom(grace, "surprise", "alan");
  await grace.getByRole("heading", { name: "surprise" }).waitFor();
  await openRoom(grace, "two-of-us", "ada");
  await room(ada, "two-of-us").waitFor();
  assert.equal(await room(ada, "surprise").count(), 0);

  // A message that the server does not take can be edited.
  await say(ada, "x".repeat(2001));
  await ada.locator(".unsent").filter({ hasText: "at most 2000 characters" }).waitFor();
  await ada.getByRole("button", { name: "Edit" }).click();
  assert.equal((await field(ada).inputValue()).length, 2001);
  await say(ada, "Shorter");
  await shown(ada, "Shorter").waitFor();
  assert.deepEqual(await all(ada), ["The roses are out", "Shorter"]);
}

async function openRoomAgain(dialog, name, fault) {
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.page().keyboard.press("Enter");
  if (fault) await dialog.locator("#room-name-fault").filter({ hasText: fault }).waitFor();
  else await dialog.waitFor({ state: "hidden" });
}

async function lookAtSizes(browser) {
  // Some talk to look at.
  const pages = {};
  for (const user of ["grace", "alan", "ada"]) {
    pages[user] = await open(browser);
    await signIn(pages[user], user);
    await isLive(pages[user]);
    await room(pages[user], "garden").click();
    await pages[user].getByRole("heading", { name: "garden" }).waitFor();
  }
  for (const [user, text] of [
    ["grace", "Who waters the plants while we are in the mountains?"],
    ["alan", "I can, from Thursday on."],
    ["alan", "Is the tap behind the shed open?"],
    ["ada", "Yes. The key is under the third pot, the blue one next to the door."],
    ["grace", "And please talk to the tomatoes. They like that."],
    ["ada", "I shall leave a list of topics."],
  ]) {
    await say(pages[user], text);
    await Promise.all(Object.values(pages).map((page) => shown(page, text).waitFor()));
  }

  for (const [name, width, height, colorScheme] of [
    ["chat", 1000, 640, "light"],
    ["chat_dark", 1000, 640, "dark"],
    ["chat_middle", 800, 640, "light"],
    ["chat_narrow", 360, 740, "light"],
    ["chat_narrow_dark", 360, 740, "dark"],
  ]) {
    const page = await open(browser, {
      viewport: { width, height },
      colorScheme,
      reducedMotion: "reduce",
      bypassCSP: true, // for axe
    });
    const look = async (what, at = name) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${what}: nothing sticks out at ${width} px (${wide})`);
      await page.screenshot({ path: join(out, `${at}.png`) });
      assert.deepEqual(await findBarriers(page), [], `axe finds nothing serious: ${name}, ${what}`);
    };
    await page.getByRole("textbox", { name: "Name" }).waitFor();
    await look("login", `${name}_sign_in`);
    await signIn(page, "ada");
    await isLive(page);
    await room(page, "garden").click();
    await shown(page, "I shall leave a list of topics.").waitFor();
    await page.getByRole("complementary").getByText("alan").waitFor();
    await room(page, "two-of-us").waitFor();
    await field(pages.alan).pressSequentially("Which");
    await page.getByText("alan is writing…").waitFor();
    await look("a room");
    await field(pages.alan).fill("");
    await page.getByRole("button", { name: "New room" }).click();
    await look("a new room", `${name}_dialog`);
    await page.keyboard.press("Escape");
    await server.stop("SIGKILL");
    await isAway(page);
    await say(page, "Are you still there?");
    await page.locator(".unsent").waitFor();
    await look("the server is away", `${name}_away`);
    await page.getByRole("button", { name: "Remove" }).click();
    await start();
    await Promise.all([isLive(page), ...Object.values(pages).map(isLive)]);
    assert.deepEqual(page.errors, []);
    await page.context().close();
  }
}
