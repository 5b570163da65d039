// Programs that run while requests are sent, and the requests.
import { spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** For programs that cannot choose a port by themselves. */
export const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Starts a program and waits for the line with its address; `stop` ends it. */
export const start = async (program, args, line) => {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = () => (child.kill(), ended);
  const address = new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on(
      "line",
      (text) => line.test(text) && resolve(line.exec(text)[1]),
    );
    child.once("error", reject);
    ended.then((code) => reject(new Error(`${program} ended with ${code}`)));
    setTimeout(() => reject(new Error(`${program} does not say where it listens`)), 30_000).unref();
  });
  try {
    return { url: await address, stop };
  } catch (error) {
    child.kill();
    throw error;
  }
};

export const startServer = (program) =>
  start(program, ["--port", "0"], /^listening on (http:\/\/\S+)$/);

/** Sends requests one after another. The path is sent as it is. */
export class Sender {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url) {
    this.url = new URL(url);
  }

  send({ method, path, headers = {}, body }) {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes ? { "Content-Length": bytes.length } : {};
    const { hostname, port } = this.url;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent: this.#agent,
          hostname,
          port,
          method,
          path,
          headers: { ...headers, ...length },
          timeout: 10_000,
        },
        (answer) => {
          const parts = [];
          answer.on("data", (part) => parts.push(part));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({
              status: answer.statusCode,
              type: (answer.headers["content-type"] ?? "").split(";")[0].trim(),
              headers: answer.headers,
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      outgoing.on("timeout", () => outgoing.destroy(new Error("no answer within 10 s")));
      outgoing.on("error", reject);
      outgoing.end(bytes);
    });
  }

  close() {
    this.#agent.destroy();
  }
}
