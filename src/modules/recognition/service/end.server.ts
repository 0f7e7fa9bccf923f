import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Day } from "#core/calendar/day.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { type EndingKind, endingObstacle } from "../ending.ts";
import { appendLeaf } from "../log/append.server.ts";
import { revocationGrounds } from "../model.ts";
import { certificates, recognitions } from "../schema.server.ts";
import type { DecisionItemRow } from "./load.server.ts";
import type { Numbered } from "./recognise.server.ts";
import type { RecognitionRow } from "./take-recognition.server.ts";

/** A product of a decision of revocation or restoration, its recognition locked. */
export type Ended = { readonly item: DecisionItemRow; readonly row: RecognitionRow };

/**
 * The recognitions that a decision ends or restores, locked; taken before the number. Throws
 * `conflict` for one that has been revoked or restored since the draft, `unprocessable` for a
 * day of signing before the conclusion that it rests on.
 */
export async function takeEnded(
  tx: Db,
  kind: EndingKind,
  items: readonly DecisionItemRow[],
  day: Day,
): Promise<Ended[]> {
  const ended: Ended[] = [];
  for (const item of items) {
    const [row] = await tx
      .select()
      .from(recognitions)
      .where(eq(recognitions.id, item.recognitionId ?? ""))
      .for("update");
    if (!row) throw new Error(`a ${kind} names no recognition at ${item.seq}`);
    const obstacle = endingObstacle(kind, row, day);
    if (obstacle !== null)
      throw new AppError("conflict", { vi: `${row.productName}: ${obstacle}` });
    const first = [item.concludedOn, row.recognisedOn, row.revokedOn].reduce(
      (latest: Day, on) => (on !== null && on > latest ? on : latest),
      "",
    );
    if (day < first) {
      const vi = `Ngày ký không được trước ngày ${formatDay(first)}, ngày có kết luận hoặc quyết định làm căn cứ.`;
      throw new AppError("unprocessable", { vi, fields: { signedOn: vi } });
    }
    ended.push({ item, row });
  }
  return ended;
}

/**
 * What follows from a decision of revocation or restoration, in its own transaction: the state of
 * the recognition, the leaf of the log, and word to the producer, its commune, the office and the
 * departments. Lookups and the status list read the row, so both tell at once. The product, its
 * dossiers and the term of the certificate stay as they are.
 */
export async function endAll(
  tx: Db,
  decision: Numbered & { readonly kind: EndingKind },
  ended: readonly Ended[],
): Promise<void> {
  for (const { item, row } of ended) {
    if (decision.kind === "revocation") await revoke(tx, decision, { item, row });
    else await restore(tx, row);
    const found = await tx
      .select({ id: certificates.id, numberText: certificates.numberText })
      .from(certificates)
      .where(eq(certificates.recognitionId, row.id));
    for (const { id } of found)
      await appendLeaf(tx, {
        kind: decision.kind === "revocation" ? "revoked" : "restored",
        certificateId: id,
        decision: { number: decision.numberText, on: decision.signedOn },
      });
    await tell(tx, decision, { item, row, paper: found[0]?.numberText ?? null });
  }
}

async function revoke(tx: Db, decision: Numbered, { item, row }: Ended): Promise<void> {
  await tx
    .update(recognitions)
    .set({
      revokedOn: decision.signedOn,
      revocationId: decision.id,
      revocationGround: item.ground,
      version: row.version + 1,
    })
    .where(eq(recognitions.id, row.id));
}

/** As if it had not been revoked; where the product was recognised anew meanwhile, that one goes on. */
async function restore(tx: Db, row: RecognitionRow): Promise<void> {
  const [next] = await tx
    .select({ id: recognitions.id, on: recognitions.recognisedOn })
    .from(recognitions)
    .where(
      and(
        eq(recognitions.productId, row.productId),
        gt(recognitions.recognisedOn, row.recognisedOn),
        sql`${recognitions.recognisedOn} >= ${row.revokedOn}`,
      ),
    )
    .orderBy(asc(recognitions.recognisedOn))
    .limit(1);
  await tx
    .update(recognitions)
    .set({
      revokedOn: null,
      revocationId: null,
      revocationGround: null,
      ...(next && row.replacedOn === null ? { replacedOn: next.on, replacedById: next.id } : {}),
      version: row.version + 1,
    })
    .where(eq(recognitions.id, row.id));
}

async function tell(
  tx: Db,
  decision: Numbered & { readonly kind: EndingKind },
  { item, row, paper }: Ended & { readonly paper: string | null },
): Promise<void> {
  const isRevocation = decision.kind === "revocation";
  const by = `Quyết định số ${decision.numberText} ngày ${formatDay(decision.signedOn)} của ${decision.issuer}`;
  const ground = item.ground === null ? "" : ` Căn cứ thu hồi: ${revocationGrounds[item.ground]}.`;
  const certificate = paper === null ? "giấy chứng nhận" : `giấy chứng nhận số ${paper}`;
  const subject = `${isRevocation ? "Thu hồi" : "Khôi phục"} công nhận sản phẩm ${row.productName}`;
  const facts = isRevocation
    ? `${by} thu hồi kết quả công nhận và ${certificate} của sản phẩm ${row.productName} (${row.producerName}).${ground}`
    : `${by} khôi phục kết quả công nhận và ${certificate} của sản phẩm ${row.productName} (${row.producerName}). Thời hạn ghi trên giấy giữ nguyên.`;
  const forProducer = isRevocation
    ? " Từ ngày ký, sản phẩm không dùng nhãn hiệu và hạng sao OCOP. Đề nghị nộp lại giấy chứng nhận bản giấy cho cơ quan tham mưu về OCOP."
    : " Sản phẩm được dùng lại nhãn hiệu và hạng sao OCOP trong thời hạn còn lại.";
  const about = {
    provinceCode: row.provinceCode,
    aboutProducerId: row.producerId,
    kind: "recognitionEnded" as const,
    subject,
  };
  await tellAbout(tx, [
    { ...about, to: { producerId: row.producerId }, body: facts + forProducer },
    { ...about, to: { officePath: row.unitPath }, body: facts },
    { ...about, to: { officePath: row.provinceCode }, body: facts },
    { ...about, to: { officePath: row.provinceCode, departments: true }, body: facts },
  ]);
}
