import { z } from "zod";
import type { UserActor } from "#core/access/actor.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { NewKey, NewWebhook } from "../model.ts";
import { giveKey, revokeKey } from "../service/keys.server.ts";
import { makeWebhook, moveWebhook, type WebhookGround } from "../service/webhooks.server.ts";

/** What became of a form: done, with what is shown this once where something was given out. */
export type ExchangeDone = { readonly done: string; readonly secret?: string };

const Act = z.object({ intent: z.enum(["key", "revoke", "hook", "move"]) });
const Revoke = z.object({ id: z.string() });
const Move = z.object({ id: z.string(), to: z.enum(["active", "paused", "ended"]) });

/** Carries out what a form of the page asks. Throws `invalid` with the fields that do not fit. */
export async function exchangeForm(
  ground: WebhookGround,
  actor: UserActor,
  form: FormData,
): Promise<ExchangeDone> {
  const given = formFields(form);
  const { intent } = parseInput(Act, given);
  if (intent === "key") {
    const { key } = await giveKey(ground.db, actor, parseInput(NewKey, given));
    return { done: "Đã cấp khóa.", secret: key };
  }
  if (intent === "hook") {
    const { secret } = await makeWebhook(ground, actor, parseInput(NewWebhook, given));
    return { done: "Đã thêm địa chỉ nhận. Khóa kiểm tra chữ ký:", secret };
  }
  if (intent === "revoke") {
    await revokeKey(ground.db, actor, parseInput(Revoke, given).id);
    return { done: "Đã thu hồi khóa." };
  }
  await moveWebhook(ground.db, actor, parseInput(Move, given));
  return { done: "Đã ghi nhận." };
}
