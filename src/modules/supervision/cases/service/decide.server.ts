import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { noteRecovered } from "#modules/recognition/service/found.server.ts";
import {
  draftEnding,
  recordEnding,
  storeSignedCopy,
} from "#modules/recognition/service/revoke.server.ts";
import { OnCase, RecordDecision, RecordRestoration, Recover, Restore } from "../inputs.ts";
import { authorisedCase, type CaseRow, moveCase, takeCase } from "./load.server.ts";

/**
 * Submits a case: a draft of the decision of revocation, which the offices hand to the signer on
 * the decision's own page. What is the Minister's to decide (five stars) is proposed to the
 * Ministry by a letter instead, and its decision entered when it comes. Throws as `draftEnding`.
 */
export async function submitCase(
  db: Db,
  actor: UserActor,
  input: OnCase,
): Promise<{ decisionId: string | null }> {
  const on = parseInput(OnCase, input);
  return db.transaction(async (tx) => {
    const { row, facts } = await takeCase(tx, actor, { activity: "work", act: "submit" }, on);
    const decisionId = facts.isMinisters
      ? null
      : (
          await draftEnding(tx, actor, {
            recognitionId: row.recognitionId,
            kind: "revocation",
            ...groundOf(row),
          })
        ).id;
    await moveCase(tx, actor, row, { act: "submit", note: null, change: { decisionId } });
    return { decisionId };
  });
}

/** Enters the decision that another authority took on the case, with its signed copy. */
export async function recordCase(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: RecordDecision,
  scan: Blob | null,
): Promise<void> {
  const asked = parseInput(RecordDecision, input);
  const { caseId, expectedVersion, copyConfirmed: isConfirmed, ...decided } = asked;
  await authorisedCase(db, actor, "record", caseId);
  const copy = await storeSignedCopy(files, scan, { ...decided, isConfirmed });
  await db.transaction(async (tx) => {
    const { row } = await takeCase(
      tx,
      actor,
      { activity: "record", act: "record" },
      { caseId, expectedVersion },
    );
    const { id: decisionId } = await recordEnding(
      tx,
      actor,
      { ...decided, ...groundOf(row), recognitionId: row.recognitionId, kind: "revocation" },
      copy,
    );
    const change = { decisionId };
    await moveCase(tx, actor, row, { act: "record", note: decided.numberText, change });
  });
}

/**
 * Enters the decision with which another authority restored what was revoked: the Minister's about
 * five stars, or one signed in the authority's own register; with its signed copy. Throws as
 * `recordEnding` does.
 */
export async function recordRestoration(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: RecordRestoration,
  scan: Blob | null,
): Promise<void> {
  const asked = parseInput(RecordRestoration, input);
  const { caseId, expectedVersion, copyConfirmed: isConfirmed, ...decided } = asked;
  await authorisedCase(db, actor, "record", caseId);
  const copy = await storeSignedCopy(files, scan, { ...decided, isConfirmed });
  await db.transaction(async (tx) => {
    const act = { activity: "record", act: "recordRestoration" } as const;
    const { row } = await takeCase(tx, actor, act, { caseId, expectedVersion });
    await requirePast(tx, decided.concludedOn);
    const about = { recognitionId: row.recognitionId, kind: "restoration" } as const;
    const { id: restorationId } = await recordEnding(tx, actor, { ...decided, ...about }, copy);
    const change = { restorationId };
    await moveCase(tx, actor, row, { act: "recordRestoration", note: decided.numberText, change });
  });
}

/** The conclusion that a decision rests on. */
function groundOf(row: CaseRow) {
  const { conclusion, concludedOn } = row;
  if (conclusion === null || concludedOn === null) throw new Error(`case ${row.id}: no conclusion`);
  return { ground: row.ground, reason: conclusion, concludedOn };
}

/** The paper certificate was handed back after the revocation. */
export async function recoverPaper(db: Db, actor: UserActor, input: Recover): Promise<void> {
  const { recoveredOn, ...on } = parseInput(Recover, input);
  await db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "recover" }, on);
    await noteRecovered(tx, actor, { recognitionId: row.recognitionId, on: recoveredOn });
    await moveCase(tx, actor, row, { act: "recover", note: recoveredOn });
  });
}

/** Proposes to restore what was revoked wrongfully: a draft of the decision of restoration. */
export async function proposeRestoration(
  db: Db,
  actor: UserActor,
  input: Restore,
): Promise<{ decisionId: string }> {
  const { reason, concludedOn, ...on } = parseInput(Restore, input);
  return db.transaction(async (tx) => {
    const { row } = await takeCase(tx, actor, { activity: "work", act: "restore" }, on);
    await requirePast(tx, concludedOn);
    const { id } = await draftEnding(tx, actor, {
      recognitionId: row.recognitionId,
      kind: "restoration",
      reason,
      concludedOn,
    });
    await moveCase(tx, actor, row, { act: "restore", note: reason, change: { restorationId: id } });
    return { decisionId: id };
  });
}

async function requirePast(tx: Db, concludedOn: Day): Promise<void> {
  if (concludedOn <= (await today(tx))) return;
  const vi = "Ngày kết luận không được sau hôm nay.";
  throw new AppError("unprocessable", { vi, fields: { concludedOn: vi } });
}
