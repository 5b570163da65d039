// Rules that a schema cannot express. Each entry is recognised exactly. If vgen refuses anything
// else that validators accept, it is a fault.
import { decimal } from "./exact.mjs";
import { at } from "./json_pointer.mjs";
import { sameText } from "./same_value.mjs";

/** Two items of a set that are one value: time points, UUIDs and paths have several spellings, and
 *  floats are rounded. */
const isOneValue = (one, other) => {
  if (typeof one === "number" && typeof other === "number")
    return Math.fround(one) === Math.fround(other);
  if (typeof one !== "string" || typeof other !== "string") return false;
  return (
    sameText(one, other) ||
    sameText(one, other.toLowerCase()) ||
    one.replace(/\/+/g, "/") === other.replace(/\/+/g, "/")
  );
};

const twiceInSet = (value, { pointer, code }) => {
  const items = at(value, pointer);
  if (code !== "uniqueItems" || !Array.isArray(items)) return undefined;
  const second = items.find((item, i) =>
    items.slice(0, i).some((earlier) => isOneValue(earlier, item)),
  );
  return second === undefined
    ? undefined
    : {
        reason: "vgen refuses two spellings of one value in a set",
        example: JSON.stringify(items).slice(0, 80),
      };
};

const numbersIn = (text) => text.replace(/"(?:[^"\\]|\\.)*"/g, '""').match(/-?\d[\d.eE+-]*/g) ?? [];

const isSame = (one, other) => one.digits === other.digits && one.exponent === other.exponent;

/** JavaScript changes the number: 9007199254740990.5 becomes whole, 1e-400 becomes zero. The
 *  validators see that number, vgen the written one. */
const lossyNumber = (text) => {
  const found = numbersIn(text).find(
    (number) =>
      !Number.isFinite(Number(number)) || !isSame(decimal(number), decimal(String(Number(number)))),
  );
  return found && { reason: "numbers that JavaScript changes when it reads them", example: found };
};

/** The reason, if vgen may differ from both validators here. */
export const knownDifference = ({ text, value, errors }) => {
  const lossy = lossyNumber(text);
  if (lossy) return lossy;
  const found = errors.map((error) => twiceInSet(value, error));
  return found.length > 0 && found.every(Boolean) ? found[0] : undefined;
};

/** The written value, in which numbers that are the same float are replaced by those that were
 *  read. */
const unrounded = (value, written) => {
  if (typeof written === "number")
    return typeof value === "number" && Math.fround(value) === Math.fround(written)
      ? value
      : written;
  if (Array.isArray(written)) return written.map((item, i) => unrounded(value?.[i], item));
  if (written === null || typeof written !== "object") return written;
  return Object.fromEntries(
    Object.entries(written).map(([name, member]) => [name, unrounded(value?.[name], member)]),
  );
};

/** A float is rounded after its limits are checked, and may then be outside them. */
export const knownOutputDifference = (value, written, judges) => {
  const { ajv, hyperjump } = judges.verdicts(unrounded(value, written));
  return ajv && hyperjump
    ? { reason: "floats that are rounded over a limit", example: "" }
    : undefined;
};
