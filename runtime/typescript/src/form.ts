import type { CallOptions, Client, ClientRequest } from "./client.js";
import type { Operation } from "./request.js";
import { call } from "./send.js";

/** Whether it goes into a form as it is, or as its text. */
const isPlain = (value: unknown) => Object(value) !== value || value instanceof Blob;

/**
 * These members of an input as `multipart/form-data`. A list has a part for each item. Objects, and
 * lists of them, are JSON. `undefined` and `null` have no part.
 */
export function toForm(members: readonly string[], input: unknown): FormData {
  const form = new FormData();
  for (const name of members) {
    const value = (input as Record<string, unknown>)[name];
    for (const item of Array.isArray(value) && value.every(isPlain) ? value : [value]) {
      if (item instanceof Blob) form.append(name, item);
      else if (item != null) form.append(name, isPlain(item) ? String(item) : JSON.stringify(item));
    }
  }
  return form;
}

/** Calls an operation whose body is a form of these members. Used like `call`. */
export function callForm(
  client: Client,
  operation: Operation,
  members: readonly string[],
  input: unknown,
  options?: CallOptions,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): any {
  const onRequest = async (request: ClientRequest) => {
    // `fetch` itself writes the Content-Type, which names the boundary.
    request.body = toForm(members, input);
    await client.onRequest?.(request);
  };
  return call({ ...client, onRequest }, operation, input, options);
}
