import { Call, type Outcome } from "./call.js";
import type { Client, Patience } from "./client.js";
import type { CallError, Failure, Problem, TransportProblem } from "./errors.js";
import { makeRequest } from "./request.js";
import { failure } from "./send.js";
import { Socket, type SocketEnd, type SocketOptions } from "./socket.js";
import { within } from "./within.js";

/** The options of one call on a channel or an RPC connection. */
export interface SendOptions extends Pick<Patience, "timeout"> {
  /** Ends the call: its answer is ignored. */
  readonly signal?: AbortSignal | undefined;
}

/** What generated code knows about the address of a connection. */
export interface TalkFacts {
  /** The path, with members of the input in braces. */
  readonly path: string;
  /** Fills the path if a parameter of it is more or less than a segment. */
  readonly fill?: (path: string, take: (member: string) => string[]) => string;
  /** The members of the input that are query parameters. */
  readonly query?: readonly string[];
}

type Answer = Outcome<unknown, CallError>;
type Listener = (value: never) => void;
export type Bytes = Uint8Array<ArrayBuffer>;

/** A message that waits for a connection, or for its answer. */
interface Pending {
  readonly data: string | Bytes;
  /** Absent if there is no answer. */
  readonly settle?: (answer: Answer) => void;
  /** The value of the answer. */
  readonly read?: ((frame: never) => unknown) | undefined;
  /** It is sent again after a lost connection. */
  readonly repeats?: boolean | undefined;
  isSent?: boolean;
}

/** A call before it is sent. */
export interface Question {
  readonly name: string;
  readonly frame: object;
  readonly options?: SendOptions | undefined;
  readonly read?: (frame: never) => unknown;
  readonly repeats?: boolean | undefined;
}

/** How many messages may wait for a connection. */
const longestQueue = 256;

export const closed = (): Failure<CallError> =>
  failure("network", new Error("the channel is closed"));

/** For the runtime: messages and their answers over a socket that connects again. */
export abstract class Talk {
  readonly client: Client;
  socket!: Socket;
  lastId = 0;
  /** What the user has. Its methods have the names that the author chose. */
  readonly face: object;
  /** The member with the number of a message. */
  readonly #id: string;
  /** In the order in which they were made. */
  readonly #pending = new Map<number, Pending>();
  readonly #listeners: Record<string, Set<Listener>> = {};

  constructor(client: Client, id: string) {
    this.client = client;
    this.#id = id;
    const state = () => this.socket.state;
    this.face = {
      get state() {
        return state();
      },
      on: this.#on.bind(this),
      close: (code?: number, reason?: string) => this.socket.close(code, reason),
    };
  }

  /** Connects. */
  start(facts: TalkFacts, input: unknown, options: SocketOptions): void {
    const { client } = this;
    const { url } = makeRequest(client, { ...facts, method: "GET" }, input, {}, undefined);
    const page = (globalThis as { location?: { href: string } }).location?.href;
    const address = new URL(url, page).href.replace(/^http/, "ws");
    this.socket = new Socket(address, options, client.random ?? Math.random, {
      protocols: () => this.#protocols(),
      opened: () => this.#opened(),
      received: (data) => this.#received(data),
      lost: (reason, end) => this.#lost(reason, end),
      failed: (cause) => this.emit("error", failure("auth", cause).error),
      changed: (state) => this.emit("state", state),
    });
  }

  define(name: string, value: unknown): void {
    Object.defineProperty(this.face, name, { value });
  }

  get isLive(): boolean {
    return this.socket.state.status === "live";
  }

  get isClosed(): boolean {
    return this.socket.state.status === "closed";
  }

  #on(event: string, listener: Listener): () => void {
    const listeners = (this.#listeners[event] ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** A listener that throws does not stop the connection. */
  emit(event: string, value: unknown): void {
    for (const listener of this.#listeners[event] ?? [])
      queueMicrotask(() => listener(value as never));
  }

  /** Handles a message of the server. */
  abstract take(frame: unknown): void;
  /** The message that brings a token. */
  abstract signIn(token: string): object;
  /** There is a connection again: what lasts longer than one begins anew. */
  abstract resume(): void;
  /** The connection is lost. With `isOver`, it is for ever: `problem` is absent after `close`. */
  abstract lost(isOver: boolean, problem: Failure<CallError> | undefined): void;
  /** A call that was sent has ended without an answer. */
  abandoned(_: number): void {}

  /** Browsers can give a token only as the name of a sub-protocol. */
  async #protocols(): Promise<string[]> {
    const token = await this.client.auth?.();
    if (!token) return [];
    const text = btoa(unescape(encodeURIComponent(token)));
    const name = text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    return ["vgen", `base64url.bearer.vgen.${name}`];
  }

  #opened(): void {
    this.resume();
    for (const [id, pending] of this.#pending) this.#write(id, pending);
  }

  /**
   * What was sent is not sent again, because the server may have done it, unless it may be
   * repeated. The rest waits.
   */
  #lost({ code, reason }: SocketEnd, end?: "aborted" | "network"): void {
    const text = `${end ? "channel closed" : "connection lost"}: ${code} ${reason}`.trim();
    const problem = failure(end ?? "network", new Error(text));
    for (const [id, pending] of [...this.#pending]) {
      if (!end && pending.repeats) pending.isSent = false;
      if (!end && !pending.isSent) continue;
      this.#pending.delete(id);
      pending.settle?.(problem);
    }
    this.lost(end !== undefined, end === "aborted" ? undefined : problem);
  }

  #received(data: unknown): void {
    let frame: unknown;
    try {
      frame = JSON.parse(data as string);
    } catch (cause) {
      // Nobody knows whose answer it was.
      this.emit("error", failure("decode", cause, {}, String(data)).error);
      return this.socket.drop("a message is not JSON");
    }
    this.take(frame);
  }

  #write(id: number, pending: Pending): void {
    if (pending.isSent) return;
    pending.isSent = true;
    if (!pending.settle) this.#pending.delete(id);
    this.socket.send(pending.data);
  }

  add(id: number, pending: Pending): void {
    if (!this.isLive && this.#pending.size >= longestQueue)
      throw new Error("too many messages wait for the connection");
    this.#pending.set(id, pending);
    if (this.isLive) this.#write(id, pending);
  }

  /** Sends a message that nothing answers. */
  tell(data: string | Bytes): void {
    if (this.isClosed) throw new Error("the channel is closed");
    this.add(++this.lastId, { data });
  }

  /** Settles a call. Returns whether one waits for it. */
  answer(id: number, frame: object, error?: Problem): boolean {
    const pending = this.#pending.get(id);
    if (!pending?.settle) return false;
    if (error) {
      const { status, request_id: requestId } = error;
      pending.settle({ ok: false, error: error as CallError, status, requestId });
    } else {
      const value = pending.read?.(frame as never);
      pending.settle({ ok: true, value, status: 200, headers: new Headers() });
    }
    return true;
  }

  /** Sends a message and waits for the answer with its number. */
  ask({ name, frame, options = {}, read, repeats }: Question): Call<unknown, CallError> {
    const id = ++this.lastId;
    const startedAt = Date.now();
    const ask = () =>
      new Promise<Answer>((settle) => {
        if (this.isClosed) return settle(closed());
        const data = JSON.stringify({ ...frame, [this.#id]: id });
        this.add(id, { data, settle, read, repeats });
      });
    const answer = within(options.timeout ?? this.client.timeout, options.signal, ask)
      .catch((cause: unknown) => {
        const problem = failure(options.signal?.aborted ? "aborted" : "input", cause);
        const isTimeout = (problem.error as TransportProblem).kind === "timeout";
        if (!this.#pending.get(id)?.isSent) return problem;
        // A server that is silent is gone.
        if (isTimeout && !this.socket.hasHeardSince(startedAt))
          this.socket.drop("no answer in time");
        else this.abandoned(id);
        return problem;
      })
      .finally(() => this.#pending.delete(id));
    return new Call(answer, name);
  }

  /** The session has ended on the server: another token begins a new one. */
  async renew(problem: Problem): Promise<void> {
    try {
      const token = await this.client.auth?.();
      const frame = token && this.signIn(token);
      const answer = frame && (await this.ask({ name: "authenticate", frame }).safe());
      if (answer && answer.ok) return;
      this.emit("error", answer ? answer.error : problem);
    } catch (cause) {
      this.emit("error", failure("auth", cause).error);
    }
  }
}
