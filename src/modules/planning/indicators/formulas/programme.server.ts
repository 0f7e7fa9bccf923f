import { type SQL, sql } from "drizzle-orm";
import { timeZone } from "#core/calendar/today.ts";
import { supportLedger } from "#modules/support/service/ledger.server.ts";
import { placed, within } from "../scope.server.ts";
import { type Asked, facts, type Formula } from "./formula.server.ts";

const dayText = (column: string) => `(${column} at time zone '${timeZone}')::date`;
const inPeriod = (day: string, { from, to }: Asked): SQL =>
  sql`${sql.raw(day)} between ${from} and ${to}`;

/** Columns of the place of a row that knows a path of today's tree only. */
const pathColumns = (column: string) => ({
  unit_path: column,
  unit_version: "'2025-07-01'",
  unit_code: `split_part(${column}, '/', -1)`,
});

const ideaColumns = {
  key: "i.id",
  label: "i.title",
  note: "i.applicant_name",
  unit_path: "i.unit_path",
  unit_version: "i.unit_version",
  unit_code: "i.unit_code",
} as const;

/** What a line `n` of a plan for one year comes to: see `amountsOf` of the plan's tree. */
const lineAmount = `coalesce(n.total,
  case when num_nonnulls(n.state, n.integrated, n.oda, n.mobilised) > 0
    then coalesce(n.state, 0) + coalesce(n.integrated, 0) + coalesce(n.oda, 0) + coalesce(n.mobilised, 0) end,
  floor(n.quantity * n.unit_cost))`;

/**
 * The lines of issued plans of the unit itself with the year's amount, each where it is told in the
 * most detail: a sum counts only where no line below it tells an amount of its own.
 */
function plannedLines(asked: Asked): SQL {
  const { scope, year } = asked;
  const ref = scope.ref ?? { version: "2025-07-01", code: "" };
  return facts(
    { key: "l.plan_id || '/' || l.line_id", label: "l.name", note: "l.title", amount: "l.amount" },
    sql`from (select t.*, lead(t.depth) over (partition by t.plan_id order by t.position) as next_depth
      from (select a.*,
          min(a.depth) filter (where a.amount is null) over (partition by a.plan_id, a.told) as silent_depth
        from (select m.*, count(m.amount) over (partition by m.plan_id order by m.position) as told
          from (select n.plan_id, n.line_id, n.position, n.depth, n.name, p.title,
              coalesce((n.years ->> ${String(year)})::numeric,
                case when p.from_year = p.to_year then ${sql.raw(lineAmount)} end) as amount
            from plans p
            join lateral (select number from plan_versions v where v.plan_id = p.id and v.state = 'issued'
              order by number desc limit 1) v on true
            join plan_lines n on n.plan_id = p.id and n.version_number = v.number
            where p.unit_version = ${ref.version} and p.unit_code = ${ref.code}
              and ${year} between p.from_year and p.to_year) m) a) t
      where t.amount is not null) l
      where coalesce(l.next_depth <= l.depth, true) or coalesce(l.silent_depth <= l.depth, false)`,
  );
}

/** Formulas over the year of the programme: ideas, plans, campaigns, training, money, fairs. */
export const programmeFormulas: Readonly<Record<string, Formula>> = {
  "ideas-registered": {
    entity: "idea",
    facts: (asked) =>
      facts(
        { ...ideaColumns, day: dayText("i.registered_at") },
        sql`from ideas i where ${within(asked.scope, "i")}
          and ${inPeriod(dayText("i.registered_at"), asked)}`,
      ),
  },
  "ideas-chosen": {
    entity: "idea",
    facts: (asked) =>
      facts(
        { ...ideaColumns, day: "t.day" },
        sql`from ideas i join (select idea_id, min(${sql.raw(dayText("at"))}) as day from idea_steps
            where to_state = 'chosen' group by idea_id) t on t.idea_id = i.id
          where ${within(asked.scope, "i")} and ${inPeriod("t.day", asked)}`,
      ),
  },
  "business-plans": {
    entity: "businessPlan",
    facts: (asked) =>
      facts(
        {
          key: "b.id",
          label: "b.product_name",
          note: "b.producer_name",
          day: dayText("b.decided_at"),
          unit_path: "b.unit_path",
          unit_version: "b.unit_version",
          unit_code: "b.unit_code",
        },
        sql`from business_plans b where ${within(asked.scope, "b")}
          and b.state in ('chosen', 'completed') and ${inPeriod(dayText("b.decided_at"), asked)}`,
      ),
  },
  "media-pieces": {
    entity: "media",
    facts: (asked) =>
      facts(
        {
          key: "m.id",
          label: "m.title",
          note: "m.outlet",
          day: "m.on_day",
          ...pathColumns("m.unit_path"),
        },
        sql`from cycle_media m where ${placed(asked.scope, "m.unit_path")}
          and m.dropped_for is null and ${inPeriod("m.on_day", asked)}`,
      ),
  },
  campaigns: {
    entity: "meeting",
    facts: (asked) =>
      facts(
        {
          key: "m.id",
          label: "m.topics",
          note: "m.place",
          day: "m.on_day",
          ...pathColumns("m.unit_path"),
        },
        sql`from cycle_meetings m where ${placed(asked.scope, "m.unit_path")}
          and m.dropped_for is null and ${inPeriod("m.on_day", asked)}`,
      ),
  },
  trainings: {
    entity: "class",
    facts: (asked) =>
      facts(
        {
          key: "k.id",
          label: "k.name",
          note: "c.title",
          day: "h.day",
          ...pathColumns("c.unit_path"),
        },
        sql`from support_classes k join support_courses c on c.id = k.course_id
          join (select class_id, min(held_on) as day from support_class_sessions group by class_id) h
            on h.class_id = k.id
          where ${placed(asked.scope, "c.unit_path")} and ${inPeriod("h.day", asked)}
            and h.day <= ${asked.on}`,
      ),
  },
  trainees: {
    entity: "class",
    facts: (asked) =>
      facts(
        {
          key: "n.id",
          about_key: "k.id",
          label: "n.full_name",
          note: "k.name",
          sex: "n.sex",
          ...pathColumns("coalesce(o.unit_path, c.unit_path)"),
        },
        sql`from support_trainees n join support_classes k on k.id = n.class_id
          join support_courses c on c.id = k.course_id left join producers o on o.id = n.producer_id
          where ${placed(asked.scope, "coalesce(o.unit_path, c.unit_path)")}
            and exists (select from support_attendance a join support_class_sessions t on t.id = a.session_id
              where a.trainee_id = n.id and a.is_present and ${inPeriod("t.held_on", asked)})`,
      ),
  },
  "funds-planned": {
    entity: "planLine",
    facts: plannedLines,
    untold: ({ year }) =>
      `Chưa có kế hoạch đã ban hành nào của đơn vị ghi kinh phí riêng cho năm ${year}.`,
  },
  "funds-spent": {
    entity: "spending",
    facts: (asked) => {
      const ref = asked.scope.ref ?? { version: "2025-07-01", code: "" };
      return facts(
        {
          key: "g.id",
          about_key: "p.id",
          label: "g.paper",
          note: "p.title",
          day: "g.spent_on",
          amount: "g.amount",
        },
        sql`from plan_spending g join plans p on p.id = g.plan_id
          where p.unit_version = ${ref.version} and p.unit_code = ${ref.code}
            and g.cancelled_by is null and ${inPeriod("g.spent_on", asked)}`,
      );
    },
  },
  "funds-paid": {
    entity: "claim",
    facts: (asked) =>
      facts(
        {
          key: "l.entry_id",
          about: "l.kind",
          about_key: "coalesce(l.claim_id, l.fair_id)",
          label: "coalesce(o.name, l.what)",
          note: "coalesce(l.paper, l.what)",
          day: "l.day",
          kind: "o.kind",
          amount: "l.amount",
          // What was paid for all at a fair lies where the office lies that kept it.
          unit_path: "coalesce(o.unit_path, l.unit_path)",
          unit_version: "coalesce(o.unit_version, '2025-07-01')",
          unit_code: "coalesce(o.unit_code, split_part(l.unit_path, '/', -1))",
        },
        sql`from ${supportLedger} l left join producers o on o.id = l.producer_id
          where ((o.id is not null and ${within(asked.scope, "o")})
              or (o.id is null and ${placed(asked.scope, "l.unit_path")}))
            and ${inPeriod("l.day", asked)}`,
      ),
  },
  fairs: {
    entity: "fair",
    facts: (asked) =>
      facts(
        {
          key: "f.id",
          label: "f.name",
          note: "f.place",
          day: "f.starts_on",
          ...pathColumns("f.unit_path"),
        },
        sql`from market_fairs f where ${placed(asked.scope, "f.unit_path")} and f.state = 'standing'
          and ${inPeriod("f.starts_on", asked)} and f.starts_on <= ${asked.on}`,
      ),
  },
};
