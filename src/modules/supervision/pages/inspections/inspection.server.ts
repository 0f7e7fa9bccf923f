import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { minutesNumberText } from "../../minutes-number.ts";
import type {
  CancelInspection,
  ChangeInspection,
  JudgeFinding,
  OpenRecheck,
} from "../../inputs.ts";
import { cancelInspection, changeInspection } from "../../service/change.server.ts";
import { describeInspection } from "../../service/describe.server.ts";
import { judgeFinding, openRecheck } from "../../service/findings.server.ts";
import { possibleLeads } from "../../service/schedule.server.ts";

/** What the page of an inspection shows. */
export async function inspectionPage(db: Db, actor: UserActor, id: string) {
  const view = await describeInspection(db, actor, id);
  const { row, plan, visit, findings, rechecks, names, may } = view;
  const isLeadAsked = may.change || may.recheck;
  const leads = isLeadAsked ? await possibleLeads(db, row.provinceCode) : [];
  return {
    today: view.today,
    may,
    leads: leads.map((one) => ({ id: one.id, name: one.name, agencyName: one.agencyName })),
    leadName: names.get(row.leadId) ?? "",
    plan: plan && { id: plan.id, title: plan.title, state: plan.state },
    row: {
      id: row.id,
      version: row.version,
      kind: row.kind,
      state: row.state,
      productName: row.productName,
      producerName: row.producerName,
      producerId: row.producerId,
      stars: row.stars,
      agency: row.agency,
      plannedOn: row.plannedOn,
      leadId: row.leadId,
      isTold: row.toldAt !== null,
      reasons: row.reasons,
      wasDrawn: row.wasDrawn,
      note: row.note,
      followsId: row.followsId,
      conclusion: row.conclusion,
      concludedOn: row.concludedOn,
      minutes: minutesNumberText(row),
      cancelReason: row.cancelReason,
      isDemo: row.isDemo,
      lines: row.checklist.length,
    },
    visit: visit && {
      on: visit.on,
      people: visit.people,
      latitude: visit.latitude,
      longitude: visit.longitude,
      notes: visit.notes,
      producerSays: visit.producerSays,
      photos: visit.photos,
      signatureDigest: visit.signatureDigest,
      signedName: visit.signedName,
      answers: row.checklist.flatMap((item) => {
        const answer = visit.answers[item.code];
        return answer ? [{ ...item, ...answer }] : [];
      }),
    },
    findings: findings.map(
      ({ id: findingId, title, found, demand, dueOn, state, version, log }) => ({
        id: findingId,
        title,
        found,
        demand,
        dueOn,
        state,
        version,
        log: log.map(({ id: logId, step, text, evidence, dueOn: until, by, at }) => ({
          id: logId,
          step,
          text,
          evidence,
          dueOn: until,
          by: names.get(by) ?? "",
          at,
        })),
      }),
    ),
    rechecks,
  };
}

/** Does what a form of the page asks; tells what was done, or which recheck was opened. */
export async function actOnInspection(
  db: Db,
  actor: UserActor,
  inspectionId: string,
  form: FormData,
): Promise<{ done: string } | { openedId: string }> {
  const { intent, ...fields } = formFields(form);
  const on = { ...fields, inspectionId } as unknown;
  if (intent === "change") {
    await changeInspection(db, actor, on as ChangeInspection);
    return { done: "Đã đổi ngày và người phụ trách." };
  }
  if (intent === "cancel") {
    await cancelInspection(db, actor, on as CancelInspection);
    return { done: "Đã hủy lần kiểm tra." };
  }
  if (intent === "recheck") {
    const { id } = await openRecheck(db, actor, on as OpenRecheck);
    return { openedId: id };
  }
  if (intent !== "judge") throw new AppError("invalid");
  await judgeFinding(db, actor, fields as unknown as JudgeFinding);
  return { done: "Đã ghi, chủ thể đã được báo." };
}
