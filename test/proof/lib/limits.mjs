// Random constraint tags that do not contradict each other or the tags of an alias. Each function
// returns the tags and the limits that apply together.

const safe = 2n ** 53n - 1n;

/** The range of an integer on the wire. */
export const rangeOf = ({ bits, signed, wire }) => {
  const full = signed
    ? [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]
    : [0n, 2n ** BigInt(bits) - 1n];
  if (wire || bits < 64) return full;
  return signed ? [-safe, safe] : [0n, safe];
};

const narrowing = (random, low, high) => {
  const near = (value) => {
    const offset = random.pick([0n, 1n, 5n, 10n, 99n]);
    const found = value + offset;
    return found > high ? high : found;
  };
  const starts = [low, 0n, 1n, -5n, random.bigInteger(low, high)].filter(
    (value) => value >= low && value <= high,
  );
  const first = near(random.pick(starts));
  const spans = [0n, 1n, 3n, 20n, 1000n, high - first].filter((span) => first + span <= high);
  return [first, first + random.pick(spans)];
};

export const integerLimits = (random, type) => {
  const { limits } = type;
  const [low, high] = [limits.low ?? rangeOf(type)[0], limits.high ?? rangeOf(type)[1]];
  if (high - low < 4n) return { tags: [], limits };
  const [least, most] = narrowing(random, low, high);
  const tags = [];
  const found = { ...limits };
  if (random.chance(0.7)) {
    const exclusive = least > low && random.chance(0.3);
    tags.push(exclusive ? `@exclusiveMinimum ${least - 1n}` : `@minimum ${least}`);
    found.low = least;
  }
  if (random.chance(0.7)) {
    const exclusive = most < high && random.chance(0.3);
    tags.push(exclusive ? `@exclusiveMaximum ${most + 1n}` : `@maximum ${most}`);
    found.high = most;
  }
  const room = (found.high ?? high) - (found.low ?? low);
  if (!type.wire && !limits.multiple && room > 20n && random.chance(0.25)) {
    found.multiple = random.pick(["1", "2", "3", "5", "7", "10"]);
    tags.push(`@multipleOf ${found.multiple}`);
  }
  return { tags, limits: found };
};

export const numberLimits = (random, { limits }) => {
  const tags = [];
  const found = { ...limits };
  const low = limits.low ?? -1000;
  const high = limits.high ?? 1000;
  const cut = (value) => Math.round(value * 8) / 8;
  if (high - low > 4) {
    const least = random.pick([cut(low + (high - low) / 8), cut(low + 0.5)]);
    const most = random.pick([cut(high - (high - low) / 8), cut(high - 0.5)]);
    if (random.chance(0.6)) {
      tags.push(`${random.chance(0.3) ? "@exclusiveMinimum" : "@minimum"} ${least}`);
      found.low = least;
    }
    if (random.chance(0.6)) {
      tags.push(`${random.chance(0.3) ? "@exclusiveMaximum" : "@maximum"} ${most}`);
      found.high = most;
    }
  }
  if (!limits.multiple && random.chance(0.3)) {
    found.multiple = random.pick([
      "0.01",
      "0.1",
      "0.5",
      "0.25",
      "3",
      "0.001",
      "0.3",
      "1e-2",
      "2.5",
    ]);
    tags.push(`@multipleOf ${found.multiple}`);
  }
  return { tags, limits: found };
};

const counts = (random, limits, least, most, names, sizes) => {
  const tags = [];
  const found = { ...limits };
  const low = limits[least] ?? 0;
  const high = limits[most] ?? Number.POSITIVE_INFINITY;
  const chosen = random
    .shuffled(sizes.filter((size) => size >= low && size <= high))
    .slice(0, 2)
    .sort((a, b) => a - b);
  if (chosen.length === 2 && random.chance(0.6)) {
    found[least] = chosen[0];
    tags.push(`@${names[0]} ${chosen[0]}`);
  }
  if (chosen.length === 2 && random.chance(0.7)) {
    found[most] = chosen[1];
    tags.push(`@${names[1]} ${chosen[1]}`);
  }
  return { tags, limits: found };
};

const patterns = [
  "^[a-z]+$",
  "^[a-z]{2,4}$",
  "[0-9]",
  "^\\d{3}-\\d{2}$",
  "^(?:red|green|[A-F]{2})$",
  "^\\p{L}+$",
  "^.{1,3}$",
  "^[^\\s@]+$",
  "^(ab|cd)*x?$",
  "^[A-Za-z_]\\w*$",
  "\\.(png|jpe?g)$",
  "^\\u{1F600}?a$",
  "^$|^x",
  "^[\\u0041-\\u005a]{1,3}$",
  "\\bend$",
  "^[a-c\\-z]+$",
];
const formats = ["email", "uri", "uuid", "date", "date-time", "time", "ipv4", "ipv6", "hostname"];

export const stringLimits = (random, { limits }) => {
  const choice = random.unit();
  if (choice < 0.3 && !limits.pattern && !limits.format) {
    const pattern = random.pick(patterns);
    return { tags: [`@pattern ${pattern}`], limits: { ...limits, pattern } };
  }
  if (choice < 0.55 && !limits.pattern && !limits.format) {
    const format = random.pick(formats);
    return { tags: [`@format ${format}`], limits: { ...limits, format } };
  }
  return counts(
    random,
    limits,
    "minLength",
    "maxLength",
    ["minLength", "maxLength"],
    [0, 1, 2, 3, 5, 8, 20, 64],
  );
};

export const bytesLimits = (random, { limits }) =>
  counts(
    random,
    limits,
    "minLength",
    "maxLength",
    ["minLength", "maxLength"],
    [0, 4, 8, 10, 16, 40],
  );

export const listLimits = (random, type) => {
  if (type.fixed) return { tags: [], limits: type.limits };
  const found = counts(
    random,
    type.limits,
    "minItems",
    "maxItems",
    ["minItems", "maxItems"],
    [0, 1, 2, 3, 6],
  );
  if (type.scalarItems && random.chance(0.3)) found.tags.push("@uniqueItems");
  return found;
};

export const mapLimits = (random, { limits }) =>
  counts(
    random,
    limits,
    "minProperties",
    "maxProperties",
    ["minProperties", "maxProperties"],
    [0, 1, 2, 3, 5],
  );

const limiters = {
  integer: integerLimits,
  number: numberLimits,
  string: stringLimits,
  path: stringLimits,
  bytes: bytesLimits,
  list: listLimits,
  map: mapLimits,
};

/** Tags that fit a type; none for types that accept none. */
export const limitsFor = (random, type) =>
  limiters[type.kind]?.(random, type) ?? { tags: [], limits: type.limits ?? {} };
