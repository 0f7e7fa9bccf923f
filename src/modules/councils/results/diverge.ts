import type { CouncilResult } from "#modules/rulebooks/council.ts";

/** Why opinions in writing are not enough and the council has to meet. */
export const divergences = {
  spread: "Điểm giữa các phiếu chênh lệch quá mức của Quy chế",
  stars: "Các phiếu trái ngược về việc sản phẩm có được công nhận hay không",
  rejection: "Có phiếu đề nghị loại hồ sơ, có phiếu không",
  asked: "Có thành viên đề nghị họp",
  quorum: "Số phiếu gửi về chưa đủ túc số",
} as const satisfies Record<string, string>;
export type Divergence = keyof typeof divergences;

/** A sheet as far as agreeing goes. */
export type Opinion = {
  readonly stars: number;
  readonly proposesRejection: boolean;
};

/**
 * Whether the sheets of a product in a written round agree. They do not when the points lie
 * further apart than the rules allow, when some sheets reach the least level that is recognised
 * (`recognisedFrom`) and others do not, or when some would reject the dossier.
 */
export function divergencesOf(
  opinions: readonly Opinion[],
  outcome: Pick<CouncilResult, "needsRescore" | "quorum">,
  recognisedFrom: number,
): readonly Divergence[] {
  const some = (holds: (opinion: Opinion) => boolean) =>
    opinions.some(holds) && !opinions.every(holds);
  const found: Divergence[] = [];
  if (!outcome.quorum) found.push("quorum");
  if (outcome.needsRescore) found.push("spread");
  if (some(({ stars }) => stars >= recognisedFrom)) found.push("stars");
  if (some(({ proposesRejection }) => proposesRejection)) found.push("rejection");
  return found;
}
