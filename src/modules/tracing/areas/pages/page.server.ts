import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { formFields } from "#core/input/parse.ts";
import type { EndArea, OnVersion, ProposeArea, ReturnVersion } from "../inputs.ts";
import { acceptVersion, endArea, returnVersion } from "../service/decide.server.ts";
import type { AreaPage } from "../service/describe.server.ts";
import { mostBytes } from "../service/ground.server.ts";
import { dropProposal, proposeArea } from "../service/propose.server.ts";

/**
 * Does what a form of the page of a growing area asks for; the id of the growing area. `id` null: a
 * new one of this producer.
 */
export async function actOnArea(
  db: Db,
  actor: UserActor,
  on: { readonly id: string | null; readonly producerId: string },
  form: FormData,
): Promise<{ id: string; done: string }> {
  const { intent, ...fields } = formFields(form);
  if (intent === "send") {
    const file = await fileOf(form);
    const input = { ...fields, producerId: on.producerId, areaId: on.id } as unknown;
    const { areaId } = await proposeArea(db, actor, input as ProposeArea, file);
    return { id: areaId, done: "Đã gửi. Cơ quan quản lý tỉnh sẽ xem và duyệt." };
  }
  const { id } = on;
  if (id === null) throw new AppError("invalid");
  // What the form lacks or adds is for the service to refuse.
  const sent = fields as unknown;
  if (intent === "drop") {
    await dropProposal(db, actor, sent as OnVersion);
    return { id, done: "Đã rút lại bản đang chờ duyệt." };
  }
  if (intent === "accept") {
    await acceptVersion(db, actor, sent as OnVersion);
    return { id, done: "Đã duyệt; chủ thể được báo." };
  }
  if (intent === "return") {
    await returnVersion(db, actor, sent as ReturnVersion);
    return { id, done: "Đã trả lại; chủ thể được báo lý do." };
  }
  if (intent !== "end") throw new AppError("invalid");
  await endArea(db, actor, sent as EndArea);
  return { id, done: "Đã ngừng vùng này." };
}

async function fileOf(form: FormData): Promise<Uint8Array | null> {
  refuseOversized(form, "file");
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return null;
  // A little more than what is taken, so that the refusal can say how much it is.
  return new Uint8Array(await file.slice(0, 4 * mostBytes).arrayBuffer());
}

/** What a page is sent: the facts, and what its map shows besides. */
export function shownPage(page: AreaPage, env: Env) {
  return {
    ...page,
    base:
      env.MAP_TILES_URL && env.MAP_TILES_CREDIT
        ? { url: env.MAP_TILES_URL, credit: env.MAP_TILES_CREDIT }
        : null,
  };
}
export type ShownPage = ReturnType<typeof shownPage>;
