import type { CouncilRules } from "#modules/rulebooks/council-rules.ts";
import type { CouncilResult } from "#modules/rulebooks/council.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import type {
  Attendance,
  ConflictKind,
  CouncilLevel,
  Duty,
  ItemState,
  RoundKind,
  SessionMode,
  SessionState,
  Signature,
} from "../model.ts";
import type { SealedSheet } from "../sheets/seal.server.ts";

/** A person of the session; someone replaced on the way keeps their line. */
export type SeatFacts = {
  readonly userId: string;
  readonly name: string;
  readonly duty: Duty;
  readonly scores: boolean;
  readonly agencyName: string;
  readonly position: string | null;
  readonly seat: number;
  readonly attendance: Attendance;
  /** Why the person left; null: sits to the end. */
  readonly endedReason: string | null;
  readonly replacedBy: string | null;
};

/** A signed sheet of a revealed round. */
export type SheetFacts = {
  readonly id: string;
  readonly userId: string;
  readonly member: string;
  readonly seat: number;
  readonly total: number;
  readonly stars: number;
  readonly sealed: SealedSheet;
  readonly digest: string;
  readonly signedAt: Date;
  readonly signedWith: Signature;
  /** Of a paper sheet: who typed it, and who compared the two. */
  readonly enteredBy: string | null;
  readonly confirmedBy: string | null;
};

/** A round that has been revealed; hidden ones never reach a paper. */
export type RoundFacts = {
  readonly roundNo: number;
  readonly kind: RoundKind;
  readonly reason: string | null;
  readonly revealedAt: Date;
  readonly sheets: readonly SheetFacts[];
};

/** A version of a closed result. */
export type ResultFacts = {
  readonly version: number;
  readonly round: number;
  readonly outcome: CouncilResult;
  readonly stars: number;
  readonly rejected: boolean;
  readonly digest: string;
  readonly closedAt: Date;
};

export type ItemFacts = {
  readonly id: string;
  readonly seq: number;
  readonly state: ItemState;
  readonly productName: string;
  readonly producerName: string;
  readonly communeName: string;
  readonly setCode: string;
  readonly set: RuleSet;
  /** Such as `26/2026/QĐ-TTg`. */
  readonly decision: string;
  readonly receiptCode: string | null;
  readonly presentation: string | null;
  readonly discussion: string | null;
  readonly ruling: string | null;
  readonly rejectGround: string | null;
  readonly recused: readonly {
    readonly userId: string;
    readonly name: string;
    readonly kinds: readonly ConflictKind[];
  }[];
  readonly rounds: readonly RoundFacts[];
  /** Oldest first; the last one stands. */
  readonly results: readonly ResultFacts[];
  /** The reader is in conflict with the product and its numbers are left out. */
  readonly isWithheld: boolean;
};

/** What the papers of a session are made of. */
export type SessionFacts = {
  readonly id: string;
  readonly title: string;
  readonly mode: SessionMode;
  readonly state: SessionState;
  readonly place: string | null;
  readonly startsAt: Date;
  readonly dueAt: Date | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly isDemo: boolean;
  readonly council: {
    readonly name: string;
    readonly level: CouncilLevel;
    readonly decisionNumber: string;
    readonly decisionOn: string;
    /** `Tỉnh Thái Nguyên`; null for the country's. */
    readonly unitName: string | null;
  };
  readonly rules: CouncilRules;
  readonly rulesSeq: number | null;
  readonly seats: readonly SeatFacts[];
  readonly items: readonly ItemFacts[];
  /** Last change of what is printed. */
  readonly changedAt: Date;
};
