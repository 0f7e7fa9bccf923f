import { fieldStore } from "#core/field/store.ts";
import type { Entry, Given } from "../sheets/outbox.ts";
import type { Remarks } from "../sheets/outcome.ts";

/** The sheet that something on this device belongs to, and whose it is. */
export type SheetKey = {
  readonly user: string;
  readonly session: string;
  readonly item: string;
  readonly round: number;
};

type Kept = SheetKey & { readonly save: string };

/** One criterion of one sheet as this device keeps it. */
export type KeptAnswer = Kept & {
  readonly kind: "answer";
  readonly criterion: string;
  readonly entry: Entry<Given>;
};

/** The remarks of one sheet as this device keeps them. */
export type KeptRemarks = Kept & { readonly kind: "remarks"; readonly entry: Entry<Remarks> };

/** Survives the page, the browser and the tablet's battery. */
const store = fieldStore<KeptAnswer | KeptRemarks>("ocop-sheets", "entries");

/** Where the browser keeps nothing (a private window, a full device) the page itself has to do. */
const memory = new Map<string, KeptAnswer | KeptRemarks>();

/** Everything that this device keeps of the account's sheets. */
export async function keptOf(user: string): Promise<readonly (KeptAnswer | KeptRemarks)[]> {
  const stored = await store.all().catch(() => []);
  return [...stored, ...memory.values()].filter((kept) => kept.user === user);
}

/** Takes off this device what the system has: for a device that several people use. */
export async function forgetSaved(user: string): Promise<void> {
  for (const kept of await keptOf(user)) {
    const place = kept.kind === "answer" ? kept.criterion : remarksPlace;
    if (kept.entry.waiting === null) await store.forget(idOf(kept, place));
  }
}

async function change(
  id: string,
  turn: (kept: KeptAnswer | KeptRemarks | null) => KeptAnswer | KeptRemarks,
): Promise<void> {
  try {
    if (!memory.has(id)) return void (await store.change(id, turn));
  } catch {
    // Kept below.
  }
  memory.set(id, turn(memory.get(id) ?? null));
}

function idOf({ user, session, item, round }: SheetKey, place: string): string {
  return [user, session, item, round, place].join(" ");
}

const remarksPlace = "*";

/** Changes one answer as a whole, whoever else changes it; resolves once the device has it. */
export async function changeAnswer(
  key: Kept,
  criterion: string,
  turn: (entry: Entry<Given> | null) => Entry<Given>,
): Promise<Entry<Given>> {
  let turned: Entry<Given> | undefined;
  await change(idOf(key, criterion), (found) => {
    turned = turn(found?.kind === "answer" ? found.entry : null);
    return { ...kept(key), kind: "answer", criterion, entry: turned };
  });
  if (!turned) throw new Error("the device kept nothing");
  return turned;
}

/** As `changeAnswer`, of the remarks. */
export async function changeRemarks(
  key: Kept,
  turn: (entry: Entry<Remarks> | null) => Entry<Remarks>,
): Promise<Entry<Remarks>> {
  let turned: Entry<Remarks> | undefined;
  await change(idOf(key, remarksPlace), (found) => {
    turned = turn(found?.kind === "remarks" ? found.entry : null);
    return { ...kept(key), kind: "remarks", entry: turned };
  });
  if (!turned) throw new Error("the device kept nothing");
  return turned;
}

function kept({ user, session, item, round, save }: Kept): Kept {
  return { user, session, item, round, save };
}

/** A new id for a write. Also where `randomUUID` is not offered: on a hall's plain address. */
export function newWriteId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
