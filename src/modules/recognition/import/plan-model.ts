import type { Day } from "#core/calendar/day.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import type { CompanyForm, ProducerKind } from "#modules/producers/model.ts";
import type { Procedures } from "#modules/rulebooks/procedure.ts";
import type { IssuerLevel } from "../model.ts";
import type { ImportUnit } from "./communes.ts";
import type { Problem, RowStatus } from "./problems.ts";
import type { Settled, Settlement, WrittenPlaceKey } from "./settlements.ts";

/** The set of a product whose register does not tell it; no rulebook has such a set. */
export const unknownSet = "00";

/** A place as a record keeps it: the unit that it was made in, and where that lies today. */
export type PlannedPlace = {
  readonly version: PlaceVersion;
  readonly code: string;
  /** Today's commune; only the province where the commune is not known, or was divided. */
  readonly path: string;
  readonly provinceCode: string;
  readonly isCommune: boolean;
  /** District of before July 2025 that it lay in; null when it is not known. */
  readonly district: string | null;
};

export type PlannedProducer = {
  readonly key: string;
  readonly name: string;
  readonly kind: ProducerKind;
  readonly companyForm: CompanyForm | null;
  readonly isTourism: boolean;
  place: PlannedPlace;
  readonly address: string;
  readonly phone: string | null;
  /** The producer that the system has already; null for a new one. */
  readonly knownId: string | null;
};

export type PlannedProduct = {
  readonly key: string;
  readonly producerKey: string;
  readonly name: string;
  readonly regime: string;
  readonly set: string;
  readonly isTourism: boolean;
  readonly knownId: string | null;
};

/** A recognition that the register tells of. What it does not tell stays null. */
export type PlannedRecognition = {
  readonly row: number;
  readonly round: number;
  readonly productKey: string;
  readonly stars: number;
  readonly day: Day | null;
  readonly year: number | null;
  readonly decision: string | null;
  readonly issuer: string | null;
  readonly level: IssuerLevel | null;
  readonly regime: string | null;
  /** The last valid day: as written, or 36 months from the day by the regime. */
  readonly expiresOn: Day | null;
  /** The earliest and latest that it can be; null where not even the year is told. */
  readonly expiresFrom: Day | null;
  readonly expiresTo: Day | null;
  /** Where the register has it from, as it says. */
  readonly source: string | null;
};

/** A producer of the plan that another may be. */
export type AlikeProducer = {
  readonly as: Extract<Settlement, { kind: "producer" }>["as"];
  readonly name: string;
  /** `Dòng 12` or `Hệ thống`. */
  readonly where: string;
};

/** What a person can settle about a problem, with what there is to choose from. */
export type Question =
  | {
      readonly kind: "commune";
      readonly written: WrittenPlaceKey;
      readonly provinceCode: string;
      readonly units: readonly ImportUnit[];
    }
  | { readonly kind: "producer"; readonly others: readonly AlikeProducer[] }
  /** The cell itself; `text`: what it says now. */
  | { readonly kind: "cell"; readonly text: string };

/** A problem of the plan with the question that it leaves. */
export type OpenProblem = Problem & { readonly question: Question | null };

export type PlannedRow = {
  readonly row: number;
  readonly status: RowStatus;
  readonly product: string;
  readonly producer: string;
};

/** What an import would do: nothing is in it that the rows do not say. */
export type Plan = {
  readonly rows: readonly PlannedRow[];
  readonly problems: readonly Problem[];
  /** The problems of rows with what a person can settle about them. */
  readonly open: readonly OpenProblem[];
  readonly producers: readonly PlannedProducer[];
  readonly products: readonly PlannedProduct[];
  readonly recognitions: readonly PlannedRecognition[];
};

/** What the system has already, by the keys of `names.ts`. */
export type Known = {
  readonly producers: readonly {
    readonly id: string;
    readonly provinceCode: string;
    readonly name: string;
    /** `version/code` of its commune; null where only the province is known. */
    readonly commune: string | null;
    readonly path: string;
    readonly kind: ProducerKind;
    readonly isTourism: boolean;
  }[];
  readonly products: readonly {
    readonly id: string;
    readonly producerId: string;
    readonly name: string;
  }[];
  readonly recognitions: readonly {
    readonly productId: string;
    readonly stars: number;
    readonly day: Day | null;
    readonly year: number | null;
  }[];
};

/** What a plan stands on beside the sheet. */
export type Ground = {
  /** Provinces, old and new. */
  readonly provinces: readonly ImportUnit[];
  /** Districts and communes of the provinces that the sheet names, old and new. */
  readonly units: readonly ImportUnit[];
  readonly procedures: Procedures;
  /** The regime that products without one are entered under: the newest. */
  readonly regime: string;
  /** Titles of its sets. */
  readonly sets: readonly { readonly code: string; readonly title: string }[];
  readonly today: Day;
  /** For sheets without a province column. */
  readonly province: string | null;
  readonly mayEnter: (provinceCode: string) => boolean;
  /** What a person has settled of this file. */
  readonly settled: Settled;
  readonly known: Known;
};
