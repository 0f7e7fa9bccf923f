/** Examinations that run at once: each may take a hundred megabytes for a moment. */
const places = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Runs the work when one of the few places is free, first come first served. */
export async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= places) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The place passes straight to the next, so nobody can slip in between.
    if (next) next();
    else running -= 1;
  }
}
