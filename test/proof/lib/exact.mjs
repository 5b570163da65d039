// Decimal arithmetic, because JSON's numbers are decimal and both validators divide in binary.

/** {digits, exponent} of a number's text: digits * 10^exponent, without zeros at the end of the
 *  digits. */
export const decimal = (text) => {
  const [, sign, whole, fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  const short = digits.replace(/0+$/, "") || "0";
  if (short === "0") return { digits: 0n, exponent: 0 };
  return {
    digits: BigInt(sign + short),
    exponent: Number(exponent) - fraction.length + digits.length - short.length,
  };
};

/** The same for a double; its shortest text is the number. */
export const isMultiple = (value, step) => {
  if (!Number.isFinite(value)) return false;
  const [one, other] = [decimal(String(value)), decimal(String(step))];
  const lowest = Math.min(one.exponent, other.exponent);
  const scaled = ({ digits, exponent }) => digits * 10n ** BigInt(exponent - lowest);
  return scaled(one) % scaled(other) === 0n;
};
