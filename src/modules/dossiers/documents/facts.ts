import type { Day } from "#core/calendar/day.ts";
import type { PaperKind } from "#modules/producers/model/papers.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import type { RuleSet } from "#modules/rulebooks/model.ts";
import type { Stage } from "#modules/rulebooks/procedure.ts";
import type { Section } from "../forms/definitions.ts";
import type { SectionData } from "../forms/fields.ts";
import type { DossierKind, ReviewTopic, SampleAct, TopicFinding } from "../model.ts";

/** A paper as a dossier names it. `digest` null: it is an address and no file. */
export type Evidence = {
  readonly criterion: string;
  readonly paperId: string;
  readonly kind: PaperKind;
  readonly title: string;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly issuedOn: Day | null;
  readonly expiresOn: Day | null;
  readonly digest: string | null;
  readonly url: string | null;
};

/** What the printed papers of a dossier are made of: a filing as it was frozen, or a draft. */
export type DossierFacts = {
  /** Null for a draft: nothing was filed, and the papers say so. */
  readonly filing: {
    readonly seq: number;
    readonly receiptCode: string;
    readonly digest: string;
    readonly on: Day;
    readonly at: Date;
  } | null;
  readonly isDemo: boolean;
  readonly id: string;
  readonly regime: string;
  /** Such as `26/2026/QĐ-TTg`. */
  readonly decision: string;
  readonly kind: DossierKind;
  readonly producerName: string;
  readonly representativeName: string | null;
  readonly productName: string;
  readonly set: RuleSet;
  readonly compiled: CompiledSet;
  readonly sections: readonly { readonly section: Section; readonly data: SectionData }[];
  readonly answers: Readonly<
    Record<string, { readonly option: number | null; readonly note: string | null }>
  >;
  readonly evidence: readonly Evidence[];
  /** Where the dossier was made: `Xã Văn Lang`, `Tỉnh Thái Nguyên`. */
  readonly place: { readonly commune: string; readonly province: string };
  /** The offices on the dossier's way, as its regime prescribes them. */
  readonly path: readonly Pick<Stage, "id" | "level" | "kind">[];
  /** Slips given by the offices, by stage. */
  readonly numbers: readonly { readonly stage: string; readonly text: string; readonly on: Day }[];
  /** Last change of what is printed: the filing, or the last save of a draft. */
  readonly changedAt: Date;
};

/** The commune's report as it stands. */
export type ReviewFacts = {
  readonly topics: Readonly<
    Partial<Record<ReviewTopic, { finding: TopicFinding | null; comment: string }>>
  >;
  readonly asked: readonly ReviewTopic[];
  readonly visit: { readonly on: Day; readonly people: string; readonly note: string } | null;
  readonly meeting: {
    readonly on: Day;
    readonly place: string;
    readonly people: string;
    readonly minutes: string;
  } | null;
  readonly request: string | null;
  readonly form: string | null;
  /** Samples that the commune holds. */
  readonly samplesHeld: number;
};

/** A return, item by item. */
export type ReturnFacts = {
  readonly on: Day;
  readonly stage: string;
  /** Level of the office that returned it. */
  readonly level: "commune" | "district" | "province" | "central";
  readonly reason: string;
  readonly items: readonly { readonly item: string; readonly reason: string }[];
};

export type SampleFacts = {
  readonly act: SampleAct;
  readonly quantity: number;
  readonly giver: string;
  readonly taker: string;
  readonly condition: string;
  readonly onDay: Day;
};
