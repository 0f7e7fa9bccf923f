import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import type { BuiltPerson, BuiltSession } from "#modules/councils/factory.ts";
import { conclude } from "#modules/councils/results/conclude.server.ts";
import { revealItem } from "#modules/councils/results/reveal.server.ts";
import { sessionItems } from "#modules/councils/schema.server.ts";
import { readStanding } from "#modules/councils/sheets/open.server.ts";
import { draftOf } from "#modules/councils/sheets/preview.server.ts";
import { saveRemarks } from "#modules/councils/sheets/remarks.server.ts";
import { findSheet, itemOfSession } from "#modules/councils/sheets/right.server.ts";
import { saveAnswers } from "#modules/councils/sheets/save.server.ts";
import { signSheet } from "#modules/councils/sheets/sign.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import type { Answers } from "#modules/rulebooks/model.ts";
import { sessionOfPerson } from "./hall.ts";
import { testGround, testVisitor } from "./sign-in.ts";

type Session = Pick<BuiltSession, "sessionId" | "council">;
type Said = { rejectionReason?: string; stopAt?: string; comment?: string };

/** The version of a product as a page would have just read it. */
export async function onItem(db: Db, itemId: string) {
  const [row] = await db.select().from(sessionItems).where(eq(sessionItems.id, itemId));
  if (!row) throw new Error("no such product");
  return { itemId, expectedVersion: row.version };
}

/** Writes a member's whole sheet in the round under way, without signing it. */
export async function fillSheet(
  db: Db,
  { sessionId }: Session,
  { itemId, member, answers }: { itemId: string; member: BuiltPerson; answers: Answers },
  said: Said = {},
): Promise<{ sessionId: string; itemId: string; round: number }> {
  const standing = await readStanding(db, member.actor, { sessionId, itemId });
  const place = { sessionId, itemId, round: standing.round };
  const writes = Object.entries(answers).map(([criterion, option]) => ({
    criterion,
    option,
    note: null,
    baseVersion: standing.answers[criterion]?.version ?? 0,
    writeId: randomUUID(),
    deviceAt: null,
  }));
  await saveAnswers(db, member.actor, { ...place, writes });
  if (Object.keys(said).length > 0)
    await saveRemarks(db, member.actor, {
      ...place,
      baseVersion: standing.version,
      comment: said.comment ?? null,
      proposesRejection: said.rejectionReason !== undefined,
      rejectionReason: said.rejectionReason ?? null,
      stopAt: said.stopAt ?? null,
    });
  return place;
}

/** Writes and signs a member's whole sheet in the round under way. */
export async function signAs(
  db: Db,
  session: Session,
  sheet: { itemId: string; member: BuiltPerson; answers: Answers },
  said: Said = {},
): Promise<void> {
  const place = await fillSheet(db, session, sheet, said);
  const own = { ...place, userId: sheet.member.id };
  const { digest } = await draftOf(db, await itemOfSession(db, place), {
    ...own,
    sheet: await findSheet(db, own),
  });
  await signSheet(
    { ground: testGround(db), visitor: testVisitor() },
    sessionOfPerson(sheet.member),
    { ...place, digest, leaveUnanswered: true },
    { password: builtPassword },
  );
}

/** Every member signs the same answers, or `answers(member's number)`. */
export async function signAll(
  db: Db,
  session: Session,
  itemId: string,
  answers: Answers | ((at: number) => Answers),
): Promise<void> {
  for (const [at, member] of session.council.members.entries())
    await signAs(db, session, {
      itemId,
      member,
      answers: typeof answers === "function" ? answers(at) : answers,
    });
}

/** Reveals and concludes a product whose sheets are all in. */
export async function closeItem(db: Db, { council }: Session, itemId: string) {
  await revealItem(db, council.secretary.actor, await onItem(db, itemId));
  return conclude(db, council.secretary.actor, await onItem(db, itemId));
}
