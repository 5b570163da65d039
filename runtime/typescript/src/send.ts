import { Call, type Outcome } from "./call.js";
import type { CallOptions, Client, ClientRequest } from "./client.js";
import type { CallError, Failure, TransportProblem } from "./errors.js";
import { isRepeatable, makeRequest, type Operation } from "./request.js";
import { retryDelay } from "./retry.js";
import { within } from "./within.js";

type Answer = Outcome<unknown, CallError>;

/** A failure of this `kind`, or a `timeout` if the time ran out. */
function failure(
  kind: TransportProblem["kind"],
  cause: unknown,
  answer: Partial<Omit<Failure<CallError>, "ok" | "error">> = {},
): Failure<CallError> {
  const { name, message = String(cause) } = (cause ?? {}) as Partial<Error>;
  if (name === "TimeoutError") kind = "timeout";
  return {
    ok: false,
    error: { type: "vgen:transport", kind, detail: message, status: answer.status, cause },
    ...answer,
  };
}

/** Reads an answer. A problem of an unknown type is passed on, because the server may be newer than this client. */
function readAnswer(operation: Operation, { ok, status, headers }: Response, text: string): Answer {
  const answer = { status, headers, requestId: headers.get("x-request-id") ?? undefined };
  try {
    const value: unknown = text || !(operation.empty || status === 204) ? JSON.parse(text) : undefined;
    if (ok) return { ok: true, value, ...answer };
    const error = value as CallError & { request_id?: string };
    if (!error.type) throw new TypeError("no problem");
    // Browsers hide most headers of another origin.
    answer.requestId ??= error.request_id;
    return { ok: false, error, ...answer };
  } catch (cause) {
    return failure("decode", cause, answer);
  }
}

async function attempt(
  client: Client,
  operation: Operation,
  request: ClientRequest,
  timeout: number,
  parent: AbortSignal,
): Promise<Answer> {
  // Called without `this`, because browsers refuse their own fetch as a method of another object.
  const { fetch = globalThis.fetch } = client;
  try {
    return await within(timeout, parent, async (signal) => {
      const response = await fetch(request.url, { ...request, signal });
      return readAnswer(operation, response, await response.text());
    });
  } catch (cause) {
    if (parent.aborted) throw cause;
    return failure("network", cause);
  }
}

/** Never ends by itself. `within` ends it, and removes the timer when the call is aborted. */
const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  within<void>(milliseconds, signal, () => new Promise(() => {})).catch(() => {});

async function send(client: Client, operation: Operation, input: unknown, options: CallOptions): Promise<Answer> {
  const retries = options.retries ?? client.retries;
  const timeout = options.timeout ?? client.timeout;
  try {
    return await within(options.deadline ?? client.deadline, options.signal, async (signal) => {
      for (let count = 0; ; count++) {
        const request = await within(timeout, signal, () => makeRequest(client, operation, input, options));
        const answer = await attempt(client, operation, request, timeout, signal);
        await client.onResponse?.(answer, request);
        if (answer.ok || count >= retries || !isRepeatable(request)) return answer;
        const delay = retryDelay(answer.status, answer.headers, count, client.random ?? Math.random);
        if (delay < 0) return answer;
        await (client.sleep ?? sleep)(delay, signal);
      }
    });
  } catch (cause) {
    return failure("aborted", cause);
  }
}

/**
 * Calls an operation. Generated functions are one line around this function, and they declare the types of the `Call`. Type parameters
 * here would declare these types a second time and double the compiler's work on a large client.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function call(client: Client, operation: Operation, input?: unknown, options: CallOptions = {}): any {
  return new Call(send(client, operation, input, options), `${operation.method} ${operation.path}`);
}
