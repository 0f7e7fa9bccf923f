import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import {
  type BuiltCouncil,
  type BuiltPerson,
  type BuiltSession,
  buildCouncil,
  buildSession,
} from "#modules/councils/factory.ts";
import { itemRounds, sessionItems } from "#modules/councils/schema.server.ts";
import type { SaveAnswers } from "#modules/councils/sheets/inputs.ts";
import { draftOf } from "#modules/councils/sheets/preview.server.ts";
import { findSheet, itemOfSession } from "#modules/councils/sheets/right.server.ts";
import { saveAnswers } from "#modules/councils/sheets/save.server.ts";
import { signSheet, type SignedSheet } from "#modules/councils/sheets/sign.server.ts";
import { builtPassword } from "#modules/people/factory.ts";
import type { Session } from "#core/session/session.ts";
import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { getBook } from "#modules/rulebooks/service/shelf.server.ts";
import { testGround, testVisitor } from "./sign-in.ts";

/** A hall where a product is being scored: everybody is present and has declared. */
export type Hall = BuiltSession & {
  readonly itemId: string;
  readonly set: CompiledSet;
  readonly first: BuiltPerson;
  readonly second: BuiltPerson;
};

/** An open meeting whose products are all in their first round of sheets. */
export async function openHall(
  db: Db,
  wanted: { members?: number; items?: number; setCode?: string; council?: BuiltCouncil } = {},
): Promise<Hall> {
  const { members = 3, items = 1, setCode = "01" } = wanted;
  const council = wanted.council ?? (await buildCouncil(db, { members }));
  const built = await buildSession(db, {
    council,
    items,
    setCodes: [setCode],
    attendance: "present",
    declared: true,
  });
  for (const itemId of built.itemIds) await nextRound(db, itemId, council.secretary.id);
  const [itemId = ""] = built.itemIds;
  const set = getBook("26-2026").compiled.get(setCode);
  const [first, second] = council.members;
  if (!set || !first || !second) throw new Error("the hall lacks its set or its members");
  return { ...built, itemId, set, first, second };
}

/** Opens the next round of sheets on a product, whatever stood before. */
export async function nextRound(db: Db, itemId: string, openedBy: string): Promise<void> {
  const [row] = await db
    .update(sessionItems)
    .set({ state: "scoring", roundNo: sql`${sessionItems.roundNo} + 1` })
    .where(eq(sessionItems.id, itemId))
    .returning({ roundNo: sessionItems.roundNo });
  await db.insert(itemRounds).values({ itemId, roundNo: row?.roundNo ?? 1, openedBy });
}

/** A write as a device sends it. */
export function writeOf(
  criterion: string,
  option: number | null,
  more: Partial<SaveAnswers["writes"][number]> = {},
): SaveAnswers["writes"][number] {
  return {
    criterion,
    option,
    note: null,
    baseVersion: 0,
    writeId: randomUUID(),
    deviceAt: null,
    ...more,
  };
}

/** Answers every criterion with the option at the same place from the best, 0 the best of the first case. */
export function everyAnswer(set: CompiledSet, worse = 0): SaveAnswers["writes"] {
  return set.leaves.map(({ code, options }) => {
    const own = options
      .filter(({ caseIndex }) => caseIndex === 0)
      .toSorted((a, b) => b.points - a.points);
    return writeOf(code, own[Math.min(worse, own.length - 1)]?.n ?? 1);
  });
}

/** The sign-in of a built person. */
export function sessionOfPerson({ actor, username }: BuiltPerson): Session {
  return {
    id: randomUUID(),
    actor,
    account: { name: username, username, email: null, isDemo: true, hasSecondFactor: false },
    provinceCode: "19",
    method: "password",
    secondFactorAt: null,
    pending: null,
  };
}

/** Digest of a member's sheet as it stands. */
export async function shownDigest(
  db: Db,
  hall: Hall,
  member: BuiltPerson,
  round = 1,
): Promise<string> {
  const loaded = await itemOfSession(db, hall);
  const place = { itemId: hall.itemId, round, userId: member.id };
  const sheet = await findSheet(db, place);
  return (await draftOf(db, loaded, { ...place, sheet })).digest;
}

/** Saves and signs a whole sheet. */
export async function signWhole(
  db: Db,
  hall: Hall,
  member: BuiltPerson,
  { worse = 0, round = 1 }: { worse?: number; round?: number } = {},
): Promise<SignedSheet> {
  const place = { sessionId: hall.sessionId, itemId: hall.itemId, round };
  await saveAnswers(db, member.actor, { ...place, writes: everyAnswer(hall.set, worse) });
  const digest = await shownDigest(db, hall, member, round);
  return signSheet(
    { ground: testGround(db), visitor: testVisitor() },
    sessionOfPerson(member),
    { ...place, digest },
    { password: builtPassword },
  );
}
