// Chance with a seed: the same documents in each run. mulberry32.
export class Chance {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  fraction() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(count) {
    return Math.floor(this.fraction() * count);
  }

  is(probability) {
    return this.fraction() < probability;
  }

  of(choices) {
    return choices[this.below(choices.length)];
  }
}
