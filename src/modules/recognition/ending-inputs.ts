import { z } from "zod";
import { day } from "#core/input/day.ts";
import { optionalLine, requiredLine, requiredText } from "#core/input/text.ts";
import { Id, type RevocationGround, revocationGrounds } from "./model.ts";

const grounds = Object.keys(revocationGrounds) as [RevocationGround, ...RevocationGround[]];

const ending = {
  recognitionId: Id,
  kind: z.enum(["revocation", "restoration"], { error: "Hãy chọn thu hồi hay khôi phục." }),
  /** Of a revocation; a restoration keeps the ground that did not hold. */
  ground: z.enum(grounds, { error: "Hãy chọn căn cứ thu hồi." }).nullable().default(null),
  reason: requiredText("Hãy ghi kết luận làm căn cứ.", 4_000),
  concludedOn: day,
};
const hasGround = ({ kind, ground }: { kind: string; ground: RevocationGround | null }) =>
  kind === "restoration" || ground !== null;
const noGround = { path: ["ground"], error: "Hãy chọn căn cứ thu hồi." };

export const DraftEnding = z.strictObject(ending).refine(hasGround, noGround);
export type DraftEnding = z.input<typeof DraftEnding>;

/** A decision that was taken elsewhere: the Minister's, or one signed in the authority's own register. */
export const RecordEnding = z
  .strictObject({
    ...ending,
    issuer: requiredLine(200, "Hãy nhập cơ quan, người ban hành."),
    numberText: requiredLine(60, "Hãy nhập số quyết định."),
    signedOn: day,
    signerName: optionalLine(200),
  })
  .refine(hasGround, noGround);
export type RecordEnding = z.input<typeof RecordEnding>;
