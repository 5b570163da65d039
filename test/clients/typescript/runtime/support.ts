import {
  call as runtimeCall,
  createClient,
  type Call,
  type CallError,
  type CallOptions,
  type Client,
  type ClientOptions,
  type Operation,
} from "../../../../runtime/typescript/src/index.js";

/** Declares the result of a call, as generated functions do. */
export function call<T = unknown, E = CallError>(
  client: Client,
  operation: Operation,
  input?: unknown,
  options?: CallOptions,
): Call<T, E> {
  return runtimeCall(client, operation, input, options);
}

/** A request as the mock of `fetch` got it. */
export interface Sent {
  url: string;
  method: string;
  headers: Headers;
  body: unknown;
  signal: AbortSignal;
}

/** An answer, an error to throw instead, or a promise that may never settle. */
export type Step = Response | Error | ((sent: Sent) => Promise<Response>);

export interface Mock {
  client: Client;
  sent: Sent[];
  /** The waits between attempts, in milliseconds. The test does not really wait. */
  waits: number[];
}

/** A client whose `fetch` answers with one step after the other, and then repeats the last one. */
export function mock(steps: Step[], options: Partial<ClientOptions> = {}): Mock {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: "https://api.test/v1/",
    random: () => 0,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    fetch: async (url, init) => {
      const request: Sent = {
        url,
        method: init.method ?? "",
        headers: new Headers(init.headers),
        body: init.body,
        signal: init.signal as AbortSignal,
      };
      sent.push(request);
      const step = steps[Math.min(sent.length, steps.length) - 1];
      if (typeof step === "function") return step(request);
      if (step instanceof Response) return step.clone();
      throw step;
    },
    ...options,
  });
  return { client, sent, waits };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

export function problem(
  status: number,
  members: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: "urn:vgen:internal", title: "Internal error", status, ...members };
  return json(body, status, {
    "content-type": "application/problem+json",
    "x-request-id": "r-1",
    ...headers,
  });
}

/** A server that never answers, with a `fetch` that also ignores its signal. */
export const never = (): Promise<Response> => new Promise(() => {});

/** A `fetch` that ends only by its signal, like the real one. */
export const untilAborted = (sent: Sent): Promise<Response> =>
  new Promise((_, reject) =>
    sent.signal.addEventListener("abort", () => reject(sent.signal.reason)),
  );

export const getThing: Operation = { method: "GET", path: "/things/{id}", query: ["tag"] };
export const addThing: Operation = { method: "POST", path: "/things", body: true };
