// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

import { ApiError, type Failure } from "./errors.js";

/** A call that succeeded, as `safe()` and `raw()` return it. */
export interface Success<T> {
  readonly ok: true;
  readonly value: T;
  readonly status: number;
  readonly headers: Headers;
  /** `x-request-id` of the answer. With it you find the request in the server's log. */
  readonly requestId?: string | undefined;
}

/** How a call ended. `ok` is true if it succeeded. */
export type Outcome<T, E> = Success<T> | Failure<E>;

/**
 * A running call. It starts at once, is sent once however often you await it, and always settles.
 *
 * `await call` gives the value or throws an `ApiError<E>`. It never throws anything else, so
 * `call.catch((error) => error.problem)` has the errors of the operation as its type. If you do not
 * await a call, its failure is not reported.
 */
export class Call<T, E> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Call";
  readonly #outcome: Promise<Outcome<T, E>>;
  readonly #name: string;

  /** For the runtime: `outcome` never rejects, `name` is the method and path. */
  constructor(outcome: Promise<Outcome<T, E>>, name: string) {
    this.#outcome = outcome;
    this.#name = name;
  }

  /** How the call ended. Never throws. */
  safe(): Promise<Outcome<T, E>> {
    return this.#outcome;
  }

  /** The value with status and headers. Throws the same errors as the call itself. */
  async raw(): Promise<Success<T>> {
    const outcome = await this.#outcome;
    if (outcome.ok) return outcome;
    throw new ApiError(outcome, this.#name);
  }

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: ApiError<E>) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.raw()
      .then((success) => success.value)
      .then(fulfilled, rejected);
  }

  catch<B = never>(
    rejected?: ((reason: ApiError<E>) => B | PromiseLike<B>) | null,
  ): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }
}
