import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { examineFile } from "#core/files/intake/examine.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { decideBy } from "#modules/recognition/ending.ts";
import { ruleOn } from "#modules/recognition/service/found.server.ts";
import type { CaseActivity } from "../access.ts";
import { AskProducer, Conclude, Dismiss, Explain, KeepEvidence, OnCase } from "../inputs.ts";

import { caseFiles } from "../schema.server.ts";
import { authorisedCase, type CaseRow, moveCase, takeCase } from "./load.server.ts";

type Store = { readonly db: Db; readonly files: FileStore };

/** The office begins to verify. */
export async function verifyCase(db: Db, actor: UserActor, input: OnCase): Promise<void> {
  const on = parseInput(OnCase, input);
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "verify" }, on);
    await moveCase(tx, actor, row, { act: "verify", note: null });
  });
}

/** Asks the producer for its explanation, by a day; it is told, and answers on a page of its own. */
export async function askProducer(db: Db, actor: UserActor, input: AskProducer): Promise<void> {
  const { question, answerBy, ...on } = parseInput(AskProducer, input);
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "ask" }, on);
    if (answerBy < (await today(tx))) {
      const vi = "Hạn giải trình phải từ hôm nay trở đi.";
      throw new AppError("unprocessable", { vi, fields: { answerBy: vi } });
    }
    await moveCase(tx, actor, row, {
      act: "ask",
      note: question,
      change: { question, answerBy, askedAt: new Date(), answer: null, answeredAt: null },
    });
    await tellAbout(tx, [
      {
        provinceCode: row.provinceCode,
        aboutProducerId: row.producerId,
        kind: "supervision",
        to: { producerId: row.producerId },
        subject: `Đề nghị giải trình về sản phẩm ${row.productName}`,
        body: `Cơ quan tham mưu về OCOP đề nghị giải trình trước khi kết luận. Hạn: ngày ${formatDay(answerBy)}. Hãy mở mục Giải trình để đọc câu hỏi và trả lời, kèm chứng cứ nếu có.`,
      },
    ]);
  });
}

/** The producer's explanation, kept as it was written, with one file if there is one. */
export async function explainCase(
  { db, files }: Store,
  actor: UserActor,
  input: Explain,
  file: Blob | null,
): Promise<void> {
  const { answer, ...on } = parseInput(Explain, input);
  const kept = await examineEvidence({ db, files }, actor, { on, activity: "explain", file });
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "explain", act: "explain" }, on);
    if (kept)
      await keepFile(tx, actor, row, { ...kept, title: "Kèm giải trình", isProducers: true });
    const change = { answer, answeredAt: new Date() };
    await moveCase(tx, actor, row, { act: "explain", note: answer, change });
    await tellAbout(tx, [
      {
        provinceCode: row.provinceCode,
        aboutProducerId: row.producerId,
        kind: "supervision",
        to: { officePath: row.provinceCode },
        subject: `Đã có giải trình về sản phẩm ${row.productName}`,
        body: `${row.producerName} đã gửi giải trình. Hãy mở mục Thu hồi công nhận để xem.`,
      },
    ]);
  });
}

/** Adds a picture or PDF to the evidence. */
export async function keepEvidence(
  { db, files }: Store,
  actor: UserActor,
  input: KeepEvidence,
  file: Blob | null,
): Promise<void> {
  const { title, ...on } = parseInput(KeepEvidence, input);
  const kept = await examineEvidence({ db, files }, actor, { on, activity: "work", file });
  if (!kept) throw new AppError("invalid", { fields: { file: "Hãy chọn ảnh hoặc PDF." } });
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "keep" }, on);
    await keepFile(tx, actor, row, { ...kept, title, isProducers: false });
    await moveCase(tx, actor, row, { act: "keep", note: title });
  });
}

/** Concludes; from the conclusion's day runs the clock of article 8.4. */
export async function concludeCase(db: Db, actor: UserActor, input: Conclude): Promise<void> {
  const { ground, conclusion, concludedOn, ...on } = parseInput(Conclude, input);
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "conclude" }, on);
    const now = await today(tx);
    if (concludedOn > now) {
      const vi = "Ngày kết luận không được sau hôm nay.";
      throw new AppError("unprocessable", { vi, fields: { concludedOn: vi } });
    }
    const rule = ruleOn(now);
    if (rule === null || !rule.grounds.includes(ground))
      throw new AppError("unprocessable", {
        vi: "Quy định đang áp dụng không có căn cứ thu hồi này.",
      });
    await moveCase(tx, actor, row, {
      act: "conclude",
      note: conclusion,
      change: { ground, conclusion, concludedOn, decideBy: decideBy(concludedOn, rule) },
    });
  });
}

/** Ends a case without a proposal, and says why. */
export async function dismissCase(db: Db, actor: UserActor, input: Dismiss): Promise<void> {
  const { reason, ...on } = parseInput(Dismiss, input);
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "dismiss" }, on);
    await moveCase(tx, actor, row, {
      act: "dismiss",
      note: reason,
      change: { dismissal: reason },
    });
    // Whoever was asked is told that nothing follows; who was not asked never heard of it.
    if (row.askedAt !== null || row.origin === "stoppedProduction")
      await tellAbout(tx, [
        {
          provinceCode: row.provinceCode,
          aboutProducerId: row.producerId,
          kind: "supervision",
          to: { producerId: row.producerId },
          subject: `Kết thúc xem xét sản phẩm ${row.productName}`,
          body: `Cơ quan tham mưu về OCOP đã kết thúc xem xét; công nhận của sản phẩm giữ nguyên. Lý do: ${reason}`,
        },
      ]);
  });
}

type Examined = { digest: string; size: number; mediaType: string };

/** A file that came with an act, examined and stored once the actor may do the act at all. */
async function examineEvidence(
  { db, files }: Store,
  actor: UserActor,
  of: { on: { caseId: string }; activity: CaseActivity; file: Blob | null },
): Promise<Examined | null> {
  await authorisedCase(db, actor, of.activity, of.on.caseId);
  if (of.file === null || of.file.size === 0) return null;
  const examined = await examineFile(new Uint8Array(await of.file.arrayBuffer()));
  if (examined.kind !== "image" && examined.kind !== "pdf")
    throw new AppError("unsupportedType", { fields: { file: "Hãy gửi ảnh hoặc PDF." } });
  return { ...(await files.put(examined.bytes)), mediaType: examined.mediaType };
}

async function keepFile(
  tx: Db,
  actor: UserActor,
  row: CaseRow,
  { mediaType, title, isProducers, ...stored }: Examined & { title: string; isProducers: boolean },
): Promise<void> {
  await recordFile(tx, stored, mediaType);
  await tx
    .insert(caseFiles)
    .values({
      caseId: row.id,
      digest: stored.digest,
      title,
      isProducers,
      keptBy: actor.userId,
    })
    .onConflictDoNothing();
}
