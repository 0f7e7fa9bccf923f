import { sql } from "drizzle-orm";
import { defineSqlInvariant } from "#core/invariants/invariant.ts";

defineSqlInvariant(
  "cycle.ideaStandsWhereItsStepsLed",
  "Mỗi ý tưởng ở đúng tình trạng mà bước sau cùng của nó đưa đến.",
  sql`
    select i.id as idea, i.state, last.to_state from ideas i
    left join lateral (select to_state from idea_steps
      where idea_id = i.id order by seq desc limit 1) last on true
    where last.to_state is distinct from i.state`,
);
