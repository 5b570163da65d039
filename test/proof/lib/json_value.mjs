// JSON values that keep what JavaScript values lose: the text of a number, and the order of
// members. Strings, booleans, null and arrays are those of JavaScript.

export class Num {
  constructor(text) {
    this.text = String(text);
  }
}

export class Obj {
  constructor(members = []) {
    this.members = members;
  }

  get(name) {
    return this.members.find(([known]) => known === name)?.[1];
  }

  /** A copy with one more member, or with another value for it. */
  with(name, value) {
    const has = this.members.some(([known]) => known === name);
    return new Obj(
      has
        ? this.members.map((member) => (member[0] === name ? [name, value] : member))
        : [...this.members, [name, value]],
    );
  }

  without(name) {
    return new Obj(this.members.filter(([known]) => known !== name));
  }
}

/** Makes one from a plain value. */
export const fromPlain = (value) => {
  if (typeof value === "number") return new Num(Object.is(value, -0) ? "-0" : value);
  if (Array.isArray(value)) return value.map(fromPlain);
  if (value !== null && typeof value === "object")
    return new Obj(Object.entries(value).map(([name, member]) => [name, fromPlain(member)]));
  return value;
};

/** The value and every value in it, each with a function that returns the whole with another value
 *  at this place. */
export function* places(value, replace = (other) => other) {
  yield { value, replace };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; ++i)
      yield* places(value[i], (other) => replace(value.with(i, other)));
  } else if (value instanceof Obj) {
    for (const [name, member] of value.members)
      yield* places(member, (other) => replace(value.with(name, other)));
  }
}

const plainString = (text) => JSON.stringify(text);

export const toText = (value) => {
  if (value instanceof Num) return value.text;
  if (Array.isArray(value)) return `[${value.map(toText).join(",")}]`;
  if (value instanceof Obj) {
    const members = value.members.map(([name, member]) => `${plainString(name)}:${toText(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
};

const space = (random) => (random.chance(0.3) ? random.pick([" ", "\n", "\t", "\r\n", "  "]) : "");

const unit = (code, random) => {
  const hex = code.toString(16).padStart(4, "0");
  return `\\u${random.chance(0.5) ? hex : hex.toUpperCase()}`;
};

const shortEscapes = {
  '"': '\\"',
  "\\": "\\\\",
  "/": "\\/",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const escapedCharacter = (character, random) => {
  const short = shortEscapes[character];
  const must = character < " " || character === '"' || character === "\\";
  if (short && random.chance(must ? 0.7 : 0.3)) return short;
  if (must || random.chance(0.15))
    return [...character]
      .flatMap((c) => c.split(""))
      .map((c) => unit(c.charCodeAt(0), random))
      .join("");
  return character;
};

const strangeString = (text, random) =>
  `"${[...text].map((character) => escapedCharacter(character, random)).join("")}"`;

/** Another text of the same value: white space, escapes, the order of members. */
export const toStrangeText = (value, random) => {
  const spaced = (text) => space(random) + text + space(random);
  const list = (parts, open, close) =>
    open + (parts.length === 0 ? space(random) : parts.map(spaced).join(",")) + close;
  if (typeof value === "string") return strangeString(value, random);
  if (Array.isArray(value))
    return list(
      value.map((item) => toStrangeText(item, random)),
      "[",
      "]",
    );
  if (!(value instanceof Obj)) return toText(value);
  const members = random.chance(0.7) ? random.shuffled(value.members) : value.members;
  const texts = members.map(
    ([name, member]) => strangeString(name, random) + spaced(":") + toStrangeText(member, random),
  );
  return list(texts, "{", "}");
};
