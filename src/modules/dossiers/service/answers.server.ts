import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import type { Score } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";
import { can, isProducers } from "../access.ts";
import { dossierScope } from "../access.server.ts";
import { events } from "../events.server.ts";
import { SaveAnswer } from "../inputs.ts";
import { dossierAnswers, dossiers } from "../schema.server.ts";
import { choicesOf, type KeptAnswer } from "./content.server.ts";
import { leafOf } from "./draft.server.ts";
import { type DossierRow, factsOf, setOf, takeForEditing } from "./load.server.ts";

/** How often an answer is kept anew after somebody else's came in between. */
const mostTries = 3;

/**
 * Keeps the option claimed for a criterion, and tells the score with it. `stale` when the answer
 * has been changed since `expectedVersion`; `conflict` once the dossier is filed. The answer that
 * stands there already is not written again and never stale: a form may be sent until it is heard.
 *
 * The busiest write there is, so it asks the database twice and no more: once for the dossier
 * with its answers, once to keep the new one, in a statement that takes the dossier only as it
 * was read.
 */
export async function saveAnswer(
  db: Db,
  actor: UserActor,
  input: SaveAnswer,
): Promise<{ version: number; score: Score }> {
  const { dossierId, criterion, option, note, expectedVersion } = parseInput(SaveAnswer, input);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { row, answers } = await findForEditing(db, actor, dossierId);
    const { compiled } = await setOf(db, row);
    const leaf = leafOf(compiled, criterion);
    if (option !== null && option > leaf.options.length)
      throw new AppError("invalid", {
        fields: { option: `Hãy chọn một trong các lựa chọn từ 1 đến ${leaf.options.length}.` },
      });
    const before = answers.find((answer) => answer.criterion === criterion);
    const known = before?.version ?? 0;
    const wanted = note === undefined ? (before?.note ?? null) : note;
    if ((before?.option ?? null) === option && (before?.note ?? null) === wanted)
      return { version: known, score: score(compiled, choicesOf(answers)) };
    if (expectedVersion !== undefined && known !== expectedVersion) throw new AppError("stale");
    const kept = {
      criterion,
      option,
      note: wanted,
      version: known + 1,
    };
    if (!(await keep(db, actor, row, kept))) continue;
    const others = answers.filter((answer) => answer !== before);
    return { version: kept.version, score: score(compiled, choicesOf([...others, kept])) };
  }
  throw new AppError("stale");
}

/** The dossier with its answers, if the actor may write in it now. One query. */
async function findForEditing(
  db: Db,
  actor: UserActor,
  dossierId: string,
): Promise<{ row: DossierRow; answers: readonly KeptAnswer[] }> {
  const { criterion, option, note, version } = dossierAnswers;
  const [found] = await db
    .select({
      row: dossiers,
      answers: sql<KeptAnswer[]>`(
        select coalesce(json_agg(json_build_object('criterion', ${criterion}, 'option', ${option},
          'note', ${note}, 'version', ${version})), '[]'::json)
        from ${dossierAnswers} where ${dossierAnswers.dossierId} = ${dossiers.id})`,
    })
    .from(dossiers)
    .where(eq(dossiers.id, dossierId));
  const isOpen = found?.row.state === "draft" || found?.row.state === "returned";
  if (found && isOpen && can(actor, "edit", found.row)) return found;
  // Says why not: nothing there, no right to it, or filed.
  await takeForEditing(db, actor, dossierId);
  throw new AppError("stale");
}

/** Keeps an answer; false when it or the dossier has been changed since it was read. */
async function keep(
  db: Db,
  actor: UserActor,
  row: DossierRow,
  answer: KeptAnswer,
): Promise<boolean> {
  // A producer's own answer leaves no other row: its one statement is its transaction.
  if (isProducers(actor, row)) return write(db, actor, row, answer);
  return db.transaction(async (tx) => {
    const written = await write(tx, actor, row, answer);
    const part = `criterion:${answer.criterion}`;
    if (written)
      await appendAudit(tx, events.editedOnBehalf, { ...factsOf(actor, row), details: { part } });
    return written;
  });
}

async function write(
  db: Db,
  actor: UserActor,
  row: DossierRow,
  { criterion, option, note, version }: KeptAnswer,
): Promise<boolean> {
  const { rows } = await db.execute(sql`
    with taken as (
      update dossiers set version = dossiers.version + 1, updated_at = now(), confirmed_at = null
      where dossiers.id = ${row.id} and dossiers.state in ('draft', 'returned')
        and dossiers.set_code = ${row.setCode} and dossiers.rulebook_digest = ${row.rulebookDigest}
        and coalesce((select a.version from dossier_answers a
          where a.dossier_id = ${row.id} and a.criterion = ${criterion}), 0) = ${version - 1}
        and ${dossierScope(actor, "edit")}
      returning dossiers.id)
    insert into dossier_answers (dossier_id, criterion, option, note, version, updated_by)
    select id, ${criterion}, ${option}::int, ${note}::text, ${version}::int, ${actor.userId}::uuid
    from taken
    on conflict (dossier_id, criterion) do update
      set option = excluded.option, note = excluded.note, version = excluded.version,
        updated_by = excluded.updated_by, updated_at = now()
      where dossier_answers.version = ${version - 1}
    returning version`);
  return rows.length > 0;
}
