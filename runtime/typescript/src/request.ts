import type { CallOptions, Client, ClientOptions, ClientRequest } from "./client.js";

/** Maps the name of a parameter to a member of the input. */
type Names = Readonly<Record<string, string>>;

/**
 * What a generated function knows about its operation. Members of the input have their names in
 * TypeScript and JSON.
 */
export interface Operation {
  readonly method: string;
  /** The path, with members of the input in braces: `/todos/{id}`. */
  readonly path: string;
  /** Fills the path if a parameter of it is more or less than a segment. */
  readonly fill?: (path: string, take: (member: string) => string[]) => string;
  /** The members that are query parameters of the same name. */
  readonly query?: readonly string[];
  readonly headers?: Names;
  readonly cookies?: Names;
  /** The JSON body, if there is one: the members that are not listed here, one, or the input. */
  readonly body?: true | "whole" | { readonly member: string };
  /** Whether a success has no value, so that its body may be empty. */
  readonly empty?: true;
}

/** Refuses a text that would change on its way to the server. */
export function checked(text: string, forbidden: RegExp, member: string): string {
  if (forbidden.test(text)) throw new TypeError(`${member}: cannot send "${text}"`);
  return text;
}

/**
 * Puts the members of an input where the operation reads them. Throws if one of them cannot be
 * sent.
 */
export function makeRequest(
  client: Client,
  operation: Operation,
  input: unknown,
  options: CallOptions,
  token: string | undefined,
): ClientRequest {
  const { method, body } = operation;
  // Without a prototype, because an absent member may be named `constructor`.
  const rest = (body === "whole" ? input : { __proto__: null, ...(input as object) }) as Record<
    string,
    unknown
  >;
  /**
   * Takes a member as texts. `undefined`, `null` and an empty list have no text, so they are not
   * sent.
   */
  const take = (member: string): string[] => {
    const value = rest[member];
    delete rest[member];
    return [value]
      .flat()
      .filter((item) => item != null)
      .map(String);
  };

  // `fetch` removes empty and dot segments from the URL, encoded or not, and would so reach another
  // operation.
  const path =
    operation.fill?.(operation.path, take) ??
    operation.path.replace(/\{(.+?)\}/g, (_, member: string) =>
      encodeURIComponent(checked(take(member).join(), /^\.{0,2}$/, member)),
    );

  const headers = new Headers();
  const setAll = (texts: ClientOptions["headers"]) => {
    for (const [name, text] of Object.entries(texts ?? {}))
      if (text != null) headers.set(name, text);
  };
  /** Sets headers or cookies from members of the input. Lists are joined by commas. */
  const takeAll = (members: Names = {}, put: (name: string, text: string) => void) => {
    for (const [name, member] of Object.entries(members)) {
      const values = take(member);
      // `fetch` sends one byte per character, and servers read UTF-8. `unescape` turns each byte
      // into a character.
      if (values.length) put(name, unescape(encodeURIComponent(values.join())));
    }
  };
  setAll(client.headers);
  setAll({
    authorization: token ? `Bearer ${token}` : undefined,
    "idempotency-key": options.idempotencyKey || undefined,
  });
  takeAll(operation.headers, (name, text) => headers.set(name, text));
  takeAll(operation.cookies, (name, text) => {
    const cookie = `${name}=${checked(text, /[";\0- ]/, name)}`;
    headers.set("cookie", [headers.get("cookie"), cookie].filter(Boolean).join("; "));
  });
  setAll(options.headers);

  const query = new URLSearchParams();
  for (const member of operation.query ?? [])
    for (const value of take(member)) query.append(member, value);

  const content = JSON.stringify(typeof body === "object" ? rest[body.member] : body && rest);
  if (content) headers.set("content-type", "application/json");
  return {
    ...client.init,
    ...options.init,
    url: `${client.baseUrl.replace(/\/+$/, "")}${path}?${query}`.replace(/\?$/, ""),
    method,
    headers,
    body: content ?? null,
  };
}
