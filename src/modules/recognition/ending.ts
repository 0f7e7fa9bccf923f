import { addDays, type Day } from "#core/calendar/day.ts";
import { endOfPeriod } from "#core/calendar/working-days.ts";
import type { Procedures, RegimeProcedure } from "#modules/rulebooks/procedure.ts";
import type { DecisionKind } from "./model.ts";
import { isInForce, type Life, renewalProcedure, stateOn } from "./rules.ts";

/** Decisions that end a recognition before its time, or undo such an end. */
export const endingKinds = ["revocation", "restoration"] as const satisfies readonly DecisionKind[];
export type EndingKind = (typeof endingKinds)[number];

/** Whether a decision ends recognitions or restores them. */
export function isEnding(kind: DecisionKind): kind is EndingKind {
  return kind === "revocation" || kind === "restoration";
}

/** The rules of revocation that are in force on a day; null where there are none. */
export function revocationRule(
  procedures: Procedures,
  day: Day,
): NonNullable<RegimeProcedure["revocation"]> | null {
  return renewalProcedure(procedures, day)?.revocation ?? null;
}

/** Whose decision it is to revoke what has so many stars (26/2026/QĐ-TTg, article 8). */
export function endingLevel(
  rule: Pick<NonNullable<RegimeProcedure["revocation"]>, "byStars">,
  stars: number,
): "province" | "central" {
  return rule.byStars[String(stars)] === "central" ? "central" : "province";
}

/**
 * The last day to decide on a revocation (article 8.4): so many calendar days from the competent
 * conclusion, or from the commune's confirmation that production has stopped, that day not
 * counted; a last day off moves to the next working day (Civil Code 2015, article 148.5).
 */
export function decideBy(
  concludedOn: Day,
  rule: Pick<NonNullable<RegimeProcedure["revocation"]>, "withinDays">,
): Day {
  return endOfPeriod(addDays(concludedOn, rule.withinDays));
}

/** Why a recognition cannot be revoked or restored on a day; null when it can. */
export function endingObstacle(kind: EndingKind, life: Life, day: Day): string | null {
  if (kind === "restoration")
    return life.revokedOn === null
      ? "Công nhận này không bị thu hồi nên không có gì để khôi phục."
      : null;
  if (life.revokedOn !== null) return "Công nhận này đã bị thu hồi.";
  return isInForce(stateOn(life, day, null))
    ? null
    : "Công nhận này không còn hiệu lực nên không thu hồi nữa.";
}

/** What the words of a decision of revocation or restoration are made of. */
export type EndingFacts = {
  readonly kind: EndingKind;
  readonly productName: string;
  readonly producerName: string;
  readonly stars: number;
  /** The decision of recognition: `12/QĐ-UBND ngày 02 tháng 3 năm 2026`. */
  readonly recognisedBy: string;
  readonly certificateNumber: string | null;
  /** The ground in words; null where the earlier decision names none. */
  readonly groundWords: string | null;
  /** Of a restoration: the decision that it undoes. */
  readonly revokedBy: string | null;
  /** What was concluded; null where the letter that submits is not of interest. */
  readonly reason: string | null;
};

/** The usual subject of such a decision. */
export function endingTitle({ kind, productName, stars }: EndingFacts): string {
  const what = `kết quả công nhận và giấy chứng nhận sản phẩm OCOP ${stars} sao ${productName}`;
  return kind === "revocation" ? `Thu hồi ${what}` : `Khôi phục ${what}`;
}

/** The usual words of its articles. */
export function endingTexts(facts: EndingFacts) {
  const { kind, productName, producerName, stars, recognisedBy } = facts;
  const paper = facts.certificateNumber === null ? "" : ` số ${facts.certificateNumber}`;
  const what = `kết quả công nhận sản phẩm OCOP ${stars} sao đối với sản phẩm ${productName} của ${producerName} (Quyết định số ${recognisedBy}) và giấy chứng nhận${paper}`;
  const isRevocation = kind === "revocation";
  const concluded = `\n${facts.reason ?? ".........."}`;
  return {
    article1: isRevocation
      ? `Thu hồi ${what}.${facts.groundWords === null ? "" : ` Lý do thu hồi: ${facts.groundWords}.`}`
      : `Khôi phục ${what}, đã bị thu hồi theo Quyết định số ${facts.revokedBy ?? ".........."}. Thời hạn hiệu lực ghi trên giấy chứng nhận giữ nguyên, không kéo dài.`,
    article2: isRevocation
      ? `${producerName} nộp lại giấy chứng nhận bản giấy cho cơ quan tham mưu về OCOP, không dùng nhãn hiệu và hạng sao OCOP trên bao bì, quảng cáo của sản phẩm kể từ ngày Quyết định này có hiệu lực.`
      : `${producerName} được dùng lại nhãn hiệu và hạng sao OCOP theo giấy chứng nhận trong thời hạn còn lại. Cơ quan tham mưu về OCOP trả lại giấy chứng nhận bản giấy đã thu.`,
    article3: `Quyết định này có hiệu lực kể từ ngày ký. Cơ quan tham mưu về OCOP, các sở, ngành liên quan, Ủy ban nhân dân cấp xã nơi sản xuất và ${producerName} chịu trách nhiệm thi hành Quyết định này.`,
    recipients: ["Như Điều 3", "Cơ quan quản lý thị trường", "Lưu: VT, hồ sơ"].join("\n"),
    submission: isRevocation
      ? `Cơ quan tham mưu đã thẩm tra và kết luận về sản phẩm ${productName} của ${producerName}:${concluded}\nĐối chiếu quy định, sản phẩm thuộc trường hợp thu hồi${facts.groundWords === null ? "" : `: ${facts.groundWords}`}.`
      : `Qua xem xét lại, căn cứ để thu hồi kết quả công nhận sản phẩm ${productName} của ${producerName} không đứng vững:${concluded}`,
    asked: isRevocation
      ? "Kính trình xem xét, ban hành Quyết định thu hồi (dự thảo kèm theo)."
      : "Kính trình xem xét, ban hành Quyết định khôi phục (dự thảo kèm theo).",
  };
}
