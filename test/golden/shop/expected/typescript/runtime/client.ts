// The client runtime of vgen 0.1.0. Do not edit.

import type { Outcome } from "./call.js";
import type { CallError } from "./errors.js";

/** A request that is about to be sent. `onRequest` may change it, and add what else `fetch` takes, such as `credentials`. */
export interface ClientRequest extends RequestInit {
  url: string;
  method: string;
  headers: Headers;
}

/** How often and how long a call is tried. */
export interface Patience {
  /** How often a call is tried again, if it may be repeated: GET, PUT and DELETE, and others with an idempotency key. Default 2. */
  readonly retries?: number;
  /** Milliseconds that one attempt may take, with its body. Default 30,000; 0: no limit. */
  readonly timeout?: number;
  /** Milliseconds that the call may take with all its attempts. Default 0: no limit. */
  readonly deadline?: number;
}

/** What a client is made of. */
export interface ClientOptions extends Patience {
  /** Where the API is, with or without a path: `https://example.com/api`. Empty in a browser: the page's own server. */
  readonly baseUrl: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives the bearer token; asked before every attempt. Nothing is sent without one. */
  readonly auth?: () => string | undefined | Promise<string | undefined>;
  /** Instead of the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  /** Sees, and may change, the request of every attempt. */
  readonly onRequest?: (request: ClientRequest) => void | Promise<void>;
  /** Sees how every attempt ended that was not aborted. */
  readonly onResponse?: (outcome: Outcome<unknown, CallError>, request: ClientRequest) => void | Promise<void>;
  /** For tests: waits between two attempts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** For tests: spreads the waits, as `Math.random`. */
  readonly random?: () => number;
}

/** Where an API is and how to call it. Every operation's function takes one. */
export interface Client extends ClientOptions {
  readonly retries: number;
  readonly timeout: number;
}

/** What may be said for one call. */
export interface CallOptions extends Patience {
  /** Aborts the call. */
  readonly signal?: AbortSignal;
  /** Sent with this call, instead of the client's headers of the same names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes the call repeatable whatever its method: sent as `Idempotency-Key`, the same with every attempt. */
  readonly idempotencyKey?: string;
}

/** Makes a client. It holds no connection and needs no closing. */
export function createClient(options: ClientOptions): Client {
  return { ...options, retries: options.retries ?? 2, timeout: options.timeout ?? 30_000 };
}
