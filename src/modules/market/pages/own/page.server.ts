import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { islandUrl } from "#core/http/islands.ts";
import { formFields } from "#core/input/parse.ts";
import { withdrawProfile } from "../../service/decide.server.ts";
import type { OwnForm } from "../../service/own.server.ts";
import { dropProposal } from "../../service/propose.server.ts";

/** What a form of a page sends: its boxes, and its pictures as a list. */
export type SentPage = Readonly<Record<string, unknown>> & { readonly intent: unknown };

/** The boxes of a form; `pictures.0.alt` and the like become the list that the service reads. */
export function sentPage(form: FormData): SentPage {
  const { intent, ...fields } = formFields(form);
  const pictures: Record<string, unknown>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const [, at, part] = /^pictures\.(\d{1,3})\.(digest|use|alt|altEn)$/.exec(name) ?? [];
    if (at === undefined || part === undefined) rest[name] = value;
    else pictures[Number(at)] = { ...pictures[Number(at)], [part]: value };
  }
  return { ...rest, pictures: Array.from(pictures, (picture) => picture ?? {}), intent };
}

/**
 * Does what the form of a page asks for: `send` it for judging, take back what waits (`drop`), or
 * take down what stands in public (`withdraw`).
 */
export async function actOnPage(
  db: Db,
  actor: UserActor,
  { intent, ...sent }: SentPage,
  send: (input: unknown) => Promise<unknown>,
): Promise<{ done: string }> {
  const { versionId } = sent as { versionId?: string };
  if (intent === "send") {
    await send(sent);
    return { done: "Đã gửi. Cơ quan quản lý tỉnh sẽ xem và duyệt." };
  }
  if (intent === "drop") {
    await dropProposal(db, actor, { versionId: versionId ?? "" });
    return { done: "Đã rút lại bản đang chờ duyệt." };
  }
  if (intent !== "withdraw") throw new AppError("invalid");
  await withdrawProfile(db, actor, { versionId: versionId ?? "", reason: "" });
  return { done: "Đã gỡ khỏi trang công khai." };
}

/** The form as the page is sent it; names of officials stay with the offices. */
export function shownForm({ history, ...form }: OwnForm) {
  return {
    ...form,
    seq: history[0]?.seq ?? 0,
    history: history.map(({ id, seq, state, proposedAt, decidedAt, reason }) => ({
      id,
      seq,
      state,
      proposedAt,
      decidedAt,
      reason,
    })),
    script: islandUrl("position"),
  };
}
export type ShownForm = ReturnType<typeof shownForm>;
