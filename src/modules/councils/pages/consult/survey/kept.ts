import type { FieldPicture, FieldSignature, FieldVisit } from "#core/field/note.ts";
import type { FieldPages } from "#core/field/pages.ts";
import {
  digestsOf,
  type NotSent,
  postFromField,
  sendPicture,
  sendPictures,
} from "#core/field/send.ts";
import { fieldStore } from "#core/field/store.ts";
import { consultPaths } from "../../../consult/paths.ts";

/** Where the phone keeps the pages of surveys. */
export const surveyPages: FieldPages = {
  cache: "ocop-surveys",
  worker: consultPaths.worker,
  scope: `${consultPaths.work}/`,
};

/** A survey as it stands on the phone. */
export type KeptSurvey = FieldVisit &
  FieldSignature & {
    /** The survey's own id: sent twice, it is one. */
    readonly id: string;
    readonly findings: string;
  };

/** The surveys that are kept on this phone, by assignment. */
export const surveys = fieldStore<KeptSurvey>("ocop-consult", "surveys");

/**
 * Sends a survey: each picture that the server does not have yet, then the words. What was taken
 * is remembered on the phone at once, so that a network that ends in between costs nothing
 * twice. Null when all of it has arrived.
 */
export async function sendSurvey(
  { assignmentId, dossierId }: { assignmentId: string; dossierId: string },
  kept: KeptSurvey,
): Promise<NotSent | null> {
  let survey = kept;
  const remember = async (part: Partial<KeptSurvey>) => {
    survey = { ...survey, ...part };
    await surveys.keep(assignmentId, survey);
  };
  const address = consultPaths.files(dossierId);
  const keepPhotos = (photos: readonly FieldPicture[]) => remember({ photos });
  const taken = await sendPictures(address, "surveyPhoto", survey.photos, keepPhotos);
  if ("says" in taken) return taken;
  if (survey.signature) {
    const sent = await sendPicture(address, "signature", survey.signature);
    if ("says" in sent) return sent;
    if (sent !== survey.signature) await remember({ signature: sent });
  }
  const { photos, signature, wantsSending: _wish, ...words } = survey;
  const body = JSON.stringify({
    ...words,
    photos: digestsOf(photos),
    signatureDigest: signature?.digest ?? null,
  });
  const answer = await postFromField(consultPaths.saveSurvey(assignmentId), body);
  return answer.ok ? null : answer.why;
}
