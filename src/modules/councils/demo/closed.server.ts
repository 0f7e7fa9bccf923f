import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { choicesOf, listAnswers } from "#modules/dossiers/service/content.server.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { declareMany } from "../conflicts/declare.server.ts";
import { conclude } from "../results/conclude.server.ts";
import { revealItem } from "../results/reveal.server.ts";
import { sessionItems } from "../schema.server.ts";
import { addItems } from "../service/agenda.server.ts";
import { loadItem, loadSession } from "../service/load.server.ts";
import { closeSession, takeAllPresent } from "../service/run.server.ts";
import { startScoring } from "../service/scoring.server.ts";
import { openSession, planSession } from "../service/sessions.server.ts";
import { draftOf } from "../sheets/preview.server.ts";
import { councilSheets, sheetAnswers } from "../sheets/schema.server.ts";
import { seal } from "../sheets/sign.server.ts";

/** A session of the demo that is over. `on`: the day for which it was called. */
export type ClosedSession = {
  readonly councilId: string;
  readonly secretary: UserActor;
  readonly members: readonly UserActor[];
  readonly dossierIds: readonly string[];
  readonly on: string;
};

/**
 * Plays a session from its planning to its end by the services; only the members' answers are
 * made up and their sheets sealed without anybody's password, since nobody is there to type it.
 */
export async function playClosedSession(db: Db, wanted: ClosedSession): Promise<void> {
  const { councilId, secretary, members, dossierIds, on } = wanted;
  const { id: sessionId } = await planSession(
    db,
    secretary,
    {
      councilId,
      stage: "province",
      title: "Phiên đánh giá đã xong (dữ liệu mẫu)",
      mode: "meeting",
      place: "Hội trường mẫu",
      startsAt: `${on}T08:00`,
    },
    { isDemo: true },
  );
  const { ids } = await addItems(db, secretary, { sessionId, dossierIds: [...dossierIds] });
  await openSession(db, secretary, { sessionId });
  await takeAllPresent(db, secretary, { sessionId });
  const declarations = ids.map((itemId) => ({ itemId, conflict: null }));
  for (const member of members) await declareMany(db, member, { sessionId, declarations });
  await startScoring(db, secretary, { sessionId, itemId: null });
  for (const itemId of ids) {
    await fillSheets(db, itemId, members);
    await revealItem(db, secretary, await versionOf(db, itemId));
    await conclude(db, secretary, await versionOf(db, itemId));
  }
  const { session } = await loadSession(db, sessionId);
  await closeSession(db, secretary, { sessionId, expectedVersion: session.version });
}

async function versionOf(db: Db, itemId: string) {
  const [row] = await db.select().from(sessionItems).where(eq(sessionItems.id, itemId));
  return { itemId, expectedVersion: row?.version ?? 0 };
}

/** Every member's sheet, written and sealed: near the producer's own claim, each a little lower elsewhere. */
async function fillSheets(db: Db, itemId: string, members: readonly UserActor[]): Promise<void> {
  await db.transaction(async (tx) => {
    const loaded = await loadItem(tx, itemId);
    const dossier = await findDossier(tx, loaded.item.dossierId);
    const { compiled } = await setOf(tx, dossier);
    const claimed = choicesOf(await listAnswers(tx, dossier.id));
    const sheets = await tx
      .insert(councilSheets)
      .values(members.map(({ userId }) => ({ itemId, roundNo: 1, userId })))
      .returning();
    await tx.insert(sheetAnswers).values(
      sheets.flatMap((sheet, member) =>
        Object.entries(claimed).map(([criterion, option]) => ({
          sheetId: sheet.id,
          criterion,
          option: opinionOf(compiled, criterion, option, member),
          writeId: randomUUID(),
        })),
      ),
    );
    for (const sheet of sheets) {
      const place = { round: 1, userId: sheet.userId, sheet };
      await seal(tx, sheet.id, await draftOf(tx, loaded, place), "password");
    }
  });
}

/** The claimed option, or for some criteria the next lower one: each member doubts others. */
function opinionOf(set: CompiledSet, code: string, claimed: number, member: number): number {
  const leaf = set.leafByCode.get(code);
  const chosen = leaf?.options.find(({ n }) => n === claimed);
  if (!leaf || !chosen || (leaf.index + member) % 7 !== 0) return claimed;
  const lower = leaf.options
    .filter((one) => one.caseIndex === chosen.caseIndex && one.points < chosen.points)
    .toSorted((a, b) => b.points - a.points)[0];
  return lower?.n ?? claimed;
}
