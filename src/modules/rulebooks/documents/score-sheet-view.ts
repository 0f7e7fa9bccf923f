import { AppError } from "#core/errors.ts";
import type { Book } from "../book.server.ts";
import type { Answers, Verdict } from "../model.ts";
import { hasGates, markSheet, rowsOf } from "./score-sheet-rows.ts";
import type { Marks } from "./score-sheet-rows.ts";
import { basisLine, factsOf, resultOf, warningsOf } from "./score-sheet-words.ts";

/** What one printed sheet is about; every text is printed as it is, whatever it contains. */
export type ScoreSheetInput = {
  readonly book: Book;
  /** Code of the set, such as `01`. */
  readonly set: string;
  /** `official`: for a council's member. `self`: an own score, which says that it has no legal value. */
  readonly standing: "official" | "self";
  /** Line across the sheet for made-up data, such as "Dữ liệu minh họa". */
  readonly demo?: string | undefined;
  /** The council and the authority it belongs to; dotted when left out. */
  readonly council?: { readonly parent?: string | undefined; readonly name: string } | undefined;
  /** The product and who makes it; what is left out is dotted. */
  readonly product?: ProductOnSheet | undefined;
  /** Left out: a blank sheet to fill in by hand. */
  readonly filled?:
    | { readonly answers: Answers; readonly verdict?: Verdict | undefined }
    | undefined;
  readonly comment?: string | undefined;
  readonly place?: string | undefined;
  /** Day of the assessment, ISO (`2026-05-22`). */
  readonly date?: string | undefined;
  readonly assessor?: string | undefined;
};

export type ProductOnSheet = {
  readonly name?: string | undefined;
  readonly code?: string | undefined;
  readonly producer?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
};

/**
 * The sheet as its template reads it: everything decided, nothing computed in the layout.
 *
 * @throws AppError `notFound` for a set that the book has not; AnswersError when an answer
 * or the place of a stop is not of the set.
 */
export function scoreSheetView(input: ScoreSheetInput) {
  const { standing, filled } = input;
  const book = input.book.rulebook;
  const set = input.book.sets.get(input.set);
  const compiled = input.book.compiled.get(input.set);
  if (!set || !compiled)
    throw new AppError("notFound", { log: `${book.regime}: no set ${input.set}` });
  const marks = filled ? markSheet(compiled, filled.answers, filled.verdict) : null;
  const levels = book.bands.map(({ stars }) => stars).toSorted((a, b) => a - b);
  const gated = hasGates(set);
  return {
    standing,
    demo: input.demo ?? null,
    council: input.council
      ? { parent: input.council.parent ?? null, name: input.council.name }
      : null,
    ownHead: shortened(oneLine(input.product?.producer), 120),
    basis: basisLine(book),
    code: set.code,
    title: set.title,
    facts: factsOf(book, set, { gated, blank: marks === null }),
    product: productFields(input.product),
    gated,
    warnings: warningsOf(set),
    parts: set.parts.map((part) => ({
      code: part.code,
      title: part.title,
      max: part.max,
      points: marks?.score.parts[part.code] ?? null,
      rows: part.criteria.flatMap((criterion) => rowsOf(criterion, marks)),
    })),
    maximum: set.parts.reduce((sum, part) => sum + part.max, 0),
    partCodes: set.parts.map(({ code }) => code).join(" + "),
    levels: levels.map((stars) => ({ stars, reached: isReached(marks, stars) })),
    rejected: marks?.score.rejected ?? false,
    result: marks ? resultOf(book, marks.score) : null,
    comment: input.comment?.trim() || null,
    longComment: (input.comment?.length ?? 0) > 1000,
    place: oneLine(input.place),
    date: input.date ?? null,
    assessor: oneLine(input.assessor),
    version: `${book.decision}, bộ ${set.code}, phiên bản dữ liệu ${input.book.digest.slice(0, 12)}`,
  };
}

function isReached(marks: Marks | null, stars: number): boolean {
  return marks !== null && !marks.score.rejected && marks.score.stars === stars;
}

function productFields(product: ProductOnSheet = {}) {
  const { name, code, producer, phone, address } = product;
  return {
    name: oneLine(name),
    code: oneLine(code),
    producer: oneLine(producer),
    phone: oneLine(phone),
    address: oneLine(address),
  };
}

function oneLine(text: string | undefined): string | null {
  return text?.replaceAll(/\s+/g, " ").trim() || null;
}

function shortened(text: string | null, length: number): string | null {
  return text !== null && text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
