import { type NotSent, postFromField } from "../../../field/send.ts";
import { officePaths } from "../paths.ts";
import { type KeptVisit, visits } from "./kept.ts";

/**
 * Sends a visit: each photo that the server does not have yet, then the words. What was taken is
 * remembered on the phone at once, so that a network that ends in between costs nothing twice.
 * Null when all of it has arrived.
 */
export async function sendVisit(dossierId: string, visit: KeptVisit): Promise<NotSent | null> {
  const photos = [...visit.photos];
  for (const [at, photo] of photos.entries()) {
    if (photo.digest !== null || photo.blob === null) continue;
    const form = new FormData();
    form.append("photo", photo.blob, "photo.jpg");
    const answer = await postFromField(officePaths.photos(dossierId), form);
    if (!answer.ok) return answer.why;
    photos[at] = { ...photo, digest: String(answer.made["digest"]) };
    await visits.keep(dossierId, { ...visit, photos });
  }
  const { on, people, note, latitude, longitude } = visit;
  const digests = [...new Set(photos.flatMap(({ digest }) => digest ?? []))];
  const body = JSON.stringify({ on, people, note, latitude, longitude, photos: digests });
  const answer = await postFromField(officePaths.saveVisit(dossierId), body);
  return answer.ok ? null : answer.why;
}
