import { and, eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { hasRole } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { can, screeningActivity } from "../../access.ts";
import { ideaScope } from "../../access.server.ts";
import { cycleFacts } from "../../calendar/facts.server.ts";
import type { Fit } from "../../model.ts";
import { ideas } from "../../schema.server.ts";
import { noteForProducer } from "../../service/notices.server.ts";
import { keepNoTies, refuseTied, tiesOfIdea } from "../../service/ties.server.ts";
import { CarryOver, ScreenIdea, TakeIdea } from "../inputs.ts";
import { chosen, putOff, returned } from "../notices.ts";
import { refileFrom } from "../states.ts";
import { actingLevel, levelsOf, requireVersion, takeStep } from "./move.server.ts";
import { authorisedIdea, type IdeaRow } from "./read.server.ts";
import { regimeOn } from "./register.server.ts";

/** The idea, locked, before a level on which the actor may act, to nobody who is tied to its applicant; its version is the expected one. */
async function before(
  tx: Db,
  actor: UserActor,
  { ideaId, expectedVersion }: { ideaId: string; expectedVersion: number },
) {
  const row = await authorisedIdea(tx, actor, "see", ideaId, { lock: true });
  const level = actingLevel(row);
  const activity = level === null ? null : screeningActivity[level];
  if (activity !== null && !can(actor, activity, row))
    throw new AppError("forbidden", { denied: `idea.${activity}` });
  if (activity === null && !hasRole(actor, "communeOfficer", "districtOfficer", "provinceOfficer"))
    throw new AppError("forbidden", { denied: "idea.screen" });
  requireVersion(row, expectedVersion);
  await refuseTied(tx, actor, tiesOfIdea(row));
  return { row, level };
}

/** Takes an idea up, so that who registered it sees that somebody looks at it. */
export async function takeIdea(db: Db, actor: UserActor, input: TakeIdea): Promise<void> {
  const on = parseInput(TakeIdea, input);
  await db.transaction(async (tx) => {
    const { row, level } = await before(tx, actor, on);
    await takeStep(tx, row, { move: "take", by: actor, level });
  });
}

/**
 * Decides on an idea at the level before which it lies (one only just registered is taken up with
 * it). Forwarding asks an answer to every question of fit, forwarding and choosing the product set;
 * returning and putting off a reason that the applicant reads. A producer is told.
 */
export async function screenIdea(
  db: Db,
  actor: UserActor,
  input: ScreenIdea,
): Promise<{ state: IdeaRow["state"] }> {
  const told = parseInput(ScreenIdea, input);
  return db.transaction(async (tx) => {
    const { row: shown, level } = await before(tx, actor, told);
    refuseGaps(shown, told);
    await keepNoTies(tx, actor, tiesOfIdea(shown));
    const row =
      shown.state === "registered"
        ? await takeStep(tx, shown, { move: "take", by: actor, level })
        : shown;
    const change: Partial<typeof ideas.$inferInsert> = {
      ...(told.setCode === null ? {} : { setCode: told.setCode }),
      reason: told.move === "return" || told.move === "putOff" ? told.reason : null,
      refileFrom:
        told.move === "return" ? refileFrom(await today(tx), cycleFacts().refile.afterDays) : null,
    };
    const { move, productFit, applicantFit, reason, note } = told;
    const moved = await takeStep(tx, row, {
      move,
      by: actor,
      level,
      productFit,
      applicantFit,
      reason,
      note,
      change,
    });
    await tell(tx, moved);
    return { state: moved.state };
  });
}

type Told = ReturnType<typeof ScreenIdea.parse>;

function refuseGaps(row: IdeaRow, told: Told): void {
  const fields: Record<string, string> = {};
  const { product, applicant } = cycleFacts().fit;
  const goesOn = told.move === "forward" || told.move === "choose";
  if (!goesOn && told.reason === null) fields["reason"] = "Hãy ghi lý do; người đăng ký đọc được.";
  const setCode = told.setCode ?? row.setCode;
  const sets = findBook(row.regime)?.rulebook.sets;
  if (goesOn && !sets?.some(({ code }) => code === setCode))
    fields["setCode"] = "Hãy chọn bộ sản phẩm.";
  if (told.move === "forward") {
    Object.assign(fields, unanswered("productFit", product, told.productFit));
    Object.assign(fields, unanswered("applicantFit", applicant, told.applicantFit));
    const marks = [...Object.values(told.productFit), ...Object.values(told.applicantFit)];
    if (Object.keys(fields).length === 0 && marks.includes("no") && told.note === null)
      fields["note"] = "Có nội dung chưa phù hợp: hãy ghi vì sao vẫn đề nghị chuyển tiếp.";
  }
  for (const [name, fit, asked] of [
    ["productFit", told.productFit, product],
    ["applicantFit", told.applicantFit, applicant],
  ] as const)
    if (Object.keys(fit).some((id) => !asked.some((question) => question.id === id)))
      fields[name] = "Biểu mẫu gửi lên có mục lạ. Hãy tải lại trang.";
  if (Object.keys(fields).length > 0) throw new AppError("invalid", { fields });
}

function unanswered(
  name: string,
  asked: readonly { readonly id: string }[],
  fit: Fit,
): Record<string, string> {
  return Object.fromEntries(
    asked
      .filter(({ id }) => fit[id] === undefined)
      .map(({ id }) => [`${name}.${id}`, "Hãy trả lời."]),
  );
}

async function tell(tx: Db, row: IdeaRow): Promise<void> {
  const { producerId, provinceCode, title, year, reason, refileFrom: from } = row;
  if (producerId === null) return;
  const words =
    row.state === "chosen"
      ? chosen({ title, year })
      : row.state === "returned" && from !== null
        ? returned({ title, reason: reason ?? "", refileFrom: from })
        : row.state === "nextYear"
          ? putOff({ title, reason: reason ?? "", year })
          : null;
  if (words) await noteForProducer(tx, { provinceCode, producerId, officeOf: null, ...words });
}

/**
 * Brings the ideas that were put off from a past year into the list of this one, as registered
 * anew under the regime of today. Tells how many; `conflict` before that year has ended.
 */
export async function carryOverIdeas(
  db: Db,
  actor: UserActor,
  input: CarryOver,
): Promise<{ count: number }> {
  const { fromYear } = parseInput(CarryOver, input);
  if (!hasRole(actor, "provinceOfficer"))
    throw new AppError("forbidden", { denied: "idea.screenProvince", roles: ["provinceOfficer"] });
  return db.transaction(async (tx) => {
    const on = await today(tx);
    const year = Number(on.slice(0, 4));
    if (fromYear >= year)
      throw new AppError("conflict", {
        vi: `Năm ${fromYear} chưa hết. Sang năm ${fromYear + 1} mới đưa được các ý tưởng này vào danh sách mới.`,
      });
    const waiting = await tx
      .select()
      .from(ideas)
      .where(
        and(
          ideaScope(actor, "screenProvince"),
          eq(ideas.year, fromYear),
          eq(ideas.state, "nextYear"),
        ),
      )
      .orderBy(ideas.id)
      .for("update");
    for (const row of waiting)
      await takeStep(tx, row, {
        move: "carryOver",
        by: actor,
        level: levelsOf(row).at(-1) ?? null,
        change: { year, regime: regimeOn(on), reason: null },
      });
    return { count: waiting.length };
  });
}
