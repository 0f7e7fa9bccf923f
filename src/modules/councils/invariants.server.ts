import { asc, eq, gt, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import {
  defineInvariant,
  defineSqlInvariant,
  type InvariantContext,
} from "#core/invariants/invariant.ts";
import { canonicalJson } from "#modules/dossiers/canonical.ts";
import { council } from "#modules/rulebooks/council.ts";
import { getVersion } from "#modules/rulebooks/service/versions.server.ts";
import { countedMembers } from "./results/roll.server.ts";
import { councilResults } from "./results/schema.server.ts";
import { digestOf } from "./sheets/seal.server.ts";
import { councilSheets } from "./sheets/schema.server.ts";

const pageSize = 200;

type ResultRow = typeof councilResults.$inferSelect;

defineInvariant({
  name: "councils.resultsRecomputed",
  holds: "Mỗi kết quả đã chốt tính lại từ các phiếu được niêm phong vẫn ra đúng như vậy.",
  offences: wrongResults,
});

async function* wrongResults({ db }: InvariantContext) {
  for await (const row of everyResult(db)) {
    const problem = await faultOf(db, row);
    if (problem !== null) yield { result: row.id, problem };
  }
}

async function faultOf(db: Db, row: ResultRow): Promise<string | null> {
  const { basis, outcome } = row;
  if (digestOf({ basis, outcome }) !== row.digest) return "digest";
  const set = (await getVersion(db, basis.rulebook)).compiled.get(basis.set);
  if (!set) return "rulebook";
  const again = council(set, basis.case, basis.rules);
  if (canonicalJson(again) !== canonicalJson(outcome)) return "outcome";
  if (row.stars !== again.stars || !sameMean(row.mean, again.mean)) return "columns";
  return sheetFault(db, row);
}

/** Whether a stored mean is the computed one: `86.330000` and `86.33`. */
function sameMean(stored: string | null, computed: string | null): boolean {
  if (stored === null || computed === null) return stored === computed;
  const bare = (text: string) => text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return bare(stored) === bare(computed);
}

/** The counted sheets must be the sealed ones: same people, same digests, same answers. */
async function sheetFault(db: Db, { basis, itemId }: ResultRow): Promise<string | null> {
  const counted = countedMembers(basis.case);
  if (counted.toSorted().join() !== Object.keys(basis.sheets).toSorted().join()) return "members";
  if (counted.length === 0) return null;
  const rows = await db.select().from(councilSheets).where(eq(councilSheets.itemId, itemId));
  for (const member of counted) {
    const sheet = rows.find(({ userId, roundNo }) => userId === member && roundNo === basis.round);
    if (sheet?.state !== "signed" || sheet.digest !== basis.sheets[member])
      return `sheet ${member}`;
    const used = basis.case.sheets.find((one) => one.member === member)?.answers;
    if (canonicalJson(used ?? {}) !== canonicalJson(sheet.sealed?.answers ?? null))
      return `answers ${member}`;
  }
  return null;
}

async function* everyResult(db: Db): AsyncIterable<ResultRow> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await db
      .select()
      .from(councilResults)
      .where(gt(councilResults.id, after))
      .orderBy(asc(councilResults.id))
      .limit(pageSize);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

defineInvariant({
  name: "councils.sheetsSealed",
  holds: "Mỗi phiếu đã ký vẫn đúng với mã băm niêm phong của nó.",
  offences: brokenSheets,
});

async function* brokenSheets({ db }: InvariantContext) {
  for (let after = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await db
      .select()
      .from(councilSheets)
      .where(sql`${councilSheets.state} = 'signed' and ${councilSheets.id} > ${after}`)
      .orderBy(asc(councilSheets.id))
      .limit(pageSize);
    for (const { id, sealed, digest, total, stars, userId, itemId, roundNo } of rows) {
      const isWhole =
        sealed !== null &&
        digestOf(sealed) === digest &&
        sealed.total === total &&
        sealed.stars === stars &&
        sealed.member === userId &&
        sealed.item === itemId &&
        sealed.round === roundNo;
      if (!isWhole) yield { sheet: id };
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.id;
  }
}

defineSqlInvariant(
  "councils.recusedNeverCount",
  "Không phiếu nào của người có xung đột lợi ích được tính vào kết quả.",
  sql`select r.id as result, c.user_id from council_results r
    join item_recusals c on c.item_id = r.item_id and c.at <= r.closed_at
    where r.basis -> 'sheets' ? c.user_id::text`,
);

defineSqlInvariant(
  "councils.reopenedByTwo",
  "Kết quả có phiên bản sau chỉ khi hai người khác nhau đã đồng ý mở lại.",
  sql`select r.id as result from council_results r
    where r.version > 1 and not exists (
      select from council_results b join result_reopenings o on o.result_id = b.id
      where b.item_id = r.item_id and b.version = r.version - 1
        and o.agreed and o.answered_by <> o.asked_by)
    union all
    select id from result_reopenings where asked_by = answered_by`,
);

defineSqlInvariant(
  "councils.closedWithResult",
  "Sản phẩm đã chốt hoặc bị loại đều có kết quả; vòng đã công bố có danh sách người tham gia.",
  sql`select i.id from session_items i
    where i.state in ('concluded', 'rejected')
      and not exists (select from council_results r where r.item_id = i.id)
    union all
    select item_id from item_rounds where revealed_at is not null and roll is null`,
);

defineSqlInvariant(
  "councils.guards",
  "Các trigger bảo vệ phiếu, vòng chấm và kết quả đang bật cho mọi người.",
  sql`select wanted.name from (values
      ('council_results', 'append_only'), ('council_results', 'result_guard'),
      ('result_reopenings', 'reopening_guard'),
      ('item_rounds', 'round_guard'), ('session_items', 'item_guard'),
      ('council_sheets', 'closed_round_guard'), ('sheet_answers', 'closed_round_answer_guard'),
      ('council_sheets', 'sheet_guard'), ('sheet_answers', 'sheet_answer_guard'))
      as wanted(name, guard)
    where not exists (select from pg_trigger t
      where t.tgrelid = wanted.name::regclass and t.tgname = wanted.guard and t.tgenabled = 'A')`,
);
