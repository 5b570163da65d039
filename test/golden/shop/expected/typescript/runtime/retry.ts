// The client runtime of vgen 0.1.0. Do not edit.

/** The statuses that may be gone the next time. */
const passing = [408, 429, 500, 502, 503, 504];

/** A server that asks for more patience than this gets its answer handed on instead. */
const longestWait = 60_000;

/**
 * Milliseconds to wait before the next attempt, or -1 if there should be none. `attempt` counts from 0; without a status there was no
 * answer. The server's word counts, else half a second, doubled with each attempt up to 8 s, less up to a quarter by chance.
 */
export function retryDelay(
  status: number | undefined,
  headers: Headers | undefined,
  attempt: number,
  random: () => number,
): number {
  if (status && !passing.includes(status)) return -1;
  const text = headers?.get("retry-after") ?? "";
  const [asked] = [
    parseFloat(headers?.get("retry-after-ms") ?? ""),
    parseFloat(text) * 1000,
    Date.parse(text) - Date.now(),
  ].filter((wait) => !isNaN(wait));
  if (asked === undefined) return Math.min(500 * 2 ** attempt, 8000) * (1 - random() / 4);
  return asked > longestWait ? -1 : Math.max(asked, 1);
}
