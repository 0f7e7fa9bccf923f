import { and, asc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { scopeSql } from "#core/access/scope.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { enqueue } from "#core/jobs/enqueue.ts";
import { can, measurePermissions } from "../access.ts";
import { columnsOf } from "../access.server.ts";
import { basisPoints, type CatalogueMeasure, originText } from "../catalogue.ts";
import { loadCatalogue } from "../catalogue.server.ts";
import { events } from "../events.server.ts";
import { MoveMeasure, SaveMeasure } from "../inputs.ts";
import { meetRightsOf } from "../rights-job.server.ts";
import { measures, measureVersions, type WantedPaper } from "../schema.server.ts";
import { nextMeasureState } from "../states.ts";
import { auditFacts, requireVersion, wrongStep } from "#core/changing.ts";
import {
  authorisedMeasure,
  type MeasureRow,
  type VersionRow,
  versionInForce,
  writingUnit,
} from "./load.server.ts";
import { describeCharge } from "./charge.server.ts";

export type MeasureItem = { readonly measure: MeasureRow; readonly terms: VersionRow };

/** What a claim brings unless the office asks for something else. */
const usualPapers: readonly WantedPaper[] = [
  { key: "p1", label: "Hợp đồng hoặc báo giá" },
  { key: "p2", label: "Hóa đơn, chứng từ đã chi" },
  { key: "p3", label: "Biên bản nghiệm thu hoặc sản phẩm của việc được hỗ trợ" },
];

/** The measures that the actor may see, with their terms in force, in the order of their codes. */
export async function listMeasures(db: Db, actor: UserActor): Promise<MeasureItem[]> {
  return db
    .select({ measure: measures, terms: measureVersions })
    .from(measures)
    .innerJoin(
      measureVersions,
      and(eq(measureVersions.measureId, measures.id), eq(measureVersions.seq, measures.seq)),
    )
    .where(scopeSql(actor, measurePermissions.see, columnsOf(measures)))
    .orderBy(sql`${measures.state} = 'open' desc`, asc(measures.code));
}

/** One measure with every version, the newest first, and who looks after it. */
export async function describeMeasure(db: Db, actor: UserActor, id: string) {
  const measure = await authorisedMeasure(db, actor, "see", id);
  const versions = await db
    .select()
    .from(measureVersions)
    .where(eq(measureVersions.measureId, id))
    .orderBy(sql`${measureVersions.seq} desc`);
  const mayKeep = can(actor, "measure", "keep", measure);
  return {
    measure,
    versions,
    charge: await describeCharge(db, measure, mayKeep),
    mayKeep,
  };
}

/**
 * Takes the shipped measures into the catalogue of the actor's province, as drafts that give
 * nobody a right until the office has entered its own act and opened them. What is there already
 * stays as it is. Tells how many came.
 */
export async function takeCatalogue(db: Db, actor: UserActor): Promise<number> {
  const unitPath = writingUnit(actor, "measure");
  const provinceCode = provinceOf(unitPath);
  const catalogue = loadCatalogue();
  return db.transaction(async (tx) => {
    const from = await today(tx);
    const added = await tx
      .insert(measures)
      .values(
        catalogue.measures.map(({ code }) => ({
          provinceCode,
          unitPath,
          code,
          createdBy: actor.userId,
        })),
      )
      .onConflictDoNothing()
      .returning();
    if (added.length === 0) return 0;
    const known = new Map(catalogue.measures.map((one) => [one.code, one]));
    await tx.insert(measureVersions).values(
      added.flatMap(({ id, code }) => {
        const one = known.get(code);
        return one
          ? [{ ...shippedVersion(one, from), provinceCode, measureId: id, createdBy: actor.userId }]
          : [];
      }),
    );
    await appendAudit(tx, events.catalogueTaken, {
      ...auditFacts(actor, { id: provinceCode, provinceCode, unitPath }),
      details: { measures: added.length },
    });
    return added.length;
  });
}

function shippedVersion(one: CatalogueMeasure, from: string) {
  return {
    seq: 1,
    kind: one.kind,
    name: one.name,
    what: one.what,
    form: one.form,
    legalBasis: one.legalBasis,
    origin: originText(loadCatalogue(), one),
    rateBp: basisPoints(one.ratePercent),
    ceiling: one.ceiling === null ? null : BigInt(one.ceiling),
    terms: {
      grantedFor: one.grantedFor,
      minStars: one.minStars,
      producerKinds: [],
      oncePer: one.oncePer,
      everyYears: null,
      claimMonths: null,
      from,
      until: null,
    },
    papers: one.form === "money" ? usualPapers : [],
  };
}

/**
 * Enters a measure (`id` null) or gives one new terms: a version of its own, so that claims keep
 * what they were made under. Throws `stale` when somebody else has changed it, `conflict` for a
 * code that is taken.
 */
export async function saveMeasure(
  db: Db,
  actor: UserActor,
  id: string | null,
  input: SaveMeasure,
): Promise<{ id: string }> {
  const { expectedVersion, code, ...form } = parseInput(SaveMeasure, input);
  const wanted = toVersion(form);
  return db.transaction(async (tx) => {
    const row =
      id === null
        ? await insertMeasure(tx, actor, code)
        : await authorisedMeasure(tx, actor, "keep", id, { lock: true });
    if (id !== null) requireVersion(row, expectedVersion);
    const before = id === null ? null : await versionInForce(tx, row);
    const seq = before === null ? 1 : before.seq + 1;
    await tx.insert(measureVersions).values({
      ...wanted,
      seq,
      provinceCode: row.provinceCode,
      measureId: row.id,
      origin: before?.origin ?? null,
      createdBy: actor.userId,
    });
    if (before !== null)
      await tx
        .update(measures)
        .set({ seq, version: row.version + 1, updatedAt: sql`now()` })
        .where(eq(measures.id, row.id));
    if (row.state === "open") await enqueue(tx, meetRightsOf, { provinceCode: row.provinceCode });
    await appendAudit(tx, events.measureSaved, {
      ...auditFacts(actor, row),
      details: { seq, rateBp: wanted.rateBp, ceiling: wanted.ceiling?.toString() ?? null },
    });
    return { id: row.id };
  });
}

async function insertMeasure(tx: Db, actor: UserActor, code: string): Promise<MeasureRow> {
  const unitPath = writingUnit(actor, "measure");
  const [row] = await tx
    .insert(measures)
    .values({ provinceCode: provinceOf(unitPath), unitPath, code, createdBy: actor.userId })
    .onConflictDoNothing()
    .returning();
  if (!row) {
    const text = "Mã này đã dùng cho một biện pháp khác. Hãy đặt mã khác.";
    throw new AppError("conflict", { vi: text, fields: { code: text } });
  }
  return row;
}

function toVersion(form: Omit<z.output<typeof SaveMeasure>, "expectedVersion" | "code">) {
  const { ratePercent, papers, form: kindOfHelp, ...rest } = form;
  const { grantedFor, minStars, producerKinds, oncePer, everyYears, claimMonths, from, until } =
    rest;
  if (until !== null && until < from)
    throw new AppError("invalid", { fields: { until: "Ngày cuối phải sau ngày bắt đầu." } });
  const rateBp = basisPoints(ratePercent);
  if (rateBp === 0)
    throw new AppError("invalid", {
      fields: { ratePercent: "Tỷ lệ phải lớn hơn 0; để trống nếu không quy định tỷ lệ." },
    });
  if (rest.ceiling === 0n)
    throw new AppError("invalid", {
      fields: { ceiling: "Mức trần phải lớn hơn 0; để trống nếu không có mức trần." },
    });
  return {
    kind: rest.kind,
    name: rest.name,
    what: rest.what,
    form: kindOfHelp,
    legalBasis: rest.legalBasis,
    source: rest.source,
    rateBp,
    ceiling: rest.ceiling,
    terms: { grantedFor, minStars, producerKinds, oncePer, everyYears, claimMonths, from, until },
    papers: (papers ?? "")
      .split("\n")
      .filter(Boolean)
      .slice(0, 20)
      .map((label, at) => ({ key: `p${at + 1}`, label })),
    decideDays: rest.decideDays,
    payDays: rest.payDays,
  };
}

/**
 * Opens a measure, so that rights arise from it, or takes it out of use; rights and claims that
 * there are stay. Throws `unprocessable` for one without an act behind it, or of money without
 * anything that limits an amount.
 */
export async function moveMeasure(db: Db, actor: UserActor, input: MoveMeasure): Promise<void> {
  const { measureId, expectedVersion, step } = parseInput(MoveMeasure, input);
  await db.transaction(async (tx) => {
    const row = await authorisedMeasure(tx, actor, "keep", measureId, { lock: true });
    requireVersion(row, expectedVersion);
    const state = nextMeasureState(step, row.state);
    if (state === null) throw wrongStep();
    if (step === "open") requireComplete(await versionInForce(tx, row));
    await tx
      .update(measures)
      .set({ state, version: row.version + 1, updatedAt: sql`now()` })
      .where(eq(measures.id, row.id));
    if (state === "open") await enqueue(tx, meetRightsOf, { provinceCode: row.provinceCode });
    await appendAudit(tx, events.measureMoved, { ...auditFacts(actor, row), details: { state } });
  });
}

function requireComplete(version: VersionRow): void {
  if (version.legalBasis === null)
    throw new AppError("unprocessable", {
      vi: "Hãy ghi văn bản của tỉnh làm căn cứ hỗ trợ rồi mới áp dụng.",
    });
  if (version.form === "money" && version.rateBp === null && version.ceiling === null)
    throw new AppError("unprocessable", {
      vi: "Hãy ghi tỷ lệ hỗ trợ hoặc mức trần rồi mới áp dụng.",
    });
}
