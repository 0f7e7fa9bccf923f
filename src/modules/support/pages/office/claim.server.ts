import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import type { ApproveClaim, EnterPayment, TurnDownClaim, VoidPayment } from "../../inputs.ts";
import { approveClaim, refuseClaim, returnClaim } from "../../service/decide.server.ts";
import { describeClaim, officeActs } from "../../service/describe.server.ts";
import { openFairsOf } from "../../service/ledger.server.ts";
import { enterPayment, voidPayment } from "../../service/pay.server.ts";
import { planLinesBehind } from "../../service/vouchers.server.ts";
import { shownClaim } from "../claim-view.ts";

/** What the office's page of a claim shows; a producer's draft is nobody else's. */
export async function claimPage(db: Db, actor: UserActor, id: string) {
  const view = await describeClaim(db, actor, id);
  if (view.claim.state === "draft")
    throw new AppError("notFound", { vi: "Không có đề nghị hỗ trợ này." });
  const acts = await officeActs(db, actor, view.claim);
  const fairs = acts.mayPay ? await openFairsOf(db, view.claim.producerId) : [];
  return {
    claim: shownClaim(view),
    today: view.today,
    /** Fairs whose figure for this producer a payment may settle, by the id of its part there. */
    fairs: Object.fromEntries(
      fairs.map((one) => [one.participantId, `${one.fair}: ${formatDong(one.left)} đồng`]),
    ) as Record<string, string>,
    names: Object.fromEntries(view.log.map((one) => [one.id, one.byName])),
    planLines: await planLinesBehind(db, actor, {
      provinceCode: view.claim.provinceCode,
      paid: view.payments.filter(({ voidedAt }) => voidedAt === null),
    }),
    acts,
  };
}

/** Does what a form of the page asks for. */
export async function actOnClaim(
  db: Db,
  actor: UserActor,
  claimId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, claimId } as unknown;
  if (intent === "approve") {
    await approveClaim(db, actor, on as ApproveClaim);
    return { done: "Đã duyệt. Người khác của văn phòng ghi chi trả." };
  }
  if (intent === "return") {
    await returnClaim(db, actor, on as TurnDownClaim);
    return { done: "Đã trả lại để chủ thể bổ sung." };
  }
  if (intent === "refuse") {
    await refuseClaim(db, actor, on as TurnDownClaim);
    return { done: "Đã từ chối; chủ thể đọc được lý do." };
  }
  if (intent === "pay") {
    await enterPayment(db, actor, on as EnterPayment);
    return { done: "Đã ghi chi trả; chủ thể được báo." };
  }
  if (intent !== "void") throw new AppError("invalid");
  await voidPayment(db, actor, on as VoidPayment);
  return { done: "Đã hủy dòng chi; chủ thể được báo." };
}
