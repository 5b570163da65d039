// The client runtime of vgen 0.1.0. Do not edit.

/** Timers take 31 bits; a longer wait would end at once. */
const longest = 2 ** 31 - 1;

/**
 * Does work that ends when the time is up or `parent` aborts, even if the work itself does not care: then it rejects with the
 * reason, a `TimeoutError` or the parent's. 0 milliseconds: no limit. Leaves no timer and no listener behind.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would do, but Node 20 loses such signals to its garbage collector.
 */
export function within<T>(
  milliseconds: number | undefined,
  parent: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    if (parent?.aborted) return reject(parent.reason);
    const controller = new AbortController();
    const clear = () => {
      clearTimeout(timer);
      parent?.removeEventListener("abort", onAbort);
    };
    const end = (reason: unknown) => {
      clear();
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = () => end(parent?.reason);
    const onTimeout = () => end(new DOMException(`not done within ${milliseconds} ms`, "TimeoutError"));
    const timer = milliseconds ? setTimeout(onTimeout, Math.min(milliseconds, longest)) : undefined;
    parent?.addEventListener("abort", onAbort);
    work(controller.signal).then(resolve, reject).finally(clear);
  });
}
