/** An answer as it stands on the system. `version` 0: never written. */
export type StandingAnswer = {
  /** Option number, from 1; null: only a note, or nothing. */
  readonly option: number | null;
  readonly note: string | null;
  readonly version: number;
  /** The write that made it; null where there is none. */
  readonly writeId: string | null;
};

/** What became of one write: kept as a version, or not, because something newer stands there. */
export type WriteOutcome = { readonly criterion: string; readonly writeId: string } & (
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "stale"; readonly current: StandingAnswer }
);

/** What a member says besides the answers. */
export type Remarks = {
  readonly comment: string | null;
  readonly proposesRejection: boolean;
  readonly rejectionReason: string | null;
  readonly stopAt: string | null;
};

/** Nothing said. */
export const noRemarks: Remarks = {
  comment: null,
  proposesRejection: false,
  rejectionReason: null,
  stopAt: null,
};
