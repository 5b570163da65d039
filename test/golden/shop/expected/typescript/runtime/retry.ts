// The client runtime of vgen 0.1.0. Do not edit.
/* eslint-disable */
// biome-ignore-all lint format assist: generated

import type { Outcome } from "./call.js";

/**
 * Milliseconds to wait before the next attempt, or -1 for no further attempt. `attempt` counts from
 * 0. `status` is absent if there was no answer. The wait is what the server says; otherwise half a
 * second, doubled with each attempt up to 8 s, reduced at random by up to a quarter.
 */
export function retryDelay(
  { status, headers }: Outcome<unknown, unknown>,
  attempt: number,
  random: () => number,
): number {
  // After any other status a retry would not succeed.
  if (status && !/408|429|50[0234]/.test(`${status}`)) return -1;
  const text = headers?.get("retry-after") as string;
  const wait = [
    parseFloat(headers?.get("retry-after-ms") as string),
    parseFloat(text) * 1000,
    Date.parse(text) - Date.now(),
    Math.min(500 * 2 ** attempt, 8000) * (1 - random() / 4),
  ].find((milliseconds) => !isNaN(milliseconds))!;
  // If the server asks for more than a minute, there is no retry, and its answer is the error.
  return wait > 60_000 ? -1 : Math.max(wait, 1);
}
