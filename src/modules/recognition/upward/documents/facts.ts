import type { PackageKind, UpwardField } from "../model.ts";

/** A product of a letter, as its papers list it. */
export type UpwardPaperItem = {
  readonly seq: number;
  readonly productName: string;
  readonly producerName: string;
  readonly communeName: string;
  readonly setTitle: string;
  /** `92,00`. */
  readonly mean: string | null;
  readonly stars: number;
  /** What was looked at in a re-evaluation, a line each. */
  readonly checks: readonly string[];
};

/** What the papers of a letter to the level above are made of. */
export type UpwardPaperFacts = {
  readonly kind: PackageKind;
  readonly isDraft: boolean;
  readonly isDemo: boolean;
  /** `Tỉnh Thái Nguyên`. */
  readonly unitName: string;
  /** The advising agency as it last called itself, and its sign in numbers. */
  readonly agency: { readonly agency: string; readonly symbol: string };
  readonly subject: string;
  readonly words: Readonly<Record<UpwardField, string>>;
  readonly numberText: string | null;
  readonly signedOn: string | null;
  readonly signerName: string | null;
  readonly signerTitle: string | null;
  readonly items: readonly UpwardPaperItem[];
  /** The papers that go with the letter, by name. */
  readonly enclosed: readonly string[];
  /** Samples that go with each product; null where the procedure asks none of any. */
  readonly samples: number | null;
  readonly changedAt: Date;
};
