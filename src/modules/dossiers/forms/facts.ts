import type { Day } from "#core/calendar/day.ts";
import type { DossierKind } from "../model.ts";

/** Figures of one year of the producer; shares are exact decimals. */
export type YearOfProducer = {
  readonly year: number;
  readonly labour: number | null;
  readonly localLabour: number | null;
  readonly communeMaterialPercent: string | null;
  readonly provinceMaterialPercent: string | null;
  readonly revenue: number | null;
  readonly profit: number | null;
  readonly capacity: string | null;
  readonly markets: string | null;
};

/** What the platform holds about a producer and a product when a form is opened. */
export type FormFacts = {
  readonly kind: DossierKind;
  readonly today: Day;
  readonly producer: {
    readonly name: string;
    readonly kindName: string;
    readonly address: string;
    readonly unitName: string;
    readonly phone: string | null;
    readonly email: string | null;
    readonly taxCode: string | null;
    readonly registrationNumber: string | null;
    readonly communityCapitalPercent: string | null;
    readonly foundedOn: Day | null;
    readonly mainActivity: string | null;
  };
  readonly representative: {
    readonly fullName: string;
    readonly position: string | null;
    readonly sex: string | null;
    readonly ethnicity: string | null;
    readonly isDisabled: boolean | null;
  } | null;
  /** Latest first. */
  readonly years: readonly YearOfProducer[];
  readonly product: {
    readonly name: string;
    readonly description: string | null;
    readonly packaging: string | null;
    readonly ingredients: string | null;
    readonly standard: string | null;
    readonly output: string | null;
  };
  readonly set: {
    readonly code: string;
    readonly title: string;
    readonly sector: string | null;
    readonly group: string | null;
  };
};
