import type { Block, PrintedDocument, Row } from "#core/documents/blocks.ts";
import { type LetterWords, letterSymbols, type OwnLetterKind } from "../letters.ts";
import { letterKinds } from "../model.ts";
import {
  banners,
  basis,
  ended,
  headOf,
  linesOf,
  paper,
  paragraphs,
  placeName,
  signerOf,
} from "./paper.ts";

/** What a letter is made of besides its words. */
export type LetterFacts = {
  readonly kind: OwnLetterKind;
  readonly isDemo: boolean;
  /** `Tỉnh Thái Nguyên`; null for the country. */
  readonly unitName: string | null;
  /** Whom it is written to. */
  readonly to: string;
  readonly agency: string;
  /** The agency's sign in numbers: `OCOP`. */
  readonly symbol: string;
  /** Null while it is a draft. */
  readonly numberText: string | null;
  readonly issuedOn: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  /** What stands between its two texts. */
  readonly table: Block | null;
  readonly changedAt: Date;
};

const titles = {
  submission: letterKinds.submission,
  notice: letterKinds.notice,
  result: letterKinds.notice,
} as const satisfies Record<OwnLetterKind, string>;

/**
 * Papers that are addressed ("Kính gửi"): what goes to the authority above. A notice names its
 * receivers under "Nơi nhận" only (Decree 30/2020, annex I, part II).
 */
const addressed: ReadonlySet<OwnLetterKind> = new Set(["submission"]);

/** A letter of the office in the layout of Decree 30/2020: head, subject, words, receivers, signature. */
export function letterPaper(facts: LetterFacts, words: LetterWords): PrintedDocument {
  const title = titles[facts.kind];
  const number = facts.numberText ?? `........../${letterSymbols[facts.kind]}-${facts.symbol}`;
  return paper(facts, `${title} ${facts.numberText ?? "(dự thảo)"}`, [
    {
      kind: "letterhead",
      parent: headOf(facts.unitName),
      agency: facts.agency,
      number,
      subject: null,
      dated: { place: placeName(facts.unitName), day: facts.issuedOn },
    },
    { kind: "title", text: title, about: words.about, ruled: true },
    ...banners({ isDraft: facts.numberText === null, isDemo: facts.isDemo }),
    ...(addressed.has(facts.kind)
      ? [{ kind: "paragraph" as const, style: "centre" as const, text: `Kính gửi: ${facts.to}` }]
      : []),
    ...basis(linesOf(words.basis)),
    ...ended([
      ...paragraphs(words.before),
      ...(facts.table === null ? [] : [facts.table]),
      ...paragraphs(words.after),
    ]),
    {
      kind: "closing",
      recipients: linesOf(words.recipients),
      signers: [signerOf(facts.signerName, facts.signerTitle, "Thủ trưởng cơ quan")],
    },
  ]);
}

/** One change that would bring a product nearer to recognition. */
export type Improvement = {
  readonly criterion: string;
  readonly from: string;
  readonly to: string;
};

/** The least to do to be recognised, a line each; null where nothing can be said. */
export function improvementTable(changes: readonly Improvement[]): Block | null {
  if (changes.length === 0) return null;
  return {
    kind: "table",
    columns: [
      { head: "TT", width: 9, align: "center" },
      { head: "Tiêu chí", width: 48 },
      { head: "Mức hội đồng chấm", width: null },
      { head: "Mức cần đạt", width: 52 },
    ],
    rows: changes.map(({ criterion, from, to }, at): Row => ({
      cells: [{ text: String(at + 1) }, { text: criterion }, { text: from }, { text: to }],
    })),
  };
}
