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
import type { Mark } from "../../../model.ts";
import { inspectionPaths } from "../../../paths.ts";

/** Where the phone keeps the pages of visits. */
export const visitPages: FieldPages = {
  cache: "ocop-inspections",
  worker: inspectionPaths.worker,
  scope: `${inspectionPaths.list}/`,
};

/** One line of the checklist as it stands on the phone. */
export type KeptAnswer = {
  readonly mark: Mark;
  readonly note: string;
  readonly photos: readonly FieldPicture[];
};

/** A visit as it stands on the phone. */
export type KeptVisit = FieldVisit &
  FieldSignature & {
    /** The visit's own id: sent twice, it is one. */
    readonly id: string;
    readonly answers: Readonly<Record<string, KeptAnswer>>;
    readonly notes: string;
    readonly producerSays: string;
  };

/** The visits that are kept on this phone, by inspection. */
export const visits = fieldStore<KeptVisit>("ocop-inspections", "visits");

/**
 * Sends a visit: each picture that the server does not have yet, then the words. What was taken
 * is remembered on the phone at once, so that a network that ends in between costs nothing
 * twice. Null when all of it has arrived.
 */
export async function sendVisit(inspectionId: string, kept: KeptVisit): Promise<NotSent | null> {
  let visit = kept;
  const remember = async (part: Partial<KeptVisit>) => {
    visit = { ...visit, ...part };
    await visits.keep(inspectionId, visit);
  };
  const address = inspectionPaths.files(inspectionId);
  const keepPhotos = (photos: readonly FieldPicture[]) => remember({ photos });
  const general = await sendPictures(address, "visitPhoto", visit.photos, keepPhotos);
  if ("says" in general) return general;
  for (const [code, answer] of Object.entries(visit.answers)) {
    const keepAnswer = (photos: readonly FieldPicture[]) =>
      remember({ answers: { ...visit.answers, [code]: { ...answer, photos } } });
    const sent = await sendPictures(address, "visitPhoto", answer.photos, keepAnswer);
    if ("says" in sent) return sent;
  }
  if (visit.signature) {
    const sent = await sendPicture(address, "signature", visit.signature);
    if ("says" in sent) return sent;
    if (sent !== visit.signature) await remember({ signature: sent });
  }
  const answer = await postFromField(inspectionPaths.saveVisit(inspectionId), bodyOf(visit));
  return answer.ok ? null : answer.why;
}

function bodyOf(visit: KeptVisit): string {
  const { photos, answers, signature, wantsSending: _wish, ...words } = visit;
  return JSON.stringify({
    ...words,
    photos: digestsOf(photos),
    answers: Object.fromEntries(
      Object.entries(answers).map(([code, one]) => [
        code,
        { mark: one.mark, note: one.note, photos: digestsOf(one.photos) },
      ]),
    ),
    signatureDigest: signature?.digest ?? null,
  });
}
