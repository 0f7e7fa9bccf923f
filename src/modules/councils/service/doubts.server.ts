import { eq, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import { requirePresiding } from "../conflicts/recusals.server.ts";
import { doubtsOf } from "../doubts.ts";
import { events } from "../events.server.ts";
import { RuleOnDoubt } from "../inputs.ts";
import { type DoubtRuling, sessionItems } from "../schema.server.ts";
import { authorise, itemSubjectOf, type LoadedItem, loadItem } from "./load.server.ts";
import { sessionFacts } from "./sessions.server.ts";

/** The doubts about the set of a product's rulebook; empty where there are none. */
export async function doubtsOfItem(
  db: Db,
  { item }: Pick<LoadedItem, "item">,
): Promise<readonly string[]> {
  const { set } = await setOf(db, await findDossier(db, item.dossierId));
  return doubtsOf(set);
}

/**
 * Whoever presides decides how the council applies a set whose text is in doubt; asked before the
 * product is scored. Throws `unprocessable` where the set has no doubt.
 */
export async function ruleOnDoubt(db: Db, actor: UserActor, input: RuleOnDoubt): Promise<void> {
  const { itemId, ruling } = parseInput(RuleOnDoubt, input);
  await db.transaction(async (tx) => {
    const loaded = await loadItem(tx, itemId, { lock: true });
    authorise(actor, "preside", itemSubjectOf(loaded));
    requirePresiding(loaded, actor.userId);
    if (loaded.item.state !== "waiting")
      throw new AppError("conflict", {
        vi: "Sản phẩm đã vào chấm nên không sửa kết luận này nữa.",
      });
    const doubts = await doubtsOfItem(tx, loaded);
    if (doubts.length === 0)
      throw new AppError("unprocessable", {
        vi: "Bộ tiêu chí của sản phẩm này không có điểm nghi vấn.",
      });
    const doubt: DoubtRuling = { doubts, ruling, by: actor.userId, at: await instant(tx) };
    await tx
      .update(sessionItems)
      .set({ doubt, version: loaded.item.version + 1 })
      .where(eq(sessionItems.id, itemId));
    await appendAudit(tx, events.doubtRuled, {
      ...sessionFacts(actor, loaded.session),
      subjectId: itemId,
      details: { doubts: doubts.length },
    });
  });
}

async function instant(tx: Db): Promise<string> {
  const { rows } = await tx.execute<{ at: string }>(
    sql`select to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
  );
  return rows[0]?.at ?? "";
}

/** Refuses to open a product for scoring while a doubt about its set waits for a ruling. */
export async function requireRuled(db: Db, loaded: Pick<LoadedItem, "item">): Promise<void> {
  if (loaded.item.doubt !== null || (await doubtsOfItem(db, loaded)).length === 0) return;
  throw new AppError("unprocessable", {
    vi: "Bộ tiêu chí của sản phẩm này có điểm nghi vấn. Người điều hành phải kết luận cách áp dụng trước khi chấm.",
    en: "The set has a doubt that the chair must rule on first.",
    fields: { doubt: "Chưa có kết luận về điểm nghi vấn của bộ tiêu chí." },
  });
}
