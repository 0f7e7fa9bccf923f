import type { UserActor } from "#core/access/actor.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { namesOfAccounts } from "#modules/people/service/names.server.ts";
import { findUnit } from "#modules/places/service/units.server.ts";
import { listProducers } from "#modules/producers/service/producers.server.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { can, screeningActivity } from "../../../access.ts";
import { cycleFacts } from "../../../calendar/facts.server.ts";
import { declareTie, tiesOfIdea, tieTo } from "../../../service/ties.server.ts";
import type { IdeaState } from "../../../model.ts";
import type { DeclareTie } from "../../../ties/model.ts";
import type { LinkIdea, RefileIdea, ScreenIdea, TakeIdea, WithdrawIdea } from "../../inputs.ts";
import { actingLevel, levelsOf } from "../../service/move.server.ts";
import { linkIdea, refileIdea, withdrawIdea } from "../../service/own.server.ts";
import { authorisedIdea, getIdea } from "../../service/read.server.ts";
import { screenIdea, takeIdea } from "../../service/screen.server.ts";
import { findPlanOfIdea } from "../../../plans/service/list.server.ts";
import { type IdeaMove, next } from "../../states.ts";

const decisions = ["forward", "choose", "return", "putOff"] as const satisfies readonly IdeaMove[];

/** Everything that an office's page of an idea shows; `text` searches producers to tie it to. */
export async function ideaPage(db: Db, actor: UserActor, id: string, text: string) {
  const { idea, steps } = await getIdea(db, actor, id);
  const unit = await findUnit(db, { version: idea.unitVersion, code: idea.unitCode });
  const level = actingLevel(idea);
  const levels = levelsOf(idea);
  const mayScreen = level !== null && can(actor, screeningActivity[level], idea);
  // One that is only registered is taken up with the first decision.
  const from = idea.state === "registered" ? next("take", idea.state, levels) : idea.state;
  const names = await namesOfAccounts(
    db,
    steps.flatMap(({ by }) => by ?? []),
  );
  const sets = findBook(idea.regime)?.rulebook.sets ?? [];
  const tie = mayScreen
    ? await tieTo(db, actor.userId, tiesOfIdea(await authorisedIdea(db, actor, "see", id)))
    : null;
  const mayLink =
    idea.producerId === null && idea.state !== "withdrawn" && can(actor, "screenCommune", idea);
  return {
    idea,
    unit: unit?.fullName ?? "",
    steps: steps.map((step) => ({
      seq: step.seq,
      toState: step.toState,
      at: step.at,
      reason: step.reason,
      note: step.note,
      productFit: step.productFit,
      applicantFit: step.applicantFit,
      by: step.by === null ? null : (names.get(step.by) ?? null),
    })),
    fit: cycleFacts().fit,
    sets: sets.map(({ code, title }) => ({ value: code, label: `${code}. ${title}` })),
    level,
    moves:
      mayScreen && tie === null && from !== null
        ? decisions.filter((move) => next(move, from, levels) !== null)
        : [],
    mayTake: mayScreen && tie === null && idea.state === "registered",
    /** How the actor is tied to the applicant: then somebody else decides. */
    tie,
    mayContact: can(actor, "contact", idea),
    /** The code of an idea that an office typed in, to be told to whoever called; null for any other. */
    code:
      idea.channel === "officer" && idea.producerId === null && can(actor, "register", idea)
        ? await codeOf(db, actor, id)
        : null,
    mayRefile: can(actor, "register", idea) && isRefilable(idea, await today(db)),
    mayWithdraw: can(actor, "register", idea) && next("withdraw", idea.state, levels) !== null,
    plan: idea.state === "chosen" ? await findPlanOfIdea(db, actor, idea.id) : null,
    mayLink,
    text,
    found: mayLink && text !== "" ? (await listProducers(db, actor, { text })).producers : [],
  };
}
export type IdeaPage = Awaited<ReturnType<typeof ideaPage>>;

/** Whether a returned idea may come again on this day. */
function isRefilable({ state, refileFrom }: IdeaPageRow, on: Day): boolean {
  return state === "returned" && refileFrom !== null && refileFrom <= on;
}
type IdeaPageRow = { readonly state: IdeaState; readonly refileFrom: Day | null };

async function codeOf(db: Db, actor: UserActor, id: string): Promise<string> {
  return (await authorisedIdea(db, actor, "register", id)).receiptCode;
}

/** Answers to questions of fit, sent as `productFit.local`, become one object for each subject. */
function grouped(fields: Readonly<Record<string, string | string[]>>): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  const fits = { productFit: {}, applicantFit: {} } as Record<string, Record<string, unknown>>;
  for (const [name, value] of Object.entries(fields)) {
    const [, subject = "", id = ""] =
      /^(productFit|applicantFit)\.([a-zA-Z]{1,40})$/.exec(name) ?? [];
    const fit = fits[subject];
    if (fit) fit[id] = value;
    else sent[name] = value;
  }
  return { ...sent, ...fits };
}

/** Does what a form of the page asks for, and says so. */
export async function actOnIdea(
  db: Db,
  actor: UserActor,
  ideaId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on: unknown = { ...fields, ideaId };
  if (intent === "take") {
    await takeIdea(db, actor, on as TakeIdea);
    return { done: "Đã nhận xem xét; người đăng ký thấy khi tra cứu." };
  }
  if (intent === "screen") {
    const sent = { setCode: "", reason: "", note: "", ...grouped(fields), ideaId } as ScreenIdea;
    const { state } = await screenIdea(db, actor, sent);
    return { done: doneWords[state] ?? "Đã ghi kết quả xem xét." };
  }
  if (intent === "refile") {
    await refileIdea(db, actor, on as RefileIdea);
    return { done: "Đã nộp lại ý tưởng thay người đăng ký." };
  }
  if (intent === "tie") {
    await declareTie(db, actor, { note: "", ...fields, about: "idea", id: ideaId } as DeclareTie);
    return { done: "Đã ghi lời khai; người khác của cơ quan xem xét ý tưởng này." };
  }
  if (intent === "withdraw") {
    await withdrawIdea(db, actor, { reason: "", ...fields, ideaId } as WithdrawIdea);
    return { done: "Đã rút ý tưởng." };
  }
  if (intent !== "link") throw new AppError("invalid");
  await linkIdea(db, actor, on as LinkIdea);
  return { done: "Đã gắn ý tưởng với chủ thể." };
}

const doneWords: Readonly<Record<string, string>> = {
  forwarded: "Đã chuyển lên văn phòng điều phối tỉnh.",
  chosen: "Đã chọn ý tưởng vào chu trình của năm.",
  returned: "Đã trả lại kèm lý do; nộp lại được sau một tuần.",
  nextYear: "Đã chuyển sang danh sách năm sau.",
};
