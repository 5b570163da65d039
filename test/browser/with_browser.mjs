// What every browser test does: starts the server, opens Chromium, and ends both.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const executablePath = process.env.VGEN_CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Calls `use(browser, address)` with the server of `program`, and prints what it returns. `needs`
 * gets the address first, and returns why the test is skipped, if it is. Exit code 77: skipped.
 */
export async function withBrowser(program, use, needs = async () => "") {
  if (!existsSync(executablePath)) {
    return skip(`there is no ${executablePath} (VGEN_CHROMIUM names another)`);
  }
  const server = spawn(program, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  let browser;
  try {
    const line = await Promise.race([
      new Promise((done) => createInterface(server.stdout).once("line", done)),
      new Promise((_, fail) =>
        server.once("exit", (code) => fail(new Error(`the server ended with ${code}`))),
      ),
    ]);
    const address = line.replace("listening on ", "");
    const reason = await needs(address);
    if (reason) return skip(reason);
    browser = await chromium.launch({ executablePath, args });
    console.log(await use(browser, address));
  } finally {
    await browser?.close();
    server.kill();
  }
}

/** For `needs`: the documentation page with this file of its own. */
export const docsPageWith = (file) => async (address) => {
  const page = await fetch(`${address}/docs/`);
  if ((await page.text()).includes(file)) return "";
  return "vgen was built without the documentation page";
};

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exitCode = 77;
}
