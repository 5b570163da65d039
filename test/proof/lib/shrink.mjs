// The smallest document that still shows a fault.
import { Num, Obj, places, toText } from "./json_value.mjs";
import { judge } from "./trial.mjs";

function* smallerValues(value) {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; ++i) yield value.toSpliced(i, 1);
  } else if (value instanceof Obj) {
    for (const [name] of value.members) yield value.without(name);
  } else if (value instanceof Num) {
    for (const text of ["0", "1"])
      if (value.text !== text && value.text.length >= text.length) yield new Num(text);
    const cut = value.text.replace(/[eE].*$|\.\d*$/, "");
    if (cut !== value.text && cut !== "-") yield new Num(cut);
  } else if (typeof value === "string" && value.length > 0) {
    const characters = [...value];
    yield characters.slice(0, Math.floor(characters.length / 2)).join("");
    for (let i = 0; i < Math.min(characters.length, 40); ++i)
      yield characters.toSpliced(i, 1).join("");
  }
}

function* smaller(value) {
  for (const place of places(value)) {
    for (const other of smallerValues(place.value)) yield place.replace(other);
  }
}

/** `same` returns whether a result shows the same fault. */
export const shrink = (program, result, same) => {
  let best = judge(program, [{ subject: result.subject, value: result.value }])[0];
  if (!same(best)) return result; // only the text as sent shows it
  for (let round = 0; round < 60; ++round) {
    const candidates = [...smaller(best.value)]
      .filter((value) => toText(value).length < best.text.length || value !== best.value)
      .slice(0, 400);
    const tried = judge(
      program,
      candidates.map((value) => ({ subject: result.subject, value })),
    );
    const next = tried.filter(same).sort((a, b) => a.text.length - b.text.length)[0];
    if (!next || next.text.length > best.text.length || next.text === best.text) break;
    best = next;
  }
  return best;
};
