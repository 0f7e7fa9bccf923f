import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { formatDong } from "#core/money.ts";
import { pointChecklist } from "../../points/checklist.server.ts";
import { isPartMet } from "../../points/checklist.ts";
import type {
  AssessPoint,
  CloseInspection,
  InspectPoint,
  StrikeSupport,
  SupportPoint,
} from "../../points/inputs.ts";
import {
  assessPoint,
  closeInspection,
  describeKeeping,
  inspectPoint,
  strikeSupport,
  supportPoint,
} from "../../points/keeping.server.ts";

/** What the page of a point's keeping shows; amounts as written. */
export async function keepingPage(db: Db, actor: UserActor, id: string) {
  const kept = await describeKeeping(db, actor, id);
  const checklist = pointChecklist();
  const standing = kept.supports.filter(({ struckAt }) => struckAt === null);
  return {
    point: { id: kept.point.id, name: kept.point.name, isDemo: kept.point.isDemo },
    checklist,
    mayInspect: kept.mayInspect,
    mayKeep: kept.mayKeep,
    assessments: kept.assessments.map((one) => ({
      id: one.id,
      assessedOn: one.assessedOn,
      assessors: one.assessors,
      note: one.note,
      answers: one.answers,
      isMet: one.isMet,
      // An older checklist's items are not today's.
      parts:
        one.checklist === checklist.id
          ? checklist.parts.map((part) => ({
              title: part.title,
              isMet: isPartMet(part, one.answers),
              yes: part.items.filter(({ code }) => one.answers[code] === "yes").length,
              items: part.items.length,
            }))
          : [],
    })),
    supports: kept.supports.map((one) => ({
      id: one.id,
      year: one.year,
      amount: formatDong(one.amount),
      source: one.source,
      legalBasis: one.legalBasis,
      purpose: one.purpose,
      struckReason: one.struckReason,
    })),
    supportInAll: formatDong(standing.reduce((total, { amount }) => total + amount, 0n)),
    inspections: kept.inspections.map(
      ({ provinceCode: _province, recordedBy: _by, recordedAt: _at, ...one }) => one,
    ),
  };
}

/** Does what a form of the page asks for. */
export async function actOnKeeping(
  db: Db,
  actor: UserActor,
  pointId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, pointId } as unknown;
  if (intent === "assess") {
    await assessPoint(db, actor, withAnswers(fields, pointId) as AssessPoint);
    return { done: "Đã lưu kết quả đánh giá." };
  }
  if (intent === "support") {
    await supportPoint(db, actor, on as SupportPoint);
    return { done: "Đã ghi khoản hỗ trợ." };
  }
  if (intent === "strike") {
    await strikeSupport(db, actor, on as StrikeSupport);
    return { done: "Đã gạch khoản hỗ trợ ghi nhầm." };
  }
  if (intent === "inspect") {
    await inspectPoint(db, actor, on as InspectPoint);
    return { done: "Đã lưu lần kiểm tra." };
  }
  if (intent !== "close") throw new AppError("invalid");
  await closeInspection(db, actor, on as CloseInspection);
  return { done: "Đã ghi kết quả khắc phục." };
}

/** `answer.goods:stars` and the like become the answers by item. */
function withAnswers(fields: Readonly<Record<string, unknown>>, pointId: string): unknown {
  const answers: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const code = /^answer\.(.{1,60})$/.exec(name)?.[1];
    if (code === undefined) rest[name] = value;
    else answers[code] = value;
  }
  return { ...rest, pointId, answers };
}
