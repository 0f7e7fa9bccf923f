import type { FieldPicture } from "./note.ts";

/** Why something is still on the phone. `offline`: it goes by itself later; `refused`: something to mend. */
export type NotSent = { readonly kind: "offline" | "refused"; readonly says: string };

const signInAgain =
  "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi gửi; bản ghi vẫn còn trong máy này.";
const offline: NotSent = {
  kind: "offline",
  says: "Đang mất mạng. Bản ghi nằm trong máy này và tự gửi khi có mạng.",
};

/** For a photo on the weakest of lines; what a dead one has swallowed is then tried anew. */
const waitMilliseconds = 120_000;

/** Sends a form or JSON text from the field; what the server made of it, or why it did not take it. */
export async function postFromField(
  address: string,
  body: FormData | string,
): Promise<{ ok: true; made: Record<string, unknown> } | { ok: false; why: NotSent }> {
  try {
    const headers = typeof body === "string" ? { "Content-Type": "application/json" } : {};
    const response = await fetch(address, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(waitMilliseconds),
    });
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

/**
 * Sends a picture that the server does not have yet, for a purpose; the picture with its digest,
 * or why it was not taken. One that has arrived comes back as it is.
 */
export async function sendPicture(
  address: string,
  purpose: string,
  picture: FieldPicture,
): Promise<FieldPicture | NotSent> {
  if (picture.digest !== null || picture.blob === null) return picture;
  const form = new FormData();
  form.append("purpose", purpose);
  form.append("file", picture.blob, "picture");
  const answer = await postFromField(address, form);
  return answer.ok ? { ...picture, digest: String(answer.made["digest"]) } : answer.why;
}

/**
 * Sends the pictures that the server does not have yet, one at a time. `remember` is told after
 * each, so that a network that ends in between costs nothing twice. All of them with their
 * digests, or why one was not taken.
 */
export async function sendPictures(
  address: string,
  purpose: string,
  pictures: readonly FieldPicture[],
  remember: (pictures: readonly FieldPicture[]) => Promise<void>,
): Promise<readonly FieldPicture[] | NotSent> {
  let now = pictures;
  for (const [at, picture] of pictures.entries()) {
    const sent = await sendPicture(address, purpose, picture);
    if ("says" in sent) return sent;
    if (sent === picture) continue;
    now = now.with(at, sent);
    await remember(now);
  }
  return now;
}

/** The digests of pictures that have arrived, each once. */
export function digestsOf(pictures: readonly FieldPicture[]): string[] {
  return [...new Set(pictures.flatMap(({ digest }) => digest ?? []))];
}
