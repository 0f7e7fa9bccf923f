import { eq } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import { appendAudit } from "#core/audit/append.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { recordFile } from "#core/files/record.ts";
import type { FileStore } from "#core/files/store.ts";
import { parseInput } from "#core/input/parse.ts";
import { findDossiers } from "#modules/dossiers/service/council.server.ts";
import { can } from "../../access.ts";
import { authorityOf } from "../../service/drafts.server.ts";
import { storeCopy } from "../../service/copy.server.ts";
import { upwardEvents } from "../events.server.ts";
import { DraftUpward, OnUpward, SaveUpward } from "../inputs.ts";
import { usualSubject } from "../model.ts";
import { upwardItems, upwardLetters } from "../schema.server.ts";
import { kindOf, requireUpward } from "./ground.server.ts";
import { authorisedLetter, letterFacts, type LetterRow, takeLetter } from "./load.server.ts";

/**
 * Drafts the letter with which these dossiers go up. Throws `notFound` for one of another unit,
 * `unprocessable` for one that cannot go up, or that does not belong into one letter with the rest.
 */
export async function draftLetter(
  db: Db,
  actor: UserActor,
  input: DraftUpward,
): Promise<{ id: string }> {
  const dossierIds = [...new Set(parseInput(DraftUpward, input).dossierIds)];
  return db.transaction(async (tx) => {
    const found = await findDossiers(tx, dossierIds, { lock: true });
    const rows = dossierIds.flatMap((id) => found.get(id) ?? []);
    const [first] = rows;
    if (!first || rows.length < dossierIds.length || !rows.every((row) => mayDraft(actor, row)))
      throw new AppError("notFound", {
        vi: "Không có hồ sơ này trong địa bàn của bạn.",
        denied: "upward.draft",
      });
    const kind = kindOf(first);
    const together = rows.every(
      (row) =>
        row.provinceCode === first.provinceCode &&
        row.regime === first.regime &&
        kindOf(row) === kind,
    );
    if (!together)
      throw new AppError("unprocessable", {
        vi: "Một văn bản chỉ gồm sản phẩm của một tỉnh, cùng bộ tiêu chí; hồ sơ đánh giá lại trình bằng văn bản riêng.",
      });
    const grounds = [];
    for (const row of rows) grounds.push({ row, ...(await requireUpward(tx, row)) });
    const { provinceCode, unitPath, unit } = await authorityOf(tx, "province", first.provinceCode);
    const [letter] = await tx
      .insert(upwardLetters)
      .values({
        provinceCode,
        unitPath,
        regime: first.regime,
        kind,
        issuer: `Ủy ban nhân dân ${unit ?? ""}`,
        subject: usualSubject({ kind, unit: unit ?? "" }),
        texts: {},
        isDemo: rows.every(({ isDemo }) => isDemo),
        createdBy: actor.userId,
      })
      .returning();
    if (!letter) throw new Error("the letter was not stored");
    await tx.insert(upwardItems).values(
      grounds.map(({ row, result, stage }, at) => ({
        letterId: letter.id,
        seq: at + 1,
        dossierId: row.id,
        resultId: result.id,
        stage: stage.id,
        mean: result.mean,
        stars: result.stars,
      })),
    );
    await appendAudit(tx, upwardEvents.drafted, {
      ...letterFacts(actor, letter),
      details: { items: rows.length },
    });
    return { id: letter.id };
  });
}

/** A letter is the province's: its office drafts over the whole of it. */
const mayDraft = (actor: UserActor, { provinceCode }: { provinceCode: string }) =>
  can(actor, "draft", { unitPath: provinceCode });

/** Keeps the words of a draft. */
export async function saveLetter(db: Db, actor: UserActor, input: SaveUpward): Promise<void> {
  const { subject, texts, ...on } = parseInput(SaveUpward, input);
  await db.transaction(async (tx) => {
    const row = await takeLetter(tx, actor, "draft", { ...on, state: "draft" });
    const written = Object.entries(texts).flatMap(([name, text]) => (text ? [[name, text]] : []));
    await change(tx, row, { subject, texts: Object.fromEntries(written) as LetterRow["texts"] });
    await appendAudit(tx, upwardEvents.saved, { ...letterFacts(actor, row), details: {} });
  });
}

/** Drops a draft: its products can go up in another letter. */
export async function dropLetter(db: Db, actor: UserActor, input: OnUpward): Promise<void> {
  const on = parseInput(OnUpward, input);
  await db.transaction(async (tx) => {
    const row = await takeLetter(tx, actor, "draft", { ...on, state: "draft" });
    await change(tx, row, { state: "dropped" });
    await appendAudit(tx, upwardEvents.dropped, { ...letterFacts(actor, row), details: {} });
  });
}

/**
 * Keeps the signed and stamped copy of an issued letter. One that is there stays: `conflict`, as
 * for a letter without a number, which no copy could be compared with. Throws as `storeCopy` too.
 */
export async function keepLetterCopy(
  { db, files }: { db: Db; files: FileStore },
  actor: UserActor,
  { letterId, scan, isConfirmed }: { letterId: string; scan: Blob; isConfirmed: boolean },
): Promise<void> {
  // Asked before the examination, which is work, and again with the row locked.
  const { numberText, signedOn } = requireIssued(
    await authorisedLetter(db, actor, "record", letterId),
  );
  const { stored, mediaType, reading } = await storeCopy(files, scan, {
    numberText,
    signedOn,
    isConfirmed,
  });
  await db.transaction(async (tx) => {
    const row = await authorisedLetter(tx, actor, "record", letterId, { lock: true });
    requireIssued(row);
    await recordFile(tx, stored, mediaType);
    await change(tx, row, { signedDigest: stored.digest });
    await appendAudit(tx, upwardEvents.copyKept, {
      ...letterFacts(actor, row),
      details: { digest: stored.digest, copy: reading },
    });
  });
}

/** Number and day of a letter that waits for its signed copy. */
function requireIssued({ state, numberText, signedOn, signedDigest }: LetterRow) {
  if (state !== "issued" || numberText === null || signedOn === null)
    throw new AppError("conflict", { vi: "Văn bản chưa ban hành nên chưa có bản đã ký." });
  if (signedDigest !== null)
    throw new AppError("conflict", { vi: "Văn bản đã có bản ký. Bản đã lưu không thay được." });
  return { numberText, signedOn };
}

async function change(tx: Db, row: LetterRow, values: Partial<LetterRow>): Promise<void> {
  await tx
    .update(upwardLetters)
    .set({ ...values, version: row.version + 1 })
    .where(eq(upwardLetters.id, row.id));
}
