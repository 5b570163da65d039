import { TopicReader, type Subscription, type TopicFrame } from "./topic.js";

/** A subscriber of a topic, as the others see it. */
export interface PresentMember<M> {
  /** Of its channel: another one after each connection. */
  readonly id: string;
  readonly data: M;
}

/** What has changed. Empty if the whole list is new, as after a lost connection. */
export interface PresenceChange<M> {
  /** It was not there, or has other data. */
  readonly joined?: PresentMember<M> | undefined;
  readonly left?: PresentMember<M> | undefined;
}

/** A subscription to a topic whose subscribers see each other. */
export interface PresenceSubscription<T, M> extends Subscription<T> {
  /**
   * Who is there, in the order in which they came. Each change makes a new list. It is empty until
   * the server has sent the first one, and stays as it is while the connection is lost.
   */
  readonly present: readonly PresentMember<M>[];
  /**
   * Calls `listener` after each change, until it is ended by the function that this returns. It
   * needs no `this`.
   */
  onPresence(
    listener: (present: readonly PresentMember<M>[], change: PresenceChange<M>) => void,
  ): () => void;
}

type Watcher = Parameters<PresenceSubscription<unknown, unknown>["onPresence"]>[0];

interface PresenceFrame extends TopicFrame, PresenceChange<unknown> {
  readonly present?: readonly PresentMember<unknown>[];
}

/** For the runtime: the subscriptions of a channel, if one of its topics has presence. */
export class PresenceReader extends TopicReader implements PresenceSubscription<unknown, unknown> {
  present: readonly PresentMember<unknown>[] = [];
  readonly #watchers = new Set<Watcher>();

  readonly onPresence = (listener: Watcher): (() => void) => {
    this.#watchers.add(listener);
    return () => void this.#watchers.delete(listener);
  };

  override receive(frame: PresenceFrame): void {
    const { present, joined, left } = frame;
    if (!present && !joined && !left) return super.receive(frame);
    const list = [...(present ?? this.present)];
    const at = list.findIndex(({ id }) => id === (joined ?? left)?.id);
    if (joined) list[at < 0 ? list.length : at] = joined;
    else if (at >= 0) list.splice(at, 1);
    this.present = list;
    // A listener that throws does not stop the connection.
    for (const listener of this.#watchers) queueMicrotask(() => listener(list, { joined, left }));
  }
}
