import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import type { AttachPaper, FileClaim, OnClaim, SaveClaim } from "../../inputs.ts";
import { attachPaper, fileClaim, saveClaim, withdrawClaim } from "../../service/claims.server.ts";
import { can } from "../../access.ts";
import { readOwnClaim } from "../../service/own.server.ts";
import { shownClaim } from "../claim-view.ts";

/** A claim for its own producer; `notFound` for everybody else, offices included: they have a page of theirs. */
export async function ownClaimPage(db: Db, actor: UserActor, id: string) {
  const view = await readOwnClaim(db, actor, id);
  if (!can(actor, "claim", "file", view.claim))
    throw new AppError("notFound", { vi: "Không có đề nghị hỗ trợ này." });
  return { claim: shownClaim(view), vault: view.vault };
}

/** What the page says once an act is done. */
export const doneWords = {
  save: "Đã lưu. Bước tiếp: chọn giấy tờ bên dưới.",
  attach: "Đã ghi giấy tờ.",
  file: "Đã nộp đề nghị. Cơ quan xét duyệt sẽ trả lời tại đây.",
  withdraw: "Đã rút đề nghị.",
} as const;

/** Does what a form of the page asks for; names what was done. */
export async function actOnOwnClaim(
  db: Db,
  actor: UserActor,
  claimId: string,
  form: FormData,
): Promise<keyof typeof doneWords> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, claimId } as unknown;
  if (intent === "save") await saveClaim(db, actor, on as SaveClaim);
  else if (intent === "attach") await attachPaper(db, actor, on as AttachPaper);
  else if (intent === "file") await fileClaim(db, actor, on as FileClaim);
  else if (intent === "withdraw") await withdrawClaim(db, actor, on as OnClaim);
  else throw new AppError("invalid");
  return intent;
}
