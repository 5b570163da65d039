import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import {
  createClient,
  type CallError,
  type ClientOptions,
  type Operation,
} from "../../../../runtime/typescript/src/index.js";
import { call } from "./support.js";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The real `fetch` with a real server of Node. */
async function served(
  handler: Handler,
  use: (options: ClientOptions) => Promise<void>,
): Promise<void> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      sleep: async () => {},
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const operation: Operation = {
  method: "PUT",
  path: "/x/{id}",
  query: ["tag"],
  headers: { "X-Name": "name" },
  cookies: { visits: "visits" },
  body: true,
};

test("http: every place arrives intact", async () => {
  const echo: Handler = (request, response) => {
    const { url, headers } = request;
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      const name = Buffer.from(String(headers["x-name"]), "latin1").toString("utf8");
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ url, name, cookie: headers.cookie, type: headers["content-type"], body }),
      );
    });
  };
  await served(echo, async (options) => {
    const input = { id: "a/b %☃", tag: ["1,2", "ä"], name: "Zoë ☃", visits: 3, text: "☃" };
    assert.deepEqual(await call(createClient(options), operation, input), {
      url: "/x/a%2Fb%20%25%E2%98%83?tag=1%2C2&tag=%C3%A4",
      name: "Zoë ☃",
      cookie: "visits=3",
      type: "application/json",
      body: '{"text":"☃"}',
    });
  });
});

test("http: a connection that the server drops is retried, then a network error", async () => {
  let requests = 0;
  const drop: Handler = (request) => {
    requests++;
    request.socket.destroy();
  };
  await served(drop, async (options) => {
    const outcome = await call<unknown, CallError>(createClient(options), operation, {
      id: 1,
    }).safe();
    assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
    assert.equal(outcome.error.kind, "network");
    assert.equal(requests, 3);
  });
});

test("http: a body that breaks off is a network error", async () => {
  const breakOff: Handler = (_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write('{"id":', () => response.socket?.destroy());
  };
  await served(breakOff, async (options) => {
    const outcome = await call<unknown, CallError>(
      createClient({ ...options, retries: 0 }),
      operation,
      {
        id: 1,
      },
    ).safe();
    assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
    assert.equal(outcome.error.kind, "network");
  });
});

test("http: aborting ends the request at the server too", async () => {
  const controller = new AbortController();
  let closed: Promise<unknown> | undefined;
  const hang: Handler = (_, response) => {
    closed = new Promise((resolve) => response.on("close", resolve));
    controller.abort();
  };
  await served(hang, async (options) => {
    const outcome = await call<unknown, CallError>(
      createClient(options),
      operation,
      { id: 1 },
      { signal: controller.signal },
    ).safe();
    assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
    assert.equal(outcome.error.kind, "aborted");
    await closed;
  });
});

test("http: nobody there is a network error", async () => {
  let address = "";
  await served(
    () => {},
    async ({ baseUrl }) => void (address = baseUrl),
  );
  const outcome = await call<unknown, CallError>(
    createClient({ baseUrl: address, retries: 0 }),
    operation,
    {
      id: 1,
    },
  ).safe();
  assert.ok(!outcome.ok && outcome.error.type === "vgen:transport");
  assert.equal(outcome.error.kind, "network");
});
