import type { PackedSet } from "#modules/rulebooks/portable.ts";
import type { Remarks, StandingAnswer } from "../sheets/outcome.ts";

/** What the page of a sheet hands to its script. */
export type PageData = {
  /** Account whose device this is at the moment. */
  readonly user: string;
  readonly session: string;
  readonly item: string;
  readonly round: number;
  /** Name of the product, for lists of what waits. */
  readonly title: string;
  readonly set: PackedSet;
  readonly answers: Readonly<Record<string, StandingAnswer>>;
  readonly remarks: Remarks;
  readonly remarksVersion: number;
  /** The sheet takes nothing: signed, not begun or over. */
  readonly readOnly: boolean;
  /** Where the session's board is sent from; null once the session is over. */
  readonly live: string | null;
  readonly save: string;
  readonly standing: string;
  readonly sign: string;
  readonly texts: {
    readonly live: string;
    readonly unpick: string;
    readonly rejected: string;
    readonly restored: string;
    readonly discard: string;
  };
  readonly gate: string;
};
