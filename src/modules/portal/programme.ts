import { bandRanges, type BandRange } from "#modules/rulebooks/bands.ts";
import { isLeaf, type Criterion, type Rulebook } from "#modules/rulebooks/model.ts";
import type { RegimeProcedure, Stage } from "#modules/rulebooks/procedure.ts";

/**
 * The rules of the programme as people are told of them: read from the rulebook and the procedure
 * that are in force, so that a new decision changes the page with its data.
 */
export type Programme = {
  readonly regime: string;
  /** Number of the decision. */
  readonly decision: string;
  readonly from: string | null;
  readonly parts: readonly {
    readonly code: string;
    readonly title: string;
    readonly max: number;
  }[];
  readonly levels: readonly StarLevel[];
  readonly sectors: readonly { readonly name: string; readonly sets: number }[];
  readonly sets: number;
  readonly stages: readonly Stage[];
  readonly certificate: RegimeProcedure["certificate"];
  readonly dossier: RegimeProcedure["dossier"];
  readonly renewal: RegimeProcedure["renewal"];
  readonly revocation: RegimeProcedure["revocation"];
};

/** A star level: the points that reach it, who recognises it, and how many criteria set a least answer. */
export type StarLevel = BandRange & {
  /** Null where no decision and no certificate follow. */
  readonly recognisedBy: Stage["level"] | null;
  /** Fewest and most criteria of a set whose least answer this level asks for; null where none has any. */
  readonly gates: { readonly fewest: number; readonly most: number } | null;
};

/** What people are told of a rulebook under the stages that hold now. */
export function programmeOf(
  book: Rulebook,
  procedure: RegimeProcedure,
  stages: readonly Stage[],
): Programme {
  const sectors = Map.groupBy(book.sets, ({ sector }) => sector ?? "");
  return {
    regime: book.regime,
    decision: book.decision,
    from: book.effectiveFrom ?? null,
    parts: (book.sets[0]?.parts ?? []).map(({ code, title, max }) => ({ code, title, max })),
    levels: bandRanges(book.bands).map((band) => ({
      ...band,
      recognisedBy:
        stages.find(({ recognises }) => recognises?.includes(band.stars) === true)?.level ?? null,
      gates: gatesAt(book, band.stars),
    })),
    sectors: [...sectors].map(([name, sets]) => ({ name, sets: sets.length })),
    sets: book.sets.length,
    stages,
    certificate: procedure.certificate,
    dossier: procedure.dossier,
    renewal: procedure.renewal,
    revocation: procedure.revocation,
  };
}

/** How many criteria of a set set a least answer at a level: the fewest and the most over all sets. */
function gatesAt(book: Rulebook, stars: number): StarLevel["gates"] {
  const counts = book.sets.map(
    ({ parts }) =>
      parts
        .flatMap(({ criteria }) => criteria.flatMap(leavesOf))
        .filter(({ options }) => options?.some(({ minStar }) => minStar === stars)).length,
  );
  const most = Math.max(...counts);
  return most === 0 ? null : { fewest: Math.min(...counts), most };
}

function leavesOf(criterion: Criterion): Criterion[] {
  return isLeaf(criterion) ? [criterion] : (criterion.criteria ?? []).flatMap(leavesOf);
}

/** What is said of the rules and where it stands, for the decisions whose text we have read. */
const articles = {
  "26-2026": {
    sectors: "2.2",
    owners: "2.3",
    parts: "3.1",
    bands: "3.3",
    decides: "4.1",
    validity: "4.3",
    provinceRounds: "5.1",
    centralRounds: "5.2",
    dossier: "6",
    samples: "6.2d",
    copies: "7.1",
    commune: "7.2",
    council: "7.3b",
    forwards: "7.3e",
    renewalFiling: "7.6a",
    renewalVote: "7.6d",
    renewalDecision: "7.6g",
    grounds: "8.1",
    revocationDays: "8.4",
    checks: "9",
  },
} as const satisfies Record<string, Record<string, string>>;

/** A statement about the rules that has an article behind it. */
export type Statement = keyof (typeof articles)["26-2026"];

/**
 * The place in the decision that a statement rests on, as lawyers write it: `điểm d khoản 2 Điều 6`,
 * `article 6(2)(d)`. Null for a decision whose text we have not read.
 */
export function citation(regime: string, of: Statement, lang: "vi" | "en"): string | null {
  const known: Readonly<Record<string, Readonly<Record<Statement, string>>>> = articles;
  const place = /^(\d+)(?:\.(\d+)(\p{L})?)?$/u.exec(known[regime]?.[of] ?? "");
  if (!place) return null;
  const [, article = "", clause, point] = place;
  if (lang === "en")
    return `article ${article}${clause ? `(${clause})` : ""}${point ? `(${point})` : ""}`;
  return [point && `điểm ${point}`, clause && `khoản ${clause}`, `Điều ${article}`]
    .filter(Boolean)
    .join(" ");
}

/** A day of the year (`06-30`) as people write it, without a year: 30/6, 30 June. */
export function dayOfYearText(dayOfYear: string, lang: "vi" | "en"): string {
  const [month = "", day = ""] = dayOfYear.split("-");
  if (lang === "vi") return `${day}/${Number(month) < 3 ? month : Number(month)}`;
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(Date.UTC(2024, Number(month) - 1, Number(day))));
}
