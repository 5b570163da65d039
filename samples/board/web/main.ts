// The page of the board. `board-client` is the generated client: functions and types of
// board_api.hpp.
import {
  addCard,
  attach,
  changeCard,
  createClient,
  followBoard,
  getSession,
  isBoardError,
  purge,
  removeCard,
  signIn,
  signOut,
} from "board-client";
import type { BoardError, BoardEvent, Card, Column, Session } from "board-client";

const api = createClient({
  baseUrl: "",
  // The stream connects again by itself. Its requests and answers show how it is.
  onRequest: ({ url }) => {
    if (url.endsWith("/board/events")) setLive(false);
  },
});

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

const who = element("who", HTMLDivElement);
const state = element("state", HTMLParagraphElement);
const problem = element("problem", HTMLParagraphElement);
const status = element("status", HTMLParagraphElement);
const signInForm = element("sign-in", HTMLFormElement);
const name = element("name", HTMLInputElement);
const password = element("password", HTMLInputElement);
const board = element("board", HTMLDivElement);
const addForm = element("add", HTMLFormElement);
const title = element("title", HTMLInputElement);
const purgeButton = element("purge", HTMLButtonElement);

const columns: readonly Column[] = ["planned", "doing", "done"];
const columnText: Record<Column, string> = { planned: "Planned", doing: "Doing", done: "Done" };

function say(text: string): void {
  status.textContent = text;
}

function setLive(isLive: boolean): void {
  const text = isLive ? "Live" : "Connecting…";
  if (state.textContent !== text) state.textContent = text;
  state.classList.toggle("live", isLive);
}

// Faults

function setProblem(text: string): void {
  problem.textContent = text;
  problem.hidden = text === "";
}

function setFault(input: HTMLInputElement, text: string): void {
  const line = element(`${input.id}-fault`, HTMLParagraphElement);
  line.textContent = text;
  line.hidden = text === "";
  if (text === "") input.removeAttribute("aria-invalid");
  else input.setAttribute("aria-invalid", "true");
}

function sentence(error: BoardError): string {
  switch (error.type) {
    case "urn:board:card-not-found":
      return "Somebody has removed this card.";
    case "urn:board:wrong-password":
      return "The name or the password is wrong.";
    case "urn:vgen:forbidden":
      return "Only its author and the owner of the board may do that.";
    case "urn:vgen:validation":
      return error.errors.map((fault) => `${fault.pointer.slice(1)} ${fault.message}`).join(", ");
    case "vgen:transport":
      return "The server was not reached. Is it running?";
    default:
      return `${error.title}.`;
  }
}

/** Shows a fault beside the field that it belongs to, and all other errors above. */
function showError(error: BoardError, fields: Record<string, HTMLInputElement> = {}): void {
  if (error.type === "urn:vgen:unauthorized") return showSignIn();
  if (error.type !== "urn:vgen:validation") return setProblem(sentence(error));
  const others: string[] = [];
  let first: HTMLInputElement | undefined;
  for (const { pointer, message } of error.errors) {
    const input = fields[pointer.slice(1)];
    if (input === undefined) {
      others.push(`${pointer.slice(1)} ${message}`);
      continue;
    }
    setFault(input, `This ${message}.`);
    first ??= input;
  }
  setProblem(others.join(", "));
  first?.focus();
}

// The cards. The page shows what the stream says, also of its own changes, so all pages agree.

let session: Session | undefined;
const rows = new Map<number, { card: Card; row: HTMLLIElement }>();

function listOf(column: Column): HTMLUListElement {
  return document.querySelector<HTMLUListElement>(`#${column} > ul`)!;
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.textContent = text;
  return made;
}

const shapes = {
  back: "M19 12H5m6-6-6 6 6 6",
  on: "M5 12h14m-6-6 6 6-6 6",
  attach:
    "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4L14.5 8",
  remove: "M6 6l12 12M18 6 6 18",
};

function icon(shape: keyof typeof shapes): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", shapes[shape]);
  svg.append(path);
  return svg;
}

function makeButton(shape: keyof typeof shapes, text: string, act: () => void): HTMLButtonElement {
  const button = make("button", shape);
  button.type = "button";
  button.title = text.replace(/ “.*”/s, "");
  button.setAttribute("aria-label", text);
  button.append(icon(shape));
  button.addEventListener("click", act);
  return button;
}

function makeUpload(card: Card): HTMLLabelElement {
  const label = make("label", "attach");
  label.title = "Attach a file";
  const input = make("input", "");
  input.type = "file";
  input.setAttribute("aria-label", `Attach a file to “${card.title}”`);
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void upload(card, file, label);
  });
  label.append(icon("attach"), input);
  return label;
}

const units = ["B", "kB", "MB"];

function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  const text = value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${text} ${units[power]}`;
}

function makeRow(card: Card): HTMLLIElement {
  const row = make("li", "card sheet");
  row.draggable = true;
  const changed = make(
    "time",
    "",
    new Date(card.changed).toLocaleString("en", {
      month: "short",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
  );
  changed.dateTime = card.changed;
  const by = make("p", "by", `${card.author}, `);
  by.append(changed);
  row.append(make("h3", "", card.title), by);

  if (card.attachments.length > 0) {
    const files = make("ul", "");
    for (const { id, name, size } of card.attachments) {
      const link = make("a", "");
      link.href = `attachments/${id}`;
      link.download = name;
      link.append(make("span", "file", name), make("span", "size", sizeText(size)));
      const item = make("li", "");
      item.append(link);
      files.append(item);
    }
    row.append(files);
  }

  const actions = make("div", "actions");
  const place = columns.indexOf(card.column);
  const before = columns[place - 1];
  const after = columns[place + 1];
  if (before) {
    const text = `Move “${card.title}” to ${columnText[before]}`;
    actions.append(makeButton("back", text, () => void move(card.id, before)));
  }
  if (after) {
    const text = `Move “${card.title}” to ${columnText[after]}`;
    actions.append(makeButton("on", text, () => void move(card.id, after)));
  }
  actions.append(makeUpload(card));
  if (session?.role === "owner" || session?.user === card.author)
    actions.append(makeButton("remove", `Remove “${card.title}”`, () => void remove(card.id)));
  row.append(actions);

  row.addEventListener("dragstart", (event) => {
    event.dataTransfer?.setData("text/x-card", String(card.id));
    row.classList.add("is-dragged");
  });
  row.addEventListener("dragend", () => row.classList.remove("is-dragged"));
  return row;
}

function refreshCounts(): void {
  for (const column of columns) {
    const count = document.querySelector(`#${column} .count`)!;
    count.textContent = String(listOf(column).children.length);
  }
  purgeButton.hidden = session?.role !== "owner" || listOf("done").children.length === 0;
}

/** Puts a card where it belongs: the order of each column is that of the numbers. */
function showCard(card: Card): void {
  const old = rows.get(card.id);
  const focused = old?.row.contains(document.activeElement)
    ? document.activeElement!.closest("button, label, a")?.className
    : undefined;
  const row = makeRow(card);
  rows.set(card.id, { card, row });
  old?.row.remove();
  const list = listOf(card.column);
  const next = [...rows.values()]
    .filter((other) => other.card.column === card.column && other.card.id > card.id)
    .sort((a, b) => a.card.id - b.card.id)[0];
  list.insertBefore(row, next?.row ?? null);
  if (focused !== undefined) {
    // The same button; at the last column there is only the way back.
    const same = focused === "attach" ? ".attach input" : focused && `.${focused}`;
    const target = (same && row.querySelector<HTMLElement>(same)) || row.querySelector("button");
    target?.focus();
  }
}

function takeOut(id: number): void {
  const old = rows.get(id);
  if (old === undefined) return;
  const neighbour = old.row.nextElementSibling ?? old.row.previousElementSibling;
  const hadFocus = old.row.contains(document.activeElement);
  rows.delete(id);
  old.row.remove();
  if (hadFocus) (neighbour?.querySelector("button") ?? title).focus();
}

function show(event: BoardEvent): void {
  switch (event.kind) {
    case "Board": {
      const kept = new Set(event.cards.map((card) => card.id));
      for (const id of [...rows.keys()]) if (!kept.has(id)) takeOut(id);
      event.cards.forEach(showCard);
      break;
    }
    case "Card": {
      const old = rows.get(event.id)?.card;
      showCard(event);
      rows.get(event.id)!.row.classList.add("is-new");
      if (old === undefined) say(`“${event.title}” is new.`);
      else if (old.column !== event.column)
        say(`“${event.title}” is now in ${columnText[event.column]}.`);
      else say(`“${event.title}” has changed.`);
      break;
    }
    case "CardRemoved":
      say(`“${rows.get(event.id)?.card.title ?? "A card"}” is removed.`);
      takeOut(event.id);
  }
  refreshCounts();
}

// What the user does

async function move(id: number, column: Column): Promise<void> {
  setProblem("");
  const outcome = await changeCard(api, { id, column }).safe();
  if (!outcome.ok) showError(outcome.error);
}

async function remove(id: number): Promise<void> {
  setProblem("");
  const outcome = await removeCard(api, { id }).safe();
  if (!outcome.ok) showError(outcome.error);
}

async function upload(card: Card, file: File, label: HTMLElement): Promise<void> {
  setProblem("");
  label.classList.add("is-busy");
  const outcome = await attach(api, { id: card.id, file }, { timeout: 0 }).safe();
  label.classList.remove("is-busy");
  if (!outcome.ok) showError(outcome.error);
}

addForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  setFault(title, "");
  setProblem("");
  const outcome = await addCard(api, { title: title.value.trim() }).safe();
  if (!outcome.ok) return showError(outcome.error, { title });
  addForm.reset();
  title.focus();
});

purgeButton.addEventListener("click", async () => {
  setProblem("");
  const outcome = await purge(api).safe();
  if (!outcome.ok) return showError(outcome.error);
  title.focus();
});

for (const column of columns) {
  const section = element(column, HTMLElement);
  const cardOf = (event: DragEvent) => event.dataTransfer?.types.includes("text/x-card");
  section.addEventListener("dragover", (event) => {
    if (!cardOf(event)) return;
    event.preventDefault();
    section.classList.add("target");
  });
  section.addEventListener("dragleave", (event) => {
    if (!section.contains(event.relatedTarget as Node | null)) section.classList.remove("target");
  });
  section.addEventListener("drop", (event) => {
    section.classList.remove("target");
    if (!cardOf(event)) return;
    event.preventDefault();
    void move(Number(event.dataTransfer!.getData("text/x-card")), column);
  });
}

// The session

let following = new AbortController();

/** Shows the board and keeps it up to date, until the session ends. */
async function follow(): Promise<void> {
  following = new AbortController();
  const { signal } = following;
  try {
    for await (const event of followBoard(api, { signal })) {
      setLive(true);
      show(event);
    }
  } catch (thrown) {
    if (signal.aborted) return;
    if (!isBoardError(thrown)) throw thrown;
    setLive(false);
    showError(thrown.problem);
  }
}

function showBoard(by: Session): void {
  session = by;
  element("user", HTMLParagraphElement).replaceChildren(
    by.user,
    make("small", "", by.role === "owner" ? " (owner)" : ""),
  );
  signInForm.hidden = true;
  who.hidden = board.hidden = false;
  refreshCounts();
  title.focus();
  void follow();
}

function showSignIn(): void {
  following.abort();
  session = undefined;
  rows.clear();
  for (const column of columns) listOf(column).replaceChildren();
  who.hidden = board.hidden = true;
  signInForm.hidden = false;
  name.focus();
}

signInForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  for (const input of [name, password]) setFault(input, "");
  setProblem("");
  const outcome = await signIn(api, { user: name.value.trim(), password: password.value }).safe();
  if (!outcome.ok) return showError(outcome.error, { user: name, password });
  signInForm.reset();
  showBoard(outcome.value);
});

element("sign-out", HTMLButtonElement).addEventListener("click", async () => {
  setProblem("");
  const outcome = await signOut(api).safe();
  if (!outcome.ok) return showError(outcome.error);
  showSignIn();
});

for (const input of [name, password, title])
  input.addEventListener("input", () => setFault(input, ""));

const outcome = await getSession(api).safe();
if (outcome.ok) showBoard(outcome.value);
else showError(outcome.error);
