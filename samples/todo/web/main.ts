// The todo page. `todo-client` is the generated client: functions and types of todo_api.hpp.
import { createClient, createTodo, deleteTodo, listTodos, updateTodo } from "todo-client";
import type { CallError, Priority, Todo } from "todo-client";

const api = createClient({ baseUrl: "" });
const pageSize = 50;

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
}

const form = element("form", HTMLFormElement);
const title = element("title", HTMLInputElement);
const labels = element("labels", HTMLInputElement);
const priority = element("priority", HTMLSelectElement);
const problem = element("problem", HTMLParagraphElement);
const filter = element("filter", HTMLFieldSetElement);
const list = element("todos", HTMLUListElement);
const empty = element("empty", HTMLParagraphElement);
const more = element("more", HTMLButtonElement);
const count = element("count", HTMLParagraphElement);
const status = element("status", HTMLParagraphElement);

const inputs = { title, labels, priority };
const names = { title: "The title", labels: "The list of labels", priority: "The priority" };
type Field = keyof typeof inputs;

function say(text: string): void {
  status.textContent = text;
}

// Faults

function setFault(field: Field, text: string): void {
  const line = element(`${field}-fault`, HTMLParagraphElement);
  line.textContent = text;
  line.hidden = text === "";
  if (text === "") inputs[field].removeAttribute("aria-invalid");
  else inputs[field].setAttribute("aria-invalid", "true");
}

function setProblem(text: string): void {
  problem.textContent = text;
  problem.hidden = text === "";
}

function clearFaults(): void {
  for (const field of Object.keys(inputs) as Field[]) setFault(field, "");
  setProblem("");
}

function sentence(error: { type: string; title?: string; detail?: string }): string {
  if (error.type === "vgen:transport") return "The server was not reached. Is it running?";
  return `${error.title ?? "This did not work"}. ${error.detail ?? ""}`.trim();
}

/** Puts each fault beside the field that its JSON Pointer names: "/title", "/labels/2". */
function showFaults(error: CallError, sent: readonly string[]): void {
  if (error.type !== "urn:vgen:validation") return setProblem(sentence(error));
  const texts = new Map<Field, string[]>();
  const others: string[] = [];
  for (const fault of error.errors) {
    const [, field = "", item] = fault.pointer.split("/");
    if (!(field in inputs)) {
      others.push(`${fault.pointer} ${fault.message}`);
      continue;
    }
    const who = item === undefined ? names[field as Field] : `“${sent[Number(item)] ?? item}”`;
    texts.set(field as Field, [...(texts.get(field as Field) ?? []), `${who} ${fault.message}.`]);
  }
  for (const [field, lines] of texts) setFault(field, lines.join(" "));
  setProblem(others.join(", "));
  const first = (Object.keys(inputs) as Field[]).find((field) => texts.has(field));
  if (first) inputs[first].focus();
  say([...texts.values()].flat().join(" "));
}

// The list

type Show = "all" | "open" | "done";
let show: Show = "all";
let total = 0;

function isShown(todo: Todo): boolean {
  return show === "all" || todo.done === (show === "done");
}

function refreshCount(): void {
  const shown = list.children.length;
  const kind = show === "all" ? "" : ` ${show}`;
  count.textContent = total === 0 ? "" : `${total}${kind}`;
  list.hidden = shown === 0;
  empty.hidden = total !== 0;
  empty.textContent =
    show === "all" ? "Nothing to do. Add the first one above." : `Nothing is ${show}.`;
  more.hidden = shown >= total;
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

const priorityText: Record<Priority, string> = { low: "Low", normal: "", high: "High" };

function makeRow(todo: Todo): HTMLLIElement {
  const row = make("li", "todo");
  row.classList.toggle("is-done", todo.done);

  const check = make("input", "");
  check.type = "checkbox";
  check.checked = todo.done;
  const text = make("span", "text", todo.title);
  const name = make("label", "name");
  name.append(check, text);

  const tags = make("span", "tags");
  if (priorityText[todo.priority] !== "")
    tags.append(make("span", `tag ${todo.priority}`, priorityText[todo.priority]));
  tags.append(...todo.labels.map((label) => make("span", "tag", label)));

  const remove = make("button", "remove");
  remove.type = "button";
  remove.title = "Delete";
  remove.setAttribute("aria-label", `Delete “${todo.title}”`);

  check.addEventListener("change", () => void tick(todo.id, row, check));
  remove.addEventListener("click", () => void drop(todo, row));
  row.append(name, tags, remove);
  return row;
}

/** Removes a row. The focus moves to its neighbour, not to the top of the page. */
function takeOut(row: HTMLLIElement): void {
  const hadFocus = row.contains(document.activeElement);
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  total -= 1;
  if (hadFocus) (neighbour?.querySelector("input") ?? title).focus();
  refreshCount();
}

async function tick(id: number, row: HTMLLIElement, check: HTMLInputElement): Promise<void> {
  setProblem("");
  const outcome = await updateTodo(api, { id, done: check.checked }).safe();
  if (!outcome.ok) {
    check.checked = !check.checked;
    if (outcome.error.type === "urn:todo:not-found") takeOut(row);
    return setProblem(
      outcome.error.type === "urn:todo:not-found"
        ? "Somebody has deleted it."
        : sentence(outcome.error),
    );
  }
  const todo = outcome.value;
  check.checked = todo.done;
  row.classList.toggle("is-done", todo.done);
  say(`“${todo.title}” is ${todo.done ? "done" : "open again"}.`);
  if (!isShown(todo)) takeOut(row);
}

async function drop(todo: Todo, row: HTMLLIElement): Promise<void> {
  setProblem("");
  const outcome = await deleteTodo(api, { id: todo.id }).safe();
  // Another user may have removed it first. The result is the same.
  if (!outcome.ok && outcome.error.type !== "urn:todo:not-found")
    return setProblem(sentence(outcome.error));
  takeOut(row);
  say(`“${todo.title}” is deleted.`);
}

let loads = 0;

/** Loads the list again from the start, or the rows after those on the page. */
async function load(from: "start" | "end"): Promise<void> {
  const turn = ++loads;
  show = (filter.querySelector<HTMLInputElement>("input:checked")?.value ?? "all") as Show;
  const offset = from === "start" ? 0 : list.children.length;
  const outcome = await listTodos(api, {
    limit: pageSize,
    offset,
    ...(show === "all" ? {} : { done: show === "done" }),
  }).safe();
  if (turn !== loads) return; // the user has chosen another filter meanwhile
  if (!outcome.ok) return setProblem(sentence(outcome.error));
  const rows = outcome.value.items.map(makeRow);
  if (from === "start") list.replaceChildren(...rows);
  else list.append(...rows);
  total = outcome.value.total;
  refreshCount();
}

async function add(): Promise<void> {
  clearFaults();
  const sent = labels.value
    .split(",")
    .map((label) => label.trim())
    .filter((label) => label !== "");
  const outcome = await createTodo(api, {
    title: title.value.trim(),
    labels: sent,
    priority: priority.value as Priority,
  }).safe();
  if (!outcome.ok) return showFaults(outcome.error, sent);
  const todo = outcome.value;
  form.reset();
  title.focus();
  say(`“${todo.title}” is added.`);
  await load("start");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void add();
});
for (const field of Object.keys(inputs) as Field[])
  inputs[field].addEventListener("input", () => setFault(field, ""));
filter.addEventListener("change", () => void load("start"));
more.addEventListener("click", () => void load("end"));
void load("start");
