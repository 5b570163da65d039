/** The statuses after which a retry may succeed. */
const passing = [408, 429, 500, 502, 503, 504];

/** If the server asks for a longer wait than this, there is no retry, and its answer is the error. */
const longestWait = 60_000;

/**
 * Milliseconds to wait before the next attempt, or -1 for no further attempt. `attempt` counts from 0. `status` is absent if there was
 * no answer. The wait is what the server says; otherwise half a second, doubled with each attempt up to 8 s, reduced at random by up to a quarter.
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
