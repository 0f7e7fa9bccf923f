import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import {
  buildPlan,
  decidePlan,
  filledParts,
  goodEvaluation,
} from "#modules/cycle/plans/factory.ts";
import { addMedia, addMeeting } from "#modules/cycle/campaigns/service/campaigns.server.ts";
import {
  campaigns,
  cycleDates,
  cycleNotices,
  ideas,
  mediaPieces,
  meetings,
} from "#modules/cycle/schema.server.ts";
import { cyclePaths, ownIdeaPaths, publicIdeaPaths } from "#modules/cycle/paths.ts";
import { planPaths as businessPaths } from "#modules/cycle/plans/paths.ts";
import { cycleTies } from "#modules/cycle/ties/schema.server.ts";
import { agencyPaths } from "#modules/people/paths.ts";
import { agencies } from "#modules/people/schema.server.ts";
import { figurePaths } from "#modules/planning/paths.ts";
import { planPaths } from "#modules/planning/plans/paths.ts";
import { planSpending, planTasks } from "#modules/planning/plans/schema.server.ts";
import { adjustPlan, issuePlan } from "#modules/planning/plans/service/edit.server.ts";
import { textBlocks } from "#modules/planning/reports/model.ts";
import { openReport } from "#modules/planning/reports/service/write.server.ts";
import { sendReport } from "#modules/planning/reports/service/send.server.ts";
import { buildProduct } from "#modules/products/factory.ts";
import { buildCycleThings } from "../support/cycle-things.ts";
import { buildPlanThings } from "../support/plan-things.ts";
import { buildProgrammeThings } from "../support/programme-things.ts";
import type { Written, WrittenJson } from "./xss.ts";

/** Tables of ideas, the year, business plans, the programme's plans, reports and agencies. */
export const ofYear =
  /^(ideas$|idea_|cycle_|business_plan|plans$|plan_|planning_|agencies$|agency_)/;

/** Columns of theirs that people write into. */
export const yearWritten: Written = {
  ideas: [
    "title",
    "story",
    "market",
    "materials",
    "labour",
    "investment",
    "applicant_name",
    "address",
    "reason",
  ],
  idea_steps: ["reason", "note"],
  cycle_ties: ["note"],
  cycle_notices: ["subject", "body"],
  cycle_dates: ["basis"],
  cycle_campaigns: ["title", "basis"],
  cycle_meetings: ["called_by", "place", "topics", "dropped_for"],
  cycle_media: ["outlet", "title", "dropped_for"],
  business_plans: ["producer_name", "product_name", "reason"],
  business_plan_evaluations: ["reason"],
  business_plan_tasks: ["title", "detail", "blocked_why"],
  business_plan_visits: ["people", "notes", "next_steps"],
  plans: ["title", "source"],
  plan_versions: ["reason", "document_number"],
  plan_lines: ["number", "name", "unit", "lead", "supporting", "quarter", "note"],
  plan_spending: ["paper", "cancel_reason"],
  plan_tasks: ["title", "details", "answer", "remark"],
  plan_task_files: ["name"],
  planning_reports: ["agency"],
  agencies: ["name", "basis"],
};

/** Those of them that no page shows. */
export const shownNowhere: readonly string[] = [
  // Why something was struck out: whatever has one is on no page any more.
  "cycle_media.dropped_for",
  "cycle_meetings.dropped_for",
  // Becomes a message of the platform, whose pages have a test of their own.
  "cycle_notices.body",
  "cycle_notices.subject",
  // For who looks into a tie later.
  "cycle_ties.note",
  // Stands at the head of the paper.
  "planning_reports.agency",
];

/**
 * Text columns of the same tables that only the program writes, from closed lists or by its own
 * rules; table by table, as a name that is a code in one is free text in another.
 */
export const yearCoded: Written = {
  // `phone`: digits that were examined.
  ideas: ["title_folded", "kind", "applicant_kind", "phone", "track", "channel"],
  idea_steps: ["step", "to_state", "level"],
  cycle_ties: ["kind"],
  cycle_notices: ["office_path"],
  cycle_dates: ["step"],
  // An address that was examined when it was typed.
  cycle_media: ["kind", "url"],
  business_plan_answers: ["criterion"],
  business_plan_evaluations: ["outcome"],
  business_plan_parts: ["part"],
  business_plan_progress: ["criterion"],
  business_plan_tasks: ["criterion", "blocked_by"],
  business_plan_visits: ["visitor"],
  plans: ["level", "money"],
  plan_lines: ["line_id"],
  plan_spending: ["line_id", "source"],
  plan_task_reminders: ["step"],
  planning_report_checks: ["fault"],
  // Of the shipped definitions of indicators.
  planning_report_figures: ["indicator_id", "name", "unit", "reason"],
  agencies: ["kind"],
};

/** What is a code or a digest in every one of these tables. */
export const codedEverywhere =
  /^(province_code|(unit|place)_(version|code|path)|(\w+_)?digest|regime|set_code|state|receipt_code)$/;

/** JSON with free places, each filled with the text. */
export const yearWrittenJson = (text: string): WrittenJson => ({
  cycle_campaigns: { topics: [text] },
  cycle_meetings: { guests: [{ name: text, from: text }] },
  plan_versions: {
    themes: { 2026: text },
    breakdowns: [
      {
        id: "b",
        label: text,
        of: ["total"],
        stated: "5",
        parts: [{ key: "p", label: text, amount: "1" }],
      },
    ],
    tables: [
      {
        id: "nam-2026",
        title: text,
        kind: "target",
        year: 2026,
        columns: [{ id: "c", label: text, indicator: null, shareOf: null }],
        rows: [{ name: text, unit: null, cells: ["1"] }],
        stated: ["2"],
      },
    ],
  },
  planning_reports: {
    texts: Object.fromEntries(Object.keys(textBlocks).map((block) => [block, text])),
  },
  agencies: { other_names: [text] },
});

/** Words of the built business plans, for the text to take their place wherever they were copied to. */
const builtWords: readonly string[] = [
  ...Object.values(filledParts).flatMap((boxes) =>
    Object.entries(boxes).flatMap(([box, value]) =>
      typeof value !== "string" || /amount|source|year|volume|price|stars/i.test(box)
        ? []
        : [value],
    ),
  ),
  goodEvaluation.finance.comment,
];

/** Puts the text in the place of each built word of the business plans' JSON, also of what was filed. */
export async function poisonBusinessPlans(db: Db, text: string): Promise<void> {
  for (const [table, column] of [
    ["business_plan_parts", "data"],
    ["business_plan_filings", "snapshot"],
    ["business_plan_evaluations", "evaluation"],
  ] as const)
    for (const word of new Set(builtWords))
      await db.execute(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} =
        replace(${sql.identifier(column)}::text, to_jsonb(${word}::text)::text, to_jsonb(${text}::text)::text)::jsonb`);
}

/** Who writes, and where. */
type Ground = {
  readonly owner: UserActor;
  readonly office: UserActor;
  readonly producerId: string;
  readonly path: string;
  /** Of a stored picture. */
  readonly digest: string;
};

export type YearThings = Awaited<ReturnType<typeof buildYear>>;

/** One of everything of a programme's year, with a word in each place that the text is to take. */
export async function buildYear(db: Db, ground: Ground) {
  const of = { ...ground, word: "x" };
  const things = {
    ...(await buildCycleThings(db, of)),
    ...(await buildPlanThings(db, of)),
    ...(await buildProgrammeThings(db, of)),
  };
  const receiptCode = await toldOfIdeas(db, ground, things);
  await setYear(db, ground);
  await addMore(db, ground);
  const returnedPlan = await returned(db, ground);
  await db.execute(sql`update business_plan_tasks set state = 'blocked', blocked_why = 'x', blocked_by = 'producer'
    where id = ${things.worksTask}`);
  const agency = await carriedOut(db, ground, things);
  const reports = await reported(db, ground);
  return { ...things, ...reports, receiptCode, returnedPlan, agency };
}

/** An idea that was returned, with a tie that somebody declared; the code that tells of it. */
async function toldOfIdeas(
  db: Db,
  { office, path }: Ground,
  { calledIdea, businessPlan }: { calledIdea: string; businessPlan: string },
): Promise<string> {
  const [row] = await db
    .update(ideas)
    .set({ state: "returned", reason: "x", refileFrom: "2026-01-01" })
    .where(eq(ideas.id, calledIdea))
    .returning({ code: ideas.receiptCode });
  const tie = { provinceCode: provinceOf(path), userId: office.userId, kind: null, note: "x" };
  await db.insert(cycleTies).values([
    { ...tie, ideaId: calledIdea },
    { ...tie, planId: businessPlan },
  ]);
  return row?.code ?? "";
}

const provinceOf = (path: string): string => path.split("/")[0] ?? "";

/** The year's campaign and days, and a message that waits. */
async function setYear(db: Db, { office, producerId, path }: Ground): Promise<void> {
  const provinceCode = provinceOf(path);
  const { rows } = await db.execute<{ year: number }>(
    sql`select extract(year from now() at time zone 'Asia/Ho_Chi_Minh')::int as year`,
  );
  const of = { provinceCode, year: rows[0]?.year ?? 0 };
  await db
    .insert(campaigns)
    .values({ ...of, title: "x", topics: [], mediaPerMonth: 1, savedBy: office.userId });
  await db.insert(cycleDates).values({
    ...of,
    step: "ideas",
    spans: [{ from: `${of.year}-01-01`, to: `${of.year}-02-01` }],
    basis: "x",
    setBy: office.userId,
  });
  await db.insert(cycleNotices).values({ provinceCode, producerId, subject: "x", body: "x" });
}

/** A second meeting and piece, which stay struck out where every row has a reason for it. */
async function addMore(db: Db, { office }: Ground): Promise<void> {
  const on = "2026-04-05";
  await addMeeting(db, office, {
    on,
    calledBy: "x",
    place: "x",
    topics: "x",
    attendance: "10",
    women: "",
    guests: "x",
  });
  await addMedia(db, office, { on, kind: "news", outlet: "x", title: "x", url: "" });
}

/** Brings back the meeting and the piece that are opened. */
export async function bringBack(db: Db, { meeting, mediaPiece }: YearThings): Promise<void> {
  await db.update(meetings).set({ droppedFor: null }).where(eq(meetings.id, meeting));
  await db.update(mediaPieces).set({ droppedFor: null }).where(eq(mediaPieces.id, mediaPiece));
}

/** A business plan that came back: its producer writes at it again. */
async function returned(db: Db, { owner, office, producerId, path }: Ground): Promise<string> {
  const producer = { id: producerId, provinceCode: provinceOf(path) };
  const product = await buildProduct(db, { producer, name: "Sản phẩm của phương án bị trả lại" });
  const plan = await buildPlan(db, owner, product.id);
  await decidePlan(db, office, plan, "returned");
  return plan;
}

/** Issues the programme's plan and adjusts it, spends of it, and has a task of it with an agency. */
async function carriedOut(
  db: Db,
  { office, path }: Ground,
  { programmePlan: planId, planTask }: { programmePlan: string; planTask: string },
): Promise<string> {
  const provinceCode = provinceOf(path);
  await issuePlan(db, office, { planId, lock: 2, documentNumber: "x", issuedOn: "2026-01-05" });
  await adjustPlan(db, office, { planId, reason: "x" });
  const spent = {
    provinceCode,
    planId,
    lineId: "total",
    source: "state",
    spentOn: "2026-02-01",
    amount: 1n,
    paper: "x",
    enteredBy: office.userId,
  } as const;
  await db
    .insert(planSpending)
    .values([spent, { ...spent, cancelledBy: office.userId, cancelReason: "x" }]);
  const place = { placeVersion: "2025-07-01", placePath: provinceCode };
  const [agency] = await db
    .insert(agencies)
    .values({ ...place, name: "x", kind: "department", basis: "x" })
    .returning({ id: agencies.id });
  await db.execute(
    sql`update plan_tasks set state = 'answered', answer = 'x', answered_at = now() where id = ${planTask}`,
  );
  await db.insert(planTasks).values({
    provinceCode,
    unitPath: path,
    planId,
    agencyId: agency?.id ?? null,
    title: "x",
    state: "returned",
    remark: "x",
    dueOn: "2026-02-01",
    givenBy: office.userId,
  });
  return agency?.id ?? "";
}

/** A report that is being written and one that was sent. */
async function reported(db: Db, { office, path }: Ground) {
  const unit = path.split("/").at(-1) ?? "";
  const { id: sentReport } = await openReport(db, office, { unit, year: 2026, quarter: 1 });
  await sendReport(db, office, sentReport, { version: 1 });
  const { id: report } = await openReport(db, office, { unit, year: 2026, quarter: 2 });
  return { report, sentReport };
}

/** The pages that show what was written, by who opens them. */
export function yearAddresses(year: YearThings) {
  const plan = year.programmePlan;
  return {
    nobody: [
      `${publicIdeaPaths.ask.vi}?ma=${year.receiptCode}`,
      `${publicIdeaPaths.ask.en}?ma=${year.receiptCode}`,
    ],
    office: [
      cyclePaths.ideas,
      cyclePaths.idea(year.idea),
      cyclePaths.idea(year.calledIdea),
      cyclePaths.calendar,
      cyclePaths.campaign,
      cyclePaths.meeting(year.meeting),
      cyclePaths.media(year.mediaPiece),
      businessPaths.list,
      businessPaths.one(year.businessPlan),
      businessPaths.one(year.returnedPlan),
      businessPaths.visit(year.businessPlan),
      planPaths.list,
      planPaths.tasks,
      planPaths.one(plan),
      planPaths.sheet(plan),
      planPaths.targets(plan),
      planPaths.spending(plan),
      planPaths.differences(plan),
      figurePaths.report(year.report),
      figurePaths.report(year.sentReport),
      figurePaths.block(year.report, "overview"),
    ],
    admin: [agencyPaths.list, agencyPaths.one(year.agency)],
    owner: [
      ownIdeaPaths.list,
      ownIdeaPaths.one(year.idea),
      businessPaths.ownList,
      businessPaths.own(year.businessPlan),
      businessPaths.works(year.businessPlan),
      businessPaths.own(year.returnedPlan),
      ...["production", "market", "finance"].map((part) =>
        businessPaths.part(year.returnedPlan, part),
      ),
    ],
  } as const;
}
