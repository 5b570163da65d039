import type { Call } from "./call.js";
import type { Client } from "./client.js";
import type { CallError, Failure, Problem } from "./errors.js";
import type { SocketOptions, SocketState } from "./socket.js";
import { closed, Talk, type SendOptions, type TalkFacts } from "./talk.js";
import { TopicReader, type TopicFrame, type TopicOptions } from "./topic.js";

export type { SocketEnd, SocketEvent, SocketLike, SocketOptions, SocketState } from "./socket.js";
export type { SendOptions } from "./talk.js";
export type {
  LostMessages,
  Subscription,
  TopicItem,
  TopicOptions,
  TopicPosition,
} from "./topic.js";

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
export interface ChannelFacts extends TalkFacts {
  readonly name: string;
  /** The member that selects a message. */
  readonly key: string;
  /** The messages, by the names of their methods. */
  readonly messages: Readonly<Record<string, Message>>;
  /** The topics, by the names of their methods: `rooms/{room}`. */
  readonly topics?: Readonly<Record<string, string>>;
  /** The subscriptions, if subscribers of one of the topics see each other. */
  readonly reader?: typeof TopicReader;
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

/** A message of the server. Its members say what it is. */
interface Frame extends TopicFrame {
  readonly $id?: number;
  readonly error?: Problem;
  readonly unsubscribed?: string;
  readonly result?: unknown;
}

class OpenChannel extends Talk {
  readonly #readers = new Set<TopicReader>();
  readonly #facts: ChannelFacts;

  constructor(client: Client, facts: ChannelFacts, input: unknown, options: SocketOptions) {
    super(client, "$id");
    this.#facts = facts;
    for (const [name, message] of Object.entries(facts.messages))
      this.define(name, this.#call.bind(this, message));
    for (const [name, topic] of Object.entries(facts.topics ?? {}))
      this.define(name, this.#read.bind(this, topic));
    this.define("send", this.tell.bind(this));
    this.start(facts, input, options);
  }

  signIn(authenticate: string): object {
    return { authenticate };
  }

  resume(): void {
    for (const reader of this.#readers) this.#subscribe(reader);
  }

  lost(isOver: boolean, problem: Failure<CallError> | undefined): void {
    if (!isOver) return;
    for (const reader of this.#readers) reader.end(problem);
    this.#readers.clear();
  }

  take(frame: Frame): void {
    const { error, topic, subscribed, unsubscribed, $id, ...rest } = Object(frame) as Frame;
    const isOther = $id !== undefined || subscribed !== undefined || this.#facts.key in rest;
    if (topic !== undefined) this.#deliver(frame);
    else if (this.answer($id!, frame, error)) return;
    else if (error?.status === 401 && !isOther && this.client.auth) void this.renew(error);
    else if (error) this.emit("error", error);
    else if (isOther) return;
    else if (unsubscribed === undefined) this.emit("message", frame);
    else for (const reader of this.#readers) if (reader.isOn(unsubscribed)) this.#forget(reader);
  }

  #deliver(frame: Frame): void {
    const { topic, data } = frame;
    const readers = [...this.#readers].filter((reader) => reader.isOn(topic));
    for (const reader of readers) reader.receive(frame);
    if (!readers.length && "data" in frame) this.emit("topic", { topic, data });
  }

  #call(message: Message, input?: unknown, options?: SendOptions): Call<unknown, CallError> {
    const { key, name } = this.#facts;
    const { value } = message;
    const members = message.input ? { input } : (input as object);
    const frame = value === undefined ? { ...members } : { [key]: value, ...members };
    const read = ({ $id: _, [key as "data"]: __, ...reply }: Frame) => {
      if (message.reply === "result") return reply.result;
      const isThere = message.reply === "members" || Object.keys(reply).length > 0;
      return message.reply && isThere ? reply : undefined;
    };
    return this.ask({ name: `${name} ${value ?? "message"}`, frame, read, options });
  }

  #read(topic: string, ...all: unknown[]): TopicReader {
    const hasParameters = topic.includes("{");
    const parameters = (hasParameters ? all[0] : {}) as Record<string, unknown>;
    const text = topic.replace(/\{(.+?)\}/g, (_, name: string) =>
      encodeURIComponent(String(parameters[name])),
    );
    const options = all[hasParameters ? 1 : 0] as TopicOptions | undefined;
    const reader = new (this.#facts.reader ?? TopicReader)(text, options, (left) =>
      this.#leave(left),
    );
    if (reader.hasEnded) return reader;
    if (this.isClosed) reader.end(closed());
    else this.#readers.add(reader);
    if (this.isLive) this.#subscribe(reader);
    return reader;
  }

  /** A refusal ends the subscription. A lost connection does not. */
  #subscribe(reader: TopicReader): void {
    const frame = { subscribe: reader.topic, ...reader.position };
    const read = (answer: TopicFrame) => reader.begin(answer);
    this.ask({ name: reader.topic, frame, read, options: { timeout: 0 } })
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
    if (isShared || !this.isLive) return;
    this.ask({ name: reader.topic, frame: { unsubscribe: reader.topic } });
  }
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
  return new OpenChannel(client, facts, input, options).face;
}
