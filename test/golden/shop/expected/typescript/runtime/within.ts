// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

/** Timers accept 31 bits. A longer wait would end at once. */
const longest = 2 ** 31 - 1;

/**
 * Runs work until it is done, the time is up, or `parent` aborts, even if the work itself ignores
 * the signal. When the time is up it rejects with a `TimeoutError`, after an abort with the reason
 * of `parent`. 0 milliseconds means no limit. Leaves no timer and no listener behind.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would be enough, but the garbage collector of Node 20
 * removes such signals too early.
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
    // Not a `DOMException`, because React Native does not have it.
    const onTimeout = () =>
      end(Object.assign(new Error(`not done within ${milliseconds} ms`), { name: "TimeoutError" }));
    const timer = milliseconds ? setTimeout(onTimeout, Math.min(milliseconds, longest)) : undefined;
    parent?.addEventListener("abort", onAbort);
    work(controller.signal).then(resolve, reject).finally(clear);
  });
}
