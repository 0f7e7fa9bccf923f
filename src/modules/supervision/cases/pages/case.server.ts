import { AppError } from "#core/errors.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { formFields } from "#core/input/parse.ts";
import type {
  AskProducer,
  Conclude,
  Dismiss,
  KeepEvidence,
  OnCase,
  RecordDecision,
  RecordRestoration,
  Recover,
  Restore,
} from "../inputs.ts";
import type { CaseAct } from "../model.ts";
import {
  proposeRestoration,
  recordCase,
  recordRestoration,
  recoverPaper,
  submitCase,
} from "../service/decide.server.ts";
import { describeCase } from "../service/list.server.ts";
import {
  askProducer,
  concludeCase,
  dismissCase,
  keepEvidence,
  verifyCase,
} from "../service/work.server.ts";
import type { CaseGround } from "./ground.server.ts";

/** What the page of a case shows. */
export async function casePage({ db, actor }: CaseGround, id: string) {
  const found = await describeCase(db, actor, id);
  const { row, standing, recognition, decision, restoration, obstacles } = found;
  return {
    id,
    today: found.today,
    version: row.version,
    standing,
    clock: found.clock,
    isMinisters: found.facts.isMinisters,
    isDemo: row.isDemo,
    productName: row.productName,
    producerName: row.producerName,
    stars: row.stars,
    origin: row.origin,
    inspectionId: row.inspectionId,
    ground: row.ground,
    facts: row.facts,
    question: row.question,
    answerBy: row.answerBy,
    answer: row.answer,
    answeredAt: row.answeredAt,
    conclusion: row.conclusion,
    concludedOn: row.concludedOn,
    dismissal: row.dismissal,
    decision: decision ? { id: row.decisionId ?? "", ...decision } : null,
    restoration: restoration ? { id: row.restorationId ?? "", ...restoration } : null,
    certificate: recognition?.certificate ?? null,
    steps: found.steps.map(({ act, note, at, by }) => ({ act, note, at, by })),
    files: found.files.map(({ digest, title, isProducers }) => ({ digest, title, isProducers })),
    obstacles: Object.fromEntries(obstacles) as Partial<Record<CaseAct, string[]>>,
  };
}

/** Does what a form of the page asks. */
export async function actOnCase(
  { db, files, actor }: CaseGround,
  caseId: string,
  form: FormData,
): Promise<{ done: string }> {
  const asked = form.get("intent");
  refuseOversized(form, asked === "record" || asked === "recordRestoration" ? "scan" : "file");
  const sent = form.get("file") ?? form.get("scan");
  const file = sent instanceof File ? sent : null;
  const { intent, ...fields } = formFields(form);
  // What the form lacks or adds is for the service to refuse.
  const on = { ...fields, caseId } as unknown;
  const act = acts[intent as keyof typeof acts];
  if (act === undefined) throw new AppError("invalid");
  return { done: await act({ db, files, actor }, on, file) };
}

type Act = (ground: CaseGround, on: unknown, file: File | null) => Promise<string>;

const acts: Readonly<Record<Exclude<CaseAct, "explain">, Act>> = {
  verify: async ({ db, actor }, on) => {
    await verifyCase(db, actor, on as OnCase);
    return "Đã bắt đầu thẩm tra.";
  },
  ask: async ({ db, actor }, on) => {
    await askProducer(db, actor, on as AskProducer);
    return "Đã gửi yêu cầu giải trình đến chủ thể.";
  },
  keep: async ({ db, files, actor }, on, file) => {
    await keepEvidence({ db, files }, actor, on as KeepEvidence, file);
    return "Đã thêm chứng cứ.";
  },
  conclude: async ({ db, actor }, on) => {
    await concludeCase(db, actor, on as Conclude);
    return "Đã ghi kết luận; thời hạn quyết định bắt đầu tính.";
  },
  dismiss: async ({ db, actor }, on) => {
    await dismissCase(db, actor, on as Dismiss);
    return "Đã kết thúc vụ việc, công nhận giữ nguyên.";
  },
  submit: async ({ db, actor }, on) => {
    const { decisionId } = await submitCase(db, actor, on as OnCase);
    return decisionId === null
      ? "Đã trình. Hãy gửi văn bản đề nghị đến Bộ, rồi ghi quyết định của Bộ khi có."
      : "Đã lập dự thảo quyết định thu hồi. Hãy trình ký ở trang quyết định.";
  },
  record: async ({ db, files, actor }, on, file) => {
    await recordCase({ db, files }, actor, on as RecordDecision, file);
    return "Đã ghi quyết định; trang tra cứu cho thấy ngay.";
  },
  recover: async ({ db, actor }, on) => {
    await recoverPaper(db, actor, on as Recover);
    return "Đã ghi nhận lại giấy chứng nhận.";
  },
  restore: async ({ db, actor }, on) => {
    await proposeRestoration(db, actor, on as Restore);
    return "Đã lập dự thảo quyết định khôi phục. Hãy trình ký ở trang quyết định.";
  },
  recordRestoration: async ({ db, files, actor }, on, file) => {
    await recordRestoration({ db, files }, actor, on as RecordRestoration, file);
    return "Đã ghi quyết định khôi phục; trang tra cứu cho thấy ngay.";
  },
};
