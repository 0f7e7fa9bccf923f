import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { hasRole } from "#core/access/actor.ts";
import { provinceOf } from "#core/access/kernel.ts";
import { appendAudit } from "#core/audit/append.ts";
import { type Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { foldText } from "#core/text.ts";
import { holdProducer } from "#modules/people/service/holders.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { can } from "../access.ts";
import { events } from "../events.server.ts";
import { ChangeForm, OpenProducer, SaveRepresentative, UpdateProducer } from "../model.ts";
import { formFaults, type FormFacts, futureFault, normaliseTaxCode } from "../rules.ts";
import { producerForms, producerRepresentatives, producers } from "../schema.server.ts";
import {
  authorisedProducer,
  factsOf,
  findRepresentative,
  type ProducerRow,
} from "./producers.server.ts";

/** What another producer already bears comes back beside its field, also when two forms arrive together. */
function takenFault(error: unknown): AppError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, constraint } = at as { code?: string; constraint?: string };
    if (code !== "23505") continue;
    if (constraint === "producers_tax_code_key")
      return new AppError("conflict", {
        vi: "Mã số thuế này đã có chủ thể trong tỉnh. Hãy tìm chủ thể đó trong danh sách, hoặc báo Ủy ban nhân dân xã.",
        fields: { taxCode: "Mã số thuế này đã có chủ thể trong tỉnh." },
      });
    if (constraint === "producers_name_key")
      return new AppError("conflict", {
        vi: "Ở xã này đã có chủ thể mang tên này. Hãy tìm chủ thể đó trong danh sách.",
        fields: { name: "Ở xã này đã có chủ thể mang tên này." },
      });
  }
  return null;
}

async function act<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(work);
  } catch (error) {
    throw takenFault(error) ?? error;
  }
}

function refuse(faults: Record<string, string>): void {
  if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
}

function dayFaults(days: Record<string, Day | null>, now: Day): Record<string, string> {
  return Object.fromEntries(
    Object.entries(days).flatMap(([field, day]) => {
      const fault = futureFault(day, now);
      return fault === null ? [] : [[field, fault]];
    }),
  );
}

/** The legal form as it is stored: the tax code in its one way of writing. */
function storedForm<Form extends FormFacts>(form: Form): Form {
  const { taxCode, kind } = form;
  return { ...form, taxCode: taxCode && (normaliseTaxCode(taxCode, kind) ?? taxCode) };
}

/**
 * Opens a producer: its owner does, or an officer of the commune or province for someone without
 * a phone. An owner's account holds it from then on. Throws `conflict` when its tax code is in the
 * province already, or its name in the commune.
 */
export async function openProducer(
  db: Db,
  actor: UserActor,
  input: OpenProducer,
): Promise<{ id: string }> {
  const { communeCode, ...wanted } = parseInput(OpenProducer, input);
  const now = await today(db);
  refuse({ ...formFaults(wanted), ...dayFaults({ foundedOn: wanted.foundedOn }, now) });
  const unit = await findUnit(db, { version: currentVersion, code: communeCode });
  if (unit?.level !== "commune")
    throw new AppError("invalid", { fields: { communeCode: "Không có xã, phường mang mã này." } });
  const place = { version: currentVersion, path: unit.path };
  if (!can(actor, "open", { id: actor.userId, place }))
    throw new AppError("forbidden", {
      denied: "producer.open",
      vi: "Tài khoản này không được lập chủ thể ở xã đã chọn.",
    });
  return act(db, async (tx) => {
    const [row] = await tx
      .insert(producers)
      .values({
        ...storedForm(wanted),
        provinceCode: provinceOf(unit.path),
        unitVersion: unit.version,
        unitCode: unit.code,
        unitPath: unit.path,
        nameFolded: foldText(wanted.name),
        createdBy: actor.userId,
      })
      .returning();
    if (!row) throw new Error("the producer was not stored");
    if (hasRole(actor, "producerOwner"))
      await holdProducer(tx, {
        userId: actor.userId,
        role: "producerOwner",
        producerId: row.id,
        place,
      });
    await appendAudit(tx, events.opened, { ...factsOf(actor, row), details: { kind: row.kind } });
    return { id: row.id };
  });
}

/** Corrects what is no change of legal form; `stale` when somebody else has in the meantime. */
export async function updateProducer(
  db: Db,
  actor: UserActor,
  id: string,
  input: UpdateProducer,
): Promise<void> {
  const { version, ...wanted } = parseInput(UpdateProducer, input);
  await act(db, async (tx) => {
    const row = await authorisedProducer(tx, actor, "update", id, { lock: true });
    if (row.version !== version) throw new AppError("stale");
    refuse({
      ...formFaults({ ...row, ...wanted }),
      ...dayFaults({ foundedOn: wanted.foundedOn }, await today(tx)),
    });
    const fields = changedFields(row, wanted);
    if (fields.length === 0) return;
    await tx
      .update(producers)
      .set({ ...wanted, ...touched(row) })
      .where(eq(producers.id, id));
    await appendAudit(tx, events.updated, { ...factsOf(actor, row), details: { fields } });
  });
}

/** The fields whose values differ; exact decimals by value, whatever their zeros. */
function changedFields(row: ProducerRow, wanted: Partial<ProducerRow>): string[] {
  return Object.entries(wanted).flatMap(([field, value]) => {
    const before = row[field as keyof ProducerRow];
    const same =
      field === "communityCapitalPercent" && before !== null && value !== null
        ? Number(before) === Number(value)
        : before === value;
    return same ? [] : [field];
  });
}

const touched = (row: ProducerRow) => ({ version: row.version + 1, updatedAt: sql`now()` });

/**
 * A new kind, name or tax code from a day on. The producer keeps its id, so what was recognised
 * before can be renewed; the former form stays in the history.
 */
export async function changeForm(
  db: Db,
  actor: UserActor,
  id: string,
  input: ChangeForm,
): Promise<void> {
  const { version, from, basis, ...wanted } = parseInput(ChangeForm, input);
  await act(db, async (tx) => {
    const row = await authorisedProducer(tx, actor, "changeForm", id, { lock: true });
    if (row.version !== version) throw new AppError("stale");
    const faults = formFaults({ ...wanted, isTourism: row.isTourism });
    refuse({ ...faults, ...dayFaults({ from }, await today(tx)) });
    const [latest] = await tx
      .select({ until: sql<Day>`max(${producerForms.until})::text` })
      .from(producerForms)
      .where(eq(producerForms.producerId, id));
    const start = latest?.until ?? row.foundedOn;
    if (start && from <= start)
      refuse({ from: "Ngày thay đổi phải sau lần thay đổi trước và sau ngày thành lập." });
    const { kind, companyForm, name, taxCode, registrationNumber, communityCapitalPercent } = row;
    await tx.insert(producerForms).values({
      producerId: id,
      kind,
      companyForm,
      name,
      taxCode,
      registrationNumber,
      communityCapitalPercent,
      until: from,
      basis,
      recordedBy: actor.userId,
    });
    await tx
      .update(producers)
      .set({
        ...storedForm({ ...wanted, isTourism: row.isTourism }),
        nameFolded: foldText(wanted.name),
        ...touched(row),
      })
      .where(eq(producers.id, id));
    await appendAudit(tx, events.formChanged, {
      ...factsOf(actor, row),
      details: { from: kind, to: wanted.kind, on: from },
    });
  });
}

/** Enters the legal representative; the one before stays in the history. */
export async function saveRepresentative(
  db: Db,
  actor: UserActor,
  id: string,
  input: SaveRepresentative,
): Promise<void> {
  const { version, ...wanted } = parseInput(SaveRepresentative, input);
  await act(db, async (tx) => {
    const row = await authorisedProducer(tx, actor, "update", id, { lock: true });
    if (row.version !== version) throw new AppError("stale");
    const before = await findRepresentative(tx, id);
    const keys = Object.keys(wanted) as (keyof typeof wanted)[];
    if (before && keys.every((key) => before[key] === wanted[key])) return;
    await tx
      .update(producerRepresentatives)
      .set({ replacedAt: sql`now()` })
      .where(
        and(eq(producerRepresentatives.producerId, id), isNull(producerRepresentatives.replacedAt)),
      );
    await tx
      .insert(producerRepresentatives)
      .values({ ...wanted, producerId: id, recordedBy: actor.userId });
    await tx.update(producers).set(touched(row)).where(eq(producers.id, id));
    await appendAudit(tx, events.representativeSaved, { ...factsOf(actor, row), details: {} });
  });
}
