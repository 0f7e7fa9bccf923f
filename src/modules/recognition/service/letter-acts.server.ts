import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Day } from "#core/calendar/day.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { parseInput } from "#core/input/parse.ts";
import { guardsOf, refusalText } from "#modules/councils/service/follow-up.server.ts";
import { standingResult } from "#modules/councils/service/standing.server.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { keepIssuedPaper, whereIssued } from "#modules/dossiers/service/issued-papers.server.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { moveDossier } from "#modules/dossiers/service/move.server.ts";
import { letterEvents } from "../letter-events.server.ts";
import { IssueLetter, SaveLetter } from "../letter-inputs.ts";
import { decisionLetters } from "../letters/schema.server.ts";
import { letterFieldNames, letterSeries, letterSymbols } from "../letters.ts";
import {
  getLetter,
  type LetterRef,
  type LetterRow,
  type LetterSubject,
  type LetterView,
  printed,
  toKeep,
} from "./letters.server.ts";
import { authorisedDecision } from "./load.server.ts";
import { takeNumber } from "./numbers.server.ts";

/**
 * Keeps what the office writes in a letter; a field left as the usual words have it goes on
 * following them. Throws `conflict` for one that has its number, `stale` for one that somebody
 * else has changed meanwhile.
 */
export async function saveLetter(
  db: Db,
  actor: UserActor,
  ref: LetterRef,
  input: SaveLetter,
): Promise<void> {
  const { expectedVersion, agency, symbol, words } = parseInput(SaveLetter, input);
  await db.transaction(async (tx) => {
    const view = await takeLetter(tx, actor, ref, expectedVersion);
    const own = letterFieldNames.flatMap((name) => {
      const text = words[name]?.trim() ?? "";
      return text === "" || text === view.subject.usual[name] ? [] : [[name, text]];
    });
    const row = await keep(tx, actor, ref, view, {
      agency,
      symbol,
      words: Object.fromEntries(own) as LetterRow["words"],
    });
    await appendAudit(tx, letterEvents.saved, { ...facts(actor, row), details: {} });
  });
}

/**
 * Gives a letter its number, day and signer and keeps the document as it is issued: from here on
 * nothing changes it. Numbers run without gaps by office, kind and year, and never back in time.
 * The letter on a result ends its dossier and reaches the producer. Throws `unprocessable` for a
 * day that does not fit, or where the decision has not come so far.
 */
export async function issueLetter(
  db: Db,
  actor: UserActor,
  ref: LetterRef,
  input: IssueLetter,
): Promise<{ numberText: string }> {
  const asked = parseInput(IssueLetter, input);
  return db.transaction(async (tx) => {
    const view = await takeLetter(tx, actor, ref, asked.expectedVersion);
    const { subject } = view;
    if (subject.obstacle !== null) throw new AppError("unprocessable", { vi: subject.obstacle });
    const now = await today(tx);
    const issuedOn = asked.issuedOn ?? now;
    requireLetterDay(issuedOn, now, subject);
    const row = await keep(tx, actor, ref, view, {});
    const year = Number(issuedOn.slice(0, 4));
    const { provinceCode, symbol } = row;
    const kind = letterSeries[subject.kind];
    const number = await takeNumber(tx, { provinceCode, issuer: symbol, kind, year });
    await requireOrder(tx, row, issuedOn);
    const numberText = `${String(number).padStart(2, "0")}/${letterSymbols[subject.kind]}-${symbol}`;
    const { signerName, signerTitle } = asked;
    const issued = { numberText, issuedOn, signerName, signerTitle };
    await tx
      .update(decisionLetters)
      .set({
        ...issued,
        number,
        year,
        document: toKeep(printed(view, issued)),
        issuedBy: actor.userId,
        issuedAt: sql`now()`,
        version: row.version + 1,
      })
      .where(eq(decisionLetters.id, row.id));
    if ("dossierId" in ref)
      await tellResult(tx, actor, ref.dossierId, { numberText, issuedOn, on: now });
    await appendAudit(tx, letterEvents.issued, {
      ...facts(actor, row),
      details: { kind: subject.kind, number: numberText, issuedOn },
    });
    return { numberText };
  });
}

/**
 * A result below recognition has been told: the dossier ends here (`refuse`), unless the office
 * had ended it before, and its producer finds the letter on the dossier's page.
 */
async function tellResult(
  tx: Db,
  actor: UserActor,
  dossierId: string,
  { numberText, issuedOn, on }: { numberText: string; issuedOn: Day; on: Day },
): Promise<void> {
  const dossier = await findDossier(tx, dossierId);
  const isTold = dossier.state === "scored";
  const paper = { kind: "resultNotice", numberText, issuedOn } as const;
  await keepIssuedPaper(tx, dossier, paper, { isTold });
  if (!isTold) return;
  const result = await standingResult(tx, dossierId);
  const why = `Thông báo số ${numberText} ngày ${formatDay(issuedOn)}. ${whereIssued}`;
  await moveDossier(tx, actor, dossier, {
    action: "refuse",
    on,
    guards: await guardsOf(tx, dossier),
    reason: result ? refusalText(result, why) : why,
    number: numberText,
  });
}

/** The letter for a change, its decision or dossier locked, so that it is begun and issued once. */
async function takeLetter(
  tx: Db,
  actor: UserActor,
  ref: LetterRef,
  expectedVersion: number,
): Promise<LetterView> {
  if ("decisionId" in ref)
    await authorisedDecision(tx, actor, "see", ref.decisionId, { lock: true });
  else await findDossiers(tx, [ref.dossierId], { lock: true });
  const view = await getLetter(tx, actor, ref);
  if (!view.subject.mayWrite) throw new AppError("forbidden", { denied: "letter.write" });
  if (view.row?.numberText != null)
    throw new AppError("conflict", {
      vi: `Văn bản đã phát hành với số ${view.row.numberText} nên không thay đổi được nữa.`,
    });
  if ((view.row?.version ?? 0) !== expectedVersion)
    throw new AppError("stale", {
      vi: "Người khác vừa thay đổi văn bản này. Hãy tải lại trang, xem lại rồi làm tiếp.",
      en: "Somebody else has just changed this letter.",
    });
  return view;
}

async function keep(
  tx: Db,
  actor: UserActor,
  ref: LetterRef,
  { row, subject, agency, symbol }: LetterView,
  values: Partial<Pick<LetterRow, "agency" | "symbol" | "words">>,
): Promise<LetterRow> {
  const [kept] = row
    ? await tx
        .update(decisionLetters)
        .set({ ...values, version: row.version + 1 })
        .where(eq(decisionLetters.id, row.id))
        .returning()
    : await tx
        .insert(decisionLetters)
        .values({
          agency,
          symbol,
          ...values,
          provinceCode: subject.provinceCode,
          unitPath: subject.unitPath,
          kind: subject.kind,
          name: subject.name,
          series: letterSeries[subject.kind],
          isDemo: subject.isDemo,
          decisionId: "decisionId" in ref ? ref.decisionId : null,
          dossierId: "dossierId" in ref ? ref.dossierId : null,
          createdBy: actor.userId,
        })
        .returning();
  if (!kept) throw new Error("the letter was not stored");
  return kept;
}

function requireLetterDay(day: Day, now: Day, { notBefore }: LetterSubject): void {
  if (day > now) throw wrongDay("Ngày văn bản không được sau hôm nay.");
  if (notBefore !== null && day < notBefore)
    throw wrongDay(`Ngày văn bản không được trước ngày ${formatDay(notBefore)}.`);
}

const wrongDay = (vi: string) => new AppError("unprocessable", { vi, fields: { issuedOn: vi } });

/** Numbers follow the days: asked with the series locked. */
async function requireOrder(
  tx: Db,
  { id, provinceCode, symbol, series }: LetterRow,
  day: Day,
): Promise<void> {
  const [last] = await tx
    .select({ on: decisionLetters.issuedOn, numberText: decisionLetters.numberText })
    .from(decisionLetters)
    .where(
      and(
        eq(decisionLetters.provinceCode, provinceCode),
        eq(decisionLetters.symbol, symbol),
        eq(decisionLetters.series, series),
        ne(decisionLetters.id, id),
        sql`${decisionLetters.number} is not null`,
      ),
    )
    .orderBy(desc(decisionLetters.issuedOn))
    .limit(1);
  if (last?.on && day < last.on)
    throw wrongDay(
      `Văn bản số ${last.numberText} đã ghi ngày ${formatDay(last.on)}: ngày văn bản không được sớm hơn.`,
    );
}

function facts(actor: UserActor, row: LetterRow) {
  return {
    actorId: actor.userId,
    subjectId: row.id,
    provinceCode: row.provinceCode,
    unitPath: row.unitPath === "" ? null : row.unitPath,
  };
}
