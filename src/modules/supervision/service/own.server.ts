import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { FileStore } from "#core/files/store.ts";
import { can } from "../access.ts";
import { AnswerFinding } from "../inputs.ts";
import { Id } from "../model.ts";
import { findingLog, inspections } from "../schema.server.ts";
import { findingSteps, next } from "../states.ts";
import { fileOf, keepFile, type KeptFile, type Taken, takeIn } from "./files.server.ts";
import { moveFinding, takeFinding, tellOfAnswer } from "./findings.server.ts";
import {
  findInspection,
  findingsOf,
  type FindingRow,
  type InspectionRow,
  requireVersion,
  wrongStep,
} from "./load.server.ts";

export type LogRow = typeof findingLog.$inferSelect;

/** A finding as its producer sees it. */
export type OwnFinding = FindingRow & { readonly log: readonly LogRow[] };

/** An inspection as its producer may know of it: announced and to come, or concluded. */
export type OwnInspection = {
  readonly row: Pick<
    InspectionRow,
    | "id"
    | "kind"
    | "state"
    | "productName"
    | "producerName"
    | "agency"
    | "plannedOn"
    | "conclusion"
    | "concludedOn"
    | "isDemo"
  >;
  readonly findings: readonly OwnFinding[];
};

/** What the account's producers may know: what was announced and waits, and what was concluded. */
export async function listOwnInspections(db: Db, actor: UserActor): Promise<OwnInspection[]> {
  const own = actor.grants.flatMap(({ jurisdiction: j }) =>
    j.kind === "own" && j.holderId !== null && Id.safeParse(j.holderId).success ? [j.holderId] : [],
  );
  if (own.length === 0) return [];
  const rows = await db
    .select()
    .from(inspections)
    .where(and(inArray(inspections.producerId, own), knownToProducer))
    .orderBy(desc(inspections.plannedOn), inspections.id)
    .limit(100);
  return withFindings(db, rows);
}

/** Before its conclusion only an announced visit is known. */
const knownToProducer = or(
  eq(inspections.state, "concluded"),
  and(sql`${inspections.toldAt} is not null`, inArray(inspections.state, ["planned", "visited"])),
);

/** One inspection for its producer; `notFound` for another's, and for one that is not known yet. */
export async function getOwnInspection(
  db: Db,
  actor: UserActor,
  id: string,
): Promise<OwnInspection> {
  const row = await ownRow(db, actor, id);
  const [own] = await withFindings(db, [row]);
  if (!own) throw new Error("the inspection was read and is gone");
  return own;
}

async function withFindings(db: Db, rows: readonly InspectionRow[]): Promise<OwnInspection[]> {
  const findings = await findingsOf(
    db,
    rows.map(({ id }) => id),
  );
  const log = await logOf(db, findings);
  return rows.map((row) => ({
    row,
    findings: findings
      .filter(({ inspectionId }) => inspectionId === row.id)
      .map((one) => ({ ...one, log: log.get(one.id) ?? [] })),
  }));
}

/** What happened to findings, by finding, the first first. */
export async function logOf(
  db: Db,
  findings: readonly Pick<FindingRow, "id">[],
): Promise<ReadonlyMap<string, LogRow[]>> {
  if (findings.length === 0) return new Map();
  const rows = await db
    .select()
    .from(findingLog)
    .where(
      inArray(
        findingLog.findingId,
        findings.map(({ id }) => id),
      ),
    )
    .orderBy(findingLog.at, findingLog.id);
  return Map.groupBy(rows, ({ findingId }) => findingId);
}

async function ownRow(
  db: Db,
  actor: UserActor,
  id: string,
  asked: { lock?: boolean } = {},
): Promise<InspectionRow> {
  const row = await findInspection(db, id, asked);
  const isKnown = row.state === "concluded" || (row.toldAt !== null && row.state !== "cancelled");
  if (!isKnown || !can(actor, "answer", row))
    throw new AppError("notFound", {
      vi: "Không có lần kiểm tra này.",
      denied: "inspection.answer",
    });
  return row;
}

/** As much evidence as one answer takes. */
const mostFiles = 10;

/**
 * The producer's answer to a finding, with pictures or PDFs; may be added to until somebody has
 * decided. Whoever inspects is told. Throws the refusal of the intake, and `conflict` once it is
 * settled.
 */
export async function answerFinding(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  input: AnswerFinding,
  evidence: readonly Blob[],
): Promise<void> {
  const { findingId, expectedVersion, text } = parseInput(AnswerFinding, input);
  if (evidence.length > mostFiles)
    throw new AppError("invalid", { fields: { file: `Mỗi lần nhiều nhất ${mostFiles} tệp.` } });
  const take = async (on: Db, lock: boolean) => {
    const taken = await takeFinding(on, findingId, (id) => ownRow(on, actor, id, { lock }));
    requireVersion(taken.finding, expectedVersion);
    if (next(findingSteps.answer, taken.finding.state) === null) throw wrongStep();
    return taken;
  };
  // Asked before the examination, which is work, and again with the rows locked.
  await take(db, false);
  const contents: Taken[] = [];
  for (const one of evidence) contents.push(await takeIn(files, one, ["image", "pdf"]));
  await db.transaction(async (tx) => {
    const { row, finding } = await take(tx, true);
    for (const taken of contents) await keepFile(tx, actor, row, { purpose: "evidence", taken });
    const digests = contents.map(({ stored }) => stored.digest);
    await moveFinding(tx, actor, row, finding, { step: "answer", text, evidence: digests });
    await tellOfAnswer(tx, row, finding.title);
  });
}

/** The producer's own evidence; `notFound` for any other content. */
export async function getOwnEvidence(
  db: Db,
  actor: UserActor,
  { inspectionId, digest }: { inspectionId: string; digest: string },
): Promise<KeptFile> {
  const row = await ownRow(db, actor, inspectionId);
  return fileOf(db, row.id, digest, ["evidence"]);
}
