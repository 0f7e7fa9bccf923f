import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import { formatDay } from "#core/input/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { parseInput } from "#core/input/parse.ts";
import { readReceiptCode } from "#core/receipt.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { foldText } from "#core/text.ts";
import { authorisedProducer } from "#modules/producers/service/producers.server.ts";
import { can } from "../../access.ts";
import { cycleEvents } from "../../events.server.ts";
import type { IdeaState } from "../../model.ts";
import { ideas } from "../../schema.server.ts";
import {
  AdoptIdea,
  LinkIdea,
  RefileByCode,
  RefileIdea,
  WithdrawByCode,
  WithdrawIdea,
} from "../inputs.ts";
import { next } from "../states.ts";
import { levelsOf, requireVersion, takeStep } from "./move.server.ts";
import { authorisedIdea, type IdeaRow } from "./read.server.ts";

/** Codes that nothing has, from one address. */
const guesses = { name: "idea-code", tries: 40, minutes: 10 };

/** What whoever has the code may know and mend: the idea, and nothing of the person. */
export type IdeaAnswer = Pick<
  IdeaRow,
  | "title"
  | "kind"
  | "story"
  | "market"
  | "materials"
  | "labour"
  | "investment"
  | "track"
  | "year"
  | "reason"
  | "refileFrom"
  | "registeredAt"
  | "updatedAt"
  | "version"
  | "isDemo"
  | "unitCode"
> & {
  readonly code: string;
  readonly state: IdeaState;
  /** Whether it has come to a producer, whose account goes on with it. */
  readonly isTied: boolean;
  /** Whether the week after its return is over. */
  readonly mayRefile: boolean;
  /** Whether the code alone takes it back: nothing is decided, and no account has it. */
  readonly mayWithdraw: boolean;
};

/** The row of a code; null where there is none. Only misses count against the asker's address. */
async function byCode(db: Db, typed: string, ip: string): Promise<IdeaRow | null> {
  const code = readReceiptCode(typed.slice(0, 60));
  // A mistyped letter is told from the code alone: the table is not asked.
  if (code === null) return null;
  const [row] = await db.select().from(ideas).where(eq(ideas.receiptCode, code));
  if (row) return row;
  await countAttempt(db, guesses, ip);
  return null;
}

/** The state of an idea by its code; null where there is none. Throws `tooMany` after too many misses. */
export async function askIdea(
  db: Db,
  { code: typed, ip }: { code: string; ip: string },
): Promise<IdeaAnswer | null> {
  const row = await byCode(db, typed, ip);
  if (!row) return null;
  const on = await today(db);
  const { title, kind, story, market, materials, labour, investment, track, year } = row;
  const { reason, refileFrom, registeredAt, updatedAt, version, isDemo, state } = row;
  return {
    code: row.receiptCode,
    state,
    title,
    kind,
    story,
    market,
    materials,
    labour,
    investment,
    track,
    year,
    reason,
    refileFrom,
    registeredAt,
    updatedAt,
    version,
    isDemo,
    unitCode: row.unitCode,
    isTied: row.producerId !== null,
    mayRefile: state === "returned" && refileFrom !== null && refileFrom <= on,
    mayWithdraw: row.producerId === null && next("withdraw", state, levelsOf(row)) !== null,
  };
}

function unknownCode(): AppError {
  return new AppError("notFound", { vi: "Không có ý tưởng nào mang mã này." });
}

type Content = Omit<ReturnType<typeof RefileIdea.parse>, "ideaId" | "expectedVersion">;

async function refile(tx: Db, by: UserActor | null, row: IdeaRow, content: Content) {
  const on = await today(tx);
  if (row.state === "returned" && row.refileFrom !== null && on < row.refileFrom)
    throw new AppError("conflict", {
      vi: `Ý tưởng được trả lại nộp lại được từ ngày ${formatDay(row.refileFrom)}.`,
    });
  await takeStep(tx, row, {
    move: "refile",
    by,
    level: null,
    // Mended in the next year, it is an idea of that year.
    change: {
      ...content,
      titleFolded: foldText(content.title),
      year: Math.max(row.year, Number(on.slice(0, 4))),
      reason: null,
      refileFrom: null,
    },
  });
}

/** Files a returned idea again, mended, from the day that its return names, by the database's clock. */
export async function refileIdea(db: Db, actor: UserActor, input: RefileIdea): Promise<void> {
  const { ideaId, expectedVersion, ...content } = parseInput(RefileIdea, input);
  await db.transaction(async (tx) => {
    const row = await authorisedIdea(tx, actor, "register", ideaId, { lock: true });
    requireVersion(row, expectedVersion);
    await refile(tx, actor, row, content);
  });
}

/** The same by whoever has the code. `notFound` for a code that nothing has. */
export async function refileByCode(
  db: Db,
  input: RefileByCode,
  { ip }: { ip: string },
): Promise<{ code: string }> {
  const { code, expectedVersion, ...content } = parseInput(RefileByCode, input);
  const found = await byCode(db, code, ip);
  if (!found) throw unknownCode();
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(ideas).where(eq(ideas.id, found.id)).for("update");
    if (!row) throw new Error("an idea that was read is gone");
    requireVersion(row, expectedVersion);
    await refile(tx, null, row, content);
  });
  return { code: found.receiptCode };
}

/** Takes an idea back, at any time before it is chosen. */
export async function withdrawIdea(db: Db, actor: UserActor, input: WithdrawIdea): Promise<void> {
  const { ideaId, expectedVersion, reason } = parseInput(WithdrawIdea, input);
  await db.transaction(async (tx) => {
    const row = await authorisedIdea(tx, actor, "register", ideaId, { lock: true });
    requireVersion(row, expectedVersion);
    await takeBack(tx, actor, row, reason);
  });
}

async function takeBack(tx: Db, by: UserActor | null, row: IdeaRow, reason: string | null) {
  const change = { refileFrom: null };
  await takeStep(tx, row, { move: "withdraw", by, level: null, reason, change });
}

/**
 * The same by whoever has the code. `notFound` for a code that nothing has, `conflict` for an idea
 * that a producer has taken up: its account does so.
 */
export async function withdrawByCode(
  db: Db,
  input: WithdrawByCode,
  { ip }: { ip: string },
): Promise<{ code: string }> {
  const { code, expectedVersion } = parseInput(WithdrawByCode, input);
  const found = await byCode(db, code, ip);
  if (!found) throw unknownCode();
  await db.transaction(async (tx) => {
    const [row] = await tx.select().from(ideas).where(eq(ideas.id, found.id)).for("update");
    if (!row) throw new Error("an idea that was read is gone");
    requireVersion(row, expectedVersion);
    if (row.producerId !== null)
      throw new AppError("conflict", {
        vi: "Ý tưởng này đã thuộc về một cơ sở. Hãy đăng nhập tài khoản của cơ sở để rút.",
      });
    await takeBack(tx, null, row, null);
  });
  return { code: found.receiptCode };
}

/** Ties an idea of a person to the producer that has come of it; both lie in the officer's area. */
export async function linkIdea(db: Db, actor: UserActor, input: LinkIdea): Promise<void> {
  const { ideaId, expectedVersion, producerId } = parseInput(LinkIdea, input);
  await db.transaction(async (tx) => {
    const row = await authorisedIdea(tx, actor, "register", ideaId, { lock: true });
    requireVersion(row, expectedVersion);
    const producer = await authorisedProducer(tx, actor, "see", producerId);
    if (!can(actor, "screenCommune", row)) throw tied();
    await tie(tx, actor, row, producer);
  });
}

/**
 * Brings an idea that was sent without an account to a producer of the account, by the code that
 * only who sent it has; once more changes nothing. Throws `notFound` for somebody else's producer,
 * `invalid` for a code that nothing has, `conflict` for an idea of another producer.
 */
export async function adoptIdea(
  db: Db,
  actor: UserActor,
  input: AdoptIdea,
  { ip }: { ip: string },
): Promise<{ id: string }> {
  const { code, producerId } = parseInput(AdoptIdea, input);
  await authorisedProducer(db, actor, "update", producerId);
  const found = await byCode(db, code, ip);
  if (!found)
    throw new AppError("invalid", {
      fields: { code: "Không có ý tưởng nào mang mã này. Hãy xem lại từng chữ của mã." },
    });
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(ideas).where(eq(ideas.id, found.id)).for("update");
    if (!row) throw new Error("an idea that was read is gone");
    const producer = await authorisedProducer(tx, actor, "update", producerId);
    if (row.producerId !== producer.id) await tie(tx, actor, row, producer);
    return { id: row.id };
  });
}

function tied(): AppError {
  return new AppError("conflict", { vi: "Ý tưởng này đã có chủ thể." });
}

/** Ties an idea that is locked to a producer; once tied it stays so. */
async function tie(
  tx: Db,
  actor: UserActor,
  row: IdeaRow,
  producer: { readonly id: string; readonly provinceCode: string },
): Promise<void> {
  if (row.producerId !== null) throw tied();
  if (producer.provinceCode !== row.provinceCode)
    throw new AppError("unprocessable", {
      fields: { producerId: "Chủ thể phải ở cùng tỉnh với ý tưởng." },
    });
  await tx
    .update(ideas)
    .set({ producerId: producer.id, version: row.version + 1 })
    .where(eq(ideas.id, row.id));
  await appendAudit(tx, cycleEvents.ideaLinked, {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath,
    details: { producer: producer.id },
  });
}
