import { z } from "zod";
import { placeVersions } from "#modules/places/model.ts";
import { type Cell, indexOfLetter, type Sheet } from "./cells.ts";
import { type Problem, type ProblemKind, problemKinds } from "./problems.ts";

const row = z.int().min(1).max(1_000_000);
const column = z.string().regex(/^[A-Z]{1,2}$/);
const text = z.string().max(1000);
const kinds = Object.keys(problemKinds) as [ProblemKind, ...ProblemKind[]];

/** The producer that a row means: its own, that of an earlier row, or one that the system has. */
const SameSchema = z.union([
  z.literal("own"),
  z.strictObject({ row }),
  z.strictObject({ id: z.uuid() }),
]);

/**
 * What a person settles of a file before it is entered. `cell`: the cell is read as this text.
 * `commune`: whatever is written like this means that unit, in every row. `producer`: whose the
 * producer of a row is. `asRead`: what was doubted is right as it was understood.
 */
export const SettlementSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("cell"), row, column, text }),
  z.strictObject({
    kind: z.literal("commune"),
    province: text,
    district: text,
    commune: text,
    unit: z.strictObject({ version: z.enum(placeVersions), code: z.string().max(10) }),
  }),
  z.strictObject({ kind: z.literal("producer"), row, as: SameSchema }),
  z.strictObject({ kind: z.literal("asRead"), row, column, problem: z.enum(kinds) }),
]);
export type Settlement = z.infer<typeof SettlementSchema>;

/** A place as a row writes it. */
export type WrittenPlaceKey = Pick<
  Extract<Settlement, { kind: "commune" }>,
  "province" | "district" | "commune"
>;

/** Settlements that answer the same question share it. */
export function questionOf(one: Settlement): string {
  if (one.kind === "cell") return `cell|${one.row}|${one.column}`;
  if (one.kind === "producer") return `producer|${one.row}`;
  if (one.kind === "asRead") return `asRead|${one.row}|${one.column}|${one.problem}`;
  return `commune|${JSON.stringify([one.province, one.district, one.commune])}`;
}

/** The settlements with newer ones in the place of what they answer anew. */
export function settledAnew(
  before: readonly Settlement[],
  newer: readonly Settlement[],
): Settlement[] {
  const all = new Map([...before, ...newer].map((one) => [questionOf(one), one]));
  return [...all.values()];
}

/** Settlements as a plan asks for them. */
export class Settled {
  readonly #by: ReadonlyMap<string, Settlement>;

  constructor(settlements: readonly Settlement[] = []) {
    this.#by = new Map(settlements.map((one) => [questionOf(one), one]));
  }

  /** The unit that a written place was said to mean; undefined when nobody said. */
  communeOf(written: WrittenPlaceKey) {
    const { province, district, commune } = written;
    const found = this.#by.get(`commune|${JSON.stringify([province, district, commune])}`);
    return found?.kind === "commune" ? found.unit : undefined;
  }

  /** Whose the producer of a row was said to be; undefined when nobody said. */
  producerOf(at: number) {
    const found = this.#by.get(`producer|${at}`);
    return found?.kind === "producer" ? found.as : undefined;
  }

  /** Whether what was doubted there was said to be right as it was understood. */
  isAsRead({ row: at, column: letter, kind }: Pick<Problem, "row" | "column" | "kind">): boolean {
    return kind !== "file" && this.#by.has(`asRead|${at}|${letter}|${kind}`);
  }
}

/** A sheet with the cells that were corrected; what lies outside of it is left. */
export function correctedSheet(sheet: Sheet, settlements: readonly Settlement[]): Sheet {
  const byRow = Map.groupBy(
    settlements.filter((one) => one.kind === "cell"),
    (one) => one.row,
  );
  if (byRow.size === 0) return sheet;
  const rows = sheet.rows.map((cells, at) => {
    const mine = byRow.get(at + 1);
    if (mine === undefined) return cells;
    const changed: Cell[] = [...cells];
    for (const { column: letter, text: said } of mine) {
      const index = indexOfLetter(letter);
      while (changed.length <= index) changed.push(null);
      changed[index] = said.trim() === "" ? null : said;
    }
    return changed;
  });
  return { ...sheet, rows };
}
