import { AppError } from "#core/errors.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import type { Session } from "#core/session/session.ts";
import { readProof } from "#modules/people/proof.ts";
import { type Entrance, proveAgain, type ProofKind } from "#modules/people/service/proof.server.ts";
import { draftFieldNames } from "../../drafting.ts";
import { copyConfirmed, IssueDecision, type OnDecision, type SaveDraft } from "../../inputs.ts";
import { requireState, saveDraft, turnDraft } from "../../service/drafts.server.ts";
import { issueDecision } from "../../service/issue.server.ts";
import { takeDecision } from "../../service/load.server.ts";
import { keepSignedCopy } from "../../service/signed-copy.server.ts";
import type { Ground } from "./page.server.ts";

/** Does what a form of the page asks. */
export async function actOnDecision(
  ground: Ground,
  decisionId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { db, files, actor } = ground;
  const { intent, password: _password, code: _code, ...fields } = formFields(form);
  const on = { ...fields, decisionId } as unknown;
  if (intent === "save") {
    const { title, legalBasis, expectedVersion, ...rest } = fields;
    const texts = Object.fromEntries(draftFieldNames.map((name) => [name, rest[name] ?? ""]));
    const input = { decisionId, expectedVersion, title, legalBasis, texts };
    await saveDraft(db, actor, input as SaveDraft);
    return { done: "Đã lưu dự thảo." };
  }
  if (intent === "submit" || intent === "takeBack" || intent === "drop") {
    await turnDraft(db, actor, { ...(on as OnDecision), act: intent });
    return { done: said[intent] };
  }
  if (intent === "issue") return issue(ground, on as IssueDecision, form);
  const scan = form.get("scan");
  if (intent !== "copy" || !(scan instanceof File)) throw new AppError("invalid");
  if (scan.size === 0)
    throw new AppError("invalid", { fields: { scan: "Hãy chọn tệp PDF của bản đã ký." } });
  const isConfirmed = copyConfirmed.parse(fields["copyConfirmed"]);
  await keepSignedCopy({ db, files }, actor, { decisionId, scan, isConfirmed });
  return { done: "Đã lưu bản đã ký." };
}

const said = {
  submit: "Đã trình người có thẩm quyền.",
  takeBack: "Đã lấy lại dự thảo để sửa.",
  drop: "Đã bỏ dự thảo.",
} as const;

/** Signing: what was typed and the draft are looked at first, so that no code is spent on an old page. */
async function issue(
  { db, actor, session, entrance }: Ground,
  input: IssueDecision,
  form: FormData,
): Promise<{ done: string }> {
  const { decisionId, expectedVersion } = parseInput(IssueDecision, input);
  const row = await takeDecision(db, actor, "sign", { decisionId, expectedVersion });
  requireState(row, ["submitted"]);
  const signedWith = await proveSigner(entrance, session, form);
  const { numberText, certificates } = await issueDecision(db, actor, input, signedWith);
  return {
    done: `Đã ban hành Quyết định số ${numberText}${certificates.length > 0 ? ` với ${certificates.length} giấy chứng nhận` : ""}.`,
  };
}

/**
 * The signer's second factor, at the moment of signing; sample accounts, which need not have one,
 * show their password. Throws `invalid` beside the field, `forbidden` without a second factor.
 */
export async function proveSigner(
  entrance: Entrance,
  session: Session,
  form: FormData,
): Promise<ProofKind> {
  const { hasSecondFactor, isDemo } = session.account;
  if (!hasSecondFactor && !isDemo)
    throw new AppError("forbidden", {
      vi: "Ký ban hành cần xác thực hai bước. Hãy cài mã xác thực ở trang Tài khoản rồi ký lại.",
    });
  const proof = readProof(form);
  if (hasSecondFactor && "password" in proof)
    throw new AppError("invalid", {
      fields: { code: "Hãy nhập mã xác thực 6 chữ số đang hiện trong ứng dụng." },
    });
  return proveAgain(entrance, session, proof);
}
