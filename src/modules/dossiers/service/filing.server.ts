import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { Score } from "#modules/rulebooks/model.ts";
import { score } from "#modules/rulebooks/score.ts";
import type { PageSaved, PageStale } from "#core/field/form.ts";
import { type CriterionInput, criterionValues, sectionValues } from "../filing/form.ts";
import { shownStars } from "../filing/criteria.ts";
import { type Section, sectionsOf } from "../forms/definitions.ts";
import { draftSchema } from "../forms/fields.ts";
import { choicesOf, listAnswers, listSections } from "./content.server.ts";
import { saveAnswer } from "./answers.server.ts";
import { attachEvidence, detachEvidence, saveSection } from "./draft.server.ts";
import { authorisedDossier, type DossierRow, procedureOf, setOf } from "./load.server.ts";

/** The self-score as a bar shows it. */
export type Standing = {
  readonly total: number;
  readonly stars: number;
  readonly unanswered: number;
  readonly unmet: number;
};

/** A part of the form has been kept. */
export type PartSaved = PageSaved & { readonly standing: Standing };

/**
 * Keeps a criterion's page as a whole: option, note and ticks. Sending the same page again
 * changes nothing and is never stale, so a form may be sent until an answer arrives.
 */
export async function saveCriterion(
  db: Db,
  actor: UserActor,
  dossierId: string,
  input: CriterionInput,
): Promise<PartSaved | PageStale> {
  const { criterion, option, note, expectedVersion, attach, detach } = input;
  const answer = {
    dossierId,
    criterion,
    option: option === "" ? null : Number(option),
    note,
    expectedVersion,
  };
  const keep = async (tx: Db): Promise<PartSaved> => {
    const { version, score } = await saveAnswer(tx, actor, answer);
    for (const paperId of detach)
      await detachEvidence(tx, actor, { dossierId, criterion, paperId });
    for (const paperId of attach)
      await attachEvidence(tx, actor, { dossierId, criterion, paperId });
    return { outcome: "saved", version, standing: standingAt(score), errors: {} };
  };
  try {
    // An answer alone is one statement and needs no transaction around it.
    return attach.length + detach.length === 0 ? await keep(db) : await db.transaction(keep);
  } catch (error) {
    if (!isStale(error)) throw error;
    const kept = (await listAnswers(db, dossierId)).find((one) => one.criterion === criterion);
    return {
      outcome: "stale",
      version: kept?.version ?? 0,
      current: criterionValues(kept ?? { option: null, note: null }),
    };
  }
}

/**
 * Keeps the boxes of a written part. What is right is kept even when another box is not: the
 * wrong one comes back with what to do. Sending the same again is never stale.
 */
export async function saveWritten(
  db: Db,
  actor: UserActor,
  dossierId: string,
  input: { section: Section; data: Record<string, unknown>; expectedVersion: number },
): Promise<PartSaved | PageStale> {
  const { section, data, expectedVersion } = input;
  const row = await authorisedDossier(db, actor, "edit", dossierId);
  const { right, errors } = sift(section, data);
  const kept = (await listSections(db, dossierId))[section.name];
  const done = (version: number) => async (): Promise<PartSaved> => ({
    outcome: "saved",
    version,
    standing: await standingOf(db, row),
    errors,
  });
  const changed = Object.entries(right).some(
    ([name, value]) => JSON.stringify(kept?.data[name] ?? null) !== JSON.stringify(value ?? null),
  );
  if (!changed) return done(kept?.version ?? 0)();
  try {
    const typed = Object.fromEntries(Object.keys(right).map((name) => [name, data[name]]));
    const wanted = { dossierId, section: section.name, data: typed, expectedVersion };
    const { version } = await saveSection(db, actor, wanted);
    return await done(version)();
  } catch (error) {
    if (!isStale(error)) throw error;
    const now = (await listSections(db, dossierId))[section.name];
    return {
      outcome: "stale",
      version: now?.version ?? 0,
      current: sectionValues(section.fields, now?.data ?? {}),
    };
  }
}

/** The written part of a name that this dossier has; `notFound` otherwise. */
export async function sectionOf(
  db: Db,
  actor: UserActor,
  dossierId: string,
  name: string,
): Promise<Section> {
  const row = await authorisedDossier(db, actor, "see", dossierId);
  const { procedure } = procedureOf(row, await today(db));
  const section = sectionsOf(procedure, row.kind).find((one) => one.name === name);
  if (!section) throw new AppError("notFound", { vi: "Hồ sơ này không có phần đó." });
  return section;
}

function isStale(error: unknown): boolean {
  return error instanceof AppError && error.code === "stale";
}

/** The boxes that can be kept, read; and what is wrong with the others. */
function sift(section: Section, data: Record<string, unknown>) {
  const schema = draftSchema(section.fields);
  const errors: Record<string, string> = {};
  const right: Record<string, unknown> = {};
  for (const { name } of section.fields) {
    if (!(name in data)) continue;
    const read = schema.safeParse({ [name]: data[name] });
    if (read.success) right[name] = read.data[name];
    else errors[name] = read.error.issues[0]?.message ?? "Hãy sửa lại ô này.";
  }
  return { right, errors };
}

async function standingOf(db: Db, row: DossierRow): Promise<Standing> {
  const { compiled } = await setOf(db, row);
  return standingAt(score(compiled, choicesOf(await listAnswers(db, row.id))));
}

function standingAt(result: Score): Standing {
  const { total, unanswered, unmet } = result;
  return { total, stars: shownStars(result), unanswered: unanswered.length, unmet: unmet.length };
}
