import { asc, desc, eq, isNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { type DossierRow, factsOf, findDossier } from "#modules/dossiers/service/load.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { can } from "../access.ts";
import { Id } from "../model.ts";
import { events } from "./events.server.ts";
import { assertKept } from "./files.server.ts";
import { AskTest, ReceiveTest } from "./inputs.ts";
import { assertUnderAdvice } from "./load.server.ts";
import { partIn } from "./parties.server.ts";
import { labTests } from "./schema.server.ts";

export type LabTestRow = typeof labTests.$inferSelect;

/** Asks for a laboratory test during the review: the office, or a consultant who has the dossier. */
export async function askTest(db: Db, actor: UserActor, input: AskTest): Promise<{ id: string }> {
  const { dossierId, ...wanted } = parseInput(AskTest, input);
  return db.transaction(async (tx) => {
    const row = await findDossier(tx, dossierId, { lock: true });
    await mayDeal(tx, actor, row);
    assertUnderAdvice(row, row.stage ?? "");
    const on = await today(tx);
    if (wanted.dueOn !== null && wanted.dueOn < on)
      throw new AppError("invalid", { fields: { dueOn: "Hạn trả kết quả đã qua." } });
    const [made] = await tx
      .insert(labTests)
      .values({ dossierId, stage: row.stage ?? "", askedBy: actor.userId, askedOn: on, ...wanted })
      .returning({ id: labTests.id });
    if (!made) throw new Error("the test was not stored");
    await appendAudit(tx, events.testAsked, {
      ...factsOf(actor, row),
      details: { test: made.id },
    });
    return made;
  });
}

/** Enters what the laboratory answered; a wrong entry is mended by entering it again. */
export async function receiveTest(db: Db, actor: UserActor, input: ReceiveTest): Promise<void> {
  const { testId, expectedVersion, ...wanted } = parseInput(ReceiveTest, input);
  await db.transaction(async (tx) => {
    const { test, row } = await findTest(tx, testId, { lock: true });
    await mayDeal(tx, actor, row);
    assertUnderAdvice(row, test.stage);
    if (test.version !== expectedVersion) throw new AppError("stale");
    if (wanted.receivedOn > (await today(tx)) || wanted.receivedOn < test.askedOn)
      throw new AppError("invalid", {
        fields: { receivedOn: "Ngày nhận kết quả phải từ ngày yêu cầu đến hôm nay." },
      });
    await assertKept(tx, row.id, "labResult", wanted.resultDigest ? [wanted.resultDigest] : []);
    await tx
      .update(labTests)
      .set({ ...wanted, version: test.version + 1 })
      .where(eq(labTests.id, testId));
    await appendAudit(tx, events.testReceived, {
      ...factsOf(actor, row),
      details: { test: testId, verdict: wanted.verdict, result: wanted.resultDigest },
    });
  });
}

async function mayDeal(tx: Db, actor: UserActor, row: DossierRow): Promise<void> {
  if ((await partIn(tx, actor, row)) === "reader")
    throw new AppError("forbidden", { denied: "consult.askTest" });
}

/** A test of an id with its dossier; `notFound` when there is none. Rights are the caller's. */
export async function findTest(
  db: Db,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<{ test: LabTestRow; row: DossierRow }> {
  const missing = { vi: "Không có yêu cầu kiểm nghiệm này." };
  if (!Id.safeParse(id).success) throw new AppError("notFound", missing);
  const query = db.select().from(labTests).where(eq(labTests.id, id));
  const [test] = lock ? await query.for("update") : await query;
  if (!test) throw new AppError("notFound", missing);
  return { test, row: await findDossier(db, test.dossierId) };
}

/** The tests of a dossier, oldest first; rights are the caller's business. */
export function testsOf(db: Db, dossierId: string): Promise<LabTestRow[]> {
  return db
    .select()
    .from(labTests)
    .where(eq(labTests.dossierId, dossierId))
    .orderBy(asc(labTests.askedOn), asc(labTests.id));
}

/** A test that has no result yet. */
export type WaitingTest = {
  readonly test: LabTestRow;
  readonly row: DossierRow;
  readonly isOverdue: boolean;
};

/** The tests without a result of the actor's units, overdue ones first; for who may assign dossiers. */
export async function listWaitingTests(db: Db, actor: UserActor): Promise<readonly WaitingTest[]> {
  const on = await today(db);
  const tests = await db
    .select()
    .from(labTests)
    .where(isNull(labTests.receivedOn))
    .orderBy(asc(labTests.dueOn), desc(labTests.askedOn))
    .limit(2000);
  const rows = await findDossiers(
    db,
    tests.map(({ dossierId }) => dossierId),
  );
  return tests.flatMap((test) => {
    const row = rows.get(test.dossierId);
    if (!row || !can(actor, "assign", { unitPath: row.unitPath, assigned: [] })) return [];
    return [{ test, row, isOverdue: test.dueOn !== null && test.dueOn < on }];
  });
}
