import { redirect, type RouterContextProvider } from "react-router";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { councilPaths } from "../../paths.ts";
import { conclude, rejectItem } from "../../results/conclude.server.ts";
import { answerReopening, askReopening } from "../../results/reopen.server.ts";
import { revealItem } from "../../results/reveal.server.ts";
import { giveVerdict } from "../../results/verdict.server.ts";
import { followUp } from "../../service/follow-up.server.ts";
import { authorise, loadSession, subjectOf } from "../../service/load.server.ts";
import { closeSession, goTo, takeAllPresent, takeAttendance } from "../../service/run.server.ts";
import { noteItem, postpone, rescore, startScoring } from "../../service/scoring.server.ts";
import { askMeeting, convertToMeeting } from "../../written/convert.server.ts";
import { openPage } from "../page.server.ts";

/** One of the forms of a session's pages, as it was sent. */
export type SessionAct = {
  readonly db: Db;
  readonly actor: UserActor;
  readonly sessionId: string;
  /** A field's text; empty when it was not sent. */
  readonly text: (name: string) => string;
};

/** What was done, in words; or where the work goes on. */
export type Done = { readonly done: string } | { readonly goTo: string };

type Act = (act: SessionAct) => Promise<Done>;

const onItem = ({ text }: SessionAct) => ({
  itemId: text("itemId"),
  expectedVersion: text("version"),
});
const ticked = ({ text }: SessionAct, name: string) => text(name) === "on" || text(name) === "true";

/** The forms of the desk, by the value of the button that sent them. */
const deskActs: Readonly<Record<string, Act>> = {
  async attend(act) {
    const { db, actor, sessionId, text } = act;
    const seen = text("seen") as "unknown";
    const attendance = text("attendance") as "present";
    await takeAttendance(db, actor, { sessionId, userId: text("userId"), attendance, seen });
    return { done: "Đã ghi điểm danh." };
  },
  async allPresent({ db, actor, sessionId }) {
    await takeAllPresent(db, actor, { sessionId });
    return { done: "Đã ghi có mặt cho những người chưa điểm danh." };
  },
  async goTo({ db, actor, sessionId, text }) {
    await goTo(db, actor, { sessionId, itemId: text("itemId") || null });
    return { done: "Đã chuyển màn chiếu sang sản phẩm này." };
  },
  async start({ db, actor, sessionId, text }) {
    const { started } = await startScoring(db, actor, {
      sessionId,
      itemId: text("itemId") || null,
    });
    return { done: started === 1 ? "Đã bắt đầu chấm." : `Đã bắt đầu chấm ${started} sản phẩm.` };
  },
  async close({ db, actor, sessionId, text }) {
    await closeSession(db, actor, { sessionId, expectedVersion: text("version") });
    return { done: "Phiên đã kết thúc." };
  },
  async askMeeting({ db, actor, sessionId, text }) {
    await askMeeting(db, actor, { sessionId, reason: text("reason") });
    return { done: "Đã gửi đề nghị họp tới thư ký." };
  },
  async convert({ db, actor, sessionId, text }) {
    const { id } = await convertToMeeting(db, actor, {
      sessionId,
      place: text("place"),
      startsAt: text("startsAt"),
    });
    return { goTo: councilPaths.agenda(id) };
  },
};

/** The forms of a product's page. */
const itemActs: Readonly<Record<string, Act>> = {
  async note(act) {
    const { db, actor, text } = act;
    await noteItem(db, actor, {
      ...onItem(act),
      ...(ticked(act, "samples") ? { samples: true } : {}),
      presentation: text("presentation"),
      discussion: text("discussion"),
    });
    return { done: "Đã ghi." };
  },
  async reveal(act) {
    await revealItem(act.db, act.actor, onItem(act));
    return { done: "Đã công bố các phiếu trong hội đồng." };
  },
  async rescore(act) {
    await rescore(act.db, act.actor, { ...onItem(act), reason: act.text("reason") });
    return { done: "Đã mở lượt chấm lại." };
  },
  async verdict(act) {
    await giveVerdict(act.db, act.actor, {
      ...onItem(act),
      rejected: ticked(act, "rejected"),
      ground: act.text("ground"),
      stopAt: act.text("stopAt"),
    });
    return { done: "Đã ghi kết luận." };
  },
  async conclude(act) {
    const { stars, rejected } = await conclude(act.db, act.actor, onItem(act));
    return { done: rejected ? "Hồ sơ đã bị loại." : `Đã chốt kết quả: ${stars} sao.` };
  },
  async reject(act) {
    await rejectItem(act.db, act.actor, { ...onItem(act), reason: act.text("reason") });
    return { done: "Hồ sơ đã bị loại." };
  },
  async postpone(act) {
    await postpone(act.db, act.actor, onItem(act));
    return { done: "Sản phẩm chờ phiên khác." };
  },
  async askReopening({ db, actor, text }) {
    await askReopening(db, actor, { resultId: text("resultId"), reason: text("reason") });
    return { done: "Đã gửi đề nghị; cần người thứ hai đồng ý." };
  },
  async answerReopening(act) {
    const { db, actor, text } = act;
    const agreed = text("agreed") === "yes";
    await answerReopening(db, actor, {
      reopeningId: text("reopeningId"),
      agreed,
      answer: text("answer"),
    });
    return { done: agreed ? "Kết quả đã được mở lại để chấm lượt mới." : "Đã từ chối mở lại." };
  },
  async followUp({ db, actor, text }) {
    await followUp(db, actor, {
      dossierId: text("dossierId"),
      action: text("act") as "refuse",
      reason: text("reason"),
    });
    return { done: "Đã chuyển hồ sơ sang bước tiếp theo." };
  },
};

/**
 * Does what a form of a session's page asks for; what can be mended comes back to the form.
 * `notFound` for a session that the asker may not even see, whatever was sent.
 */
export async function actOnSession(
  asked: { readonly context: Readonly<RouterContextProvider>; readonly request: Request },
  sessionId: string,
) {
  const { db, actor } = await openPage(asked);
  authorise(actor, "see", subjectOf(await loadSession(db, sessionId)));
  const form = await asked.request.formData();
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  return orBackToForm(asked.context, form, async () => {
    const act = { ...deskActs, ...itemActs }[text("intent")];
    if (!act) throw new AppError("invalid");
    const done = await act({ db, actor, sessionId, text });
    if ("goTo" in done) throw redirect(done.goTo);
    return done;
  });
}
