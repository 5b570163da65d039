import { within } from "./within.js";

/** Why a connection ended: a code of RFC 6455, and the text that came with it. */
export interface SocketEnd {
  /** 1006: the connection broke, or there was none. */
  readonly code: number;
  readonly reason: string;
}

/** The state of a channel. */
export type SocketState =
  | { readonly status: "connecting" | "live" }
  /**
   * The connection is lost. `nextTry` is the time of the next attempt, in milliseconds as
   * `Date.now()` counts.
   */
  | { readonly status: "waiting"; readonly reason: SocketEnd; readonly nextTry: number }
  /** There will be no other attempt. */
  | { readonly status: "closed"; readonly reason: SocketEnd };

/** What the client uses of the events of a `WebSocket`. */
export interface SocketEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
}

/**
 * What the client uses of a `WebSocket`. Those of browsers, Node 22, Deno, Bun and the npm package
 * `ws` have it.
 */
export interface SocketLike {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: string, listener: (event: SocketEvent) => void): void;
}

/** The options of a channel. */
export interface SocketOptions {
  /**
   * Used instead of the global `WebSocket`. Node 20 has none: give it that of the npm package `ws`.
   */
  readonly WebSocket?: (new (url: string, protocols: string[]) => SocketLike) | undefined;
  /** How many failed attempts in a row end the channel. Default: no limit. */
  readonly retries?: number | undefined;
  /** Milliseconds for one attempt to connect. Default 10,000; 0: no limit. */
  readonly connectTimeout?: number | undefined;
  /**
   * Milliseconds without a message from the server after which the client connects again. Default
   * 0: no limit.
   */
  readonly idleTimeout?: number | undefined;
  /** Closes the channel. */
  readonly signal?: AbortSignal | undefined;
}

/** What a socket calls. */
export interface SocketUser {
  /** Makes the sub-protocols before each attempt. */
  protocols(): Promise<string[]>;
  opened(): void;
  received(data: unknown): void;
  /** The connection is lost. With `end`, it is for ever: `aborted` if by `close`. */
  lost(reason: SocketEnd, end?: "aborted" | "network"): void;
  /** The attempt to connect failed before the server was asked. */
  failed(cause: unknown): void;
  changed(state: SocketState): void;
}

/** A connection after which the count of failed attempts begins anew, in milliseconds. */
const steady = 10_000;

/** A websocket that connects again when its connection is lost, until it is closed. */
export class Socket {
  state: SocketState = { status: "connecting" };
  readonly #url: string;
  readonly #options: SocketOptions;
  readonly #random: () => number;
  readonly #user: SocketUser;
  readonly #WebSocket: NonNullable<SocketOptions["WebSocket"]>;
  readonly #closing = new AbortController();
  #socket: SocketLike | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #liveSince = Infinity;
  #heardAt = 0;

  /** Throws if there is no `WebSocket`. */
  constructor(url: string, options: SocketOptions, random: () => number, user: SocketUser) {
    this.#url = url;
    this.#options = options;
    this.#random = random;
    this.#user = user;
    const found = options.WebSocket ?? (globalThis as SocketOptions).WebSocket;
    if (!found) throw new TypeError("there is no WebSocket: give one as an option");
    this.#WebSocket = found;
    options.signal?.addEventListener("abort", () => this.close());
    if (options.signal?.aborted) this.close();
    else void this.#connect();
  }

  /** Whether the server has sent something since a time. */
  hasHeardSince(time: number): boolean {
    return this.#heardAt > time;
  }

  /** Sends now, or throws if the socket is not live. */
  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket!.send(data);
  }

  /** Ends the connection and makes a new one. */
  drop(reason: string): void {
    const socket = this.#socket;
    this.#lose(1006, reason);
    socket?.close(4000, reason);
  }

  /** Ends the connection for ever. */
  close(code = 1000, reason = ""): void {
    if (this.state.status === "closed") return;
    const socket = this.#socket;
    this.#end({ code, reason }, "aborted");
    socket?.close(code, reason);
  }

  async #connect(): Promise<void> {
    const { connectTimeout = 10_000 } = this.#options;
    this.#become({ status: "connecting" });
    let socket: SocketLike;
    try {
      const { signal } = this.#closing;
      const protocols = await within(connectTimeout, signal, () => this.#user.protocols());
      socket = new this.#WebSocket(this.#url, protocols);
    } catch (cause) {
      if (this.state.status !== "closed") this.#user.failed(cause);
      return this.#lose(1006, "not connected");
    }
    this.#socket = socket;
    const on = (type: string, listener: (event: SocketEvent) => void) =>
      socket.addEventListener(type, (event) => socket === this.#socket && listener(event));
    on("open", () => this.#open());
    on("message", ({ data }) => this.#receive(data));
    on("close", ({ code = 1006, reason = "" }) => this.#lose(code, reason));
    // `ws` throws an error that nobody listens to. `close` follows it.
    on("error", () => {});
    this.#wait(connectTimeout, () => this.drop("not connected in time"));
  }

  /** There is one timer: for the attempt, for silence, or for the next attempt. */
  #wait(milliseconds: number, then: () => void): void {
    clearTimeout(this.#timer);
    // Timers accept 31 bits.
    const delay = Math.min(milliseconds, 2 ** 31 - 1);
    this.#timer = delay ? setTimeout(then, delay) : undefined;
  }

  #become(state: SocketState): void {
    this.state = state;
    this.#user.changed(state);
  }

  #open(): void {
    this.#liveSince = Date.now();
    this.#hear();
    this.#become({ status: "live" });
    this.#user.opened();
  }

  #hear(): void {
    this.#heardAt = Date.now();
    this.#wait(this.#options.idleTimeout ?? 0, () => this.drop("no message in time"));
  }

  #receive(data: unknown): void {
    this.#hear();
    this.#user.received(data);
  }

  #lose(code: number, text: string): void {
    if (this.state.status === "closed") return;
    this.#socket = undefined;
    if (Date.now() - this.#liveSince > steady) this.#failures = 0;
    this.#liveSince = Infinity;
    const reason = { code, reason: text };
    const isWanted = code === 1000 || code >= 3000;
    if (isWanted || this.#failures >= (this.#options.retries ?? Infinity))
      return this.#end(reason, "network");
    const delay = Math.max(1, this.#random() * Math.min(30_000, 500 * 2 ** this.#failures++));
    this.#wait(delay, () => void this.#connect());
    this.#become({ status: "waiting", reason, nextTry: Date.now() + delay });
    this.#user.lost(reason);
  }

  #end(reason: SocketEnd, end: "aborted" | "network"): void {
    this.#socket = undefined;
    clearTimeout(this.#timer);
    this.#become({ status: "closed", reason });
    this.#closing.abort();
    this.#user.lost(reason, end);
  }
}
