/** Told after each piece how much of the work is done. */
export type Progress = (done: number, total: number) => void;

/** Rows of one statement: large enough to cost little each, small enough for its parameters. */
const atOnce = 500;

/** Rows that go in a statement at a time, with the progress over all of them. */
export class Pieces {
  readonly #progress: Progress;
  readonly #total: number;
  #done = 0;

  constructor(total: number, progress: Progress = () => undefined) {
    this.#total = total;
    this.#progress = progress;
  }

  async each<Row>(
    rows: readonly Row[],
    insert: (piece: Row[]) => PromiseLike<unknown>,
  ): Promise<void> {
    for (let at = 0; at < rows.length; at += atOnce) {
      const piece = rows.slice(at, at + atOnce);
      await insert(piece);
      this.#done = Math.min(this.#total, this.#done + piece.length);
      this.#progress(this.#done, this.#total);
    }
  }
}
