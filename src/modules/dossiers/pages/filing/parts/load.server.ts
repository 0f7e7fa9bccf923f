import type { RouterContextProvider } from "react-router";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { requireActor } from "#core/session/session.ts";
import { highestStars, optionLabel, shownStars } from "../../../filing/criteria.ts";
import { type Step, stepsOf } from "../../../filing/steps.ts";
import { isOpenToWriting } from "../../../filing/words.ts";
import { describeDossier, type DossierView } from "../../../service/describe.server.ts";

/** What every filing page starts from. */
export type Filing = {
  readonly db: Db;
  readonly actor: UserActor;
  readonly view: DossierView;
  readonly steps: readonly Step[];
  readonly readOnly: boolean;
  readonly script: string;
};

/** The dossier of a page as the signed-in person may see it, with the pages of its form. */
export async function loadFiling(
  context: Readonly<RouterContextProvider>,
  request: Request,
  id: string,
): Promise<Filing> {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const view = await describeDossier(db, actor, id);
  const { dossier, openReturn } = view;
  return {
    db,
    actor,
    view,
    steps: stepsOf({ ...view, dossierId: dossier.id, returned: openReturn?.items ?? [] }),
    readOnly: !isOpenToWriting(dossier.state) || !view.may.edit,
    script: islandUrl("filing"),
  };
}

/** What the bar at the foot of a form page shows. */
export function barOf({ score, set }: DossierView) {
  return {
    standing: {
      total: score.total,
      stars: shownStars(score),
      unanswered: score.unanswered.length,
      unmet: score.unmet.length,
    },
    maximum: set.parts.reduce((sum, part) => sum + part.max, 0),
    highest: highestStars(set),
  };
}

/** What was asked to be mended at a place of the form; null reason when nothing was. */
export function returnOf({ openReturn }: DossierView, item: string) {
  const found = openReturn?.items.find((one) => one.item === item);
  return { reason: found?.reason ?? null, answered: found?.answered ?? false };
}

/** The criteria whose level differs from the dossier before, in the words of the form. */
export function changedAnswers({ set, changes }: DossierView) {
  return (changes ?? []).map(({ criterion, from, to }) => ({
    criterion,
    from: optionLabel(set, criterion, from),
    to: optionLabel(set, criterion, to),
  }));
}
