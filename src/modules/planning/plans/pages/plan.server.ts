import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { decimalIn } from "#core/money.ts";
import { listTakers } from "#modules/people/service/takers.server.ts";
import { takerIn } from "#modules/people/takers.ts";
import type { PlaceVersion } from "#modules/places/model.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { can } from "../access.ts";
import { findingsOf } from "../findings.ts";
import type { ActOnTask, AdjustPlan, GiveTask, IssuePlan } from "../inputs.ts";
import { reportOf } from "../report.ts";
import { adjustPlan, issuePlan } from "../service/edit.server.ts";
import {
  authorisedPlan,
  contentOf,
  planWith,
  shownVersion,
  type VersionRow,
  versionsOf,
} from "../service/load.server.ts";
import { overspentLines } from "../overspent.ts";
import { spentByLine } from "../service/spending.server.ts";
import { actualsOf } from "../service/targets.server.ts";
import { takeAnswerFiles } from "../service/task-files.server.ts";
import { taskTakers } from "../service/takers.server.ts";
import { actOnTask, giveTask, listTasks } from "../service/tasks.server.ts";
import type { TaskAct } from "../tasks.ts";
import { typedOf } from "../sheet.ts";
import type { PlanGround } from "./ground.server.ts";
import { leadsOf } from "./leads.server.ts";

/** What every page of one plan says at its head. */
export async function planHead(
  { db, actor }: PlanGround,
  id: string,
  activity: "see" | "edit" = "see",
) {
  const row = await authorisedPlan(db, actor, activity, id);
  const [newest] = await versionsOf(db, id);
  if (!newest) throw new Error(`plan ${id} has no version`);
  const unit = await findUnit(db, {
    version: row.unitVersion as PlaceVersion,
    code: row.unitCode,
  });
  return {
    row,
    newest,
    head: {
      id,
      title: row.title,
      unitName: unit?.fullName ?? "",
      from: row.fromYear,
      to: row.toYear,
      money: row.money,
      level: row.level,
      source: row.source,
      isDemo: row.isDemo,
      version: newest.number,
      lock: newest.lock,
      state: newest.state,
      mayEdit: can(actor, "edit", row),
    },
  };
}

/** What the page of a plan shows: its newest version, or the one that is asked for. */
export async function planPage(ground: PlanGround, id: string, asked: string | null) {
  const { db, actor } = ground;
  const { row, head } = await planHead(ground, id);
  const versions = await versionsOf(db, id);
  const shown = shownVersion(versions, asked);
  const content = await contentOf(db, shown);
  const plan = planWith(row, shown, content);
  const spent = await spentByLine(db, id);
  const amount = (dong: bigint) => decimalIn(dong, row.money);
  const mayAssign = can(actor, "assign", row);
  return {
    head,
    today: await today(db),
    shown: shown.number,
    themes: Object.entries(shown.themes),
    rows: content.lines.map((line) => typedOf(line, row.money)),
    breakdowns: content.breakdowns.map(({ id, label, stated, parts }) => ({
      id,
      label,
      stated: stated === null ? null : amount(stated),
      parts: parts.map((part) => ({ ...part, amount: amount(part.amount) })),
    })),
    leads: await leadsOf(ground, row.provinceCode, plan),
    findings: findingsOf(plan),
    report: reportOf(plan),
    spent: Object.fromEntries([...spent].map(([line, dong]) => [line, amount(dong)])),
    overspent: overspentLines(content.lines, spent),
    spentTotal: amount([...spent.values()].reduce((sum, dong) => sum + dong, 0n)),
    tables: await Promise.all(
      content.tables.map(async (table) => ({ ...table, actuals: await actualsOf(db, row, table) })),
    ),
    versions: versions.map(versionLine),
    tasks: await listTasks(db, actor, id),
    takers: mayAssign
      ? await listTakers(db, { provinceCode: row.provinceCode, roles: taskTakers })
      : { agencies: [], people: [] },
    mayAssign,
  };
}

function versionLine(version: VersionRow) {
  const { number, state, reason, documentNumber, issuedOn } = version;
  return { number, state, reason, documentNumber, issuedOn };
}

/** Does what a form of a plan's page asks. What the form lacks or adds is for the service to refuse. */
export async function actOnPlan(
  ground: PlanGround,
  planId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { db, actor } = ground;
  const { intent, ...fields } = formFields(form);
  if (intent === "issue") {
    await issuePlan(db, actor, { ...fields, planId } as IssuePlan);
    return { done: "Đã ghi ban hành. Bản này không sửa được nữa; thay đổi qua bản điều chỉnh." };
  }
  if (intent === "adjust") {
    await adjustPlan(db, actor, { ...fields, planId } as AdjustPlan);
    return { done: "Đã lập bản điều chỉnh từ bản đã ban hành." };
  }
  if (intent === "give") {
    const { to = "", ...task } = fields;
    await giveTask(db, actor, { ...task, ...takerIn(String(to)), planId } as GiveTask);
    return { done: "Đã giao nhiệm vụ." };
  }
  return actOnTaskForm(ground, form);
}

const doneWith: Readonly<Record<TaskAct, string>> = {
  answer: "Đã gửi kết quả.",
  accept: "Đã chấp nhận kết quả.",
  return: "Đã đề nghị làm lại.",
  withdraw: "Đã rút lại nhiệm vụ.",
};

/** Does what the form of one task asks, with the files that come with an answer. */
export async function actOnTaskForm(ground: PlanGround, form: FormData): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  if (intent !== "task") throw new AppError("invalid");
  // What the form lacks or adds is for the service to refuse.
  const asked = fields as ActOnTask;
  const sent = form.getAll("files").filter((one) => one instanceof File);
  const taken =
    asked.act === "answer" ? await takeAnswerFiles(ground, ground.actor, asked.taskId, sent) : [];
  await actOnTask(ground.db, ground.actor, asked, taken);
  return { done: doneWith[asked.act] };
}
