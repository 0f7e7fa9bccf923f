import { formatDong } from "#core/money.ts";
import { percentText } from "../catalogue.ts";
import { type FundSource, fundSources } from "../model.ts";
import type { ClaimView } from "../service/describe.server.ts";
import { type ClaimStep, claimSteps } from "../states.ts";

const amount = (dong: bigint | null) => (dong === null ? null : formatDong(dong));

/** A claim as its pages are sent it: amounts in words of people, no names of officials. */
export function shownClaim({ claim, version, right, ...view }: ClaimView) {
  return {
    id: claim.id,
    state: claim.state,
    version: claim.version,
    isDemo: claim.isDemo,
    producerId: claim.producerId,
    producerName: view.producerName,
    cost: amount(claim.cost),
    asked: amount(claim.asked),
    purpose: claim.purpose,
    approved: amount(claim.approved),
    source: claim.source,
    sourceName: claim.source === null ? null : fundSources[claim.source],
    reason: claim.reason,
    dueOn: claim.dueOn,
    isLate: claim.dueOn !== null && claim.dueOn < view.today,
    paid: formatDong(view.paid),
    left: formatDong(view.left),
    most: amount(view.most),
    budgetYear: claim.budgetYear,
    measure: {
      id: claim.measureId,
      name: version.name,
      what: version.what,
      legalBasis: version.legalBasis,
      seq: version.seq,
      rate: version.rateBp === null ? null : percentText(version.rateBp),
      ceiling: amount(version.ceiling),
      source: version.source satisfies FundSource | null,
    },
    right: right ? { reason: right.reason, until: right.until } : null,
    papers: view.papers,
    missing: view.missing,
    payments: view.payments.map((one) => ({
      id: one.id,
      paidOn: one.paidOn,
      voucher: one.voucher,
      amount: formatDong(one.amount),
      sourceName: fundSources[one.source],
      isVoid: one.voidedAt !== null,
      voidReason: one.voidReason,
    })),
    log: view.log.map((one) => ({
      id: one.id,
      at: one.at,
      words: one.step in claimSteps ? claimSteps[one.step as ClaimStep].vi : one.step,
      amount: amount(one.amount),
      note: one.note,
    })),
  };
}
export type ShownClaim = ReturnType<typeof shownClaim>;
