import type { Db } from "#core/database/connection.ts";
import { currentResult } from "#modules/councils/service/current-result.server.ts";
import { askedCriteria } from "#modules/dossiers/filing/criteria.ts";
import { findDossier, setOf } from "#modules/dossiers/service/load.server.ts";
import type { Standing } from "#modules/recognition/service/standing.server.ts";
import { findBook } from "#modules/rulebooks/book.server.ts";
import { criteriaItems, ruleItems } from "../checklist.ts";
import { loadChecklistRules } from "../checklist-rules.server.ts";
import type { ChecklistItem } from "../model.ts";

/**
 * The checklist of a recognised product: the criteria that its council scored (of a recognition
 * of the past, the least that its star asks for), then the rules for labels and the mark.
 */
export async function checklistFor(db: Db, standing: Standing): Promise<ChecklistItem[]> {
  const dossier = standing.dossierId === null ? null : await findDossier(db, standing.dossierId);
  const result = dossier === null ? null : await currentResult(db, dossier.id);
  const ground = dossier === null ? shippedSet(standing) : await setOf(db, dossier);
  const criteria = ground
    ? criteriaItems({
        compiled: ground.compiled,
        leaves: askedCriteria(ground.set).map(({ leaf }) => leaf),
        sheets: result?.basis.case.sheets ?? null,
        stars: standing.stars,
        decision: ground.book.rulebook.decision,
      })
    : [];
  return [...criteria, ...ruleItems(loadChecklistRules())];
}

/** The set of a recognition that came without a dossier; null under a regime that is not shipped. */
function shippedSet({ regime, setCode }: Standing) {
  const book = findBook(regime);
  const [set, compiled] = [book?.sets.get(setCode), book?.compiled.get(setCode)];
  return book && set && compiled ? { book, set, compiled } : null;
}
