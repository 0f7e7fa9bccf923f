import type { Day } from "#core/calendar/day.ts";

/** Pieces of one month beside the goal; `isBelow` only of months that are over. */
export type MonthCount = {
  readonly month: number;
  readonly count: number;
  readonly isOver: boolean;
  readonly isBelow: boolean;
};

/** The twelve months of a year with what the media brought, as of a day. */
export function countMonths(
  pieces: readonly { readonly on: Day }[],
  { year, perMonth, today }: { year: number; perMonth: number; today: Day },
): readonly MonthCount[] {
  return Array.from({ length: 12 }, (_, at) => {
    const name = `${year}-${String(at + 1).padStart(2, "0")}`;
    const count = pieces.filter(({ on }) => on.startsWith(`${name}-`)).length;
    const isOver = name < today.slice(0, 7);
    return { month: at + 1, count, isOver, isBelow: isOver && count < perMonth };
  });
}
