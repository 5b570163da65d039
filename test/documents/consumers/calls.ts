// Calls of the todo server through clients that code generators wrote from its document. Each
// function throws if an answer is not as the document says.
import assert from "node:assert/strict";

import * as heyApi from "generated/hey-api/todo/index.ts";
import { client } from "generated/hey-api/todo/client.gen.ts";
import * as oazapfts from "generated/oazapfts/todo/api.ts";
import * as orval from "generated/orval-8/todo/api.ts";
import { Api } from "generated/swagger-typescript-api/todo/api.ts";

const due = "2026-12-24T18:00:00Z";
const todo = { title: "Water the plants", priority: "high", labels: ["home"], due } as const;
const made = (id: number) => ({ id, ...todo, done: false });

/** The clients whose requests have no base call `fetch` with a path. */
async function withBase<T>(url: string, action: () => Promise<T>): Promise<T> {
  const { fetch } = globalThis;
  globalThis.fetch = (path, init) => fetch(new URL(String(path), url), init);
  return action().finally(() => {
    globalThis.fetch = fetch;
  });
}

export const calls: Record<string, (url: string) => Promise<void>> = {
  /**
   * Its schemas of zod judge inputs and outputs. Its transformers make dates, and bigints from
   * int64.
   */
  async "hey-api"(baseUrl) {
    client.setConfig({ baseUrl, throwOnError: true });
    const { data } = await heyApi.createTodo({
      body: { ...todo, labels: [...todo.labels] },
      throwOnError: true,
    });
    const { id, ...others } = data;
    assert.equal(typeof id, "bigint");
    assert.deepEqual(others, { ...todo, due: new Date(due), done: false });
    assert.deepEqual((await heyApi.getTodo({ path: { id }, throwOnError: true })).data, data);
    assert.equal(
      (await heyApi.updateTodo({ path: { id }, body: { done: true }, throwOnError: true })).data
        .done,
      true,
    );
    assert.ok(
      (await heyApi.listTodos({ query: { label: "home" }, throwOnError: true })).data.total >= 1n,
    );
    assert.equal(
      (await heyApi.deleteTodo({ path: { id }, throwOnError: true })).response.status,
      204,
    );
    const { error } = await heyApi.getTodo({ path: { id }, throwOnError: false });
    assert.equal((error as { type: string }).type, "urn:todo:not-found");
  },
  "orval-8": (url) =>
    withBase(url, async () => {
      const created = await orval.createTodo({ ...todo, labels: [...todo.labels] });
      assert.equal(created.status, 201);
      const { id } = created.data as orval.Todo;
      assert.deepEqual(created.data, made(id));
      assert.deepEqual((await orval.getTodo(id)).data, created.data);
      assert.equal(((await orval.updateTodo(id, { done: true })).data as orval.Todo).done, true);
      assert.equal((await orval.listTodos({ limit: 1, done: true })).status, 200);
      assert.equal((await orval.deleteTodo(id)).status, 204);
      const missing = await orval.getTodo(id);
      assert.equal((missing.data as orval.NotFoundProblem).type, "urn:todo:not-found");
    }),
  async oazapfts(url) {
    oazapfts.defaults.baseUrl = url;
    const created = await oazapfts.createTodo({ ...todo, labels: [...todo.labels] });
    assert.equal(created.status, 201);
    const { id } = created.data as oazapfts.Todo;
    assert.deepEqual(created.data, made(id));
    assert.deepEqual((await oazapfts.getTodo(id)).data, created.data);
    assert.equal((await oazapfts.updateTodo(id, { done: true })).status, 200);
    assert.equal((await oazapfts.listTodos({ limit: 1, done: true })).status, 200);
    assert.equal((await oazapfts.deleteTodo(id)).status, 204);
    assert.equal((await oazapfts.getTodo(id)).status, 404);
  },
  async "swagger-typescript-api"(baseUrl) {
    const { todos } = new Api({ baseUrl });
    const { data } = await todos.createTodo({ ...todo, labels: [...todo.labels] });
    assert.deepEqual(data, made(data.id));
    assert.deepEqual((await todos.getTodo(data.id)).data, data);
    assert.equal((await todos.updateTodo(data.id, { done: true })).data.done, true);
    assert.equal((await todos.listTodos({ limit: 1, done: true })).status, 200);
    assert.equal((await todos.deleteTodo(data.id)).status, 204);
    await assert.rejects(
      todos.getTodo(data.id),
      ({ error }) => error.type === "urn:todo:not-found",
    );
  },
};
