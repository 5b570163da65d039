// The server of an API as a separate program, for tests of clients.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface RunningServer {
  address: string;
  /** Ends it, and asserts that it ends in order. */
  stop(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts a program on a free port and reads its address from its output. */
export async function startServer(
  program: string,
  options: readonly string[] = [],
): Promise<RunningServer> {
  const server = spawn(program, ["--port", "0", ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit").then(([code]) => assert.fail(`the server ended with ${code}`));
  ended.catch(() => {}); // this matters only while we wait for the line
  const line = (async () => {
    for await (const text of createInterface({ input: server.stdout })) {
      const address = /^listening on (http:\/\/\S+)$/.exec(text)?.[1];
      if (address) return address;
    }
    return assert.fail("the server did not say where it listens");
  })();
  return {
    address: await Promise.race([line, ended]),
    kill: (signal) => void server.kill(signal),
    async stop() {
      const exit = once(server, "exit");
      server.kill("SIGTERM");
      const [code, signal] = await exit;
      assert.deepEqual([code, signal], [0, null], "SIGTERM ends the server in order");
    },
  };
}
