// Generated clients, and several servers with one Redis behind haproxy: VGEN_CHANNELS_SERVER is
// the program. Servers and Redis are killed under open channels.
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import * as news from "topics-client";
import Socket from "ws";
import { startServer, type RunningServer } from "./live_server.js";

const program = process.env["VGEN_CHANNELS_SERVER"];
const isThere = (name: string) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
const missing = ["redis-server", "haproxy"].filter((name) => !isThere(name));
const skip = !program
  ? "VGEN_CHANNELS_SERVER is not set: the server was not built"
  : missing.length > 0 && `not installed: ${missing.join(", ")}`;

const folder = mkdtempSync(join(tmpdir(), "vgen_nodes_"));
const children: ChildProcess[] = [];
const nodes: RunningServer[] = [];
const over = new AbortController();
let redisPort = 0;
let redis: ChildProcess;
let api: news.Client;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Starts a program; waits for a line of its output with this text. */
async function start(command: string, options: string[], text: string): Promise<ChildProcess> {
  const child = spawn(command, options, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const lines = [child.stdout!, child.stderr!].map(async (stream) => {
    for await (const line of createInterface({ input: stream })) if (line.includes(text)) return;
    throw new Error(`${command} did not say "${text}"`);
  });
  await Promise.any(lines);
  child.stdout!.resume();
  child.stderr!.resume();
  return child;
}

async function startRedis(): Promise<void> {
  const options = ["--port", String(redisPort), "--bind", "127.0.0.1", "--dir", folder];
  options.push("--save", "", "--appendonly", "yes");
  redis = await start("redis-server", options, "Ready to accept connections");
}

before(async () => {
  if (skip) return;
  redisPort = await freePort();
  await startRedis();
  for (let i = 0; i < 3; ++i)
    nodes.push(await startServer(program!, ["--redis", `redis://127.0.0.1:${redisPort}`]));
  const port = await freePort();
  const settings = join(folder, "haproxy.cfg");
  const servers = nodes.map(
    ({ address }, i) => `  server n${i} ${address.slice("http://".length)} check inter 50ms fall 1`,
  );
  writeFileSync(
    settings,
    `defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  timeout tunnel 1h
frontend public
  bind 127.0.0.1:${port}
  default_backend nodes
backend nodes
  balance roundrobin
  option redispatch
  option httpchk GET /healthz
${servers.join("\n")}
`,
  );
  await start("haproxy", ["-W", "-f", settings], "Loading success");
  api = news.createClient({ baseUrl: `http://127.0.0.1:${port}`, timeout: 5000 });
});

after(async () => {
  over.abort();
  for (const node of nodes) node.kill("SIGKILL");
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  return news.openLive(
    api,
    {},
    {
      signal: over.signal,
      WebSocket: class extends Socket {
        constructor(url: string, protocols: string[]) {
          super(url, protocols, { headers: { authorization: "Bearer ada" } });
        }
      },
    },
  );
}

test("clients of three servers see each message once, whatever is killed", { skip }, async () => {
  const lives = [open(), open(), open()];
  const events = lives.map((live) => live.roomEvents({ room: "x" }));
  for (const one of events) await one.ready;
  const seen: unknown[][] = events.map(() => []);
  let wake = () => {};
  const readers = events.map(async (one, i) => {
    for await (const { data, lost } of one) {
      seen[i]!.push(lost ?? Number(data.text));
      wake();
    }
  });
  /** Publishes the next messages, and waits until all clients have them. */
  let last = 0;
  const publish = async (count: number) => {
    for (let i = 0; i < count; ++i) await news.announce(api, { room: "x", text: String(++last) });
  };
  const settled = async () => {
    while (!seen.every((texts) => texts.length >= last))
      await new Promise<void>((resolve) => (wake = resolve));
  };
  await publish(20);
  await settled();

  // A server dies: its client goes on at another one, and misses nothing.
  nodes[0]!.kill("SIGKILL");
  await publish(4);
  await settled();

  // Redis dies and comes back: what was published meanwhile waits in the servers.
  redis.kill("SIGKILL");
  await once(redis, "exit");
  await publish(4);
  await startRedis();
  await settled();
  await publish(10);
  await settled();

  // Messages of two servers may pass each other on their way to Redis, but all clients see one
  // order.
  const all = Array.from({ length: last }, (_, i) => i + 1);
  for (const texts of seen) assert.deepEqual(texts, seen[0]);
  assert.deepEqual(
    [...seen[0]!].sort((a, b) => Number(a) - Number(b)),
    all,
  );
  for (const live of lives) live.close();
  await Promise.allSettled(readers);
});
