import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { countAttempt } from "#core/session/attempts.ts";
import { readAnswers } from "../answers.ts";
import type { Book } from "../book.server.ts";
import type { CompiledSet } from "../compiled.ts";
import { type Costs, readCosts } from "../costs.ts";
import type { Answers, RuleSet } from "../model.ts";
import { selfAssessments } from "../schema.server.ts";
import type { SelfScoreInput } from "../self-score/form.ts";
import { withTitles } from "../titles.ts";
import { getVersion, keepVersion } from "./versions.server.ts";

/** One set of one version of a decision; `set` has a title on every criterion. */
export type BookSet = {
  readonly book: Book;
  readonly set: RuleSet;
  readonly compiled: CompiledSet;
};

/** A kept self-assessment, with the very set that it was made under. */
export type SelfAssessment = SelfScoreInput &
  BookSet & {
    readonly costs: Costs;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };

/** Many producers may sit behind one address; a flood is something else. */
const saveLimit = { name: "selfAssessment", tries: 200, minutes: 10 };

/** A new private link: 192 random bits. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Whether a text can be a token at all; what a form sends back must be checked. */
export function isToken(text: unknown): text is string {
  return typeof text === "string" && /^[A-Za-z0-9_-]{32}$/.test(text);
}

/** The set of a book, or `notFound`. */
export function getBookSet(book: Book | undefined, code: string): BookSet {
  const set = book?.sets.get(code);
  const compiled = book?.compiled.get(code);
  if (book && set && compiled) return { book, set: withTitles(set), compiled };
  throw new AppError("notFound", {
    vi: "Không có bộ tiêu chí này. Hãy chọn lại trong danh mục.",
    en: "There is no such set of criteria. Please choose from the list.",
  });
}

/**
 * Keeps a self-assessment under a token that the form was given when it was shown: handing the
 * same form in twice, or again after going back, changes one row instead of making two. Throws
 * `AnswersError` for answers that do not fit the set, `conflict` for a token of another set,
 * `tooMany` when one address (`ip`) saves as no people do.
 */
export async function saveSelfAssessment(
  db: Db,
  token: string,
  { book, set, compiled }: BookSet,
  input: SelfScoreInput & { readonly ip: string },
): Promise<void> {
  readAnswers(compiled, input.answers);
  await countAttempt(db, saveLimit, input.ip);
  const kept = {
    answers: input.answers,
    confirmed: input.confirmed,
    product: input.product,
    producer: input.producer,
  };
  await db.transaction(async (tx) => {
    await keepVersion(tx, book);
    const saved = await tx
      .insert(selfAssessments)
      .values({ ...kept, tokenHash: hashOf(token), digest: book.digest, setCode: set.code })
      .onConflictDoUpdate({
        target: selfAssessments.tokenHash,
        set: { ...kept, updatedAt: sql`now()` },
        setWhere: sql`${selfAssessments.digest} = ${book.digest} and ${selfAssessments.setCode} = ${set.code}`,
      })
      .returning({ id: selfAssessments.id });
    if (saved.length === 0) throw new AppError("conflict");
  });
}

/** What a private link opens. Throws `notFound`, in the same words for every unknown link. */
export async function getSelfAssessment(db: Db, token: string): Promise<SelfAssessment> {
  const [row] = isToken(token)
    ? await db
        .select()
        .from(selfAssessments)
        .where(eq(selfAssessments.tokenHash, hashOf(token)))
    : [];
  if (!row) throw unknownLink();
  const { answers, confirmed, costs, product, producer, createdAt, updatedAt } = row;
  const bookSet = getBookSet(await getVersion(db, row.digest), row.setCode);
  return { ...bookSet, answers, confirmed, costs, product, producer, createdAt, updatedAt };
}

/** Replaces the own costs of a self-assessment. Throws `AnswersError` for costs of no option. */
export async function setCosts(db: Db, token: string, costs: Costs): Promise<void> {
  const { compiled } = await getSelfAssessment(db, token);
  readCosts(compiled, costs);
  await db
    .update(selfAssessments)
    .set({ costs, updatedAt: sql`now()` })
    .where(eq(selfAssessments.tokenHash, hashOf(token)));
}

/**
 * A second self-assessment of the same product under another version or decision, behind a new
 * link, which is returned; the first stays as it is. Answers that the target does not know are
 * left out, and nothing that was confirmed is taken along: its note may say something else there.
 */
export async function copySelfAssessment(
  db: Db,
  token: string,
  { target, answers, ip }: { target: BookSet; answers?: Answers; ip: string },
): Promise<string> {
  const first = await getSelfAssessment(db, token);
  const fitting = Object.entries(answers ?? first.answers).filter(
    ([code, n]) => target.compiled.leafByCode.get(code)?.options[n - 1] !== undefined,
  );
  const fresh = newToken();
  await saveSelfAssessment(db, fresh, target, {
    answers: Object.fromEntries(fitting),
    confirmed: [],
    product: first.product,
    producer: first.producer,
    ip,
  });
  return fresh;
}

/** Removes a self-assessment for good. Throws `notFound`. */
export async function deleteSelfAssessment(db: Db, token: string): Promise<void> {
  const removed = isToken(token)
    ? await db
        .delete(selfAssessments)
        .where(eq(selfAssessments.tokenHash, hashOf(token)))
        .returning({ id: selfAssessments.id })
    : [];
  if (removed.length === 0) throw unknownLink();
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

function unknownLink(): AppError {
  return new AppError("notFound", {
    vi: "Không tìm thấy bản tự chấm này. Đường dẫn có thể bị thiếu chữ, hoặc bản tự chấm đã được xoá.",
    en: "This self-assessment was not found. The link may be incomplete, or it has been deleted.",
  });
}
