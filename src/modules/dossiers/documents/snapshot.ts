import { z } from "zod";
import { type PaperKind, paperKinds } from "#modules/producers/model/papers.ts";

const kinds = Object.keys(paperKinds) as [PaperKind, ...PaperKind[]];
const text = z.string().nullable();

/** What the printed papers read of a filing's snapshot (`ocop-dossier-1`); the rest passes by. */
export const FiledSnapshot = z.object({
  format: z.literal("ocop-dossier-1"),
  producer: z.object({ name: z.string() }),
  product: z.object({ name: z.string() }),
  sections: z.record(z.string(), z.record(z.string(), z.json())),
  answers: z.array(z.object({ criterion: z.string(), option: z.number().nullable(), note: text })),
  evidence: z.array(
    z.object({
      criterion: z.string(),
      paperId: z.string(),
      kind: z.enum(kinds),
      title: z.string(),
      number: text,
      issuer: text,
      issuedOn: text,
      expiresOn: text,
      digest: text,
      url: text,
    }),
  ),
});
export type FiledSnapshot = z.infer<typeof FiledSnapshot>;
