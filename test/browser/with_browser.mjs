// What every browser test does: starts the server, opens Chromium, and ends both.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
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
  let server;
  try {
    await withChromium(async (launch) => {
      server = await startServer(program);
      const reason = await needs(server.address);
      if (reason) return skip(reason);
      return await use(await launch(), server.address);
    });
  } finally {
    await server?.stop();
  }
}

/**
 * Calls `use(launch)`, and prints what it returns. `launch()` gives a browser, which is closed at
 * the end.
 */
export async function withChromium(use) {
  if (!existsSync(executablePath)) {
    return skip(`there is no ${executablePath} (VGEN_CHROMIUM names another)`);
  }
  let browser;
  try {
    const done = await use(async () => (browser = await chromium.launch({ executablePath, args })));
    if (done) console.log(done);
  } finally {
    await browser?.close();
  }
}

/** Starts a server, with `--port 0` if no port is given. Returns its address, and how to end it. */
export async function startServer(program, { port = 0, env = {} } = {}) {
  const server = spawn(program, ["--port", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const ended = new Promise((done) => server.once("exit", done));
  const line = await Promise.race([
    new Promise((done) => createInterface(server.stdout).once("line", done)),
    ended.then((code) => Promise.reject(new Error(`the server ended with ${code}`))),
  ]);
  return {
    address: line.replace("listening on ", ""),
    /** `SIGKILL` ends it as a crash does. */
    stop: (signal = "SIGTERM") => {
      server.kill(signal);
      return ended;
    },
  };
}

/** For `needs`: the documentation page with this file of its own. */
export const docsPageWith = (file) => async (address) => {
  const page = await fetch(`${address}/docs/`);
  if ((await page.text()).includes(file)) return "";
  return "vgen was built without the documentation page";
};

/**
 * What axe finds that keeps people from using the page, if it is serious. The context of the page
 * has `bypassCSP`, because axe is a script of the test.
 */
export async function findBarriers(page) {
  const axe = fileURLToPath(new URL("node_modules/axe-core/axe.min.js", import.meta.url));
  await page.evaluate(readFileSync(axe, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run(document));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 200))]);
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exitCode = 77;
}
