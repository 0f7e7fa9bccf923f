import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { eq } from "drizzle-orm";
import { dueDay } from "../clocks.ts";
import { builtReport, fillDossier } from "../factory.ts";
import type { DossierKind } from "../model.ts";
import { dossiers } from "../schema.server.ts";
import {
  forwardDossier,
  receiveDossier,
  recordSamples,
  returnDossier,
  saveReview,
} from "../service/commune.server.ts";
import { attachEvidence } from "../service/draft.server.ts";
import { fileDossier, withdrawDossier } from "../service/file.server.ts";
import { findDossier } from "../service/load.server.ts";
import { writeMessage } from "../service/messages.server.ts";
import { moveDossier } from "../service/move.server.ts";
import { openDossier } from "../service/open.server.ts";
import {
  isRoundSet,
  listRoundsFor,
  passToAdvice,
  rejectDossier,
  setRound,
} from "../service/province.server.ts";
import type { DemoStop } from "./producers.ts";

export type Players = { owner: UserActor; commune: UserActor; province: UserActor };

export type DemoPart = {
  productId: string;
  kind: DossierKind;
  stop: DemoStop;
  papers: readonly string[];
  /** See `fillDossier`. */
  modest: number;
};

/** Takes a dossier by the real services as far as it is to come. */
export async function playDossier(
  db: Db,
  { owner, commune: desk, province }: Players,
  { productId, kind, stop, papers, modest }: DemoPart,
): Promise<void> {
  const { id: dossierId } = await openDossier(db, owner, {
    productId,
    kind,
    setCode: null,
    previousId: null,
    previousStars: kind === "first" ? null : 3,
    // In the middle of the window of a renewal.
    certificateExpiresOn: kind === "renewal" ? addDays(await today(db), 150) : null,
  });
  if (stop === "empty") return;
  await fillDossier(db, owner, dossierId, modest);
  for (const paperId of papers)
    await attachEvidence(db, owner, { dossierId, criterion: "1.1", paperId });
  if (stop === "draft" || stop === "unconfirmed") return;
  await fileDossier(db, owner, { dossierId });
  if (stop === "overdue") return setBack(db, owner, dossierId);
  if (stop === "filed") return;
  if (stop === "withdrawn")
    return withdrawDossier(db, owner, { dossierId, reason: "Sẽ nộp ở đợt sau (dữ liệu mẫu)." });
  await receiveDossier(db, desk, { dossierId });
  if (stop === "returned")
    return returnDossier(db, desk, {
      dossierId,
      reason: "Cần bổ sung minh chứng về nguồn nguyên liệu (dữ liệu mẫu).",
      items: [{ item: "criterion:1.1", reason: "Chưa có hợp đồng mua nguyên liệu." }],
    });
  await report(db, desk, dossierId);
  if (stop === "underCommuneReview") return;
  await forwardDossier(db, desk, { dossierId });
  if (stop === "forwarded") return;
  await receiveDossier(db, province, { dossierId });
  if (stop === "checking") return;
  if (stop === "rejected")
    return rejectDossier(db, province, { dossierId, reason: "Hồ sơ giả mạo (tình huống mẫu)." });
  const { proposed } = await listRoundsFor(db, province, dossierId);
  await setRound(db, province, { dossierId, roundId: proposed ?? "" });
  await passToAdvice(db, province, { dossierId });
  if (stop === "inSession") await enterSession(db, province, dossierId);
}

async function report(db: Db, desk: UserActor, dossierId: string): Promise<void> {
  const topics = ["localMaterial", "localLabour", "ideaOrigin", "localIdentity"] as const;
  await saveReview(db, desk, { dossierId, expectedVersion: 0, ...builtReport(topics) });
  await recordSamples(db, desk, {
    dossierId,
    act: "received",
    quantity: 5,
    giver: "Chủ thể (dữ liệu mẫu)",
    taker: "Cán bộ xã (dữ liệu mẫu)",
    condition: "Nguyên vẹn",
    onDay: await today(db),
  });
}

async function enterSession(db: Db, province: UserActor, dossierId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    const on = await today(tx);
    const guards = { roundSet: isRoundSet(row, on) };
    await moveDossier(tx, province, row, { action: "enterSession", on, guards });
  });
}

/** Lets the commune's days run out, and says in the dossier that this was made up. */
async function setBack(db: Db, owner: UserActor, dossierId: string): Promise<void> {
  const started = addDays(await today(db), -30);
  const { clock } = await findDossier(db, dossierId);
  if (clock) {
    const late = { ...clock, startedOn: started, runningSince: started };
    await db
      .update(dossiers)
      .set({ clock: late, dueOn: dueDay(late), filedOn: started })
      .where(eq(dossiers.id, dossierId));
  }
  const body = "Dữ liệu mẫu: ngày nhận của hồ sơ này được lùi lại để thấy một hồ sơ quá hạn.";
  await writeMessage(db, owner, { dossierId, to: "office", body });
}
