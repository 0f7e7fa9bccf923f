import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { PrintedDocument } from "#core/documents/blocks.ts";
import { AppError } from "#core/errors.ts";
import { lastFilings } from "#modules/dossiers/service/council.server.ts";
import { type DossierRow, findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { findPapers } from "#modules/producers/service/papers.server.ts";
import { standingOf } from "../consult/disagreement.ts";
import { findTest } from "../consult/lab.server.ts";
import { partIn } from "../consult/parties.server.ts";
import { isReportIntact } from "../consult/report.server.ts";
import { lastReport } from "../consult/reports.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { nation } from "../model.ts";
import { councils } from "../schema.server.ts";
import { consultReport } from "./consult-report.ts";
import { labRequest } from "./lab-request.ts";

const unknown = { vi: "Không có tài liệu này." };

/**
 * A paper of the review of a dossier by the name in its address: `bao-cao-tham-tra`, or
 * `de-nghi-kiem-nghiem-<id>`. For who takes part in the review; `notFound` for others, and for a
 * report that has not been handed in.
 */
export async function getConsultDocument(
  db: Db,
  actor: UserActor,
  { dossierId, name }: { dossierId: string; name: string },
): Promise<PrintedDocument> {
  const row = await findDossier(db, dossierId);
  await partIn(db, actor, row);
  if (name === "bao-cao-tham-tra") return printReport(db, row, row.stage);
  const test = /^de-nghi-kiem-nghiem-([0-9a-f-]{36})$/.exec(name)?.[1];
  if (test === undefined) throw new AppError("notFound", unknown);
  return printLabRequest(db, row, test);
}

async function unitNameOf(db: Db, provinceCode: string): Promise<string | null> {
  if (provinceCode === nation) return null;
  const unit = await findUnit(db, { version: currentVersion, code: provinceCode });
  return unit?.fullName ?? null;
}

/**
 * The team's last report on a dossier at a stage; `notFound` before the first. Rights are the
 * caller's.
 */
export async function printReport(
  db: Db,
  row: DossierRow,
  stage: string | null,
): Promise<PrintedDocument> {
  const report = stage === null ? null : await lastReport(db, row.id, stage);
  if (!report) throw new AppError("notFound", { vi: "Tổ tư vấn chưa báo cáo về hồ sơ này." });
  if (!isReportIntact(report))
    throw new AppError("internal", {
      log: `consult report of ${row.id} does not match its digest`,
    });
  const { content } = report;
  const [team] = await db.select().from(councils).where(eq(councils.id, report.teamId));
  const { set, compiled } = await setOf(db, {
    rulebookDigest: content.rulebook,
    setCode: content.set,
  });
  const named = content.reviews.flatMap(({ findings }) =>
    Object.values(findings).flatMap(({ papers }) => papers),
  );
  const papers = await findPapers(db, [...new Set(named)]);
  const names = await namesOfAccounts(db, [report.submittedBy]);
  return consultReport({
    content,
    recommendation: report.recommendation,
    digest: report.digest,
    seq: report.seq,
    submittedAt: report.submittedAt,
    submittedBy: names.get(report.submittedBy) ?? "",
    team: {
      name: team?.name ?? "Tổ tư vấn",
      decisionNumber: team?.decisionNumber ?? "",
      decisionOn: team?.decisionOn ?? "",
    },
    unitName: await unitNameOf(db, team?.provinceCode ?? row.provinceCode),
    productName: row.productName,
    producerName: row.producerName,
    receiptCode: (await lastFilings(db, [row.id])).get(row.id)?.receiptCode ?? null,
    isDemo: row.isDemo,
    set,
    standings: content.reviews.map(({ findings }) =>
      standingOf(
        compiled,
        content.claims,
        Object.fromEntries(
          Object.entries(findings).flatMap(([code, { option }]) =>
            option === null ? [] : [[code, option]],
          ),
        ),
      ),
    ),
    papers: new Map(papers.map(({ id, title }) => [id, title])),
  });
}

async function printLabRequest(db: Db, row: DossierRow, testId: string): Promise<PrintedDocument> {
  const { test } = await findTest(db, testId);
  if (test.dossierId !== row.id) throw new AppError("notFound", unknown);
  const { indicators, reason, lab, askedOn, dueOn } = test;
  return labRequest({
    productName: row.productName,
    producerName: row.producerName,
    dossierId: row.id,
    receiptCode: (await lastFilings(db, [row.id])).get(row.id)?.receiptCode ?? null,
    indicators,
    reason,
    lab,
    askedOn,
    dueOn,
    unitName: await unitNameOf(db, row.provinceCode),
    isDemo: row.isDemo,
  });
}
