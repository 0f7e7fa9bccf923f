import type { FieldVisit } from "#core/field/note.ts";
import type { FieldPages } from "#core/field/pages.ts";
import { digestsOf, type NotSent, postFromField, sendPictures } from "#core/field/send.ts";
import { fieldStore } from "#core/field/store.ts";
import type { VisitorKind } from "../../../../works/model.ts";
import { planPaths } from "../../../paths.ts";

/** Where the phone keeps the pages of visits. */
export const visitPages: FieldPages = {
  cache: "ocop-plan-visits",
  worker: planPaths.worker,
  scope: `${planPaths.list}/`,
};

/** A visit as it stands on the phone. */
export type KeptVisit = FieldVisit & {
  /** The visit's own key: sent twice, it is one. */
  readonly formKey: string;
  readonly visitor: VisitorKind | "";
  readonly notes: string;
  readonly nextSteps: string;
};

/** The visits that are kept on this phone, by plan. */
export const visits = fieldStore<KeptVisit>("ocop-plan-visits", "visits");

/**
 * Sends a visit: each photo that the server does not have yet, then the words. What was taken is
 * remembered on the phone at once, so that a network that ends in between costs nothing twice.
 * Null when all of it has arrived.
 */
export async function sendVisit(planId: string, visit: KeptVisit): Promise<NotSent | null> {
  const photos = await sendPictures(planPaths.photos(planId), "visitPhoto", visit.photos, (taken) =>
    visits.keep(planId, { ...visit, photos: taken }),
  );
  if ("says" in photos) return photos;
  const { wantsSending: _wish, ...words } = visit;
  const body = JSON.stringify({ ...words, photos: digestsOf(photos) });
  const answer = await postFromField(planPaths.saveVisit(planId), body);
  return answer.ok ? null : answer.why;
}
