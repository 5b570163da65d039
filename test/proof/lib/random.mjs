// Random choices that a seed repeats, so that every failure can be reproduced.

export class Random {
  #state;

  constructor(seed) {
    this.#state = BigInt.asUintN(64, BigInt(seed));
    // Otherwise neighbouring seeds would give shifted sequences.
    this.#state = this.#next() * 0xd1342543de82ef95n;
  }

  /** SplitMix64. */
  #next() {
    this.#state = BigInt.asUintN(64, this.#state + 0x9e3779b97f4a7c15n);
    let z = this.#state;
    z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
    return z ^ (z >> 31n);
  }

  /** At least 0, below 1. */
  unit() {
    return Number(this.#next() >> 11n) / 2 ** 53;
  }

  /** A whole number, both ends included. */
  integer(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** The same for numbers of any size. */
  bigInteger(low, high) {
    const wide = (this.#next() << 64n) | this.#next();
    return low + (wide % (high - low + 1n));
  }

  chance(probability) {
    return this.unit() < probability;
  }

  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  shuffled(list) {
    const copy = [...list];
    for (let i = copy.length - 1; i > 0; --i) {
      const j = this.integer(0, i);
      [copy[i], copy[j]] = [copy[j], copy[i]];
    }
    return copy;
  }

  /** A separate generator, whose use does not change the later numbers of this one. */
  fork() {
    return new Random(this.#next());
  }
}
