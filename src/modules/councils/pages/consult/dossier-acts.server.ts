import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import type { FileStore } from "#core/files/store.ts";
import { findDossier } from "#modules/dossiers/service/load.server.ts";
import { keepConsultFile } from "#modules/councils/consult/files.server.ts";
import type { ReceiveTest, SubmitReport } from "#modules/councils/consult/inputs.ts";
import { askTest, receiveTest } from "#modules/councils/consult/lab.server.ts";
import { partIn } from "#modules/councils/consult/parties.server.ts";
import { submitReport } from "#modules/councils/consult/report.server.ts";

type Act = {
  readonly db: Db;
  readonly files: FileStore;
  readonly actor: UserActor;
  readonly dossierId: string;
  readonly form: FormData;
};

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

/** The forms of a dossier's review by the value of their button; each says what was done. */
const acts: Readonly<Record<string, (act: Act) => Promise<string>>> = {
  async askTest({ db, actor, dossierId, form }) {
    await askTest(db, actor, {
      dossierId,
      indicators: text(form, "indicators"),
      reason: text(form, "reason"),
      lab: text(form, "lab"),
      dueOn: text(form, "dueOn"),
    });
    return "Đã ghi yêu cầu kiểm nghiệm. In công văn để gửi phòng kiểm nghiệm.";
  },
  async receiveTest({ db, files, actor, dossierId, form }) {
    const content = form.get("result");
    const isSent = content instanceof Blob && content.size > 0;
    const kept = isSent
      ? await keepConsultFile(db, files, actor, { dossierId, purpose: "labResult", content })
      : null;
    await receiveTest(db, actor, {
      testId: text(form, "testId"),
      receivedOn: text(form, "receivedOn"),
      resultDigest: kept?.digest ?? text(form, "kept"),
      verdict: text(form, "verdict") as ReceiveTest["verdict"],
      note: text(form, "note"),
      expectedVersion: text(form, "version"),
    });
    return "Đã ghi kết quả kiểm nghiệm.";
  },
  async report({ db, actor, dossierId, form }) {
    const { digest } = await submitReport(db, actor, {
      dossierId,
      summary: text(form, "summary"),
      recommendation: text(form, "recommendation") as SubmitReport["recommendation"],
    });
    return `Đã nộp báo cáo của tổ. Mã kiểm tra: ${digest.slice(0, 16)}…`;
  },
};

/** Does what one of the page's forms asks for; `invalid` for a form that the page does not have. */
export async function actOnReview(act: Act): Promise<string> {
  // Who has no part in the review is told nothing about the form either.
  await partIn(act.db, act.actor, await findDossier(act.db, act.dossierId));
  const wanted = acts[text(act.form, "intent")];
  if (!wanted) throw new AppError("invalid", { vi: "Trang này không có việc đó." });
  return wanted(act);
}
