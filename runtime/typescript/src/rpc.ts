import type { Client } from "./client.js";
import type { CallError, Failure, Problem } from "./errors.js";
import { Queue } from "./queue.js";
import type { SocketOptions, SocketState } from "./socket.js";
import { closed, Talk, type SendOptions } from "./talk.js";

export type { SocketEnd, SocketEvent, SocketLike, SocketOptions, SocketState } from "./socket.js";
export type { SendOptions } from "./talk.js";

/**
 * The RPC connection. It connects at once, and again when the connection is lost, until it is
 * closed.
 */
export interface RpcConnection {
  /** Whether it is connected. If not, it says why, and until when. */
  readonly state: SocketState;
  /** Calls `listener` with each error that belongs to no call, until it is ended. */
  on(event: "error", listener: (problem: CallError) => void): () => void;
  /** Calls `listener` with each new state. */
  on(event: "state", listener: (state: SocketState) => void): () => void;
  /** Closes the connection. Calls without an answer fail with `aborted`, and streams end. */
  close(code?: number, reason?: string): void;
}

/** The options of a stream. */
export interface RpcStreamOptions {
  /** Continues after this item of an earlier stream. */
  readonly lastEventId?: string | undefined;
  /** Ends the stream. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The items of a subscription: `for await (const item of stream)`. It begins at once. It ends when
 * the server ends it, when the loop is left, by `close`, or by its signal.
 *
 * After a lost connection it continues after the last item, if the items have ids, or begins anew
 * if the method may be repeated; else the loop throws an `ApiError`, as it does when the stream
 * fails. When 1,024 items wait, a stream with ids is stopped, and goes on when they are taken.
 */
export interface RpcStream<T> extends AsyncIterableIterator<T, undefined> {
  /** The id of the last item that was taken, if the server gives ids. */
  readonly lastEventId: string | undefined;
  close(): void;
}

/** What generated code knows about a method. */
interface Method {
  /** Its name on the wire, if that is another one. */
  readonly method?: string;
  /** How many parameters it has. Absent: none. */
  readonly parameters?: number;
  /** Absent: it answers once. */
  readonly kind?: "notification" | "stream";
  /** It may be called again if its outcome is not known. */
  readonly repeats?: true;
}

/** What generated code knows about an RPC connection. */
export interface RpcFacts {
  readonly path: string;
  readonly methods: Readonly<Record<string, Method>>;
}

/** A frame of the server. */
interface Frame {
  readonly id?: number | null;
  readonly result?: unknown;
  readonly item_id?: string;
  readonly close?: true;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: Problem };
}

const longestQueue = 1024;

/** A stream. It asks again under another number after an interruption. */
class Reader extends Queue<unknown> implements RpcStream<unknown> {
  /** Its number on this connection; absent while the server does not know it. */
  id: number | undefined;
  /** The id of the last item that has arrived. */
  arrived: string | undefined;
  lastEventId: string | undefined;
  readonly frame: { readonly method: string; readonly params: unknown[] };
  readonly repeats: boolean | undefined;
  readonly #ids: (string | undefined)[] = [];
  readonly #ask: () => void;
  readonly #left: () => void;

  constructor(
    frame: Reader["frame"],
    repeats: boolean | undefined,
    lastEventId: string | undefined,
    ask: () => void,
    left: () => void,
  ) {
    super();
    this.frame = frame;
    this.repeats = repeats;
    this.arrived = this.lastEventId = lastEventId;
    this.#ask = ask;
    this.#left = left;
  }

  protected override title(): string {
    return this.frame.method;
  }

  override close(): void {
    if (this.hasEnded) return;
    this.end();
    this.#left();
  }

  get isFull(): boolean {
    return this.arrived !== undefined && this.items.length >= longestQueue;
  }

  receive(value: unknown, id: string | undefined): void {
    this.arrived = id ?? this.arrived;
    this.#ids.push(id);
    this.push(value);
  }

  protected override taken(): void {
    this.lastEventId = this.#ids.shift() ?? this.lastEventId;
    if (this.id === undefined && this.items.length === longestQueue / 2) this.#ask();
  }
}

class OpenRpc extends Talk {
  readonly #readers = new Set<Reader>();

  constructor(client: Client, facts: RpcFacts, options: SocketOptions) {
    super(client, "id");
    for (const [name, method] of Object.entries(facts.methods))
      this.define(name, this.#call.bind(this, name, method));
    this.start(facts, undefined, options);
  }

  signIn(token: string): object {
    return { method: ".auth", params: [token] };
  }

  resume(): void {
    for (const reader of this.#readers) this.#ask(reader);
  }

  lost(isOver: boolean, problem: Failure<CallError> | undefined): void {
    for (const reader of this.#readers) {
      const isUnknown = reader.id !== undefined && reader.arrived === undefined;
      reader.id = undefined;
      if (!isOver && (!isUnknown || reader.repeats)) continue;
      this.#readers.delete(reader);
      reader.end(problem);
    }
  }

  override abandoned(id: number): void {
    if (this.isLive) this.socket.send(JSON.stringify({ method: ".cancel", params: [id] }));
  }

  take(frame: Frame): void {
    const { id, result, item_id: itemId, close, error } = Object(frame) as Frame;
    const problem = error && (error.data ?? problemOf(error.code, error.message));
    const reader = [...this.#readers].find((known) => known.id === id);
    if (id == null) {
      if (problem?.status === 401 && this.client.auth) void this.renew(problem);
      else if (problem) this.emit("error", problem);
    } else if (!reader) this.answer(id, frame, problem);
    else if (close || problem) {
      this.#readers.delete(reader);
      reader.end(problem && { ok: false, error: problem as CallError, status: problem.status });
    } else {
      reader.receive(result, itemId);
      if (reader.isFull) this.#leave(reader);
    }
  }

  #call(name: string, facts: Method, ...all: unknown[]): unknown {
    const { method = name, parameters = 0, kind, repeats } = facts;
    const params = all.slice(0, parameters);
    while (params.length && params.at(-1) === undefined) params.pop();
    const frame = { method, params };
    const options = (all[parameters] ?? {}) as SendOptions & RpcStreamOptions;
    if (kind === "notification") return this.tell(JSON.stringify(frame));
    if (kind === "stream") return this.#open(frame, repeats, options);
    const read = ({ result }: Frame) => result;
    return this.ask({ name: method, frame, options, read, repeats });
  }

  #open(
    frame: Reader["frame"],
    repeats: boolean | undefined,
    { lastEventId, signal }: RpcStreamOptions,
  ): Reader {
    const left = () => {
      this.#leave(reader);
      this.#readers.delete(reader);
    };
    const reader = new Reader(frame, repeats, lastEventId, () => this.#ask(reader), left);
    signal?.addEventListener("abort", () => reader.close());
    if (signal?.aborted) reader.end();
    else if (this.isClosed) reader.end(closed());
    else {
      this.#readers.add(reader);
      this.#ask(reader);
    }
    return reader;
  }

  /** Asks for the items of a stream, if there is a connection. */
  #ask(reader: Reader): void {
    if (!this.isLive || reader.hasEnded || reader.isFull) return;
    const id = (reader.id = ++this.lastId);
    this.socket.send(JSON.stringify({ ...reader.frame, id, last_id: reader.arrived }));
  }

  #leave(reader: Reader): void {
    if (reader.id !== undefined) this.abandoned(reader.id);
    reader.id = undefined;
  }
}

/** The problem of a server that sends none. */
function problemOf(status: number, title: string): Problem {
  return { type: "about:blank", title, status };
}

/**
 * Opens the RPC connection. The generated function is one line around this function, and it
 * declares its type. Throws if there is no `WebSocket`.
 */
export function openRpc(
  client: Client,
  facts: RpcFacts,
  options: SocketOptions = {},
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): any {
  return new OpenRpc(client, facts, options).face;
}
