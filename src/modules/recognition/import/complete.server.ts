import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { day, formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { requiredLine, tick } from "#core/input/text.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import type { ProducerKind } from "#modules/producers/model.ts";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { can } from "../access.ts";
import { Id } from "../model.ts";
import { expiryOf } from "../rules.ts";
import { recognitions } from "../schema.server.ts";
import { importEvents } from "./events.server.ts";
import { Pieces } from "./pieces.server.ts";
import { PlanIds } from "./plan-ids.server.ts";
import type { Plan, PlannedRecognition } from "./plan-model.ts";
import { entryKey, type Made, Recognising } from "./recognising.server.ts";
import { markReplaced } from "./replaced.server.ts";
import { standingOf } from "./rounds.ts";

/** The first day on which a product could be recognised. */
const firstDay: Day = "2018-01-01";

/** The decision of recognitions that a register told of without their day. */
export const CompleteEntries = z.strictObject({
  entryIds: z.preprocess(
    (value) => (value === undefined || value === "" ? [] : [value].flat()),
    z.array(Id).min(1, "Hãy chọn ít nhất một dòng.").max(500, "Mỗi lần nhiều nhất 500 dòng."),
  ),
  numberText: requiredLine(60, "Hãy nhập số quyết định."),
  signedOn: day,
  level: z.enum(["district", "province", "central"], { error: "Hãy chọn cấp ban hành." }),
  issuer: requiredLine(200, "Hãy nhập cơ quan, người ban hành."),
  /** That the year of the register is another one, and the decision counts. */
  isOtherYear: tick.default(false),
});
export type CompleteEntries = z.input<typeof CompleteEntries>;
type Asked = z.output<typeof CompleteEntries>;

type Row = {
  readonly id: string;
  readonly importId: string;
  readonly row: number;
  readonly round: number;
  readonly provinceCode: string;
  readonly stars: number;
  readonly year: number | null;
  readonly source: string | null;
  readonly recognitionId: string | null;
  readonly productId: string;
  readonly productName: string;
  readonly productRegime: string;
  readonly productSet: string;
  readonly producerId: string;
  readonly producerName: string;
  readonly kind: ProducerKind;
  readonly isTourism: boolean;
  readonly unitVersion: PlaceVersion;
  readonly unitCode: string;
  readonly unitPath: string;
};

/**
 * Turns entries of registers into recognitions under the decision that is told now, one audit row
 * for each import that they came with. What the register said stays in its row; with the import the
 * recognitions are undone. Throws `notFound` for entries out of the actor's reach, `conflict` for
 * one that was completed before, `invalid` and `unprocessable` beside the field at fault.
 */
export async function completeEntries(
  db: Db,
  actor: UserActor,
  input: CompleteEntries,
): Promise<{ readonly completed: number }> {
  const asked = parseInput(CompleteEntries, input);
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('ocop.register-import'))`);
    const rows = await takeEntries(tx, asked.entryIds);
    if (rows.length !== new Set(asked.entryIds).size) throw notFound();
    if (rows.some(({ provinceCode }) => !can(actor, "record", { unitPath: provinceCode })))
      throw notFound();
    requireOpen(rows);
    requireDay(asked, rows, await today(tx));
    const known = await recognisedThen(tx, asked, rows);
    const groups = Map.groupBy(rows, ({ importId }) => importId);
    for (const [importId, some] of groups) {
      const fresh = some.filter(({ productId }) => !known.has(productId));
      const became = await recogniseAll(
        tx,
        actor,
        importId,
        fresh.map((row) => [row, asked]),
      );
      await note(tx, actor, some, (row) => known.get(row.productId) ?? became(row));
      await audit(tx, actor, importId, { rows: some, fresh: fresh.length, asked });
    }
    await markReplaced(
      tx,
      rows.map(({ productId }) => productId),
    );
    return { completed: rows.length };
  });
}

const notFound = () => new AppError("notFound", { vi: "Không có dòng này trong địa bàn của bạn." });

async function takeEntries(tx: Db, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await tx.execute<Row>(sql`
    select e.id, e.import_id as "importId", e.row, e.round, e.province_code as "provinceCode",
      e.stars, e.year, e.source, e.recognition_id as "recognitionId",
      p.id as "productId", p.name as "productName", p.regime as "productRegime",
      p.set_code as "productSet", o.id as "producerId", o.name as "producerName", o.kind,
      o.is_tourism as "isTourism", o.unit_version as "unitVersion", o.unit_code as "unitCode",
      o.unit_path as "unitPath"
    from register_entries e
      join products p on p.id = e.product_id
      join producers o on o.id = e.producer_id
    where e.id = any(${sql.param([...ids])}::uuid[])
    order by e.import_id, e.row, e.round
    for update of e`);
  return rows;
}

function requireOpen(rows: readonly Row[]): void {
  const done = rows.find(({ recognitionId }) => recognitionId !== null);
  if (done)
    throw new AppError("conflict", { vi: `${done.productName}: dòng này đã được bổ sung rồi.` });
}

function requireDay({ signedOn, isOtherYear }: Asked, rows: readonly Row[], now: Day): void {
  const refuse = (field: string, vi: string) =>
    new AppError("invalid", { fields: { [field]: vi } });
  if (signedOn > now) throw refuse("signedOn", "Ngày ký không thể ở tương lai.");
  if (signedOn < firstDay)
    throw refuse("signedOn", `Ngày ký sớm hơn chương trình OCOP (${firstDay.slice(0, 4)}).`);
  const year = Number(signedOn.slice(0, 4));
  const others = rows.filter((row) => row.year !== null && row.year !== year);
  if (others.length > 0 && !isOtherYear)
    throw refuse(
      "isOtherYear",
      `Sổ ghi năm khác ngày ký ở ${others.length} dòng (${others[0]?.productName}: ${others[0]?.year}). Nếu ngày ký đúng, hãy đánh dấu ô xác nhận.`,
    );
}

/** The recognitions of these products that were decided on that very day: nothing is entered twice. */
async function recognisedThen(
  tx: Db,
  { signedOn }: Asked,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.map(({ productId }) => productId);
  const found = await tx
    .select({ id: recognitions.id, productId: recognitions.productId })
    .from(recognitions)
    .where(and(inArray(recognitions.productId, ids), eq(recognitions.recognisedOn, signedOn)));
  return new Map(found.map(({ id, productId }) => [productId, id]));
}

/** Enters recognitions of one import under the decision; tells which one a row became. */
async function recogniseAll(
  tx: Db,
  actor: UserActor,
  importId: string,
  rows: readonly (readonly [Row, Asked])[],
): Promise<(row: Row) => string> {
  const plan = planOf(rows);
  const ids = new PlanIds(plan);
  const made: Made[] = [];
  const pieces = new Pieces(rows.length);
  const by = { importId, userId: actor.userId, plan, ids, pieces, made };
  const became = await new Recognising(tx, by).enter();
  const ofProduct = new Map(
    plan.recognitions.flatMap((one) => {
      const id = became.get(entryKey(one));
      return id === undefined ? [] : [[one.productKey, id] as const];
    }),
  );
  return ({ productId, productName }) => {
    const id = ofProduct.get(productId);
    if (id === undefined)
      throw new AppError("unprocessable", {
        vi: `${productName}: quyết định này đã được nhập tay với danh sách sản phẩm riêng, không có sản phẩm này.`,
      });
    return id;
  };
}

function planOf(rows: readonly (readonly [Row, Asked])[]): Plan {
  return {
    rows: [],
    problems: [],
    open: [],
    producers: rows.map(([row]) => ({
      key: row.producerId,
      name: row.producerName,
      kind: row.kind,
      companyForm: null,
      isTourism: row.isTourism,
      place: {
        version: row.unitVersion,
        code: row.unitCode,
        path: row.unitPath,
        provinceCode: row.provinceCode,
        isCommune: row.unitPath.includes("/"),
        district: null,
      },
      address: "",
      phone: null,
      knownId: row.producerId,
    })),
    products: rows.map(([row]) => ({
      key: row.productId,
      producerKey: row.producerId,
      name: row.productName,
      regime: row.productRegime,
      set: row.productSet,
      isTourism: row.isTourism,
      knownId: row.productId,
    })),
    recognitions: rows.map(([row, asked]) => recognitionOf(row, asked)),
  };
}

function recognitionOf(
  row: Row,
  { signedOn, level, numberText, issuer }: Asked,
): PlannedRecognition {
  const procedures = loadProcedures();
  const when = { day: signedOn, year: Number(signedOn.slice(0, 4)) };
  const { regime } = standingOf(when, row.stars, { procedures, column: undefined, note: () => {} });
  const procedure = regime === null ? undefined : procedures.regimes[regime];
  if (regime === null || !procedure) {
    const vi = `Vào ngày ${formatDay(signedOn)} chưa có quyết định nào về bộ tiêu chí, hoặc có hơn một.`;
    throw new AppError("invalid", { fields: { signedOn: vi } });
  }
  const expiresOn = expiryOf(signedOn, procedure);
  return {
    row: row.row,
    round: row.round,
    productKey: row.productId,
    stars: row.stars,
    ...when,
    decision: numberText,
    issuer,
    level,
    regime,
    expiresOn,
    expiresFrom: expiresOn,
    expiresTo: expiresOn,
    source: row.source,
  };
}

async function note(
  tx: Db,
  actor: UserActor,
  rows: readonly Row[],
  recognitionOfRow: (row: Row) => string,
): Promise<void> {
  const pairs = rows.map((row) => ({ id: row.id, recognition: recognitionOfRow(row) }));
  await tx.execute(sql`
    update register_entries e
    set recognition_id = t.recognition, completed_by = ${actor.userId}, completed_at = now()
    from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as t(id uuid, recognition uuid)
    where e.id = t.id`);
}

async function audit(
  tx: Db,
  actor: UserActor,
  importId: string,
  of: { readonly rows: readonly Row[]; readonly fresh: number; readonly asked: Asked },
): Promise<void> {
  const provinces = Map.groupBy(of.rows, ({ provinceCode }) => provinceCode);
  for (const [provinceCode, some] of provinces)
    await appendAudit(tx, importEvents.completed, {
      actorId: actor.userId,
      subjectId: importId,
      provinceCode,
      unitPath: provinceCode,
      details: {
        entries: some.length,
        recognitions: of.fresh,
        decision: of.asked.numberText,
        signedOn: of.asked.signedOn,
      },
    });
}
