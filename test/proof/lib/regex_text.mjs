// Texts that match a regular expression. Supports enough of ECMA-262 for the patterns of vgen and
// of the generated headers.

const classes = { d: "0123456789", w: "azAZ09_", s: " \t", D: "xY-", W: "-é!", S: "aß9" };

class Sampler {
  #pattern;
  #at = 0;
  #random;

  constructor(pattern, random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  sample() {
    const text = this.#choice();
    if (this.#at !== this.#pattern.length)
      throw new Error(`cannot sample ${this.#pattern} at ${this.#at}`);
    return text;
  }

  #peek() {
    return this.#pattern[this.#at];
  }

  #take(text) {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  /** Reads all alternatives and uses the text of one. */
  #choice() {
    const texts = [this.#sequence()];
    while (this.#take("|")) texts.push(this.#sequence());
    return this.#random.pick(texts);
  }

  #sequence() {
    let text = "";
    while (this.#at < this.#pattern.length && this.#peek() !== "|" && this.#peek() !== ")")
      text += this.#repeated();
    return text;
  }

  /** Reads a repeated part again for each copy, so that copies differ. */
  #repeated() {
    const start = this.#at;
    let text = this.#atom();
    const end = this.#at;
    const [least, most] = this.#quantifier();
    const after = this.#at;
    const count = this.#random.integer(least, most);
    if (count === 0) text = "";
    for (let i = 1; i < count; ++i) {
      this.#at = start;
      text += this.#atom();
      if (this.#at !== end) throw new Error(`cannot repeat in ${this.#pattern}`);
    }
    this.#at = after;
    return text;
  }

  #quantifier() {
    const counts = /^\{(\d+)(,(\d*))?\}/.exec(this.#pattern.slice(this.#at));
    let range = [1, 1];
    if (this.#take("*")) range = [0, 3];
    else if (this.#take("+")) range = [1, 4];
    else if (this.#take("?")) range = [0, 1];
    else if (counts) {
      this.#at += counts[0].length;
      const least = Number(counts[1]);
      range = [
        least,
        counts[2] === undefined ? least : counts[3] === "" ? least + 2 : Number(counts[3]),
      ];
    } else return range;
    this.#take("?");
    return range;
  }

  #atom() {
    if (this.#take("(?:") || this.#take("(")) {
      const text = this.#choice();
      if (!this.#take(")")) throw new Error(`no ) in ${this.#pattern}`);
      return text;
    }
    if (this.#take("^") || this.#take("$")) return "";
    if (this.#take("[")) return this.#random.pick(this.#set());
    if (this.#take(".")) return this.#random.pick(["a", "Z", "7", " ", "é", "😀", "-"]);
    if (this.#take("\\")) return this.#random.pick(this.#escape());
    return this.#character();
  }

  #character() {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at));
    this.#at += character.length;
    return character;
  }

  #escape() {
    const property = /^p\{L\w*\}/.exec(this.#pattern.slice(this.#at));
    if (property) {
      this.#at += property[0].length;
      return ["a", "é", "ß", "Ж"];
    }
    const code = /^u\{([0-9a-fA-F]+)\}|^u([0-9a-fA-F]{4})/.exec(this.#pattern.slice(this.#at));
    if (code) {
      this.#at += code[0].length;
      return [String.fromCodePoint(Number.parseInt(code[1] ?? code[2], 16))];
    }
    const letter = this.#character();
    if (letter === "b") return [""];
    return [...(classes[letter] ?? letter)];
  }

  #set() {
    const negated = this.#take("^");
    const members = [];
    while (!this.#take("]")) {
      const from = this.#take("\\") ? this.#escape() : [this.#character()];
      if (from.length === 1 && this.#peek() === "-" && this.#pattern[this.#at + 1] !== "]") {
        this.#take("-");
        const to = this.#take("\\") ? this.#escape()[0] : this.#character();
        const [low, high] = [from[0].codePointAt(0), to.codePointAt(0)];
        for (const code of new Set([low, high, this.#random.integer(low, high)]))
          members.push(String.fromCodePoint(code));
      } else {
        members.push(...from);
      }
    }
    if (!negated) return members;
    const others = ["a", "q", "Z", "5", " ", "_", "é", "😀", "~"].filter(
      (each) => !members.includes(each),
    );
    return others;
  }
}

/** A text that most probably matches; undefined if the pattern is not supported here. */
export const textOfPattern = (pattern, random) => {
  try {
    return new Sampler(pattern, random).sample();
  } catch {
    return undefined;
  }
};
