import { hear, type Entry, type Given, type Heard } from "../sheets/outbox.ts";
import type { Remarks, StandingAnswer } from "../sheets/outcome.ts";

/** An answer of the system as the outbox takes it. */
export function heardOf(answer: StandingAnswer | undefined): Heard<Given> {
  const { option = null, note = null, version = 0, writeId = null } = answer ?? {};
  return { value: { option, note }, version, writeId };
}

/** The device's entry, or what the page knows where that is newer. */
export function newerOf<Value>(entry: Entry<Value> | null, known: Entry<Value>): Entry<Value> {
  if (!entry) return known;
  return known.heard ? hear(entry, known.heard) : entry;
}

/** Both values of a clash in words; null where there is none. */
export function clashOf<Value>(entry: Entry<Value>, words: (value: Value) => string) {
  return entry.clash && entry.waiting
    ? { theirs: words(entry.clash.value), mine: words(entry.waiting.value) }
    : null;
}

type Standing = {
  readonly round: number;
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  readonly remarks: Remarks;
  readonly version: number;
  readonly closed: string | null;
};

/** How the sheet stands on the system; null when nobody answers. */
export async function readStanding(address: string): Promise<Standing | null> {
  try {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return response.ok ? ((await response.json()) as Standing) : null;
  } catch {
    return null;
  }
}

/** The hall has gone on while the device was away: the page must be opened anew, nothing is lost. */
export function showMoved(): void {
  document.querySelector("[data-moved]")?.removeAttribute("hidden");
}
