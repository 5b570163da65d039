import { ApiError, type CallError, type Failure } from "./errors.js";

interface Waiting<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** For the runtime: what has arrived for a loop, and the loop that waits for it. */
export abstract class Queue<T> implements AsyncIterableIterator<T, undefined> {
  hasEnded = false;
  items: T[] = [];
  #failure: Failure<CallError> | undefined;
  readonly #waiting: Waiting<T>[] = [];

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#serve();
    });
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.items = [];
    this.close();
    return Promise.resolve({ value: undefined, done: true });
  }

  abstract close(): void;

  /** What an error says of the loop. */
  protected abstract title(): string;

  /** A loop has taken an item. */
  protected taken(_: T): void {}

  /** Ends the loops. They throw if there is a failure, after what has arrived. */
  end(problem?: Failure<CallError>): void {
    this.hasEnded = true;
    this.#failure = problem;
    this.#serve();
  }

  push(item: T): void {
    this.items.push(item);
    this.#serve();
  }

  #serve(): void {
    while (this.#waiting.length && (this.items.length || this.hasEnded)) {
      const { resolve, reject } = this.#waiting.shift()!;
      const problem = this.#failure;
      if (this.items.length) {
        const value = this.items.shift()!;
        this.taken(value);
        resolve({ value, done: false });
        continue;
      }
      this.#failure = undefined;
      if (problem) reject(new ApiError(problem, this.title()));
      else resolve({ value: undefined, done: true });
    }
  }
}
