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

/** Does what a form of the page asks for. */
export async function actOnOwnClaim(
  db: Db,
  actor: UserActor,
  claimId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, claimId } as unknown;
  if (intent === "save") {
    await saveClaim(db, actor, on as SaveClaim);
    return { done: "Đã lưu. Bước tiếp: chọn giấy tờ bên dưới." };
  }
  if (intent === "attach") {
    await attachPaper(db, actor, on as AttachPaper);
    return { done: "Đã ghi giấy tờ." };
  }
  if (intent === "file") {
    await fileClaim(db, actor, on as FileClaim);
    return { done: "Đã nộp đề nghị. Cơ quan xét duyệt sẽ trả lời tại đây." };
  }
  if (intent !== "withdraw") throw new AppError("invalid");
  await withdrawClaim(db, actor, on as OnClaim);
  return { done: "Đã rút đề nghị." };
}
