// What the user has said and what is not in its room yet. Nothing of it is lost: it waits while the
// server is away, and also while the page is loaded again.
import type { CallError, LiveChannel, Say } from "chat-client";

/** A message that is not in its room yet. */
export interface Unsent extends Say {
  /** The server has it, but the room has not shown it. */
  isAccepted?: boolean;
  /** Why the server does not take it. */
  fault?: string;
}

/** Whether the same call may succeed later: nobody has refused it for good. */
export function mayRepeat({ type, status }: CallError): boolean {
  if (type === "vgen:transport") return true;
  return status === 429 || status >= 500;
}

export const pause = (milliseconds: number) =>
  new Promise((done) => setTimeout(done, milliseconds));

export class Outbox {
  readonly #live: LiveChannel;
  readonly #place: string;
  readonly #changed: () => void;
  readonly #explain: (problem: CallError) => string;
  #items: Unsent[];
  #isSending = false;

  /** Goes on with what the user has not sent when the page was left. */
  constructor(
    live: LiveChannel,
    user: string,
    changed: () => void,
    explain: (problem: CallError) => string,
  ) {
    this.#live = live;
    this.#place = `unsent of ${user}`;
    this.#changed = changed;
    this.#explain = explain;
    this.#items = JSON.parse(sessionStorage.getItem(this.#place) ?? "[]");
    void this.#sendAll();
  }

  of(room: string): readonly Unsent[] {
    return this.#items.filter((item) => item.room === room);
  }

  add(room: string, text: string): void {
    this.#items.push({ room, text, key: crypto.randomUUID() });
    this.#keep();
    void this.#sendAll();
  }

  /** The message with this key is in its room, or the user does not want it any more. */
  remove(key: string): void {
    const left = this.#items.filter((item) => item.key !== key);
    if (left.length === this.#items.length) return;
    this.#items = left;
    this.#keep();
  }

  #keep(): void {
    sessionStorage.setItem(this.#place, JSON.stringify(this.#items));
    this.#changed();
  }

  /**
   * Sends one message after the other, so they keep their order. When the connection is lost during
   * a call, nobody knows whether the server has the message: it is sent again with the same key,
   * and the server keeps it once. A call waits for a connection by itself.
   */
  async #sendAll(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (;;) {
      const next = this.#items.find((item) => !item.isAccepted && item.fault === undefined);
      if (next === undefined || this.#live.state.status === "closed") break;
      const { room, text, key } = next;
      const outcome = await this.#live.say({ room, text, key }).safe();
      if (outcome.ok) next.isAccepted = true;
      else if (mayRepeat(outcome.error)) await pause(300);
      else if (outcome.error.type === "urn:vgen:unauthorized") break;
      else next.fault = this.#explain(outcome.error);
      this.#keep();
    }
    this.#isSending = false;
  }
}
