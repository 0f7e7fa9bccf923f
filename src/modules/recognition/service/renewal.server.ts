import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { openDossier } from "#modules/dossiers/service/open.server.ts";
import { underWayOf } from "#modules/dossiers/service/renewals.server.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { appendLeaf } from "../log/append.server.ts";
import { Id } from "../model.ts";
import { ExtendRecognition, OnRecognition, StopRenewal } from "../renewal-inputs.ts";
import { renewalEvents } from "../renewal-events.server.ts";
import { longestExtension, renewalDays, renewalProcedure, stateOn } from "../rules.ts";
import { certificates, recognitions, renewalStops } from "../schema.server.ts";
import {
  type RecognitionRow,
  recognitionFacts,
  takeRecognition,
} from "./take-recognition.server.ts";

/** A producer's recognition with what can be done about it. */
export type OwnRecognition = RecognitionRow & {
  readonly state: ReturnType<typeof stateOn>;
  readonly window: ReturnType<typeof renewalDays>;
  readonly certificate: { readonly number: string; readonly token: string } | null;
  readonly stop: typeof renewalStops.$inferSelect | null;
  /** The product's dossier under way. */
  readonly underWay: string | null;
  /** Its window is open, or it has ended, and nothing stands in the way of a renewal. */
  readonly mayRenew: boolean;
};

/** Everything that the account's producers were ever recognised for, newest first. */
export async function listOwnRecognitions(db: Db, actor: UserActor): Promise<OwnRecognition[]> {
  const own = actor.grants.flatMap(({ jurisdiction: j }) =>
    j.kind === "own" && j.holderId !== null && Id.safeParse(j.holderId).success ? [j.holderId] : [],
  );
  if (own.length === 0) return [];
  const on = await today(db);
  const procedure = renewalProcedure(loadProcedures(), on);
  const rows = await db
    .select({
      row: recognitions,
      certificate: { number: certificates.numberText, token: certificates.token },
      stop: renewalStops,
    })
    .from(recognitions)
    .leftJoin(certificates, eq(certificates.recognitionId, recognitions.id))
    .leftJoin(
      renewalStops,
      and(eq(renewalStops.recognitionId, recognitions.id), isNull(renewalStops.withdrawnAt)),
    )
    .where(inArray(recognitions.producerId, own))
    .orderBy(desc(recognitions.recognisedOn), recognitions.id);
  const underWay = await underWayOf(
    db,
    rows.map(({ row }) => row.productId),
  );
  return rows.map(({ row, certificate, stop }) => {
    const state = stateOn(row, on, procedure);
    const dossier = underWay.get(row.productId) ?? null;
    const isDue = state === "expiring" || state === "extended" || state === "expired";
    return {
      ...row,
      state,
      window: procedure && renewalDays(row.expiresOn, procedure),
      certificate,
      stop,
      underWay: dossier,
      mayRenew: isDue && dossier === null && can(actor, "own", row),
    };
  });
}

/**
 * Opens the renewal's dossier, filled with what the platform holds and what carries over. A word
 * that there would be none is taken back with it. Throws `conflict` while the product has a
 * dossier under way, `unprocessable` before the window opens.
 */
export async function renewRecognition(
  db: Db,
  actor: UserActor,
  input: OnRecognition,
): Promise<{ dossierId: string }> {
  const { recognitionId } = parseInput(OnRecognition, input);
  return db.transaction(async (tx) => {
    const row = await takeRecognition(tx, actor, "own", recognitionId);
    const on = await today(tx);
    const procedure = renewalProcedure(loadProcedures(), on);
    const state = stateOn(row, on, procedure);
    if (state !== "expiring" && state !== "extended" && state !== "expired") {
      const window = procedure && renewalDays(row.expiresOn, procedure);
      throw new AppError("unprocessable", {
        vi:
          state === "valid" && window
            ? `Chưa đến kỳ đánh giá lại: nhận hồ sơ từ ngày ${formatDay(window.opens)}.`
            : "Giấy chứng nhận này không đánh giá lại được nữa; hãy mở hồ sơ mới.",
      });
    }
    const { id: dossierId } = await openDossier(tx, actor, {
      productId: row.productId,
      kind: "renewal",
      setCode: null,
      previousId: row.dossierId,
      previousStars: String(row.stars),
      certificateExpiresOn: row.expiresOn,
    });
    await tx
      .update(renewalStops)
      .set({ withdrawnAt: sql`now()` })
      .where(and(eq(renewalStops.recognitionId, row.id), isNull(renewalStops.withdrawnAt)));
    await appendAudit(tx, renewalEvents.renewalOpened, {
      ...recognitionFacts(actor, row),
      details: { dossier: dossierId },
    });
    return { dossierId };
  });
}

/** Notes that a producer will not renew, and why; an earlier word is replaced by this one. */
export async function stopRenewal(db: Db, actor: UserActor, input: StopRenewal): Promise<void> {
  const { recognitionId, reason, note = null } = parseInput(StopRenewal, input);
  await db.transaction(async (tx) => {
    const row = await takeRecognition(tx, actor, "own", recognitionId);
    await withdraw(tx, row.id);
    await tx.insert(renewalStops).values({
      recognitionId: row.id,
      reason,
      note: note === "" ? null : note,
      saidBy: actor.userId,
    });
    await appendAudit(tx, renewalEvents.stopped, {
      ...recognitionFacts(actor, row),
      details: { reason },
    });
  });
}

/** Takes back that there will be no renewal. */
export async function withdrawStop(db: Db, actor: UserActor, input: OnRecognition): Promise<void> {
  const { recognitionId } = parseInput(OnRecognition, input);
  await db.transaction(async (tx) => {
    const row = await takeRecognition(tx, actor, "own", recognitionId);
    await withdraw(tx, row.id);
    await appendAudit(tx, renewalEvents.stopWithdrawn, {
      ...recognitionFacts(actor, row),
      details: {},
    });
  });
}

async function withdraw(tx: Db, recognitionId: string): Promise<void> {
  await tx
    .update(renewalStops)
    .set({ withdrawnAt: sql`now()` })
    .where(and(eq(renewalStops.recognitionId, recognitionId), isNull(renewalStops.withdrawnAt)));
}

/**
 * The transitional extension of a certificate, by the office, with its basis; on the certificate's
 * page and in the log at once. Throws `unprocessable` where the procedure knows none, past its
 * longest, or for what is revoked or replaced.
 */
export async function extendRecognition(
  db: Db,
  actor: UserActor,
  input: ExtendRecognition,
): Promise<void> {
  const { recognitionId, until, basis } = parseInput(ExtendRecognition, input);
  await db.transaction(async (tx) => {
    const row = await takeRecognition(tx, actor, "record", recognitionId);
    const procedure = renewalProcedure(loadProcedures(), await today(tx));
    const longest = procedure && longestExtension(row.expiresOn, procedure);
    if (row.revokedOn !== null || row.replacedOn !== null)
      throw new AppError("unprocessable", { vi: "Giấy chứng nhận này không còn dùng nữa." });
    if (!longest || until <= row.expiresOn || until > longest)
      throw new AppError("unprocessable", {
        fields: {
          until: longest
            ? `Chỉ kéo dài được từ sau ngày ${formatDay(row.expiresOn)} đến hết ngày ${formatDay(longest)}.`
            : "Quy định đang áp dụng không cho kéo dài hiệu lực.",
        },
      });
    await tx
      .update(recognitions)
      .set({
        extendedUntil: until,
        extensionBasis: basis,
        version: sql`${recognitions.version} + 1`,
      })
      .where(eq(recognitions.id, row.id));
    const [certificate] = await tx
      .select({ id: certificates.id })
      .from(certificates)
      .where(eq(certificates.recognitionId, row.id));
    if (certificate)
      await appendLeaf(tx, { kind: "extended", certificateId: certificate.id, decision: null });
    await appendAudit(tx, renewalEvents.extended, {
      ...recognitionFacts(actor, row),
      details: { until, basis },
    });
  });
}
