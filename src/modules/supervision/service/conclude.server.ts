import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { takeNumber } from "#modules/recognition/service/numbers.server.ts";
import { events } from "../events.server.ts";
import { Conclude } from "../inputs.ts";
import type { ChecklistItem } from "../model.ts";
import { minutesNumberText, usualSymbol } from "../minutes-number.ts";
import { concluded } from "../notices.ts";
import { inspectionFindings, inspections, type VisitAnswer } from "../schema.server.ts";
import { inspectionSteps, next } from "../states.ts";
import { tellProducer } from "./announce.server.ts";
import { settleRecheck } from "./findings.server.ts";
import {
  auditFacts,
  authorisedInspection,
  type InspectionRow,
  requireLead,
  requireVersion,
  visitOf,
  wrongStep,
} from "./load.server.ts";

type Demands = ReturnType<typeof Conclude.parse>["demands"];
type Lacking = { readonly item: ChecklistItem; readonly answer: VisitAnswer };

/**
 * The lead's conclusion: each line that was not kept becomes a finding with what is demanded and
 * until when, or is referred to whoever handles violations. A recheck settles the findings that
 * it was about instead. The minutes get their number. The producer is told. Throws `invalid` where a demand or deadline is
 * missing, and for a recheck that left a line open.
 */
export async function concludeInspection(db: Db, actor: UserActor, input: Conclude): Promise<void> {
  const { inspectionId, expectedVersion, conclusion, demands, symbol } = parseInput(
    Conclude,
    input,
  );
  await db.transaction(async (tx) => {
    const row = await authorisedInspection(tx, actor, "inspect", inspectionId, { lock: true });
    requireVersion(row, expectedVersion);
    requireLead(actor, row);
    const state = next(inspectionSteps.conclude, row.state);
    const visit = await visitOf(tx, row.id);
    if (state === null || !visit) throw wrongStep();
    const on = await today(tx);
    const lacking = row.checklist.flatMap((item): Lacking[] => {
      const answer = visit.answers[item.code];
      return answer?.mark === "notKept" ? [{ item, answer }] : [];
    });
    const counts =
      row.followsId === null
        ? await keepFindings(tx, row, { lacking, demands, on })
        : await settleRecheck(tx, actor, row, visit);
    const number = await numberOf(tx, row, { on: visit.on, symbol });
    await tx
      .update(inspections)
      .set({
        ...number,
        state,
        conclusion,
        concludedOn: on,
        concludedBy: actor.userId,
        version: row.version + 1,
      })
      .where(eq(inspections.id, row.id));
    await appendAudit(tx, events.concluded, {
      ...auditFacts(actor, row),
      details: {
        ...counts,
        minutes: minutesNumberText(number) ?? "",
      },
    });
  });
}

/**
 * The next number of the agency's minutes in the year of the visit, which the minutes are dated
 * by: without gaps, for it is kept or given back with everything else of the conclusion.
 */
async function numberOf(
  tx: Db,
  { provinceCode, agency }: InspectionRow,
  { on, symbol }: { on: string; symbol: string | undefined },
) {
  const minutesSymbol = symbol ?? (await symbolOf(tx, { provinceCode, agency }));
  const minutesYear = Number(on.slice(0, 4));
  const series = {
    provinceCode,
    issuer: minutesSymbol,
    kind: "minutes",
    year: minutesYear,
  } as const;
  return { minutesSymbol, minutesYear, minutesNumber: await takeNumber(tx, series) };
}

/** The sign that the agency's minutes bore last; its usual one before the first. */
export async function symbolOf(
  db: Db,
  { provinceCode, agency }: Pick<InspectionRow, "provinceCode" | "agency">,
): Promise<string> {
  const [last] = await db
    .select({ symbol: inspections.minutesSymbol })
    .from(inspections)
    .where(
      and(
        eq(inspections.provinceCode, provinceCode),
        eq(inspections.agency, agency),
        isNotNull(inspections.minutesNumber),
      ),
    )
    .orderBy(desc(inspections.minutesYear), desc(inspections.minutesNumber))
    .limit(1);
  return last?.symbol ?? usualSymbol(agency);
}

async function keepFindings(
  tx: Db,
  row: InspectionRow,
  { lacking, demands, on }: { lacking: readonly Lacking[]; demands: Demands; on: string },
): Promise<{ findings: number; referred: number }> {
  const values = lacking.map(({ item, answer }, at) => {
    const asked = demands[item.code];
    if (!asked) throw beside(item.code, "demand", `${item.title}: hãy ghi yêu cầu.`);
    const isRemedy = asked.measure === "remedy";
    if (isRemedy && asked.dueOn === null)
      throw beside(item.code, "dueOn", "Hãy đặt hạn khắc phục.");
    if (isRemedy && asked.dueOn !== null && asked.dueOn < on)
      throw beside(item.code, "dueOn", "Hạn khắc phục không thể đã qua.");
    return {
      inspectionId: row.id,
      provinceCode: row.provinceCode,
      seq: at + 1,
      itemCode: item.code,
      title: item.title,
      found: answer.note ?? "Xem ảnh kèm theo biên bản.",
      demand: asked.demand,
      dueOn: isRemedy ? asked.dueOn : null,
      state: isRemedy ? ("open" as const) : ("referred" as const),
    };
  });
  if (values.length > 0) await tx.insert(inspectionFindings).values(values);
  await tellProducer(
    tx,
    row,
    concluded({
      ...row,
      remedies: values.flatMap(({ title, demand, dueOn }) =>
        dueOn === null ? [] : [{ title, demand, dueOn }],
      ),
    }),
  );
  const referred = values.filter(({ state }) => state === "referred").length;
  return { findings: values.length, referred };
}

function beside(code: string, field: string, says: string): AppError {
  return new AppError("invalid", { fields: { [`demands.${code}.${field}`]: says } });
}
