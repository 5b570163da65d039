// The client runtime of vgen 0.1.0. Do not edit.

import type { Outcome } from "./call.js";
import type { CallError } from "./errors.js";

/** A request before it is sent. `onRequest` may change it, and add other options of `fetch`, such as `credentials`. */
export interface ClientRequest extends RequestInit {
  url: string;
  method: string;
  headers: Headers;
}

/** How many times, and for how long, a call is tried. */
export interface Patience {
  /** How many times a call is retried if it is safe to repeat: GET, PUT and DELETE, and others with an idempotency key. Default 2. */
  readonly retries?: number;
  /** Milliseconds that one attempt may take, with its body. Default 30,000; 0: no limit. */
  readonly timeout?: number;
  /** Milliseconds that the call may take with all its attempts. Default 0: no limit. */
  readonly deadline?: number;
}

/** The options of a client. */
export interface ClientOptions extends Patience {
  /** The address of the API, with or without a path: `https://example.com/api`. In a browser, empty means the page's own server. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Returns the bearer token. Called before every attempt. If it returns none, no token is sent. */
  readonly auth?: () => string | undefined | Promise<string | undefined>;
  /** Used instead of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Gets the request of every attempt, and may change it. */
  readonly onRequest?: (request: ClientRequest) => void | Promise<void>;
  /** Gets the result of every attempt that was not aborted. */
  readonly onResponse?: (outcome: Outcome<unknown, CallError>, request: ClientRequest) => void | Promise<void>;
  /** For tests: waits between two attempts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** For tests: used instead of `Math.random` to vary the waits. */
  readonly random?: () => number;
}

/** The address of an API and how to call it. The function of every operation takes one. */
export interface Client extends ClientOptions {
  readonly retries: number;
  readonly timeout: number;
}

/** The options of one call. */
export interface CallOptions extends Patience {
  /** Aborts the call. */
  readonly signal?: AbortSignal;
  /** Sent with this call. They replace the client's headers of the same names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes a call of any method safe to repeat: every attempt sends it as `Idempotency-Key`. */
  readonly idempotencyKey?: string;
}

/** Makes a client. It holds no connection, so it need not be closed. */
export function createClient(options: ClientOptions): Client {
  return { ...options, retries: options.retries ?? 2, timeout: options.timeout ?? 30_000 };
}
