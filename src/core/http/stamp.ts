/** What answers depend on beside their address, such as the version of the data they are made from. */
export type Stamp = {
  /** As it was known a moment ago; undefined when it has to be asked for again. */
  known(): string | undefined;
  /** At most so old as `known` may be; however many wait, it is asked for once. */
  ask(): Promise<string>;
};

/** A stamp that is asked for again after so many milliseconds. */
export function stampOf(read: () => Promise<string>, freshFor: number): Stamp {
  let last: { readonly value: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;
  const known = () => (last && performance.now() < last.until ? last.value : undefined);

  async function askNow(): Promise<string> {
    // Counted from before the question: the answer is at least as new.
    const until = performance.now() + freshFor;
    try {
      const value = await read();
      last = { value, until };
      return value;
    } finally {
      asking = undefined;
    }
  }
  return { known, ask: async () => known() ?? (asking ??= askNow()) };
}
