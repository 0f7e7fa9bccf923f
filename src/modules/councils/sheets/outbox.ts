import type { WriteOutcome } from "./outcome.ts";

/** What a member gives one criterion, as boxes hold it. */
export type Given = { readonly option: number | null; readonly note: string | null };

/** A value as the system had it when this device last heard. */
export type Heard<Value> = {
  readonly value: Value;
  readonly version: number;
  /** The write that made it; null where the system does not say. */
  readonly writeId: string | null;
};

/** A value that this device holds and the system may not have yet. */
export type Waiting<Value> = {
  readonly value: Value;
  readonly writeId: string;
  /** Version that it is based on. */
  readonly base: number;
  readonly at: string;
};

/**
 * One criterion (or the remarks) of one sheet on this device. What waits stays until the system
 * has said what became of it, however often the tablet is closed meanwhile.
 */
export type Entry<Value> = {
  readonly heard: Heard<Value> | null;
  readonly waiting: Waiting<Value> | null;
  /** Writes of this device that may have arrived without its hearing so. */
  readonly sent: readonly { readonly writeId: string; readonly value: Value }[];
  /** What stands on the system against what waits: a person must choose. */
  readonly clash: Heard<Value> | null;
  /** Why the system takes no more; the value stays to be read. */
  readonly refused: string | null;
};

export const emptyEntry: Entry<never> = {
  heard: null,
  waiting: null,
  sent: [],
  clash: null,
  refused: null,
};

/** Whether two values say the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The member gave this: it waits from now on, based on what the device last heard. */
export function give<Value>(
  entry: Entry<Value>,
  given: { readonly value: Value; readonly writeId: string; readonly at: string },
): Entry<Value> {
  // While a clash stands, the choice is still to be made: only what is one's own changes.
  const base = entry.clash ? (entry.waiting?.base ?? 0) : (entry.heard?.version ?? 0);
  return { ...entry, waiting: { ...given, base }, refused: null };
}

/** The value that waits is about to be sent: from now on it may arrive unheard. */
export function sending<Value>(entry: Entry<Value>): Entry<Value> {
  const { waiting, sent } = entry;
  if (!waiting || sent.some(({ writeId }) => writeId === waiting.writeId)) return entry;
  return { ...entry, sent: [...sent, { writeId: waiting.writeId, value: waiting.value }] };
}

/** The system has kept a write. What was given meanwhile goes on waiting, based on it. */
export function kept<Value>(
  entry: Entry<Value>,
  { writeId, version }: { readonly writeId: string; readonly version: number },
): Entry<Value> {
  const own = entry.sent.find((write) => write.writeId === writeId);
  const isNewer = version > (entry.heard?.version ?? 0);
  const heard = own && isNewer ? { value: own.value, version, writeId } : entry.heard;
  const isLast = entry.waiting?.writeId === writeId;
  if (isLast) return { ...emptyEntry, heard };
  return {
    ...entry,
    heard,
    waiting: entry.waiting && { ...entry.waiting, base: Math.max(entry.waiting.base, version) },
  };
}

/**
 * The system has something newer than what the device knew. Its own write that arrived unheard,
 * or the same value, is no clash; anything else is shown beside what waits.
 */
export function met<Value>(entry: Entry<Value>, current: Heard<Value>): Entry<Value> {
  const { waiting } = entry;
  if (!waiting) return { ...entry, heard: current };
  if (same(waiting.value, current.value)) return { ...emptyEntry, heard: current };
  if (entry.sent.some((write) => isOf(write, current)))
    return {
      ...entry,
      heard: current,
      clash: null,
      waiting: { ...waiting, base: current.version },
    };
  return { ...entry, heard: current, clash: current };
}

function isOf<Value>(
  write: { readonly writeId: string; readonly value: Value },
  current: Heard<Value>,
): boolean {
  return current.writeId === null
    ? same(write.value, current.value)
    : write.writeId === current.writeId;
}

/** The device hears how things stand, without having sent anything. */
export function hear<Value>(entry: Entry<Value>, current: Heard<Value>): Entry<Value> {
  if (current.version <= (entry.heard?.version ?? -1)) return entry;
  if (!entry.waiting) return { ...emptyEntry, heard: current };
  return current.version > entry.waiting.base ? met(entry, current) : { ...entry, heard: current };
}

/** The person has chosen between the two values of a clash. */
export function choose<Value>(
  entry: Entry<Value>,
  which: "mine" | "theirs",
  writeId: string,
): Entry<Value> {
  const { clash, waiting } = entry;
  if (!clash || !waiting) return entry;
  if (which === "theirs") return { ...emptyEntry, heard: clash };
  return { ...entry, clash: null, waiting: { ...waiting, writeId, base: clash.version } };
}

/** The system takes no more of this; the value stays on the device to be read. */
export function refuse<Value>(entry: Entry<Value>, why: string): Entry<Value> {
  return { ...entry, refused: why };
}

/** Whether the entry has something that can be sent by itself. */
export function isToSend<Value>(entry: Entry<Value>): boolean {
  return entry.waiting !== null && entry.clash === null && entry.refused === null;
}

/** What the boxes show. */
export function shownValue<Value>(entry: Entry<Value>): Value | null {
  return entry.waiting?.value ?? entry.heard?.value ?? null;
}

/** An answer's outcome, told to its entry. */
export function settle(entry: Entry<Given>, outcome: WriteOutcome): Entry<Given> {
  if (outcome.outcome === "saved") return kept(entry, outcome);
  // What was sent has been replaced on the device meanwhile: the newer one will meet it by itself.
  if (entry.waiting?.writeId !== outcome.writeId) return entry;
  const { option, note, version, writeId } = outcome.current;
  return met(entry, { value: { option, note }, version, writeId });
}
