import { Call, type Outcome } from "./call.js";
import type { Client, Patience } from "./client.js";
import type { CallError, Failure, Problem, TransportProblem } from "./errors.js";
import { makeRequest } from "./request.js";
import { failure } from "./send.js";
import { Socket, type SocketEnd, type SocketOptions, type SocketState } from "./socket.js";
import { TopicReader, type TopicFrame, type TopicOptions } from "./topic.js";
import { within } from "./within.js";

export type { SocketEnd, SocketEvent, SocketLike, SocketOptions, SocketState } from "./socket.js";
export type {
  LostMessages,
  Subscription,
  TopicItem,
  TopicOptions,
  TopicPosition,
} from "./topic.js";

/** The options of one call on a channel. */
export interface SendOptions extends Pick<Patience, "timeout"> {
  /** Ends the call: its answer is ignored. */
  readonly signal?: AbortSignal | undefined;
}

/** What generated code knows about a message. */
interface Message {
  /** The value of the key; absent for the message that no key selects. */
  readonly value?: string;
  /** The input is not an object: it is the member `input`. */
  readonly input?: true;
  /** Where the value of the reply is. `optional`: the members, if there are any. */
  readonly reply?: "members" | "optional" | "result";
}

/** What generated code knows about a channel. */
export interface ChannelFacts {
  readonly name: string;
  /** The path, with members of the input in braces. */
  readonly path: string;
  /** Fills the path if a parameter of it is more or less than a segment. */
  readonly fill?: (path: string, take: (member: string) => string[]) => string;
  /** The members of the input that are query parameters. */
  readonly query?: readonly string[];
  /** The member that selects a message. */
  readonly key: string;
  /** The messages, by the names of their methods. */
  readonly messages: Readonly<Record<string, Message>>;
  /** The topics, by the names of their methods: `rooms/{room}`. */
  readonly topics?: Readonly<Record<string, string>>;
}

/**
 * An open channel. It connects at once, and again when the connection is lost, until it is closed.
 *
 * `Sent` is what the server sends by itself. `Data` is what comes from topics to which the server
 * has subscribed the channel.
 */
export interface Channel<Sent, Data = never> {
  /** Whether it is connected. If not, it says why, and until when. */
  readonly state: SocketState;
  /** Calls `listener` with each message that the server sends by itself, until it is ended. */
  on(event: "message", listener: (message: Sent) => void): () => void;
  /** Calls `listener` with each message of a topic that this client has not subscribed to. */
  on(event: "topic", listener: (message: { topic: string; data: Data }) => void): () => void;
  /** Calls `listener` with each error that belongs to no call. */
  on(event: "error", listener: (problem: CallError) => void): () => void;
  /** Calls `listener` with each new state. */
  on(event: "state", listener: (state: SocketState) => void): () => void;
  /** Closes the channel. Calls without an answer fail with `aborted`, and subscriptions end. */
  close(code?: number, reason?: string): void;
}

type Answer = Outcome<unknown, CallError>;
type Bytes = Uint8Array<ArrayBuffer>;
type Listener = (value: never) => void;

/** A message of the server. Its members say what it is. */
interface Frame extends TopicFrame {
  readonly $id?: number;
  readonly error?: Problem;
  readonly unsubscribed?: string;
  readonly result?: unknown;
}

/** A message that waits for a connection, or for its answer. */
interface Pending {
  readonly data: string | Bytes;
  /** The value of the answer; absent if there is no answer. */
  readonly read?: (frame: Frame) => unknown;
  readonly settle: (answer: Answer) => void;
  isSent?: true;
}

/** How many messages may wait for a connection. */
const longestQueue = 256;

class OpenChannel {
  readonly #socket: Socket;
  /** In the order in which they were made. */
  readonly #pending = new Map<number, Pending>();
  readonly #readers = new Set<TopicReader>();
  readonly #listeners: Record<string, Set<Listener>> = {};
  readonly #client: Client;
  readonly #facts: ChannelFacts;
  #lastId = 0;

  constructor(client: Client, facts: ChannelFacts, input: unknown, options: SocketOptions) {
    this.#client = client;
    this.#facts = facts;
    const define = (name: string, value: unknown) => Object.defineProperty(this, name, { value });
    for (const [name, message] of Object.entries(facts.messages))
      define(name, this.#call.bind(this, message));
    for (const [name, topic] of Object.entries(facts.topics ?? {}))
      define(name, this.#read.bind(this, topic));
    const { url } = makeRequest(client, { ...facts, method: "GET" }, input, {}, undefined);
    const page = (globalThis as { location?: { href: string } }).location?.href;
    const address = new URL(url, page).href.replace(/^http/, "ws");
    this.#socket = new Socket(address, options, client.random ?? Math.random, {
      protocols: () => this.#protocols(),
      opened: () => this.#opened(),
      received: (data) => this.#received(data),
      lost: (reason, end) => this.#lost(reason, end),
      failed: (cause) => this.#emit("error", failure("auth", cause).error),
      changed: (state) => this.#emit("state", state),
    });
  }

  get state(): SocketState {
    return this.#socket.state;
  }

  on(event: string, listener: Listener): () => void {
    const listeners = (this.#listeners[event] ??= new Set());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  close(code?: number, reason?: string): void {
    this.#socket.close(code, reason);
  }

  send(data: string | Bytes): void {
    if (this.state.status === "closed") throw new Error("the channel is closed");
    this.#add(++this.#lastId, { data, settle: () => {} });
  }

  /** A listener that throws does not stop the connection. */
  #emit(event: string, value: unknown): void {
    for (const listener of this.#listeners[event] ?? [])
      queueMicrotask(() => listener(value as never));
  }

  /** Browsers can give a token only as the name of a sub-protocol. */
  async #protocols(): Promise<string[]> {
    const token = await this.#client.auth?.();
    if (!token) return [];
    const text = btoa(unescape(encodeURIComponent(token)));
    const name = text.replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
    return ["vgen", `base64url.bearer.vgen.${name}`];
  }

  #opened(): void {
    for (const reader of this.#readers) this.#subscribe(reader);
    for (const [id, pending] of this.#pending) this.#write(id, pending);
  }

  /** What was sent is not sent again, because the server may have done it. The rest waits. */
  #lost({ code, reason }: SocketEnd, end?: "aborted" | "network"): void {
    const text = `${end ? "channel closed" : "connection lost"}: ${code} ${reason}`.trim();
    const problem = failure(end ?? "network", new Error(text));
    for (const [id, { isSent, settle }] of [...this.#pending]) {
      if (!end && !isSent) continue;
      this.#pending.delete(id);
      settle(problem);
    }
    if (!end) return;
    for (const reader of this.#readers) reader.end(end === "aborted" ? undefined : problem);
    this.#readers.clear();
  }

  #received(data: unknown): void {
    let frame: Frame;
    try {
      frame = JSON.parse(data as string) as Frame;
    } catch (cause) {
      // Nobody knows whose answer it was.
      this.#emit("error", failure("decode", cause, {}, String(data)).error);
      return this.#socket.drop("a message is not JSON");
    }
    const { error, topic, subscribed, unsubscribed, $id, ...rest } = Object(frame) as Frame;
    const pending = this.#pending.get($id!);
    if (topic !== undefined) this.#deliver(frame);
    else if (pending) pending.settle(answerOf(frame, pending));
    else if (error) this.#emit("error", error);
    else if ($id !== undefined || subscribed !== undefined || this.#facts.key in rest) return;
    else if (unsubscribed === undefined) this.#emit("message", frame);
    else for (const reader of this.#readers) if (reader.isOn(unsubscribed)) this.#forget(reader);
  }

  #deliver(frame: Frame): void {
    const { topic, data, lost } = frame;
    const readers = [...this.#readers].filter((reader) => reader.isOn(topic));
    for (const reader of readers) reader.receive(frame);
    if (!readers.length && !lost) this.#emit("topic", { topic, data });
  }

  #write(id: number, pending: Pending): void {
    if (pending.isSent) return;
    pending.isSent = true;
    if (!pending.read) this.#pending.delete(id);
    this.#socket.send(pending.data);
  }

  #add(id: number, pending: Pending): void {
    const isLive = this.state.status === "live";
    if (!isLive && this.#pending.size >= longestQueue)
      throw new Error("too many messages wait for the connection");
    this.#pending.set(id, pending);
    if (isLive) this.#write(id, pending);
  }

  /** Sends a frame and waits for the answer with its `$id`. */
  #ask(
    name: string,
    frame: object,
    read: (frame: Frame) => unknown,
    options: SendOptions,
  ): Call<unknown, CallError> {
    const $id = ++this.#lastId;
    const startedAt = Date.now();
    const ask = () =>
      new Promise<Answer>((settle) => {
        if (this.state.status === "closed")
          return settle(failure("network", new Error("the channel is closed")));
        this.#add($id, { data: JSON.stringify({ ...frame, $id }), read, settle });
      });
    const answer = within(options.timeout ?? this.#client.timeout, options.signal, ask)
      .catch((cause: unknown) => {
        const problem = failure(options.signal?.aborted ? "aborted" : "input", cause);
        const isTimeout = (problem.error as TransportProblem).kind === "timeout";
        // A server that is silent is gone.
        if (isTimeout && this.#pending.get($id)?.isSent && !this.#socket.hasHeardSince(startedAt))
          this.#socket.drop("no answer in time");
        return problem;
      })
      .finally(() => this.#pending.delete($id));
    return new Call(answer, name);
  }

  #call(message: Message, input?: unknown, options: SendOptions = {}): Call<unknown, CallError> {
    const { key, name } = this.#facts;
    const { value } = message;
    const members = message.input ? { input } : (input as object);
    const frame = value === undefined ? { ...members } : { [key]: value, ...members };
    const read = ({ $id: _, [key as "data"]: __, ...reply }: Frame) => {
      if (message.reply === "result") return reply.result;
      const isThere = message.reply === "members" || Object.keys(reply).length > 0;
      return message.reply && isThere ? reply : undefined;
    };
    return this.#ask(`${name} ${value ?? "message"}`, frame, read, options);
  }

  #read(topic: string, ...all: unknown[]): TopicReader {
    const hasParameters = topic.includes("{");
    const parameters = (hasParameters ? all[0] : {}) as Record<string, unknown>;
    const text = topic.replace(/\{(.+?)\}/g, (_, name: string) =>
      encodeURIComponent(String(parameters[name])),
    );
    const options = all[hasParameters ? 1 : 0] as TopicOptions | undefined;
    const reader = new TopicReader(text, options, (left) => this.#leave(left));
    if (reader.hasEnded) return reader;
    if (this.state.status === "closed")
      reader.end(failure("network", new Error("the channel is closed")));
    else this.#readers.add(reader);
    if (this.state.status === "live") this.#subscribe(reader);
    return reader;
  }

  /** A refusal ends the subscription. A lost connection does not. */
  #subscribe(reader: TopicReader): void {
    const frame = { subscribe: reader.topic, ...reader.position };
    this.#ask(reader.topic, frame, (answer) => reader.begin(answer), { timeout: 0 })
      .safe()
      .then((outcome) => {
        if (!outcome.ok && outcome.error.type !== "vgen:transport") this.#forget(reader, outcome);
      });
  }

  #forget(reader: TopicReader, problem?: Failure<CallError>): void {
    this.#readers.delete(reader);
    reader.end(problem);
  }

  /** Ends the subscription on the server when its last reader has left. */
  #leave(reader: TopicReader): void {
    this.#readers.delete(reader);
    const isShared = [...this.#readers].some(({ topic }) => topic === reader.topic);
    if (isShared || this.state.status !== "live") return;
    this.#ask(reader.topic, { unsubscribe: reader.topic }, () => {}, {});
  }
}

/** How a call ended. */
function answerOf(frame: Frame, { read }: Pending): Answer {
  const { error } = frame;
  if (!error) return { ok: true, value: read?.(frame), status: 200, headers: new Headers() };
  const { status, request_id: requestId } = error;
  return { ok: false, error: error as CallError, status, requestId };
}

/**
 * Opens a channel. Generated functions are one line around this function, and they declare its
 * type. Throws if the input cannot be sent or there is no `WebSocket`.
 */
export function openChannel(
  client: Client,
  facts: ChannelFacts,
  input?: unknown,
  options: SocketOptions = {},
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): any {
  return new OpenChannel(client, facts, input, options);
}
