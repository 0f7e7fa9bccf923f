import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { tellAbout } from "#modules/dossiers/service/tell.server.ts";
import { decideBy, endingObstacle } from "#modules/recognition/ending.ts";
import { findRecognition, ruleOn } from "#modules/recognition/service/found.server.ts";
import {
  type RecognitionRow,
  takeRecognition,
} from "#modules/recognition/service/take-recognition.server.ts";
import { groundOfCase } from "../../service/for-cases.server.ts";
import { can } from "../access.ts";
import { caseEvents } from "../events.server.ts";
import { ConfirmStopped, OpenCase } from "../inputs.ts";
import { caseFiles, caseSteps, revocationCases } from "../schema.server.ts";
import { auditFacts, refuseConflicted, standCase } from "./load.server.ts";

/** A picture or paper that is known already and goes into the case with it. */
export type FirstEvidence = { readonly digest: string; readonly title: string };

/**
 * Opens a case about a recognition, in the caller's transaction; nobody outside is told. Throws
 * `notFound` for a recognition of another unit, `unprocessable` for one that is not in force,
 * `conflict` while another case about it is open.
 */
export async function openCase(
  tx: Db,
  actor: UserActor,
  input: OpenCase,
  evidence: readonly FirstEvidence[] = [],
): Promise<{ id: string }> {
  const asked = parseInput(OpenCase, input);
  const row = await takeRecognition(tx, actor, "see", asked.recognitionId);
  if (!can(actor, "work", row)) throw new AppError("forbidden", { denied: "revocationCase.work" });
  await refuseConflicted(tx, actor, row);
  if (asked.inspectionId !== null) await requireReferred(tx, actor, row, asked.inspectionId);
  return { id: (await keepCase(tx, actor, row, { ...asked, evidence })).id };
}

/**
 * A commune confirms that production has stopped. The confirmation is the conclusion that the
 * law asks for: its day begins the clock (article 8.4). The producer and the province's office
 * are told. Throws as `openCase` does; `forbidden` for whoever is tied to the producer otherwise
 * than by the commune itself, `unprocessable` for a day to come.
 */
export async function confirmStopped(
  db: Db,
  actor: UserActor,
  input: ConfirmStopped,
): Promise<{ id: string }> {
  const { recognitionId, confirmedOn, facts } = parseInput(ConfirmStopped, input);
  return db.transaction(async (tx) => {
    const row = await takeRecognition(tx, actor, "see", recognitionId);
    if (!can(actor, "confirm", row))
      throw new AppError("forbidden", { denied: "revocationCase.confirm" });
    // It is the commune's own officers whom the law asks: being at home there is no tie.
    await refuseConflicted(tx, actor, row, ["homeCommune"]);
    const on = await today(tx);
    if (confirmedOn > on || confirmedOn < row.recognisedOn) {
      const vi = "Ngày xác nhận phải từ ngày công nhận đến hôm nay.";
      throw new AppError("unprocessable", { vi, fields: { confirmedOn: vi } });
    }
    const { id } = await keepCase(tx, actor, row, {
      origin: "stoppedProduction",
      ground: "stoppedProduction",
      inspectionId: null,
      facts,
      evidence: [],
      concluded: { on: confirmedOn, text: facts },
    });
    const about = {
      provinceCode: row.provinceCode,
      aboutProducerId: row.producerId,
      kind: "supervision" as const,
      subject: `Xã xác nhận ngừng sản xuất: ${row.productName}`,
    };
    await tellAbout(tx, [
      {
        ...about,
        to: { officePath: row.provinceCode },
        body: `Ủy ban nhân dân cấp xã xác nhận ${row.producerName} đã ngừng sản xuất ${row.productName}. Hãy mở mục Thu hồi công nhận để xử lý trong hạn.`,
      },
      {
        ...about,
        to: { producerId: row.producerId },
        body: `Ủy ban nhân dân cấp xã xác nhận sản phẩm ${row.productName} đã ngừng sản xuất. Nếu không đúng, hãy báo ngay cho xã hoặc cơ quan tham mưu về OCOP.`,
      },
    ]);
    return { id };
  });
}

async function keepCase(
  tx: Db,
  actor: UserActor,
  row: RecognitionRow,
  of: Pick<OpenCaseParsed, "origin" | "ground" | "inspectionId" | "facts"> & {
    evidence: readonly FirstEvidence[];
    concluded?: { on: Day; text: string };
  },
) {
  await requireNone(tx, row);
  const { evidence, concluded, ...asked } = of;
  const rule = ruleOn(await today(tx));
  const [kept] = await tx
    .insert(revocationCases)
    .values({
      ...asked,
      provinceCode: row.provinceCode,
      unitPath: row.unitPath,
      recognitionId: row.id,
      producerId: row.producerId,
      productName: row.productName,
      producerName: row.producerName,
      stars: row.stars,
      ...(concluded
        ? {
            state: "concluded" as const,
            conclusion: concluded.text,
            concludedOn: concluded.on,
            decideBy: rule && decideBy(concluded.on, rule),
          }
        : {}),
      isDemo: row.isDemo,
      openedBy: actor.userId,
    })
    .returning();
  if (!kept) throw new Error("the case was not stored");
  await tx
    .insert(caseSteps)
    .values({ caseId: kept.id, act: "open", note: asked.facts, byId: actor.userId });
  for (const { digest, title } of evidence)
    await tx
      .insert(caseFiles)
      .values({ caseId: kept.id, digest, title, isProducers: false, keptBy: actor.userId });
  await appendAudit(tx, caseEvents.opened, {
    ...auditFacts(actor, kept),
    details: { recognition: row.id, origin: asked.origin, ground: asked.ground },
  });
  return kept;
}

type OpenCaseParsed = ReturnType<typeof OpenCase.parse>;

/** The inspection must have been concluded about this very recognition, and have referred something. */
async function requireReferred(
  tx: Db,
  actor: UserActor,
  row: RecognitionRow,
  inspectionId: string,
): Promise<void> {
  const ground = await groundOfCase(tx, actor, inspectionId);
  if (ground?.inspection.recognitionId !== row.id)
    throw new AppError("unprocessable", {
      vi: "Đợt kiểm tra này chưa kết luận hoặc không đề nghị xử lý sản phẩm đang chọn.",
    });
}

/** One case at a time about a recognition, and only about one that is in force. */
async function requireNone(tx: Db, row: RecognitionRow): Promise<void> {
  const found = await findRecognition(tx, row.id);
  const obstacle = found && endingObstacle("revocation", found, await today(tx));
  if (obstacle) throw new AppError("unprocessable", { vi: obstacle });
  const others = await tx
    .select()
    .from(revocationCases)
    .where(eq(revocationCases.recognitionId, row.id));
  for (const other of others) {
    const { standing } = await standCase(tx, other);
    if (standing !== "dismissed" && standing !== "decided" && standing !== "restored")
      throw new AppError("conflict", {
        vi: "Sản phẩm này đã có một vụ việc đang xử lý. Hãy bổ sung vào vụ việc đó.",
      });
  }
}
