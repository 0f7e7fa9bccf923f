import { randomUUID } from "node:crypto";
import type { UserActor } from "#core/access/actor.ts";
import { addDays } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import type { SaveVisit } from "./inputs.ts";
import type { InspectionKind } from "./model.ts";
import { findInspection, visitOf } from "./service/load.server.ts";
import { approvePlan, openPlan } from "./service/plans.server.ts";
import { addToPlan } from "./service/schedule.server.ts";
import { concludeInspection } from "./service/conclude.server.ts";
import { saveVisit } from "./service/visit.server.ts";

/** What a test says of an inspection; the planner leads unless another is named. */
export type WantedInspection = {
  readonly planner: UserActor;
  readonly leadId?: string;
  readonly recognitionIds: readonly string[];
  readonly kind?: Extract<InspectionKind, "periodic" | "unannounced" | "postCheck">;
  /** Leaves the plan a draft. */
  readonly isDraft?: boolean;
};

/** A plan of this year with these products in it, approved; the ids of its inspections in their order. */
export async function buildPlan(
  db: Db,
  wanted: WantedInspection,
): Promise<{ planId: string; ids: readonly string[] }> {
  const { planner, leadId = planner.userId, recognitionIds, kind = "periodic" } = wanted;
  const on = await today(db);
  const { id: planId } = await openPlan(db, planner, {
    title: "Kế hoạch kiểm tra thử nghiệm",
    year: Number(on.slice(0, 4)),
    fromOn: addDays(on, -10),
    toOn: addDays(on, 60),
  });
  const { ids } = await addToPlan(db, planner, {
    planId,
    recognitionIds: [...recognitionIds],
    kind,
    plannedOn: addDays(on, 7),
    leadId,
    note: "",
  });
  if (!wanted.isDraft)
    await approvePlan(db, planner, {
      planId,
      expectedVersion: 1,
      decisionNumber: "15/QĐ-SNNMT",
      decisionOn: on,
    });
  return { planId, ids };
}

/** A visit as a phone sends it; these lines of the checklist are not kept, all others are. */
export async function builtVisit(
  db: Db,
  inspectionId: string,
  notKept: readonly string[] = [],
): Promise<SaveVisit> {
  const { checklist } = await findInspection(db, inspectionId);
  const kept = await visitOf(db, inspectionId);
  return {
    inspectionId,
    id: kept?.id ?? randomUUID(),
    on: await today(db),
    latitude: 21.6,
    longitude: 105.85,
    accuracy: 12,
    people: "Trưởng đoàn thử, đại diện chủ thể thử",
    answers: Object.fromEntries(
      checklist.map(({ code }) => [
        code,
        notKept.includes(code)
          ? { mark: "notKept" as const, note: "Không đúng như hồ sơ.", photos: [] }
          : { mark: "kept" as const, note: "", photos: [] },
      ]),
    ),
    notes: "",
    producerSays: "Nhất trí.",
    photos: [],
    signatureDigest: null,
    signedName: "Người đại diện thử",
    deviceAt: null,
  };
}

/** Visits and concludes, demanding a remedy within ten days for each line that is not kept. */
export async function conclude(
  db: Db,
  lead: UserActor,
  inspectionId: string,
  notKept: readonly string[] = [],
): Promise<void> {
  await saveVisit(db, lead, await builtVisit(db, inspectionId, notKept));
  const { version } = await findInspection(db, inspectionId);
  const dueOn = addDays(await today(db), 10);
  await concludeInspection(db, lead, {
    inspectionId,
    expectedVersion: version,
    conclusion: "Cơ sở cơ bản duy trì các tiêu chí.",
    demands: Object.fromEntries(
      notKept.map((code) => [code, { measure: "remedy", demand: "Làm đúng như hồ sơ.", dueOn }]),
    ),
  });
}
