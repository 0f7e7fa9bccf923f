import type { Day } from "#core/calendar/day.ts";

/** The paper that money went by: its number as typed, and the day of payment. */
export type Voucher = { readonly number: string; readonly day: Day };

/** The same for the same voucher of a province, however its number's letters were typed. */
export function voucherKey({ number, day }: Voucher): string {
  return `${day} ${number.trim().toLowerCase()}`;
}
