import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { takeNumber } from "../../service/numbers.server.ts";
import { upwardEvents } from "../events.server.ts";
import { IssueUpward } from "../inputs.ts";
import { upwardLetters } from "../schema.server.ts";
import { requireUpward } from "./ground.server.ts";
import {
  approvalsOf,
  itemsOfLetter,
  letterFacts,
  type LetterRow,
  takeLetter,
  type UpwardItemRow,
} from "./load.server.ts";

/**
 * Issues a letter: its number, and the step of every dossier up to the level above, in one
 * transaction. The second factor is the page's to ask for. Throws `conflict` where a result is
 * not what the draft says any more; `unprocessable` for a day to come, before the decision that
 * approves the results, or before the last letter of the series.
 */
export async function issueLetter(
  db: Db,
  actor: UserActor,
  input: IssueUpward,
): Promise<{ numberText: string; signedOn: Day }> {
  const { signedOn, signerName, signerTitle, ...on } = parseInput(IssueUpward, input);
  return db.transaction(async (tx) => {
    const row = await takeLetter(tx, actor, "sign", { ...on, state: "draft" });
    const now = await today(tx);
    const day = signedOn ?? now;
    const items = await itemsOfLetter(tx, row.id);
    const dossiers = await findDossiers(
      tx,
      items.map(({ dossierId }) => dossierId),
      { lock: true },
    );
    for (const item of items) {
      const dossier = dossiers.get(item.dossierId);
      if (!dossier) throw new Error(`letter ${row.id} names no dossier at ${item.seq}`);
      const { result } = await requireUpward(tx, dossier, { letterId: row.id });
      if (result.id !== item.resultId)
        throw new AppError("conflict", {
          vi: `${dossier.productName}: hội đồng đã có kết quả khác với dự thảo. Hãy lập lại văn bản.`,
        });
    }
    await requireDay(tx, items, { day, now });
    const numberText = await number(tx, actor, row, { day, signerName, signerTitle });
    await requireOrder(tx, row, day);
    for (const dossier of dossiers.values())
      if (dossier.state === "scored")
        await moveDossier(tx, actor, dossier, {
          action: "forwardUp",
          on: now,
          guards: { reachesNextStage: true },
          reason: `Văn bản số ${numberText} ngày ${formatDay(day)}.`,
          number: numberText,
        });
    await appendAudit(tx, upwardEvents.issued, {
      ...letterFacts(actor, row),
      details: {
        number: numberText,
        signedOn: day,
        dossiers: items.map(({ dossierId }) => dossierId),
      },
    });
    return { numberText, signedOn: day };
  });
}

function refuseDay(vi: string): never {
  throw new AppError("unprocessable", { vi, fields: { signedOn: vi } });
}

/** The letter is signed after the decisions that approve what it sends up, and not tomorrow. */
async function requireDay(
  tx: Db,
  items: readonly UpwardItemRow[],
  { day, now }: { day: Day; now: Day },
): Promise<void> {
  if (day > now) refuseDay("Ngày ký không được sau hôm nay.");
  const approvals = await approvalsOf(
    tx,
    items.map(({ resultId }) => resultId),
  );
  const last = approvals.at(-1);
  if (last?.signedOn && day < last.signedOn)
    refuseDay(
      `Ngày ký không được trước ngày của Quyết định số ${last.numberText} (${formatDay(last.signedOn)}).`,
    );
}

/** Numbers follow the days: asked with the series locked, so that no other one slips between. */
async function requireOrder(tx: Db, row: LetterRow, day: Day): Promise<void> {
  const [last] = await tx
    .select({ on: upwardLetters.signedOn, numberText: upwardLetters.numberText })
    .from(upwardLetters)
    .where(
      and(
        eq(upwardLetters.provinceCode, row.provinceCode),
        eq(upwardLetters.issuer, row.issuer),
        eq(upwardLetters.state, "issued"),
        ne(upwardLetters.id, row.id),
      ),
    )
    .orderBy(desc(upwardLetters.signedOn))
    .limit(1);
  if (last?.on && day < last.on)
    refuseDay(
      `Văn bản số ${last.numberText} đã ký ngày ${formatDay(last.on)}: ngày ký không được sớm hơn.`,
    );
}

async function number(
  tx: Db,
  actor: UserActor,
  row: LetterRow,
  of: { day: Day; signerName: string; signerTitle: string },
): Promise<string> {
  const { provinceCode, issuer } = row;
  const year = Number(of.day.slice(0, 4));
  const taken = await takeNumber(tx, { provinceCode, issuer, kind: "upward", year });
  const numberText = `${String(taken).padStart(2, "0")}/UBND-OCOP`;
  await tx
    .update(upwardLetters)
    .set({
      state: "issued",
      number: taken,
      numberText,
      signedOn: of.day,
      signerName: of.signerName,
      signerTitle: of.signerTitle,
      issuedBy: actor.userId,
      issuedAt: sql`now()`,
      version: row.version + 1,
    })
    .where(eq(upwardLetters.id, row.id));
  return numberText;
}
