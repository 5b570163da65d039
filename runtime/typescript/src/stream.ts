import type { Outcome } from "./call.js";
import type { CallOptions, Client, ClientRequest } from "./client.js";
import { ApiError, type CallError, type Failure, type TransportProblem } from "./errors.js";
import { makeRequest, type Operation } from "./request.js";
import { retryDelay } from "./retry.js";
import { failure, readAnswer, sleep } from "./send.js";
import { within } from "./within.js";

/** The options of a stream. */
export interface StreamOptions extends Omit<CallOptions, "deadline"> {
  /** Continues after this item of an earlier stream. */
  readonly lastEventId?: string | undefined;
  /** How many times in a row the stream may fail before it throws. Default: no limit. */
  readonly retries?: number | undefined;
  /**
   * Milliseconds without a byte after which the stream connects again. The server sends a heartbeat
   * every 15 seconds. Default: that of the client; 0: no limit.
   */
  readonly timeout?: number | undefined;
}

/**
 * The items of a stream: `for await (const item of stream)`. The request is sent when the first
 * item is asked for. When the connection breaks, it connects again and continues after the last
 * item. Ends when the server ends it. Throws an `ApiError` when the server refuses it, when it
 * fails, or when it cannot be repeated. `break` closes the connection.
 */
export interface Stream<T> extends AsyncGenerator<T, void, undefined> {
  /** The id of the last item, if the server gives ids. With it another stream can continue. */
  readonly lastEventId: string | undefined;
}

interface Position {
  lastEventId?: string | undefined;
}

async function* items(
  client: Client,
  operation: Operation,
  input: unknown,
  options: StreamOptions,
  position: Position,
): AsyncGenerator<unknown, void, undefined> {
  const { signal, timeout = client.timeout, retries = Infinity } = options;
  const { method } = operation;
  const name = `${method} ${operation.path}`;
  let wait = 0;
  for (let count = 0; ; count++) {
    const connection = new AbortController();
    const abort = () => connection.abort(signal?.reason);
    const inTime = <T>(work: () => Promise<T>) => within(timeout, connection.signal, work);
    let step: TransportProblem["kind"] = "auth";
    let outcome: Outcome<unknown, CallError>;
    let isSentOnce = false;
    try {
      if (signal?.aborted) throw signal.reason;
      signal?.addEventListener("abort", abort);
      let request!: ClientRequest;
      const response = await inTime(async () => {
        const token = await client.auth?.();
        step = "input";
        request = makeRequest(client, operation, input, options, token);
        request.headers.set("accept", "text/event-stream");
        if (position.lastEventId)
          request.headers.set("last-event-id", unescape(encodeURIComponent(position.lastEventId)));
        isSentOnce = /POST|PATCH/.test(method) && !request.headers.has("idempotency-key");
        step = "hook";
        await client.onRequest?.(request);
        step = "network";
        return (client.fetch ?? fetch)(request.url, { ...request, signal: connection.signal });
      });
      const { status, headers } = response;
      if (status === 204) return;
      const isOpen =
        response.ok && /^text\/event-stream/.test(headers.get("content-type") as string);
      outcome = isOpen
        ? { ok: true, value: undefined, status, headers }
        : // A success that is not a stream cannot be read.
          readAnswer(
            operation,
            { ok: false, status, headers } as Response,
            await inTime(() => response.text()),
          );
      step = "hook";
      await client.onResponse?.(outcome, request);
      step = "network";
      const decoder = new TextDecoder();
      const reader = isOpen && response.body!.getReader();
      let text = "";
      let fields: Record<string, string> = {};
      while (reader) {
        const { done, value } = await inTime(() => reader.read());
        if (done) throw "the stream ended too early";
        // A carriage return at the end may be one half of a line break.
        const lines = (text + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
        text = lines.pop()!;
        for (const line of lines) {
          const [, field = "", content = ""] = /^([^:]*):? ?(.*)/s.exec(line)!;
          fields[field] =
            field === "data" && field in fields ? `${fields[field]}\n${content}` : content;
          if (line) continue;
          const { id = position.lastEventId, event = "message", data, retry } = fields;
          fields = {};
          position.lastEventId = id;
          wait = +retry! || wait;
          if (event === "close") return;
          if (data == null || !/^(message|problem|)$/.test(event)) continue;
          step = "decode";
          const value = JSON.parse(data);
          step = "network";
          count = 0;
          if (event === "problem")
            throw new ApiError({ ...outcome, ok: false, error: value, status: value.status }, name);
          yield value;
        }
      }
    } catch (cause) {
      if (cause instanceof ApiError) throw cause;
      outcome = failure(signal?.aborted ? "aborted" : step, cause);
    } finally {
      signal?.removeEventListener("abort", abort);
      connection.abort();
    }
    const delay = retryDelay(outcome, count, client.random ?? Math.random);
    if (isSentOnce || step !== "network" || signal?.aborted || delay < 0 || count >= retries)
      throw new ApiError(outcome as Failure<CallError>, name);
    await (client.sleep ?? sleep)(Math.max(delay, wait), signal as AbortSignal);
  }
}

/** Reads a stream. Generated functions are one line around this function, see `call`. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function stream(
  client: Client,
  operation: Operation,
  input?: unknown,
  options: StreamOptions = {},
): any {
  const position = { lastEventId: options.lastEventId };
  return Object.defineProperty(items(client, operation, input, options, position), "lastEventId", {
    get: () => position.lastEventId,
  });
}
