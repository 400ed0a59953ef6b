// The last so many numbers; a gap is NaN.
export const SAMPLES = 90;

export class Ring {
  #numbers = new Float32Array(SAMPLES).fill(NaN);
  #next = 0;

  add(number) {
    this.#numbers[this.#next] = number ?? NaN;
    this.#next = (this.#next + 1) % SAMPLES;
  }

  /** The i-th of them, the oldest first. */
  at(i) {
    return this.#numbers[(this.#next + i) % SAMPLES];
  }

  max() {
    return this.#numbers.reduce((most, number) => (number > most ? number : most), 0);
  }
}
