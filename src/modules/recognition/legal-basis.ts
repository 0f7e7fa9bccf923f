import { z } from "zod";
import type { Day } from "#core/calendar/day.ts";

const OfDay = z.iso.date();

/** A line of the legal basis: what it says, of which papers, when it holds, and where it was read. */
export const BasisLineSchema = z.strictObject({
  id: z.string(),
  text: z.string().regex(/^Căn cứ .*[^;.,\s]$/u, "begins with Căn cứ, without the mark at its end"),
  papers: z
    .array(z.enum(["recognition", "approval", "revocation", "restoration", "submission"]))
    .min(1)
    .readonly(),
  from: OfDay,
  to: OfDay.nullable(),
  source: z.string().min(1),
});

/** `data/legal-basis.json`: the lines of each regime, in the order in which a paper has them. */
export const LegalBasisSchema = z.strictObject({
  about: z.string(),
  regimes: z.record(z.string(), z.array(BasisLineSchema).readonly()),
});
export type LegalBasis = Readonly<z.infer<typeof LegalBasisSchema>>;
export type BasisPaper = z.infer<typeof BasisLineSchema>["papers"][number];

/** The lines that a paper of a regime begins with when it is signed on this day; none of an unknown regime. */
export function basisLines(
  { regimes }: LegalBasis,
  { regime, paper, on }: { regime: string; paper: BasisPaper; on: Day },
): string[] {
  return (regimes[regime] ?? [])
    .filter(
      ({ papers, from, to }) => papers.includes(paper) && from <= on && (to === null || on <= to),
    )
    .map(({ text }) => text);
}
