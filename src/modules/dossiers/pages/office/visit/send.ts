import { officePaths } from "../paths.ts";
import { type KeptVisit, keepVisit, type VisitPhoto } from "./kept.ts";

/** Why a visit is still on the phone. `offline`: it goes by itself later; `refused`: something to mend. */
export type NotSent = { readonly kind: "offline" | "refused"; readonly says: string };

const signInAgain =
  "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi gửi; bản ghi vẫn còn trong máy này.";
const offline: NotSent = {
  kind: "offline",
  says: "Đang mất mạng. Bản ghi nằm trong máy này và tự gửi khi có mạng.",
};

/**
 * Sends a visit: each photo that the server does not have yet, then the words. What was taken is
 * remembered on the phone at once, so that a network that ends in between costs nothing twice.
 * Null when all of it has arrived.
 */
export async function sendVisit(dossierId: string, visit: KeptVisit): Promise<NotSent | null> {
  const photos: VisitPhoto[] = [...visit.photos];
  for (const [at, photo] of photos.entries()) {
    if (photo.digest !== null || photo.blob === null) continue;
    const form = new FormData();
    form.append("photo", photo.blob, "photo.jpg");
    const answer = await post(officePaths.photos(dossierId), form);
    if (!answer.ok) return answer.why;
    photos[at] = { ...photo, digest: String(answer.made["digest"]) };
    await keepVisit(dossierId, { ...visit, photos });
  }
  const { on, people, note, latitude, longitude } = visit;
  const digests = [...new Set(photos.flatMap(({ digest }) => digest ?? []))];
  const body = JSON.stringify({ on, people, note, latitude, longitude, photos: digests });
  const answer = await post(officePaths.saveVisit(dossierId), body);
  return answer.ok ? null : answer.why;
}

async function post(
  address: string,
  body: FormData | string,
): Promise<{ ok: true; made: Record<string, unknown> } | { ok: false; why: NotSent }> {
  try {
    const headers = typeof body === "string" ? { "Content-Type": "application/json" } : {};
    const response = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
    if (response.type === "opaqueredirect" || response.status === 204)
      return { ok: false, why: { kind: "refused", says: signInAgain } };
    const answer = (await response.json()) as { vi?: string; fields?: Record<string, string> };
    if (response.ok) return { ok: true, made: answer };
    const lines = Object.values(answer.fields ?? {});
    const says = lines.join(" ") || (answer.vi ?? "Máy chủ không nhận được.");
    return { ok: false, why: { kind: "refused", says } };
  } catch {
    return { ok: false, why: offline };
  }
}
