// Walks through JSON values.

/** Every object in a JSON value with its JSON Pointer. */
export function* objects(value, pointer = "") {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield { value, pointer };
  for (const [name, member] of Object.entries(value)) {
    yield* objects(member, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}

/** The value itself, or the one in the same document that it refers to. */
export const resolve = (document, value) => {
  if (typeof value?.$ref !== "string") return value;
  const names = value.$ref.slice(2).split("/");
  return resolve(
    document,
    names.reduce(
      (found, name) => found?.[name.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    ),
  );
};
