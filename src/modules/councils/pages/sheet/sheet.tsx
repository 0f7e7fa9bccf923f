import { data, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { loadSheet } from "#modules/councils/pages/sheet/load.server.ts";
import { saveRemarks } from "#modules/councils/sheets/remarks.server.ts";
import { saveAnswers } from "#modules/councils/sheets/save.server.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { councilPaths } from "../../paths.ts";
import { isLive } from "../../sheet-form/follow.ts";
import { dataId, goField, roundField } from "../../sheet-form/fields.ts";
import type { PageData } from "../../sheet-form/page-data.ts";
import { changesOf, readSheetForm } from "../../sheet-form/read-form.ts";
import type { Route } from "./+types/sheet.ts";
import { KeysDialog } from "./parts/keys.tsx";
import { QuestionsOfPart } from "./parts/questions.tsx";
import { RemarksForm } from "./parts/remarks.tsx";
import { SheetBar } from "./parts/sheet-bar.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { actor, view } = await loadSheet(context, request, params);
  const { session, item, standing, set, claim, consult, evidence } = view;
  const pageData: PageData = {
    user: actor.userId,
    session: session.id,
    item: item.id,
    round: standing.round,
    title: view.product,
    set: view.packed,
    answers: standing.answers,
    remarks: standing.remarks,
    remarksVersion: standing.version,
    readOnly: standing.closed !== null,
    live: isLive(session.state) ? councilPaths.live(session.id) : null,
    save: councilPaths.save(session.id),
    standing: councilPaths.standing(session.id, item.id),
    sign: councilPaths.sign(session.id, item.id),
    texts: {
      live: "{total} điểm, {stars} sao, còn {left} tiêu chí chưa chấm",
      unpick: "Bỏ chọn",
      rejected: "Đề nghị loại hồ sơ",
      restored: "",
      discard: "",
    },
    gate: "tối thiểu cho {stars} sao",
  };
  return {
    pageData,
    sessionTitle: session.title,
    seq: item.seq,
    product: view.product,
    producer: view.producer,
    decision: view.decision,
    ruling: item.doubt?.ruling ?? null,
    set,
    claim,
    consult,
    evidence,
    standing,
    score: view.score,
    script: islandUrl("sheet"),
  };
});

/** The form as a browser without scripts sends it: only what differs from what stands is written. */
export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const { db, actor, view } = await loadSheet(context, request, params);
  const form = await request.formData();
  const posted = readSheetForm(form);
  const place = { sessionId: params.session, itemId: params.item, round: posted.round };
  try {
    const changes = changesOf(posted, view.standing.answers);
    const { writes } = await saveAnswers(db, actor, {
      ...place,
      writes: changes.map((change) => ({
        ...change,
        writeId: crypto.randomUUID(),
        deviceAt: null,
      })),
    });
    const said = await saveRemarks(db, actor, { ...place, ...posted.remarks });
    const clashes = writes.flatMap((write) => (write.outcome === "stale" ? [write.criterion] : []));
    if (clashes.length > 0 || said.outcome === "stale") {
      const errors = Object.fromEntries(
        clashes.map((code) => [
          code,
          "Tiêu chí này vừa được ghi khác đi từ thiết bị khác của bạn. Ở đây là bản đã lưu; hãy chọn lại nếu cần.",
        ]),
      );
      return data({ errors, problem: "Có mục chưa lưu vì vừa được ghi ở thiết bị khác." }, 409);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500 || error.code === "notFound")
      throw error;
    await context.get(requestContext).denied(error);
    return data({ errors: error.fields, problem: error.vi }, error.status);
  }
  const goes = form.get(goField) === "sign";
  throw redirect(
    goes
      ? councilPaths.sign(params.session, params.item)
      : `${councilPaths.sheet(params.session, params.item)}?da-luu=1`,
    303,
  );
});

export default function SheetPage({ loaderData, actionData }: Route.ComponentProps) {
  const { pageData, standing, set, score, claim, consult, evidence } = loaderData;
  const { session, item, readOnly } = pageData;
  const errors: Readonly<Record<string, string>> = actionData?.errors ?? {};
  const questions = {
    answers: standing.answers,
    readOnly,
    errors,
    factsOf: (code: string) => ({
      session,
      item,
      claim: claim?.answers[code],
      opinions: consult.opinions[code] ?? [],
      evidence: evidence[code] ?? [],
    }),
  };
  return (
    <>
      <title>{`${loaderData.product} – Phiếu đánh giá`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: councilPaths.sessions, name: "Các phiên của tôi" },
          { href: councilPaths.ownSheets(session), name: loaderData.sessionTitle },
        ]}
      />
      <h1 className="step-title">
        <span className="kicker">
          Sản phẩm {loaderData.seq} · bộ {set.code}
          {standing.round > 1 && ` · lượt chấm ${standing.round}`}
        </span>{" "}
        {loaderData.product} <span className="points">của {loaderData.producer}</span>
      </h1>
      {actionData?.problem && (
        <div className="notice error" role="alert">
          <p>{actionData.problem}</p>
        </div>
      )}
      {standing.closed && <Notice title={standing.closed} />}
      <div className="notice warning" role="alert" data-moved hidden>
        <p>
          <strong>Hội đồng đã chuyển bước trong lúc máy này mất mạng.</strong> Những gì bạn đã ghi
          vẫn còn trên máy. <a href={councilPaths.sheet(session, item)}>Mở lại phiếu</a>
        </p>
      </div>
      <div className="notice" aria-live="polite" data-follow hidden>
        <p>
          <strong data-follow-words /> {!readOnly && "Những gì bạn đã ghi ở đây vẫn còn. "}
          <a className="touch" href={councilPaths.ownSheets(session)} data-follow-link>
            Về danh sách sản phẩm
          </a>
        </p>
      </div>
      {claim && (
        <p>
          Chủ thể tự chấm <b className="number">{claim.score.total} điểm</b>, {claim.score.stars}{" "}
          sao.
          {consult.report && ` Tổ tư vấn: ${consult.report.summary}`}
        </p>
      )}
      {loaderData.ruling && (
        <Notice kind="warning" title="Hội đồng đã thống nhất về chỗ chưa rõ của bộ tiêu chí">
          <p>{loaderData.ruling}</p>
        </Notice>
      )}
      <p className="hint keys-hint">
        Bàn phím: <kbd>1</kbd>–<kbd>9</kbd> chọn mức, <kbd>j</kbd> <kbd>k</kbd> chuyển tiêu chí,{" "}
        <kbd>n</kbd> ghi chú, <kbd>?</kbd> xem tất cả.
      </p>
      <form method="post" id="sheet" noValidate>
        <input type="hidden" name={roundField} value={standing.round} />
        {set.parts.map((part) => (
          <QuestionsOfPart key={part.code} part={part} questions={questions} />
        ))}
        <RemarksForm
          set={set}
          said={standing.remarks}
          version={standing.version}
          readOnly={readOnly}
        />
        <SheetBar set={set} score={score} readOnly={readOnly} sign={pageData.sign} />
      </form>
      <KeysDialog />
      <script
        type="application/json"
        id={dataId}
        dangerouslySetInnerHTML={{
          __html: JSON.stringify(pageData).replaceAll("<", String.raw`\u003c`),
        }}
      />
      <script type="module" src={loaderData.script} />
    </>
  );
}
