import { digestsOf, type NotSent, postFromField, sendPictures } from "#core/field/send.ts";
import { officePaths } from "../paths.ts";
import { type KeptVisit, visits } from "./kept.ts";

/**
 * Sends a visit: each photo that the server does not have yet, then the words. What was taken is
 * remembered on the phone at once, so that a network that ends in between costs nothing twice.
 * Null when all of it has arrived.
 */
export async function sendVisit(dossierId: string, visit: KeptVisit): Promise<NotSent | null> {
  const address = officePaths.photos(dossierId);
  const photos = await sendPictures(address, "visitPhoto", visit.photos, (taken) =>
    visits.keep(dossierId, { ...visit, photos: taken }),
  );
  if ("says" in photos) return photos;
  const { on, people, note, latitude, longitude } = visit;
  const words = { on, people, note, latitude, longitude };
  const body = JSON.stringify({ ...words, photos: digestsOf(photos) });
  const answer = await postFromField(officePaths.saveVisit(dossierId), body);
  return answer.ok ? null : answer.why;
}
