import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { takerIn } from "#modules/people/takers.ts";
import { percentText } from "../../catalogue.ts";
import type { MeasureCharge, MoveMeasure, SaveMeasure } from "../../inputs.ts";
import { putInCharge, takeOutOfCharge } from "../../service/charge.server.ts";
import type { VersionRow } from "../../service/load.server.ts";
import { describeMeasure, moveMeasure, saveMeasure } from "../../service/measures.server.ts";

/** What the page of a measure shows; null for one that is only being entered. */
export async function measurePage(db: Db, actor: UserActor, id: string | null) {
  if (id === null) return null;
  const { measure, versions, charge, mayKeep } = await describeMeasure(db, actor, id);
  const [current] = versions;
  if (!current) throw new Error("a measure without a version");
  return {
    id: measure.id,
    code: measure.code,
    state: measure.state,
    version: measure.version,
    isDemo: measure.isDemo,
    origin: current.origin,
    values: { code: measure.code, ...valuesOf(current) },
    producerKinds: current.terms.producerKinds,
    history: versions.map(({ seq, createdAt, name, rateBp, ceiling, legalBasis }) => ({
      seq,
      createdAt,
      name,
      rate: rateBp === null ? null : percentText(rateBp),
      ceiling: ceiling === null ? null : formatDong(ceiling),
      legalBasis,
    })),
    ...charge,
    mayKeep,
  };
}

function valuesOf({ terms, rateBp, ceiling, papers, ...row }: VersionRow) {
  return {
    kind: row.kind,
    name: row.name,
    what: row.what,
    form: row.form,
    legalBasis: row.legalBasis,
    source: row.source,
    ratePercent: rateBp === null ? "" : percentText(rateBp),
    ceiling: ceiling === null ? "" : formatDong(ceiling),
    grantedFor: terms.grantedFor,
    minStars: terms.minStars,
    oncePer: terms.oncePer,
    everyYears: terms.everyYears,
    claimMonths: terms.claimMonths,
    from: formatDay(terms.from),
    until: terms.until === null ? "" : formatDay(terms.until),
    decideDays: row.decideDays,
    payDays: row.payDays,
    papers: papers.map(({ label }) => label).join("\n"),
  };
}

/** Does what a form of the page asks for; the id of the measure. */
export async function actOnMeasure(
  db: Db,
  actor: UserActor,
  id: string | null,
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  if (intent === "save") {
    const input = { producerKinds: [], ...fields } as unknown as SaveMeasure;
    return { ...(await saveMeasure(db, actor, id, input)), done: "Đã lưu biện pháp." };
  }
  if (id === null) throw new AppError("invalid");
  const on = { ...fields, measureId: id } as unknown;
  if (intent === "move") {
    await moveMeasure(db, actor, on as MoveMeasure);
    return { id, done: "Đã đổi tình trạng biện pháp." };
  }
  const { to = "", ...rest } = fields;
  const charge: MeasureCharge = { ...rest, ...takerIn(String(to)), measureId: id };
  if (intent === "assign") {
    await putInCharge(db, actor, charge);
    return { id, done: "Đã giao phụ trách." };
  }
  if (intent !== "release") throw new AppError("invalid");
  await takeOutOfCharge(db, actor, charge);
  return { id, done: "Đã thôi giao phụ trách." };
}
