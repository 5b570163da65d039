import { checked } from "./request.js";

/** A value as a part of a segment. Characters in `hidden` are encoded too. */
function encode(text: string, hidden: readonly (string | undefined)[]): string {
  return Array.from(text, (character) =>
    hidden.includes(character)
      ? `%${character.charCodeAt(0).toString(16)}`
      : encodeURIComponent(character),
  ).join("");
}

/**
 * For generated functions: fills a path with text and parameters in one segment (`{name}.json`) or
 * with a parameter that takes the rest of the path (`{path...}`). `take` gives the texts of a
 * member. Throws if a value cannot be sent.
 */
export function fillPath(template: string, take: (member: string) => string[]): string {
  const path = template.replace(/(\{[^}]*\}|[^/{])+/g, (segment) => {
    // The server splits at the last text between two parameters, so no value may contain where such
    // a text begins.
    const hidden = Array.from(segment.matchAll(/\}([^{])(?=[^{}]*\{)/g), (match) => match[1]);
    const filled = segment.replace(/\{(.+?)(\.{3})?\}/g, (_, member: string, rest) => {
      const text = take(member).join();
      return rest
        ? text.split("/").map(encodeURIComponent).join("/")
        : encode(checked(text, /^$/, member), hidden);
    });
    // `fetch` removes dot segments from the URL, encoded or not, and would so reach another
    // operation.
    return checked(filled, /(^|\/)\.{1,2}(\/|$)/, segment.replace(/[{}]/g, ""));
  });
  return checked(path, /^\/\//, template); // `fetch` takes `//name` for a host
}
