// The page of the chat. `chat-client` is the generated client: functions and types of chat_api.hpp.
import {
  createClient,
  getRooms,
  getSession,
  isChatError,
  openLive,
  openRoom,
  signIn,
  signOut,
} from "chat-client";
import type {
  CallError,
  ChatError,
  LiveChannel,
  Member,
  Message,
  PresentMember,
  Room,
  SocketState,
} from "chat-client";
import { mayRepeat, Outbox, pause, type Unsent } from "./outbox";

const api = createClient({ baseUrl: "" });

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

const who = element("who", HTMLDivElement);
const stateLine = element("state", HTMLParagraphElement);
const problem = element("problem", HTMLParagraphElement);
const entrance = element("entrance", HTMLElement);
const signInForm = element("sign-in", HTMLFormElement);
const nameField = element("name", HTMLInputElement);
const password = element("password", HTMLInputElement);
const chat = element("chat", HTMLElement);
const roomList = element("rooms", HTMLUListElement);
const log = element("log", HTMLDivElement);
const earlier = element("earlier", HTMLButtonElement);
const messageList = element("messages", HTMLOListElement);
const empty = element("empty", HTMLParagraphElement);
const unsentList = element("unsent", HTMLOListElement);
const newest = element("newest", HTMLButtonElement);
const typingLine = element("typing", HTMLParagraphElement);
const away = element("away", HTMLParagraphElement);
const nextTry = element("next-try", HTMLSpanElement);
const sayForm = element("say", HTMLFormElement);
const text = element("text", HTMLTextAreaElement);
const people = element("people", HTMLUListElement);
const dialog = element("room-dialog", HTMLDialogElement);
const openForm = element("open-room", HTMLFormElement);
const roomName = element("room-name", HTMLInputElement);
const guests = element("guests", HTMLInputElement);

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  content = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = content;
  return made;
}

// Faults

function setProblem(content: string): void {
  problem.textContent = content;
  problem.hidden = content === "";
}

function setFault(input: HTMLInputElement, content: string): void {
  const line = element(`${input.id}-fault`, HTMLParagraphElement);
  line.textContent = content;
  line.hidden = content === "";
  if (content === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

function sentence(error: ChatError): string {
  switch (error.type) {
    case "urn:chat:wrong-password":
      return "Somebody has this name, with another password.";
    case "urn:chat:room-exists":
      return `There is a room “${error.name}” already.`;
    case "urn:vgen:forbidden":
      return "This room is only for its guests.";
    case "urn:vgen:validation":
      return error.errors.map((fault) => `It ${fault.message}.`).join(" ");
    case "vgen:transport":
      return "The server was not reached. Is it running?";
    default:
      return `${error.title}.`;
  }
}

/** Shows a fault beside the field that it belongs to, and all other errors above. */
function showError(error: ChatError, fields: Record<string, HTMLInputElement> = {}): void {
  if (error.type === "urn:vgen:unauthorized") return showEntrance();
  if (error.type !== "urn:vgen:validation") return setProblem(sentence(error));
  let first: HTMLInputElement | undefined;
  for (const { pointer, message } of error.errors) {
    const input = fields[pointer.split("/")[1] ?? ""];
    if (input === undefined) {
      setProblem(`${pointer.slice(1)} ${message}`);
      continue;
    }
    setFault(input, `This ${message}.`);
    first ??= input;
  }
  first?.focus();
}

// What the page knows

interface Place {
  readonly room: Room;
  readonly link: HTMLAnchorElement;
  /** In the order of their numbers. */
  messages: Message[];
  hasEarlier: boolean;
  unread: number;
  draft: string;
}

/** What lasts from signing in to signing out. */
interface Visit {
  readonly user: string;
  readonly live: LiveChannel;
  readonly outbox: Outbox;
  readonly places: Map<string, Place>;
  readonly leaving: AbortController;
  current?: Place;
  leavingRoom?: AbortController;
}

let visit: Visit | undefined;

const newestOf = (place: Place) => place.messages.at(-1)?.id;

// Messages

const day = (time: Date) =>
  time.toDateString() === new Date().toDateString()
    ? "Today"
    : time.toLocaleDateString("en", { weekday: "long", month: "long", day: "numeric" });

function makeInitial(user: string): HTMLSpanElement {
  let hue = 0;
  for (const letter of user) hue = (hue * 31 + letter.codePointAt(0)!) % 1009;
  const initial = make("span", `initial hue-${hue % 6}`, [...user][0]);
  initial.setAttribute("aria-hidden", "true");
  return initial;
}

function makeMessage(message: Message, isOwn: boolean, previous?: Message): HTMLLIElement {
  const sent = new Date(message.sent);
  const follows =
    previous?.author === message.author && +sent - +new Date(previous.sent) < 5 * 60_000;
  const row = make("li", `message${isOwn ? " own" : ""}${follows ? " follows" : ""}`);
  const time = make(
    "time",
    "",
    sent.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  );
  time.dateTime = message.sent;
  const by = make("p", "by");
  by.append(make("strong", "", message.author), time);
  row.append(makeInitial(message.author), by, make("p", "said", message.text));
  return row;
}

/** Adds rows for messages that come after those that are shown. */
function append(place: Place, from: number): void {
  for (let at = from; at < place.messages.length; ++at) {
    const [previous, message] = [place.messages[at - 1], place.messages[at]!];
    const today = day(new Date(message.sent));
    const isNewDay = previous === undefined || day(new Date(previous.sent)) !== today;
    if (isNewDay) messageList.append(make("li", "day", today));
    const isOwn = message.author === visit?.user;
    messageList.append(makeMessage(message, isOwn, isNewDay ? undefined : previous));
  }
  earlier.hidden = !place.hasEarlier;
  empty.hidden = place.messages.length > 0;
}

const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;

function goToEnd(): void {
  log.scrollTop = log.scrollHeight;
  newest.hidden = true;
}

function showUnsent(): void {
  if (visit?.current === undefined) return;
  const { outbox, current } = visit;
  const wasAtEnd = isAtEnd();
  unsentList.replaceChildren(...outbox.of(current.room.name).map(makeUnsent));
  if (wasAtEnd) goToEnd();
}

function makeUnsent({ key, text: said, fault }: Unsent): HTMLLIElement {
  const row = make("li", `message own unsent${fault === undefined ? "" : " failed"}`);
  const note = make("p", "note", fault ?? (visit?.live.state.status === "live" ? "" : "Waiting"));
  if (fault !== undefined || note.textContent !== "") {
    const act = (name: string, then: () => void) => {
      const button = make("button", "", name);
      button.type = "button";
      button.addEventListener("click", () => {
        visit?.outbox.remove(key);
        then();
        text.focus();
      });
      note.append(button);
    };
    act("Edit", () => (text.value = said));
    act("Remove", () => {});
  }
  row.append(make("p", "said", said), note);
  return row;
}

/** Takes messages that are newer than those that are there. Others are known. */
function take(place: Place, messages: readonly Message[], isNews: boolean): void {
  const before = place.messages.length;
  for (const message of messages) {
    if (message.id <= (newestOf(place) ?? 0)) continue;
    place.messages.push(message);
    stopTyping(message.author);
    if (isNews && message.author !== visit?.user && place !== visit?.current) ++place.unread;
  }
  const added = place.messages.slice(before);
  if (place === visit?.current) {
    const wasAtEnd = isAtEnd();
    append(place, before);
    if (wasAtEnd) goToEnd();
    else if (added.some(({ author }) => author !== visit?.user)) newest.hidden = false;
  }
  for (const { author, key } of added) if (author === visit?.user) visit.outbox.remove(key);
  showUnread();
}

/** Gets what is missing: at first the newest messages, later all that came after the last one. */
async function catchUp({ live, leaving }: Visit, place: Place, isNews: boolean): Promise<void> {
  const limit = 100;
  const room = place.room.name;
  for (;;) {
    const after = newestOf(place);
    const outcome = await live.getMessages({ room, after, limit }).safe();
    if (leaving.signal.aborted) return;
    if (!outcome.ok) {
      if (!mayRepeat(outcome.error)) return showError(outcome.error);
      await pause(300);
      continue;
    }
    const isFull = outcome.value.length === limit;
    if (after === undefined) place.hasEarlier = isFull;
    take(place, outcome.value, isNews);
    if (after === undefined || !isFull) return;
  }
}

/**
 * Keeps the messages of a room up to date. After a lost connection, the subscription goes on where
 * it was. When the server was started again, it does not know that place: the messages are `lost`
 * for the topic, but the database has them.
 */
async function follow(visit: Visit, place: Place): Promise<void> {
  const { signal } = visit.leaving;
  const news = visit.live.roomMessages({ room: place.room.name }, { signal });
  await news.ready;
  await catchUp(visit, place, false);
  for await (const { data, lost } of news) {
    if (lost) await catchUp(visit, place, true);
    else take(place, [data], true);
  }
}

earlier.addEventListener("click", async () => {
  const { live, current: place } = visit ?? {};
  if (live === undefined || place === undefined) return;
  const limit = 100;
  const before = place.messages[0]!.id;
  const outcome = await live.getMessages({ room: place.room.name, before, limit }).safe();
  if (!outcome.ok) return showError(outcome.error);
  place.messages = [...outcome.value, ...place.messages];
  place.hasEarlier = outcome.value.length === limit;
  if (place !== visit?.current) return;
  const fromEnd = log.scrollHeight - log.scrollTop;
  messageList.replaceChildren();
  append(place, 0);
  log.scrollTop = log.scrollHeight - fromEnd;
  log.focus();
});

newest.addEventListener("click", () => {
  goToEnd();
  text.focus();
});
log.addEventListener("scroll", () => {
  if (isAtEnd()) newest.hidden = true;
});

// Rooms

function showUnread(): void {
  let sum = 0;
  for (const { room, link, unread } of visit?.places.values() ?? []) {
    sum += unread;
    link.querySelector(".count")?.remove();
    if (unread === 0) continue;
    const count = make("span", "count", String(unread));
    count.append(make("span", "unseen", unread === 1 ? " new message" : " new messages"));
    link.append(count);
    link.title = room.name;
  }
  document.title = sum > 0 ? `(${sum}) Chat` : "Chat";
}

function addRoom(visit: Visit, room: Room): void {
  if (visit.places.has(room.name)) return;
  const link = make("a", room.is_private ? "private" : "");
  link.href = `#${room.name}`;
  link.append(make("span", "name", room.name));
  if (room.is_private) link.append(make("span", "unseen", " (private)"));
  const place = { room, link, messages: [], hasEarlier: false, unread: 0, draft: "" };
  visit.places.set(room.name, place);
  const row = make("li", "");
  row.append(link);
  const next = [...roomList.children].find((other) => other.textContent! > room.name);
  roomList.insertBefore(row, next ?? null);
  void inBackground(visit, follow(visit, place));
}

async function loadRooms(visit: Visit): Promise<void> {
  const outcome = await getRooms(api).safe();
  if (!outcome.ok) return showError(outcome.error);
  for (const room of outcome.value) addRoom(visit, room);
}

type News = ReturnType<LiveChannel["newRooms"]>;

/** A topic without history does not say what was missed: then the whole list is loaded again. */
async function followRooms(visit: Visit, news: News): Promise<void> {
  for await (const { data, lost } of news) {
    if (lost) await loadRooms(visit);
    else {
      addRoom(visit, data);
      element("news", HTMLParagraphElement).textContent = `There is a new room: ${data.name}.`;
    }
  }
}

/** Shows the room that the address names. */
function enter(): void {
  if (visit === undefined) return;
  const { places } = visit;
  const wanted = decodeURIComponent(location.hash.slice(1));
  const place = places.get(wanted) ?? places.get("lobby") ?? [...places.values()][0];
  if (place === undefined || place === visit.current) return;
  if (visit.current) {
    visit.current.draft = text.value;
    visit.current.link.removeAttribute("aria-current");
  }
  visit.leavingRoom?.abort();
  visit.leavingRoom = new AbortController();
  visit.current = place;
  place.link.setAttribute("aria-current", "page");
  place.link.scrollIntoView({ block: "nearest", inline: "nearest" });
  place.unread = 0;
  const head = element("room", HTMLHeadingElement);
  head.textContent = place.room.name;
  if (place.room.is_private) head.append(make("small", "", "private"));
  // A screen reader reads what is new, not the whole room.
  log.setAttribute("aria-busy", "true");
  messageList.replaceChildren();
  append(place, 0);
  log.removeAttribute("aria-busy");
  text.value = place.draft;
  text.placeholder = `Message to ${place.room.name}`;
  forgetTyping();
  showPeople([]);
  showUnsent();
  showUnread();
  goToEnd();
  void inBackground(visit, watchPeople(visit, place, visit.leavingRoom.signal));
}

// People

const typing = new Map<string, ReturnType<typeof setTimeout>>();

function showTyping(): void {
  const names = [...typing.keys()];
  const last = names.pop();
  if (last === undefined) typingLine.textContent = "";
  else if (names.length === 0) typingLine.textContent = `${last} is writing…`;
  else typingLine.textContent = `${names.join(", ")} and ${last} are writing…`;
}

function stopTyping(name: string): void {
  clearTimeout(typing.get(name));
  if (typing.delete(name)) showTyping();
}

function forgetTyping(): void {
  for (const timer of typing.values()) clearTimeout(timer);
  typing.clear();
  showTyping();
}

function showPeople(present: readonly PresentMember<Member>[]): void {
  // Somebody with two pages is there twice.
  const names = [...new Set(present.map(({ data }) => data.name))];
  people.replaceChildren(
    ...names.map((name) => {
      const row = make("li", "");
      row.append(makeInitial(name), make("span", "name", name));
      if (name === visit?.user) row.append(make("small", "", "you"));
      return row;
    }),
  );
}

/** Others see us in a room as long as this lasts. */
async function watchPeople({ live, user }: Visit, { room }: Place, signal: AbortSignal) {
  const here = live.roomPeople({ room: room.name }, { signal });
  here.onPresence((present) => {
    if (!signal.aborted) showPeople(present);
  });
  for await (const { data } of here) {
    if (data === undefined || data.name === user) continue;
    clearTimeout(typing.get(data.name));
    typing.set(
      data.name,
      setTimeout(() => stopTyping(data.name), 4000),
    );
    showTyping();
  }
}

// What the user does

let lastTyping = 0;

text.addEventListener("input", () => {
  if (visit?.current === undefined || visit.live.state.status !== "live") return;
  if (text.value === "" || Date.now() - lastTyping < 2000) return;
  lastTyping = Date.now();
  void visit.live.type({ room: visit.current.room.name }).safe();
});

text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sayForm.requestSubmit();
});

sayForm.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = text.value.trim();
  if (visit?.current === undefined || said === "") return;
  text.value = "";
  lastTyping = 0;
  visit.outbox.add(visit.current.room.name, said);
  goToEnd();
  text.focus();
});

element("new-room", HTMLButtonElement).addEventListener("click", () => {
  openForm.reset();
  for (const input of [roomName, guests]) setFault(input, "");
  dialog.showModal();
});
element("cancel-room", HTMLButtonElement).addEventListener("click", () => dialog.close());

openForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const input of [roomName, guests]) setFault(input, "");
  const names = guests.value.split(/[\s,]+/).filter((name) => name !== "");
  const outcome = await openRoom(api, { name: roomName.value.trim(), guests: names }).safe();
  if (!outcome.ok) {
    const { error } = outcome;
    if (error.type === "urn:vgen:validation") showError(error, { name: roomName, guests });
    else setFault(roomName, sentence(error));
    return;
  }
  dialog.close();
  if (visit) addRoom(visit, outcome.value);
  location.hash = outcome.value.name;
  text.focus();
});

for (const input of [nameField, password, roomName, guests])
  input.addEventListener("input", () => setFault(input, ""));

// The connection

let countdown: ReturnType<typeof setInterval> | undefined;

function showState({ live }: Visit, state: SocketState): void {
  const isLive = state.status === "live";
  const words = isLive ? "Live" : "Connecting…";
  if (stateLine.textContent !== words) stateLine.textContent = words;
  stateLine.classList.toggle("live", isLive);
  clearInterval(countdown);
  const tick = () => {
    const seconds = state.status === "waiting" ? (state.nextTry - Date.now()) / 1000 : 0;
    nextTry.textContent = seconds > 0.5 ? `Next try in ${Math.ceil(seconds)} s.` : "Trying now…";
  };
  tick();
  if (state.status === "waiting") {
    countdown = setInterval(tick, 1000);
    // A browser does not say why it has no connection: perhaps the session has ended.
    void getSession(api, { retries: 0 })
      .safe()
      .then((outcome) => {
        if (!outcome.ok && outcome.error.status === 401 && live === visit?.live) showEntrance();
      });
  }
  // The first attempt needs no notice.
  if (state.status !== "connecting") {
    away.hidden = isLive;
    chat.classList.toggle("is-away", !isLive);
    if (!isLive) forgetTyping();
  }
  showUnsent();
}

/** What goes on until the visit ends. */
async function inBackground({ leaving }: Visit, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (thrown) {
    if (leaving.signal.aborted) return;
    if (!isChatError(thrown)) throw thrown;
    showError(thrown.problem);
  }
}

async function showChat(user: string): Promise<void> {
  const live = openLive(api);
  const leaving = new AbortController();
  const explain = (error: CallError) => sentence(error as ChatError);
  const outbox = new Outbox(live, user, showUnsent, explain);
  const now: Visit = { user, live, outbox, leaving, places: new Map() };
  visit = now;
  element("user", HTMLParagraphElement).textContent = user;
  entrance.hidden = true;
  who.hidden = chat.hidden = false;
  away.hidden = true;
  live.on("state", (state) => {
    if (now === visit) showState(now, state);
  });
  showState(now, live.state);
  const { signal } = leaving;
  const news = [live.newRooms({ signal }), live.invitations({ user }, { signal })];
  for (const topic of news) void inBackground(now, followRooms(now, topic));
  // What is opened from now on arrives.
  await Promise.all(news.map(({ ready }) => ready.safe()));
  await loadRooms(now);
  enter();
  text.focus();
}

function showEntrance(): void {
  visit?.leaving.abort();
  visit?.leavingRoom?.abort();
  visit?.live.close();
  visit = undefined;
  clearInterval(countdown);
  roomList.replaceChildren();
  messageList.replaceChildren();
  unsentList.replaceChildren();
  people.replaceChildren();
  showUnread();
  who.hidden = chat.hidden = true;
  dialog.close();
  entrance.hidden = false;
  nameField.focus();
}

signInForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const input of [nameField, password]) setFault(input, "");
  setProblem("");
  const user = nameField.value.trim();
  const outcome = await signIn(api, { user, password: password.value }).safe();
  if (!outcome.ok) return showError(outcome.error, { user: nameField, password });
  signInForm.reset();
  void showChat(outcome.value.user);
});

element("sign-out", HTMLButtonElement).addEventListener("click", async () => {
  setProblem("");
  const outcome = await signOut(api).safe();
  if (!outcome.ok) return showError(outcome.error);
  showEntrance();
});

window.addEventListener("hashchange", enter);

const outcome = await getSession(api).safe();
if (outcome.ok) void showChat(outcome.value.user);
else showError(outcome.error);
