// The client runtime of vgen 0.1.0. Do not edit.

/** What every problem of the server has (RFC 9457). */
export interface Problem {
  /** Which problem it is: a URN. */
  readonly type: string;
  readonly title: string;
  /** The status of the answer. */
  readonly status: number;
  /** What is special about this one. */
  readonly detail?: string;
  readonly instance?: string;
  /** The key to the server's log. */
  readonly request_id?: string;
}

/** One fault of an input. */
export interface Fault {
  readonly in: "body" | "query" | "path" | "header" | "cookie" | "message" | "params";
  /** A JSON Pointer from the input's root: `/labels/3`; empty for the whole. */
  readonly pointer: string;
  /** The rule that was broken: a keyword of JSON Schema such as `minimum`, or one of vgen's such as `required`. */
  readonly code: string;
  /** For people: `must be at least 1`. */
  readonly message: string;
  /** The bound that was broken. */
  readonly limit?: unknown;
}

/** The input breaks its rules: `errors` lists where and how. */
export interface ValidationProblem extends Problem {
  readonly type: "urn:vgen:validation";
  readonly status: 422;
  readonly errors: readonly Fault[];
}

/** The other problems that any server made with vgen may answer with. */
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
    | "urn:vgen:too-many-requests"
    | "urn:vgen:header-too-large"
    | "urn:vgen:timeout"
    | "urn:vgen:unavailable"
    | "urn:vgen:internal";
  /** Where the input could not be read, of `urn:vgen:malformed`. */
  readonly errors?: readonly Fault[];
}

/** There is no answer, or none that can be read. */
export interface TransportProblem {
  readonly type: "vgen:transport";
  /**
   * `network`: the server was not reached or the connection broke. `timeout`: the time of an attempt or of the whole call ran out.
   * `aborted`: by your signal, or the request could not be made because the input, `auth` or a hook threw: see `cause`.
   * `decode`: the answer is not what the API describes, for example a proxy's page; `status` is its status.
   */
  readonly kind: "network" | "timeout" | "aborted" | "decode";
  readonly detail: string;
  readonly status?: number | undefined;
  /** What was thrown. */
  readonly cause: unknown;
}

/** How any call can fail, besides the errors that its operation declares. */
export type CallError = ValidationProblem | ServerProblem | TransportProblem;

/** What the errors of calls say about themselves. */
interface Description {
  readonly title?: string;
  readonly kind?: string;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  readonly cause?: unknown;
}

/** What a call throws that fails. `problem` is one of the operation's errors: switch over its `type`. */
export class ApiError<E = CallError> extends Error {
  declare readonly problem: E;
  /** Of the answer, if there is one. */
  declare readonly status: number | undefined;
  declare readonly headers: Headers | undefined;
  /** The key to the server's log: `x-request-id` of the answer. */
  declare readonly requestId: string | undefined;

  /** For the runtime: `call` is the method and path. */
  constructor({ error: problem, status, headers, requestId }: Failure<E>, call: string) {
    const { title, kind, detail, errors = [], cause } = problem as Description;
    const faults = errors.map((fault) => `${fault.in} ${fault.pointer} ${fault.message}`);
    super([call, status, title ?? kind, detail, ...faults].filter(Boolean).join(": "), { cause });
    Object.assign(this, { name: "ApiError", problem, status, headers, requestId });
  }
}

/** A call that failed, as `safe()` gives it. */
export interface Failure<E> {
  readonly ok: false;
  readonly error: E;
  /** Of the answer; absent if there is none. */
  readonly status?: number | undefined;
  readonly headers?: Headers | undefined;
  readonly requestId?: string | undefined;
}
