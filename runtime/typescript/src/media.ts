import { Call } from "./call.js";
import type { CallOptions, Client, ClientRequest } from "./client.js";
import type { CallError } from "./errors.js";
import type { Operation } from "./request.js";
import { call } from "./send.js";

/** Bytes that a body is made of. A `Blob` may have a media type of its own. */
export type Media = string | Blob | ArrayBuffer | Uint8Array;

/** Which side of an operation is a text or bytes instead of JSON. */
export interface MediaUse {
  /** The media type of the body, if neither the body nor a header has one. Absent: JSON. */
  readonly type?: string;
  /** The member that is the body. Absent: the whole input. */
  readonly member?: string;
  /** How the answer is read. Absent: as JSON. */
  readonly answer?: "text" | "blob";
}

/** Calls an operation whose body or answer is a text or bytes. Used like `call`. */
export function callMedia(
  client: Client,
  operation: Operation,
  { type, member, answer }: MediaUse,
  input: unknown,
  options?: CallOptions,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
): any {
  let value: unknown;
  const onRequest = async (request: ClientRequest) => {
    const body = member ? (input as Record<string, unknown>)[member] : input;
    if (type && body != null) {
      request.body = body as NonNullable<ClientRequest["body"]>;
      if (!request.headers.has("content-type"))
        request.headers.set("content-type", (body instanceof Blob && body.type) || type);
    }
    await client.onRequest?.(request);
  };
  /** Takes the content of a success, so that an empty answer is left. */
  const take: NonNullable<Client["fetch"]> = async (url, init) => {
    const response = await (client.fetch ?? fetch)(url, init);
    if (!response.ok) return response;
    value = await response[answer ?? "text"]();
    return new Response(null, response);
  };
  const sender = { ...client, onRequest, fetch: answer ? take : client.fetch };
  const sent = call(sender, operation, type && !member ? undefined : input, options) as Call<
    unknown,
    CallError
  >;
  if (!answer) return sent;
  return new Call(
    sent.safe().then((outcome) => (outcome.ok ? { ...outcome, value } : outcome)),
    `${operation.method} ${operation.path}`,
  );
}
