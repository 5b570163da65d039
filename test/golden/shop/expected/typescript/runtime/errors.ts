// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

/** The members of every problem that the server sends (RFC 9457). */
export interface Problem {
  /** The kind of problem, as a URN. */
  readonly type: string;
  readonly title: string;
  /** The status of the answer. */
  readonly status: number;
  /** What went wrong this time. */
  readonly detail?: string;
  readonly instance?: string;
  /** With it you find the request in the server's log. */
  readonly request_id?: string;
}

/** One fault of an input. */
export interface Fault {
  readonly in: "body" | "query" | "path" | "header" | "cookie" | "message" | "params";
  /** A JSON Pointer from the root of the input, such as `/labels/3`. Empty for the whole input. */
  readonly pointer: string;
  /**
   * The broken rule: a keyword of JSON Schema such as `minimum`, or a code of vgen such as
   * `required`.
   */
  readonly code: string;
  /** For people: `must be at least 1`. */
  readonly message: string;
  /** The bound that the value breaks. */
  readonly limit?: unknown;
}

/** The input breaks its rules: `errors` lists the faults. */
export interface ValidationProblem extends Problem {
  readonly type: "urn:vgen:validation";
  readonly status: 422;
  readonly errors: readonly Fault[];
}

/** The other problems that a server made with vgen may answer. */
export interface ServerProblem extends Problem {
  readonly type:
    | "urn:vgen:malformed"
    | "urn:vgen:unauthorized"
    | "urn:vgen:forbidden"
    | "urn:vgen:not-found"
    | "urn:vgen:method-not-allowed"
    | "urn:vgen:not-acceptable"
    | "urn:vgen:contract-mismatch"
    | "urn:vgen:payload-too-large"
    | "urn:vgen:unsupported-media-type"
    | "urn:vgen:misdirected-request"
    | "urn:vgen:precondition-failed"
    | "urn:vgen:range-not-satisfiable"
    | "urn:vgen:too-many-requests"
    | "urn:vgen:header-too-large"
    | "urn:vgen:timeout"
    | "urn:vgen:unavailable"
    | "urn:vgen:not-implemented"
    | "urn:vgen:version-not-supported"
    | "urn:vgen:internal";
  /** Only with `urn:vgen:malformed`: where the input could not be read. */
  readonly errors?: readonly Fault[];
}

/** There is no answer, the answer cannot be read, or the request could not be made. */
export interface TransportProblem {
  readonly type: "vgen:transport";
  /**
   * `network`: the server was not reached or the connection broke. `timeout`: an attempt or the
   * whole call took too long. `aborted`: your signal aborted the call. `auth`: `auth` failed.
   * `input`: the input or the options cannot be sent. `hook`: `onRequest` or `onResponse` failed.
   * `cause` is what was thrown. `decode`: the answer is not as the API describes it, for example
   * the page of a proxy; `status` is its status, `body` its text.
   */
  readonly kind: "network" | "timeout" | "aborted" | "decode" | "auth" | "input" | "hook";
  readonly detail: string;
  /** The status of an answer that cannot be read. */
  readonly status?: number | undefined;
  /** The text of an answer that cannot be read. It may be empty. */
  readonly body?: string | undefined;
  /** What was thrown. */
  readonly cause: unknown;
}

/** The ways in which any call can fail, besides the errors that its operation declares. */
export type CallError = ValidationProblem | ServerProblem | TransportProblem;

/** The members that are common to all errors of calls. */
interface Description {
  readonly title?: string;
  readonly kind?: string;
  readonly detail?: string;
  readonly errors?: Fault[];
  readonly cause?: unknown;
}

/**
 * A failed call throws this. `problem` is one of the operation's errors: switch over its `type`.
 */
export class ApiError<E = CallError> extends Error {
  /** `instanceof` does not know the errors of an API. The generated guard does. */
  declare static readonly [Symbol.hasInstance]: (
    value: unknown,
  ) => value is ApiError<Problem | TransportProblem>;
  declare readonly problem: E;
  /** The status of the answer, if there is one. */
  declare readonly status: number | undefined;
  /** The headers of the answer, if there is one. */
  declare readonly headers: Headers | undefined;
  /** `x-request-id` of the answer. With it you find the request in the server's log. */
  declare readonly requestId: string | undefined;

  /** For the runtime: `call` is the method and path. */
  constructor({ error: problem, status, headers, requestId }: Failure<E>, call: string) {
    const { title, kind, detail, errors, cause } = problem as Description;
    const faults = [errors ?? []]
      .flat()
      .map((fault) => fault?.message && `${fault.in} ${fault.pointer} ${fault.message}`);
    super([call, status, title ?? kind, detail, ...faults].filter(Boolean).join(": "), { cause });
    Object.assign(this, { name: "ApiError", problem, status, headers, requestId });
  }
}

/** A call that failed, as `safe()` returns it. */
export interface Failure<E> {
  readonly ok: false;
  readonly error: E;
  /** The headers of the answer; absent if there is no answer. */
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  readonly requestId?: string | undefined;
}
