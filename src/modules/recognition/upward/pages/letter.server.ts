import { today } from "#core/calendar/today.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import type { Session } from "#core/session/session.ts";
import { followUp, followUpsFor, guardsOf } from "#modules/councils/service/follow-up.server.ts";
import { consultFinding } from "#modules/councils/service/package-papers.server.ts";
import { lastUpperResult } from "#modules/councils/service/standing.server.ts";
import { can } from "../../access.ts";
import { copyConfirmed } from "../../inputs.ts";
import { proveSigner } from "../../pages/office/decision-acts.server.ts";
import type { Ground } from "../../pages/office/page.server.ts";
import { meanWords } from "../../service/describe.server.ts";
import { draftDecision } from "../../service/drafts.server.ts";
import { loadLetter } from "../documents/facts.server.ts";
import type { EnterBelow, EnterRecognised, OnUpward, SaveUpward } from "../inputs.ts";
import { IssueUpward } from "../inputs.ts";
import { upwardFieldNames } from "../model.ts";
import { enterBelow, enterRecognised } from "../service/enter.server.ts";
import { issueLetter } from "../service/issue.server.ts";
import { dropLetter, keepLetterCopy, saveLetter } from "../service/letters.server.ts";
import { itemsOfLetter, takeLetter } from "../service/load.server.ts";

/** What the page of a letter shows. */
export async function letterPage(db: Db, { actor, account }: Session, id: string) {
  const { letter, items, dossiers, facts, usual } = await loadLetter(db, actor, id);
  const shown = [];
  for (const [at, item] of items.entries()) {
    const row = dossiers.get(item.dossierId);
    const paper = facts.items[at];
    if (!row || !paper) continue;
    const told = await lastUpperResult(db, row.id);
    const isBack = row.state === "scored" && told !== null;
    const guards = isBack ? await guardsOf(db, row) : {};
    const acts = isBack ? await followUpsFor(db, actor, row) : [];
    shown.push({
      dossierId: row.id,
      productName: row.productName,
      producerName: row.producerName,
      communeName: paper.communeName,
      mean: paper.mean,
      state: row.state,
      hasReport:
        letter.kind === "renewal" || (await consultFinding(db, row.id, item.stage)) !== null,
      told: told && {
        mean: meanWords(told.mean),
        stars: told.stars,
        sender: told.sender,
        letterNumber: told.letterNumber,
        letterOn: told.letterOn,
        remarks: told.remarks,
      },
      mayUse: isBack && guards.recognisedHere === true && can(actor, "draft", row),
      mayReevaluate: acts.includes("reevaluate"),
      mayRefuse: acts.includes("refuse"),
    });
  }
  const { state, version, kind, subject, texts, numberText, signedOn, signerName, isDemo } = letter;
  const isDraft = state === "draft";
  return {
    today: await today(db),
    decision: { version },
    letter: {
      id,
      state,
      kind,
      subject,
      texts,
      numberText,
      signedOn,
      signerName,
      isDemo,
      hasCopy: letter.signedDigest !== null,
    },
    usual,
    items: shown,
    proof: account.hasSecondFactor ? ("code" as const) : ("password" as const),
    may: {
      edit: isDraft && can(actor, "draft", letter),
      issue: isDraft && can(actor, "sign", letter),
      enter: state === "issued" && can(actor, "record", letter),
    },
  };
}

export type LetterPage = Awaited<ReturnType<typeof letterPage>>;

/** What an act of the page comes to: a word, or the decision that was drafted. */
export type Acted = { done: string } | { draftedId: string };

/** Does what a form of the page asks. */
export async function actOnLetter(
  ground: Ground,
  letterId: string,
  form: FormData,
): Promise<Acted> {
  const { db, actor } = ground;
  const { intent, password: _password, code: _code, ...fields } = formFields(form);
  const on = { ...fields, letterId } as unknown;
  switch (intent) {
    case "save": {
      const { subject, expectedVersion, ...rest } = fields;
      const texts = Object.fromEntries(upwardFieldNames.map((name) => [name, rest[name] ?? ""]));
      await saveLetter(db, actor, { letterId, expectedVersion, subject, texts } as SaveUpward);
      return { done: "Đã lưu dự thảo." };
    }
    case "drop":
      await dropLetter(db, actor, on as OnUpward);
      return { done: "Đã bỏ dự thảo." };
    case "issue":
      return issue(ground, on as IssueUpward, form);
    case "copy":
      return keepCopy(ground, letterId, form);
    case "recognised":
      return recognised(ground, letterId, form);
    case undefined:
      throw new AppError("invalid");
    case "below": {
      const { scan: _scan, ...told } = fields;
      await enterBelow(ground, actor, { ...told, letterId } as EnterBelow, fileOf(form));
      return { done: "Đã ghi kết quả của Bộ; hồ sơ đã về tỉnh." };
    }
    default:
      return follow(ground, letterId, { intent, fields });
  }
}

/** The file of a form; null where none was chosen. */
function fileOf(form: FormData): File | null {
  const scan = form.get("scan");
  return scan instanceof File && scan.size > 0 ? scan : null;
}

/** What was typed and the draft are looked at first, so that no code is spent on an old page. */
async function issue(
  { db, actor, session, entrance }: Ground,
  input: IssueUpward,
  form: FormData,
): Promise<Acted> {
  const { letterId, expectedVersion } = parseInput(IssueUpward, input);
  await takeLetter(db, actor, "sign", { letterId, expectedVersion, state: "draft" });
  await proveSigner(entrance, session, form);
  const { numberText } = await issueLetter(db, actor, input);
  return { done: `Đã ban hành Văn bản số ${numberText}; hồ sơ đã chuyển lên cấp trên.` };
}

async function keepCopy({ db, files, actor }: Ground, letterId: string, form: FormData) {
  const scan = fileOf(form);
  if (!scan) throw new AppError("invalid", { fields: { scan: "Hãy chọn tệp PDF của bản đã ký." } });
  const isConfirmed = copyConfirmed.parse(form.get("copyConfirmed"));
  await keepLetterCopy({ db, files }, actor, { letterId, scan, isConfirmed });
  return { done: "Đã lưu bản đã ký." };
}

async function recognised(ground: Ground, letterId: string, form: FormData): Promise<Acted> {
  const text = (name: string) => form.get(name);
  const dossierIds = form.getAll("dossierIds").filter((id) => typeof id === "string");
  const input = {
    letterId,
    dossierIds,
    numberText: text("numberText"),
    signedOn: text("signedOn"),
    signerName: text("signerName"),
    copyConfirmed: text("copyConfirmed"),
    certificateNumbers: Object.fromEntries(
      dossierIds.map((id) => [id, text(`certificateNumber-${id}`)]),
    ),
  };
  const { certificates } = await enterRecognised(
    ground,
    ground.actor,
    input as EnterRecognised,
    fileOf(form),
  );
  return { done: `Đã ghi quyết định của Bộ với ${certificates.length} sản phẩm.` };
}

/** What the province does with what came back. */
async function follow(
  { db, actor }: Ground,
  letterId: string,
  { intent, fields }: { intent: unknown; fields: Record<string, unknown> },
): Promise<Acted> {
  const dossierId = fields["dossierId"];
  const items = await itemsOfLetter(db, letterId);
  if (typeof dossierId !== "string" || !items.some((item) => item.dossierId === dossierId))
    throw new AppError("notFound", { vi: "Văn bản này không có sản phẩm đó." });
  if (intent === "use") {
    const { id } = await draftDecision(db, actor, { kind: "recognition", dossierIds: [dossierId] });
    return { draftedId: id };
  }
  if (intent !== "reevaluate") throw new AppError("invalid");
  await followUp(db, actor, { dossierId, action: intent, reason: fields["reason"] });
  return { done: "Hồ sơ đã trở lại tổ tư vấn để đánh giá ở tỉnh." };
}
