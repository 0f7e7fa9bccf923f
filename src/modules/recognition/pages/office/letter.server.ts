import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import type { IssueLetter, SaveLetter } from "../../letter-inputs.ts";
import { letterFieldNames } from "../../letters.ts";
import { issueLetter, saveLetter } from "../../service/letter-acts.server.ts";
import { getLetter, type LetterRef } from "../../service/letters.server.ts";
import type { Ground } from "./page.server.ts";

/** What the page of a letter shows. */
export async function letterPage(db: Db, actor: UserActor, ref: LetterRef) {
  const { subject, row, agency, symbol, words, mayEdit, mayIssue } = await getLetter(
    db,
    actor,
    ref,
  );
  return {
    today: await today(db),
    kind: subject.kind,
    to: subject.to,
    isDemo: subject.isDemo,
    obstacle: subject.obstacle,
    version: row?.version ?? 0,
    numberText: row?.numberText ?? null,
    issuedOn: row?.issuedOn ?? null,
    signerName: row?.signerName ?? null,
    agency,
    symbol,
    words,
    /** Fields that this letter has: only a submission states its legal basis. */
    fields: letterFieldNames.filter((name) => name !== "basis" || subject.kind === "submission"),
    may: { edit: mayEdit, issue: mayIssue },
  };
}

/** Does what a form of the page asks. */
export async function actOnLetter(
  { db, actor }: Pick<Ground, "db" | "actor">,
  ref: LetterRef,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  if (intent === "issue") {
    const { numberText } = await issueLetter(db, actor, ref, fields as unknown as IssueLetter);
    return { done: `Đã cấp số ${numberText}.` };
  }
  if (intent !== "save") throw new AppError("invalid");
  const { expectedVersion, agency, symbol, ...rest } = fields;
  const words = Object.fromEntries(letterFieldNames.map((name) => [name, rest[name] ?? ""]));
  const input = { expectedVersion, agency, symbol, words };
  await saveLetter(db, actor, ref, input as unknown as SaveLetter);
  return { done: "Đã lưu dự thảo văn bản." };
}
