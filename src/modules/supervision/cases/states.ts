import { type Day, dayNumber } from "#core/calendar/day.ts";
import type { DecisionState, RevocationGround } from "#modules/recognition/model.ts";
import type { CaseAct, CaseState, KeptCaseState } from "./model.ts";

/** Where each act may be done, and where it brings the case; null leaves it where it stands. */
export const caseTransitions = {
  verify: { from: ["opened"], to: "verifying" },
  ask: { from: ["verifying", "concluded"], to: null },
  explain: { from: ["verifying", "concluded"], to: null },
  keep: { from: ["opened", "verifying", "concluded"], to: null },
  conclude: { from: ["verifying"], to: "concluded" },
  submit: { from: ["concluded"], to: "submitted" },
  record: { from: ["concluded", "submitted"], to: "submitted" },
  dismiss: { from: ["opened", "verifying", "concluded"], to: "dismissed" },
  recover: { from: ["decided"], to: null },
  restore: { from: ["decided"], to: null },
  recordRestoration: { from: ["decided"], to: null },
} as const satisfies Record<
  CaseAct,
  { readonly from: readonly CaseState[]; readonly to: KeptCaseState | null }
>;

/** What a case's row says of where it is. */
export type CaseStanding = {
  readonly state: KeptCaseState;
  /** State of the decision of revocation; null while there is none. */
  readonly decision: DecisionState | null;
  /** State of the decision of restoration. */
  readonly restoration: DecisionState | null;
};

/**
 * Where a case stands, its decisions included: issued, it is decided; a draft that the signer did
 * not want brings it back to its conclusion.
 */
export function standingOf({ state, decision, restoration }: CaseStanding): CaseState {
  if (state !== "submitted" || decision === null) return state;
  if (decision === "dropped") return "concluded";
  if (decision !== "issued") return "submitted";
  return restoration === "issued" ? "restored" : "decided";
}

/** What stands against an act, beside where the case stands. */
export type CaseFacts = {
  readonly ground: RevocationGround;
  readonly stars: number;
  readonly isAsked: boolean;
  readonly isAnswered: boolean;
  readonly answerBy: Day | null;
  readonly isMinisters: boolean;
  readonly hasDecision: boolean;
  readonly restoration: DecisionState | null;
  readonly isRecovered: boolean;
};

/** Why an act cannot be done now; empty when it can. */
export function obstaclesTo(
  act: CaseAct,
  standing: CaseState,
  facts: CaseFacts,
  today: Day,
): string[] {
  const { from } = caseTransitions[act];
  if (!(from as readonly CaseState[]).includes(standing))
    return ["Vụ việc không còn ở bước này. Hãy tải lại trang."];
  return guards[act]?.(facts, today) ?? [];
}

const guards: Partial<Record<CaseAct, (facts: CaseFacts, today: Day) => string[]>> = {
  // Nobody loses a recognition unheard; another authority's conclusion has its own hearing.
  conclude: ({ ground, isAsked, isAnswered, answerBy }, today) => {
    if (ground === "otherAuthorityConclusion" || isAnswered) return [];
    if (!isAsked) return ["Chưa yêu cầu chủ thể giải trình."];
    return answerBy !== null && today <= answerBy
      ? ["Chủ thể chưa giải trình và còn trong thời hạn giải trình."]
      : [];
  },
  explain: ({ isAsked }) => (isAsked ? [] : ["Cơ quan chưa yêu cầu giải trình."]),
  record: ({ isMinisters, hasDecision }) =>
    isMinisters || !hasDecision
      ? []
      : ["Đã có dự thảo quyết định của tỉnh. Hãy ban hành hoặc bỏ dự thảo đó."],
  recover: ({ isRecovered }) => (isRecovered ? ["Đã nhận lại giấy chứng nhận."] : []),
  restore: ({ restoration, isMinisters }) =>
    isMinisters
      ? [
          "Sản phẩm 5 sao do Bộ trưởng quyết định: hãy đề nghị Bộ, rồi ghi quyết định khôi phục của Bộ.",
        ]
      : noRestoration(restoration),
  recordRestoration: ({ restoration }) => noRestoration(restoration),
};

const noRestoration = (restoration: DecisionState | null) =>
  restoration === null || restoration === "dropped"
    ? []
    : ["Đã có dự thảo khôi phục. Hãy ban hành hoặc bỏ dự thảo đó."];

/** The clock of a case from its conclusion to the decision (article 8.4), in calendar days. */
export type CaseClock = {
  readonly decideBy: Day;
  /** Days left after today, negative when late; null once decided. */
  readonly daysLeft: number | null;
  readonly isLate: boolean;
};

/** The clock as it stands on a day; null before a conclusion, and for what was dismissed. */
export function clockOn(
  standing: CaseState,
  { decideBy, decidedOn }: { decideBy: Day | null; decidedOn: Day | null },
  today: Day,
): CaseClock | null {
  if (decideBy === null || standing === "dismissed") return null;
  if (decidedOn !== null) return { decideBy, daysLeft: null, isLate: decidedOn > decideBy };
  const daysLeft = dayNumber(decideBy) - dayNumber(today);
  return { decideBy, daysLeft, isLate: daysLeft < 0 };
}
