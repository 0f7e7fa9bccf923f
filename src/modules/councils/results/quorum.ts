import { type CouncilRules, readFraction } from "#modules/rulebooks/council-rules.ts";

/** How a product's quorum stands. */
export type Quorum = {
  /** Members less those in conflict. */
  readonly eligible: number;
  /** How many of them must take part. */
  readonly needed: number;
  readonly there: number;
  /** Whether the chair or a deputy takes part, or the rules do not ask for one. */
  readonly led: boolean;
  readonly met: boolean;
};

/** Who would take part in a product's result, counted against the rules (domain rule 7). */
export function quorumOf(
  rules: Pick<CouncilRules, "quorum">,
  roll: {
    readonly members: readonly string[];
    readonly recused: readonly string[];
    readonly absent: readonly string[];
    readonly presiding: readonly string[];
  },
): Quorum {
  const { numerator, denominator } = readFraction(rules.quorum.fraction);
  const eligible = roll.members.length - roll.recused.length;
  const there = eligible - roll.absent.length;
  const needed = Math.max(1, Math.ceil((eligible * numerator) / denominator));
  const led = !rules.quorum.chairOrDeputyRequired || roll.presiding.length > 0;
  return { eligible, needed, there, led, met: led && there >= needed };
}

/** Why a quorum is not met, and what to do; null when it is. */
export function quorumGap({ met, there, needed, eligible, led }: Quorum): string | null {
  if (met) return null;
  if (there < needed)
    return `Chưa đủ túc số: ${there}/${eligible} thành viên tham gia, Quy chế cần ít nhất ${needed}.`;
  return led ? null : "Quy chế cần Chủ tịch hoặc Phó Chủ tịch tham gia, nhưng chưa có ai.";
}
