/**
 * Work in turns: at most so many at once, first come first served. A weak line carries three
 * files to their end where two hundred at once would all break off.
 */
export class Turns {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs the work when its turn comes; how it ends is the caller's, the next one runs anyway. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#busy >= this.#most)
      await new Promise<void>((begin) => {
        this.#waiting.push(begin);
      });
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
