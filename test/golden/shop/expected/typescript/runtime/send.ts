// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

import { Call, type Outcome } from "./call.js";
import type { CallOptions, Client, ClientRequest } from "./client.js";
import type { CallError, Failure, TransportProblem } from "./errors.js";
import { makeRequest, type Operation } from "./request.js";
import { retryDelay } from "./retry.js";
import { within } from "./within.js";

type Answer = Outcome<unknown, CallError>;

/** A failure of this `kind`, or a `timeout` if the time ran out. */
export function failure(
  kind: TransportProblem["kind"],
  cause: unknown,
  answer: Partial<Omit<Failure<CallError>, "ok" | "error">> = {},
  body?: string,
): Failure<CallError> {
  // Anything can be thrown, even an object that has no text.
  const { name, message = Object(cause) === cause ? "" : String(cause) } = Object(
    cause,
  ) as Partial<Error>;
  return {
    ok: false,
    error: {
      type: "vgen:transport",
      kind: name === "TimeoutError" ? "timeout" : kind,
      detail: message,
      status: answer.status,
      body,
      cause,
    },
    ...answer,
  };
}

/**
 * Reads an answer. A problem of an unknown type is passed on, because the server may be newer than
 * this client.
 */
export function readAnswer(
  operation: Operation,
  { ok, status, headers }: Response,
  text: string,
): Answer {
  const answer = { status, headers, requestId: headers.get("x-request-id") ?? undefined };
  try {
    const value: unknown = text || !(ok && operation.empty) ? JSON.parse(text) : undefined;
    if (ok) return { ok: true, value, ...answer };
    const error = value as CallError & { request_id?: string };
    if (!error?.type) throw new TypeError("no problem");
    // Browsers hide most headers of another origin.
    answer.requestId ??= error.request_id;
    return { ok: false, error, ...answer };
  } catch (cause) {
    return failure("decode", cause, answer, text);
  }
}

/** Never ends by itself. `within` ends it, and removes the timer when the call is aborted. */
export const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  within<void>(milliseconds, signal, () => new Promise(() => {})).catch(() => {});

async function send(
  client: Client,
  operation: Operation,
  input: unknown,
  options: CallOptions,
): Promise<Answer> {
  let step: TransportProblem["kind"] = "input";
  try {
    const timeout = options.timeout ?? client.timeout;
    return await within(options.deadline ?? client.deadline, options.signal, async (signal) => {
      for (let count = 0; ; count++) {
        let request!: ClientRequest;
        const attempt = async (signal: AbortSignal) => {
          step = "auth";
          const token = await client.auth?.();
          step = "input";
          request = makeRequest(client, operation, input, options, token);
          step = "hook";
          await client.onRequest?.(request);
          step = "network";
          // Called without `this`, because browsers refuse their own fetch as a method of another
          // object.
          const response = await (client.fetch ?? fetch)(request.url, { ...request, signal });
          return readAnswer(operation, response, await response.text());
        };
        const answer = await within(timeout, signal, attempt).catch((cause: unknown) => {
          if (signal.aborted || step !== "network") throw cause;
          return failure(step, cause);
        });
        step = "hook";
        await within(timeout, signal, async () => client.onResponse?.(answer, request));
        const isSentOnce =
          /POST|PATCH/.test(request.method) && !request.headers.has("idempotency-key");
        const delay = retryDelay(answer, count, client.random ?? Math.random);
        if (isSentOnce || delay < 0 || count >= (options.retries ?? client.retries)) return answer;
        await (client.sleep ?? sleep)(delay, signal);
      }
    });
  } catch (cause) {
    return failure(options.signal?.aborted ? "aborted" : step, cause);
  }
}

/**
 * Calls an operation. Generated functions are one line around this function, and they declare the
 * types of the `Call`. Type parameters here would declare these types a second time and double the
 * compiler's work on a large client.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export function call(
  client: Client,
  operation: Operation,
  input?: unknown,
  options: CallOptions = {},
): any {
  return new Call(send(client, operation, input, options), `${operation.method} ${operation.path}`);
}
