// Whether a document and the text that was written for it are the same value. Each type has one
// written form.

const dateTime =
  /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

/** Nanoseconds since the epoch if the text is a date-time. */
const instant = (text) => {
  const found = dateTime.exec(text);
  if (!found) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = "",
    sign,
    offsetHour = 0,
    offsetMinute = 0,
  ] = found;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const offset = (sign === "-" ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  const seconds =
    BigInt(date.getTime() / 1000) +
    BigInt((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second));
  return seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, "0").slice(0, 9));
};

/** Whether the second text is the written form of the first. */
export const sameText = (one, other) => {
  if (one === other) return true;
  const at = instant(one);
  if (at !== undefined) return at === instant(other);
  return /^[0-9a-f-]{36}$/i.test(one) && one.toLowerCase() === other;
};

const sameList = (one, other) => {
  if (one.length !== other.length) return false;
  if (one.every((item, i) => sameValue(item, other[i]))) return true;
  const left = [...other]; // sets have their own order
  return one.every((item) => {
    const at = left.findIndex((each) => sameValue(item, each));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
};

/** Members that were left out may be written with their defaults. */
const sameObject = (one, other) =>
  Object.entries(one).every(
    ([name, member]) => Object.hasOwn(other, name) && sameValue(member, other[name]),
  );

export const sameValue = (one, other) => {
  if (
    typeof one !== typeof other ||
    one === null ||
    other === null ||
    Array.isArray(one) !== Array.isArray(other)
  )
    return one === other;
  if (typeof one === "number") return one === other || Math.fround(one) === Math.fround(other);
  if (typeof one === "string") return sameText(one, other);
  if (Array.isArray(one)) return sameList(one, other);
  return typeof one === "object" ? sameObject(one, other) : one === other;
};
