import { Call, type Outcome } from "./call.js";
import type { CallError, Failure } from "./errors.js";
import { Queue } from "./queue.js";
import { failure } from "./send.js";

/** A place in the history of a topic. With it a client gets what it has missed. */
export interface TopicPosition {
  readonly epoch: string;
  readonly offset: number;
}

/**
 * Offsets of messages that a subscription has missed and that cannot be had any more. If `to` is
 * less than `from`, it is not known whether there were any.
 */
export interface LostMessages {
  readonly from: number;
  readonly to: number;
}

/** A message of a topic, or the news that some are lost. */
export type TopicItem<T> =
  | {
      readonly data: T;
      /** Only if the topic keeps a history. */
      readonly position?: TopicPosition | undefined;
      readonly lost?: undefined;
    }
  | {
      readonly lost: LostMessages;
      readonly data?: undefined;
      readonly position?: undefined;
    };

/** The options of a subscription. */
export interface TopicOptions {
  /** Begin after this place: that of an earlier subscription, or what it has missed. */
  readonly after?: TopicPosition | undefined;
  /** Ends the subscription. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * A subscription to a topic. It begins at once, and lasts until a loop over it ends or `close` is
 * called. After a lost connection it goes on where it was, or says what it has lost.
 *
 * A loop throws an `ApiError` if the server refuses the subscription or the channel is lost for
 * ever. Messages that nobody takes wait: above 1,024 of them the oldest count as lost.
 */
export interface Subscription<T> extends AsyncIterableIterator<TopicItem<T>, undefined> {
  /** The text of the topic: `rooms/kitchen`. */
  readonly topic: string;
  /** The place after the last message that has arrived; absent if the topic keeps no history. */
  readonly position: TopicPosition | undefined;
  /** When the server has accepted the subscription. */
  readonly ready: Call<void, CallError>;
  close(): void;
}

/** The members of a frame that belong to a topic. */
export interface TopicFrame {
  readonly topic?: string;
  readonly data?: unknown;
  readonly lost?: LostMessages;
  readonly epoch?: string;
  readonly offset?: number;
  readonly subscribed?: string;
}

const longestQueue = 1024;

/** For the runtime: the part of a subscription that a channel serves. */
export class TopicReader extends Queue<TopicItem<unknown>> implements Subscription<unknown> {
  topic: string;
  position: TopicPosition | undefined;
  readonly ready: Call<void, CallError>;
  readonly #leave: (reader: TopicReader) => void;
  #settle!: (outcome: Outcome<void, CallError>) => void;
  #isActive = false;
  /** Nothing has arrived since the server accepted it, so `lost` is about this subscription. */
  #isFresh = false;

  constructor(
    topic: string,
    { after, signal }: TopicOptions = {},
    leave: (reader: TopicReader) => void,
  ) {
    super();
    this.topic = topic;
    this.position = after;
    this.#leave = leave;
    this.ready = new Call(new Promise((settle) => (this.#settle = settle)), `subscribe ${topic}`);
    signal?.addEventListener("abort", () => this.close());
    if (signal?.aborted) this.end();
  }

  close(): void {
    if (this.hasEnded) return;
    this.end();
    this.#leave(this);
  }

  protected override title(): string {
    return `subscribe ${this.topic}`;
  }

  override end(problem?: Failure<CallError>): void {
    this.#settle(problem ?? failure("aborted", new Error("the subscription has ended")));
    super.end(problem);
  }

  /** Whether it has messages of a topic, by the text of the server. */
  isOn(topic: string | undefined): boolean {
    return this.#isActive && this.topic === topic;
  }

  /** The server has accepted the subscription, the first one or that of a new connection. */
  begin({ subscribed = this.topic, epoch, offset = 0 }: TopicFrame): void {
    // Nobody knows what a topic without history has published in the meantime.
    if (this.#isActive && epoch === undefined) this.push({ lost: { from: 1, to: 0 } });
    this.#isActive = this.#isFresh = true;
    this.topic = subscribed;
    if (epoch !== undefined && epoch !== this.position?.epoch) this.position = { epoch, offset };
    this.#settle({ ok: true, value: undefined, status: 200, headers: new Headers() });
  }

  /** Takes a message, unless it has it: the server repeats some for another subscription. */
  receive({ data, lost, epoch, offset }: TopicFrame): void {
    const known = this.position;
    if (lost) {
      // The server repeats what it has told another subscription. But what it drops later is news,
      // and so is that it was cut off from the other servers, when it knows no offsets.
      const isKnown = known && lost.from <= lost.to && lost.to <= known.offset;
      if (!this.#isFresh && isKnown) return;
      if (known) this.position = { ...known, offset: Math.max(lost.to, known.offset) };
      return this.push({ lost });
    }
    if (epoch !== undefined && offset !== undefined) {
      if (known?.epoch === epoch && offset <= known.offset) return;
      this.position = { epoch, offset };
    }
    this.#isFresh = false;
    this.push({ data, position: this.position });
  }

  override push(item: TopicItem<unknown>): void {
    if (this.items.length >= longestQueue) {
      const [first, second] = this.items.splice(0, 2);
      const from = first?.lost?.from ?? placeOf(first) ?? 1;
      this.items.unshift({ lost: { from, to: placeOf(second) ?? 0 } });
    }
    super.push(item);
  }
}

function placeOf(item: TopicItem<unknown> | undefined): number | undefined {
  return item?.lost ? item.lost.to : item?.position?.offset;
}
