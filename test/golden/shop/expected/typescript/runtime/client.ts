// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

import type { Outcome } from "./call.js";
import type { CallError } from "./errors.js";
import { checked } from "./request.js";

/**
 * A request before it is sent. `onRequest` may change it, and add other options of `fetch`, such as
 * `credentials`.
 */
export interface ClientRequest extends RequestInit {
  url: string;
  method: string;
  headers: Headers;
}

/** Other options of `fetch`: `credentials`, `cache`, `keepalive` and so on. */
export type FetchInit = Omit<RequestInit, "body" | "headers" | "method" | "signal">;

/** How many times, and for how long, a call is tried. */
export interface Patience {
  /**
   * How many times a call is retried if it is safe to repeat: GET, PUT and DELETE, and others with
   * an idempotency key. Default 2.
   */
  readonly retries?: number | undefined;
  /** Milliseconds that one attempt may take, with its body. Default 30,000; 0: no limit. */
  readonly timeout?: number | undefined;
  /** Milliseconds that the call may take with all its attempts. Default 0: no limit. */
  readonly deadline?: number | undefined;
}

/** The options of a client. */
export interface ClientOptions extends Patience {
  /**
   * The address of the API, with or without a path: `https://example.com/api`. In a browser, empty
   * means the page's own server.
   */
  readonly baseUrl: string;
  /** Sent with every request. A header that is `undefined` is not sent. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Other options of `fetch` for every request. */
  readonly init?: FetchInit | undefined;
  /**
   * Returns the bearer token. Called before every attempt. If it returns none, no token is sent.
   */
  readonly auth?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Used instead of the global `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Gets the request of every attempt, and may change it. */
  readonly onRequest?: ((request: ClientRequest) => void | Promise<void>) | undefined;
  /** Gets the result of every attempt that was not aborted. */
  readonly onResponse?:
    | ((outcome: Outcome<unknown, CallError>, request: ClientRequest) => void | Promise<void>)
    | undefined;
  /** For tests: waits between two attempts. */
  readonly sleep?: ((milliseconds: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** For tests: used instead of `Math.random` to vary the waits. */
  readonly random?: (() => number) | undefined;
}

/** The address of an API and how to call it. The function of every operation takes one. */
export interface Client extends ClientOptions {
  readonly retries: number;
  readonly timeout: number;
}

/** The options of one call. */
export interface CallOptions extends Patience {
  /** Aborts the call. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Sent with this call. They replace the client's headers of the same names. A header that is
   * `undefined` is not sent.
   */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Other options of `fetch` for this call. They replace the client's. */
  readonly init?: FetchInit | undefined;
  /** Makes a call of any method safe to repeat: every attempt sends it as `Idempotency-Key`. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Makes a client. It holds no connection, so it need not be closed. Throws if `baseUrl` has a query
 * or a fragment.
 */
export function createClient(options: ClientOptions): Client {
  checked(options.baseUrl, /[?#]/, "baseUrl with query or fragment");
  return { ...options, retries: options.retries ?? 2, timeout: options.timeout ?? 30_000 };
}
