import type { UserActor } from "#core/access/actor.ts";
import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields } from "#core/input/parse.ts";
import { requireRecentSecondFactor } from "#core/session/session.ts";
import { can } from "../../access.ts";
import { draftFieldNames } from "../../drafting.ts";
import type { IssueDecision, OnDecision, SaveDraft } from "../../inputs.ts";
import { getPaperFacts } from "../../documents/decision-papers.server.ts";
import { describeDecision } from "../../service/describe.server.ts";
import { saveDraft, turnDraft } from "../../service/drafts.server.ts";
import { issueDecision } from "../../service/issue.server.ts";
import { keepSignedCopy } from "../../service/signed-copy.server.ts";
import type { Ground } from "./page.server.ts";

/** What the page of a decision shows. */
export async function decisionPage(db: Db, actor: UserActor, id: string) {
  const { decision, items } = await describeDecision(db, actor, id);
  const facts = await getPaperFacts(db, actor, id);
  const isOpen = decision.state === "draft" || decision.state === "submitted";
  return {
    today: await today(db),
    decision: {
      id,
      kind: decision.kind,
      state: decision.state,
      version: decision.version,
      title: decision.title,
      issuer: decision.issuer,
      legalBasis: decision.legalBasis.join("\n"),
      texts: decision.texts,
      numberText: decision.numberText,
      signedOn: decision.signedOn,
      signerName: decision.signerName,
      isRecorded: decision.isRecorded,
      isDemo: decision.isDemo,
      hasCopy: decision.signedDigest !== null,
    },
    usual: facts.usual,
    items: facts.items.map((item, at) => {
      const certificate = items[at]?.certificate;
      return {
        ...item,
        certificateId: certificate?.id ?? null,
        isSealed: certificate?.sealedAt != null,
        token: certificate?.token ?? null,
      };
    }),
    may: {
      edit: can(actor, "draft", decision) && decision.state === "draft",
      submit: can(actor, "draft", decision) && decision.state === "draft",
      takeBack: can(actor, "draft", decision) && decision.state === "submitted",
      drop: can(actor, "draft", decision) && isOpen,
      issue: can(actor, "sign", decision) && decision.state === "submitted",
      keepCopy:
        can(actor, "record", decision) && decision.state === "issued" && !decision.signedDigest,
    },
  };
}

/** Does what a form of the page asks. Signing asks for a second factor of the last ten minutes, but of sample accounts. */
export async function actOnDecision(
  { db, files, actor, session }: Ground,
  decisionId: string,
  form: FormData,
): Promise<{ done: string }> {
  const { intent, ...fields } = formFields(form);
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
  if (intent === "issue") {
    if (!session.account.isDemo) requireRecentSecondFactor(session, new Date());
    const { numberText, certificates } = await issueDecision(db, actor, on as IssueDecision);
    return {
      done: `Đã ban hành Quyết định số ${numberText} với ${certificates.length} giấy chứng nhận.`,
    };
  }
  const scan = form.get("scan");
  if (intent !== "copy" || !(scan instanceof File)) throw new AppError("invalid");
  await keepSignedCopy({ db, files }, actor, { decisionId, scan });
  return { done: "Đã lưu bản đã ký." };
}

const said = {
  submit: "Đã trình người có thẩm quyền.",
  takeBack: "Đã lấy lại dự thảo để sửa.",
  drop: "Đã bỏ dự thảo.",
} as const;
