import type { CallOptions, Client, ClientRequest } from "./client.js";

/** Maps the name of a parameter to a member of the input. */
type Names = Readonly<Record<string, string>>;

/** What a generated function knows about its operation. Members of the input have their names in TypeScript and JSON. */
export interface Operation {
  readonly method: string;
  /** The path, with members of the input in braces: `/todos/{id}`. */
  readonly path: string;
  /** The members that are query parameters of the same name. */
  readonly query?: readonly string[];
  readonly headers?: Names;
  readonly cookies?: Names;
  /** Whether there is a JSON body: the members that are not listed here, or the whole input. */
  readonly body?: true | "whole";
  /** Whether a success other than 204 also has no body. */
  readonly empty?: true;
}

/** Whether the request can be sent twice without harm. */
export function isRepeatable(request: ClientRequest): boolean {
  return /GET|HEAD|PUT|DELETE/.test(request.method) || request.headers.has("idempotency-key");
}

/** Refuses a text that would change on its way to the server. */
function checked(text: string, forbidden: RegExp, member: string): string {
  if (forbidden.test(text)) throw new TypeError(`${member}: cannot send "${text}"`);
  return text;
}

/** `fetch` sends one byte per character of a header, and servers read UTF-8. Lists are joined by commas. */
function headerText(value: unknown): string {
  return String.fromCharCode(...new TextEncoder().encode(String(value)));
}

/** Puts the members of an input where the operation reads them. */
export async function makeRequest(
  client: Client,
  operation: Operation,
  input: unknown,
  options: CallOptions,
): Promise<ClientRequest> {
  const { method, body } = operation;
  // Without a prototype, because an absent member may be named `constructor`.
  const rest: Record<string, unknown> = { __proto__: null, ...(body === "whole" ? {} : (input as object)) };
  const take = (member: string): unknown => {
    const value = rest[member];
    delete rest[member];
    return value;
  };
  /** Leaves out undefined members and empty lists, which are not sent. */
  const takeAll = (members: Names = {}): (readonly [string, unknown])[] =>
    Object.entries(members)
      .map(([name, member]) => [name, take(member)] as const)
      .filter(([, value]) => [value].flat()[0] !== undefined);

  // `fetch` removes empty and dot segments from the URL, encoded or not, and would so reach another operation.
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, member: string) =>
    encodeURIComponent(checked(String(take(member) ?? ""), /^\.{0,2}$/, member)),
  );

  const headers = new Headers(client.headers);
  const token = await client.auth?.();
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (options.idempotencyKey) headers.set("idempotency-key", options.idempotencyKey);
  for (const [name, value] of takeAll(operation.headers)) headers.set(name, headerText(value));
  for (const [name, value] of takeAll(operation.cookies)) {
    const cookie = `${name}=${checked(headerText(value), /[;\s]/, name)}`;
    headers.set("cookie", [headers.get("cookie"), cookie].filter(Boolean).join("; "));
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);

  const query = new URLSearchParams();
  for (const member of operation.query ?? []) {
    for (const value of [take(member)].flat()) if (value !== undefined) query.append(member, String(value));
  }

  if (body) headers.set("content-type", "application/json");
  const request: ClientRequest = {
    url: client.baseUrl.replace(/\/+$/, "") + `${path}?${query}`.replace(/\?$/, ""),
    method,
    headers,
    body: body ? JSON.stringify(body === "whole" ? input : rest) : null,
  };
  await client.onRequest?.(request);
  return request;
}
