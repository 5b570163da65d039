// Right calls type-check, wrong ones do not: for the compilers only, never run.
import {
  createClient as createLiveClient,
  openLive,
  openStrict,
  type LiveChannel,
  type Text,
} from "chat-client";
import * as everywhere from "places-client";
import {
  ApiError,
  createClient,
  createTodo,
  deleteTodo,
  getTodo,
  listTodos,
  updateTodo,
  isTodoError,
  type GetTodoError,
  type GetTodoInput,
  type GetTodoOutput,
  type Label,
  type NotFoundProblem,
  type PageTodo,
  type Priority,
  type Problem,
  type Todo,
  type TodoError,
  type TransportProblem,
  type UpdateTodoInput,
} from "todo-client";
import * as todo from "todo-client";
import * as news from "topics-client";
import { echo, type Everything, type EverythingInput } from "types-client";

/** Compiles only if both types are the same. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Same<A, B>): void {}

const api = createClient({ baseUrl: "", auth: async () => "token", retries: 1, timeout: 1000 });

export async function rightCalls(): Promise<void> {
  const page: PageTodo = await listTodos(api);
  await listTodos(
    api,
    { done: true, label: "home", limit: 1 },
    { signal: new AbortController().signal },
  );
  const created: Todo = await createTodo(api, { title: "x", priority: "high", labels: ["a"] });
  await updateTodo(
    api,
    { id: created.id, done: true },
    { idempotencyKey: "k", headers: { "X-A": "b" } },
  );
  const nothing: void = await deleteTodo(api, { id: 1 });
  const { status, headers, value } = await getTodo(api, { id: 1 }).raw();
  void [page.items[0]?.title, nothing, status, headers.get("x"), value.due, value.labels.length];
  await Promise.all([getTodo(api, { id: 1 }), everywhere.count(api), everywhere.whoAmI(api)]);
  await everywhere.sortWords(api, ["b", "a"]);
  await everywhere.gather(api, { name: "n", tags: ["a"], visits: 2 });
}

export async function wrongCalls(): Promise<void> {
  // @ts-expect-error: there is no such operation
  await todo.getTodos(api);
  // @ts-expect-error: a member is missing
  await getTodo(api, {});
  // @ts-expect-error: the input is missing
  await getTodo(api);
  // @ts-expect-error: the client is missing
  await getTodo({ id: 1 });
  // @ts-expect-error: a member of another type
  await getTodo(api, { id: "1" });
  // @ts-expect-error: no such member
  await getTodo(api, { id: 1, title: "x" });
  // @ts-expect-error: a misspelt member of an input whose members are all optional
  await listTodos(api, { labels: "home" });
  // @ts-expect-error: no such enumerator
  await createTodo(api, { title: "x", priority: "urgent" });
  // @ts-expect-error: an item of another type
  await createTodo(api, { title: "x", labels: [1] });
  // @ts-expect-error: null is not absence
  await createTodo(api, { title: "x", due: null });
  // @ts-expect-error: no such member of the result
  void (await getTodo(api, { id: 1 })).name;
  // @ts-expect-error: what may be absent
  const due: string = (await getTodo(api, { id: 1 })).due;
  // @ts-expect-error: there is no value
  void (await deleteTodo(api, { id: 1 })).id;
  // @ts-expect-error: no such option
  await getTodo(api, { id: 1 }, { retry: 1 });
  // @ts-expect-error: void has no input
  await everywhere.count(api, { id: 1 });
  // @ts-expect-error: the whole body is a list of strings
  await everywhere.sortWords(api, [1]);
  void due;
}

/** Every case is there, so `never` is left. */
function explain(error: GetTodoError): string {
  switch (error.type) {
    case "urn:todo:not-found":
      return `${error.status satisfies 404}: no todo ${error.id.toFixed()}`;
    case "urn:vgen:validation":
      return error.errors.map((fault) => `${fault.in}${fault.pointer} ${fault.message}`).join();
    case "vgen:transport":
      return error.kind satisfies
        | "network"
        | "timeout"
        | "aborted"
        | "decode"
        | "auth"
        | "input"
        | "hook";
    case "urn:vgen:malformed":
    case "urn:vgen:unauthorized":
    case "urn:vgen:forbidden":
    case "urn:vgen:not-found":
    case "urn:vgen:method-not-allowed":
    case "urn:vgen:not-acceptable":
    case "urn:vgen:contract-mismatch":
    case "urn:vgen:payload-too-large":
    case "urn:vgen:unsupported-media-type":
    case "urn:vgen:misdirected-request":
    case "urn:vgen:too-many-requests":
    case "urn:vgen:not-implemented":
    case "urn:vgen:version-not-supported":
    case "urn:vgen:header-too-large":
    case "urn:vgen:timeout":
    case "urn:vgen:unavailable":
    case "urn:vgen:internal":
      return error.detail ?? error.title;
    default: {
      const none: never = error;
      return none;
    }
  }
}

export async function errors(): Promise<string> {
  const outcome = await getTodo(api, { id: 1 }).safe();
  if (!outcome.ok) return explain(outcome.error);
  // @ts-expect-error: a success has no error
  void outcome.error;

  const created = await createTodo(api, { title: "x" }).safe();
  // @ts-expect-error: createTodo declares no such error
  if (!created.ok && created.error.type === "urn:todo:not-found") return "";

  const later = await everywhere.failLater(api, { id: 1, x: 1, t: "" }).safe();
  if (!later.ok && later.error.type === "urn:places:busy") return later.error.retry_after.toFixed();
  try {
    await getTodo(api, { id: 1 });
  } catch (error) {
    if (isTodoError(error)) return explain(error.problem);
    // @ts-expect-error: `instanceof` does not know the errors of an operation, and does not give
    // `any`
    if (error instanceof ApiError) return explain(error.problem);
    if (error instanceof ApiError) same<typeof error.problem, Problem | TransportProblem>(true);
  }
  return outcome.value.title;
}

/** The callbacks of a call know its errors. Those of any other promise have the guard. */
export const caught: Promise<string> = getTodo(api, { id: 1 }).then(
  ({ title }) => title,
  ({ problem }) => explain(problem),
);

/**
 * With `exactOptionalPropertyTypes`, a member of an input and an option may also be `undefined`.
 */
export async function undefinedIsAbsent(maybe?: string): Promise<void> {
  const done = maybe === undefined ? undefined : true;
  await listTodos(
    api,
    { label: maybe, done, limit: undefined },
    { signal: undefined, idempotencyKey: maybe },
  );
  await createTodo(
    api,
    { title: "x", due: maybe, priority: undefined, labels: undefined },
    { headers: { "X-A": maybe } },
  );
  createClient({
    baseUrl: "",
    auth: undefined,
    headers: { "X-A": maybe },
    init: undefined,
    fetch: undefined,
  });
  // @ts-expect-error: an output has a member or not
  const todo: Todo = { ...(await getTodo(api, { id: 1 })), title: undefined };
  await getTodo(api, { id: 1 }, { init: { credentials: "include", keepalive: true } });
  // @ts-expect-error: the method is the operation's
  await getTodo(api, { id: 1 }, { init: { method: "PUT" } });
  void todo;
}

export const input: GetTodoInput = { id: 1 };
same<GetTodoOutput, Todo>(true);
same<Label, string>(true);
same<Priority, "low" | "normal" | "high">(true);
same<TodoError, GetTodoError>(true);
same<Extract<keyof ApiError, "problem">, "problem">(true);
same<NotFoundProblem["type"], "urn:todo:not-found">(true);
same<UpdateTodoInput["title"], string | undefined>(true);
same<Parameters<typeof echo>[1], EverythingInput>(true);
same<Everything["shape"], "circle" | "rectangle" | "triangle">(true);

export async function rightChannels(): Promise<void> {
  const live: LiveChannel = openLive(createLiveClient({ baseUrl: "" }), { room: "a" });
  const reply: Text | undefined = await live.say({ text: "hi" }, { timeout: 1000 });
  const count: number = await live.measure({ text: "hi" });
  const volume: number | undefined = await live.setVolume(3);
  const outcome = await live.upper({ text: "hi" }).safe();
  if (!outcome.ok && outcome.error.type === "urn:live:refused") void outcome.error.why;
  const stop: () => void = live.on(
    "message",
    (message) => void (typeof message === "number" || message.text),
  );
  live.on("state", (state) => void (state.status === "waiting" && state.nextTry));
  live.send("text");
  live.send(new Uint8Array(3));
  const strict = openStrict(createLiveClient({ baseUrl: "" }), { retries: 3 });
  strict.close(1000, "bye");
  void [reply, count, volume, stop];

  const channel = news.openLive(news.createClient({ baseUrl: "" }));
  for await (const item of channel.roomEvents({ room: "a" })) {
    if (item.lost) same<typeof item.data, undefined>(true);
    else same<typeof item.data, news.Event>(true);
  }
  const levels: news.Subscription<number> = channel.levels({ house: "h", floor: 1, kind: "heat" });
  const { position } = levels;
  channel.headlines({ after: position });
  channel.on("topic", ({ topic, data }) => void [topic, data]);
}

export function wrongChannels(): void {
  const live = openLive(createLiveClient({ baseUrl: "" }), { room: "a" });
  // @ts-expect-error: a member is missing
  openLive(createLiveClient({ baseUrl: "" }), {});
  // @ts-expect-error: there is no such message
  live.shout({ text: "hi" });
  // @ts-expect-error: the input is a number
  live.setVolume("3");
  // @ts-expect-error: there is no such event
  live.on("messages", () => {});
  const channel = news.openLive(news.createClient({ baseUrl: "" }));
  // @ts-expect-error: a parameter is missing
  channel.levels({ house: "h", floor: 1 });
  // @ts-expect-error: no such kind
  channel.levels({ house: "h", floor: 1, kind: "cold" });
  // @ts-expect-error: clients may not subscribe to it
  channel.messages({ user: "ada" });
}
