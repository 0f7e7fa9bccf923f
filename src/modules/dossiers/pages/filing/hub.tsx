import { redirect } from "react-router";
import { forPage } from "#core/http/page.ts";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { requireActor } from "#core/session/session.ts";
import { barOf, loadFiling } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { answerReturnItem } from "#modules/dossiers/service/file.server.ts";
import { wornPapers } from "#modules/dossiers/service/carry-over.server.ts";
import { listHistory } from "#modules/dossiers/service/history.server.ts";
import { listIssuedPapers } from "#modules/dossiers/service/issued-papers.server.ts";
import { listMessages, writeMessage } from "#modules/dossiers/service/messages.server.ts";
import { vaultFrom } from "#modules/producers/paths.ts";
import { dayText } from "#ui/dates.ts";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";
import { communeOffice, stateWords } from "../../filing/words.ts";
import { nextToDo, placeOf, progressOf } from "../../filing/steps.ts";
import { dossierKinds, dossierStates } from "../../model.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/hub.ts";
import { WornPapers } from "./parts/changes.tsx";
import { Facts } from "./parts/frame.tsx";
import { Messages, ReturnItems } from "./parts/exchange.tsx";
import { Downloads, History, IssuedPapers } from "./parts/kept.tsx";
import { NextThing, Progress, ScoreCard } from "./parts/progress.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { db, actor, view, steps, readOnly, script } = await loadFiling(
    context,
    request,
    params.id,
  );
  const { dossier } = view;
  const { messages } = await listMessages(db, actor, { dossierId: dossier.id, limit: 10 });
  const titles = new Map(steps.map(({ key, name, title }) => [key, `${name} ${title}`]));
  return {
    dossier: {
      id: dossier.id,
      product: dossier.productName,
      producer: dossier.producerName,
      kind: dossier.kind,
      state: dossier.state,
      number: dossier.numberText,
      onBehalf: dossier.isOnBehalf,
      previousStars: dossier.previousStars,
    },
    set: `${view.set.code}. ${view.set.title}`,
    decision: view.decision,
    office: communeOffice(view.unitName),
    bar: barOf(view),
    parts: view.set.parts.map(({ code, title, max }) => ({
      code,
      title,
      max,
      points: view.score.parts[code] ?? 0,
    })),
    unmet: view.score.unmet.length,
    bare: view.missingEvidence,
    clock: view.clock,
    renewal: view.renewal,
    progress: progressOf(steps),
    next: nextToDo(steps) ?? null,
    returned: (view.openReturn?.items ?? []).map((one) => ({
      ...one,
      title: titles.get(one.item) ?? titles.get(`section:${one.item}`) ?? "",
      href: placeOf(dossier.id, one.item, steps),
    })),
    returnReason: view.openReturn?.reason ?? null,
    lastReason: view.events.findLast(({ reason }) => reason !== null)?.reason ?? null,
    changes: view.changes?.length ?? null,
    // Once the dossier is filed, what it lacked is the offices' to say.
    worn: readOnly ? [] : await wornPapers(db, dossier),
    vault: vaultFrom(dossier.producerId, filingPaths.hub(dossier.id)),
    abilities: view.abilities.map(({ action, vi, unmet }) => ({
      action,
      vi,
      blocked: unmet.length > 0,
    })),
    mayWrite: view.may.write,
    filings: view.filings,
    events: await listHistory(db, actor, view),
    issued:
      view.review && view.stage?.kind === "council"
        ? { report: view.review.signedDigest, request: view.review.signedRequestDigest }
        : null,
    papers: await listIssuedPapers(db, dossier.id),
    messages: messages.map(({ id, subject, body, createdAt }) => ({
      id,
      subject,
      body,
      createdAt,
    })),
    readOnly,
    user: actor.userId,
    script,
  };
});

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const dossierId = params.id;
  return orBackToForm(context, form, async () => {
    const item = form.get("item");
    if (form.get("intent") === "message") {
      const body = form.get("body");
      await writeMessage(db, actor, {
        dossierId,
        to: "office",
        body: typeof body === "string" ? body : "",
      });
      return redirect(`${filingPaths.hub(dossierId)}?da-gui=1#trao-doi`, 303);
    }
    await answerReturnItem(db, actor, {
      dossierId,
      item: typeof item === "string" ? item : "",
      answered: form.get("intent") === "answered",
    });
    return redirect(`${filingPaths.hub(dossierId)}#bo-sung`, 303);
  });
}

export default function FilingHub({ loaderData, actionData }: Route.ComponentProps) {
  const { dossier, clock, renewal, readOnly } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const words = stateWords[dossier.state];
  const can = (action: string) => loaderData.abilities.some((one) => one.action === action);
  return (
    <>
      <title>{`Hồ sơ ${dossier.product} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: filingPaths.list, name: "Hồ sơ" }]} />
      <h1>
        <span className="kicker">
          {dossierKinds[dossier.kind]} · {dossier.producer}
        </span>{" "}
        {dossier.product}
      </h1>
      <p>
        <Tag kind={words.tag}>{dossierStates[dossier.state]}</Tag> {words.now}
      </p>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <div data-waiting />
      {(dossier.state === "rejected" || dossier.state === "notRecognised") &&
        loaderData.lastReason && (
          <Notice kind="error" title="Lý do">
            <p className="typed">{loaderData.lastReason}</p>
          </Notice>
        )}
      <IssuedPapers id={dossier.id} papers={loaderData.papers} />
      {dossier.onBehalf && (
        <Notice>
          <p>
            Hồ sơ này do cán bộ nhập giúp.{" "}
            {!readOnly && (
              <>
                Trước khi nộp, chủ thể cần{" "}
                <a href={filingPaths.confirm(dossier.id)}>xác nhận bằng mã một lần</a>.
              </>
            )}
          </p>
        </Notice>
      )}
      <ReturnItems id={dossier.id} items={loaderData.returned} reason={loaderData.returnReason} />
      {!readOnly && (
        <NextThing
          id={dossier.id}
          next={loaderData.next}
          submit={can("file") || can("resubmit")}
          returned={dossier.state === "returned"}
        />
      )}
      {clock && readOnly && <ClockLine clock={clock} />}
      {renewal && !dossier.number && (
        <p className="small">
          Giấy chứng nhận đang có hết hạn ngày {dayText(renewal.expires, "vi")}.
          {renewal.opens && ` Nộp được từ ngày ${dayText(renewal.opens, "vi")}`}
          {renewal.closes && `, chậm nhất ngày ${dayText(renewal.closes, "vi")}`}
          {renewal.article && ` (${renewal.article})`}.
        </p>
      )}
      <ScoreCard
        id={dossier.id}
        bar={loaderData.bar}
        parts={loaderData.parts}
        unmet={loaderData.unmet}
        bare={loaderData.bare}
        readOnly={readOnly}
      />
      <p>
        <a className="touch" href={filingPaths.plan(dossier.id)}>
          Lập phương án từ hồ sơ này
        </a>
      </p>
      {loaderData.changes !== null && (
        <p>
          So với lần trước{dossier.previousStars ? ` (${dossier.previousStars} sao)` : ""}:{" "}
          {loaderData.changes === 0
            ? "chưa thay đổi tiêu chí nào."
            : `đã thay đổi ${loaderData.changes} tiêu chí.`}{" "}
          {loaderData.changes > 0 && (
            <a href={`${filingPaths.advice(dossier.id)}#thay-doi`}>Xem thay đổi</a>
          )}
        </p>
      )}
      <WornPapers papers={loaderData.worn} vault={loaderData.vault} />
      <Progress groups={loaderData.progress} />
      <details className="card">
        <summary>Thông tin hồ sơ</summary>
        <Facts
          facts={[
            ["Bộ sản phẩm", loaderData.set],
            ["Quyết định", loaderData.decision],
            ["Nộp tại", loaderData.office],
            ["Số phiếu", dossier.number ?? "chưa cấp"],
          ]}
        />
        <Downloads
          id={dossier.id}
          isFiled={loaderData.filings.length > 0}
          issued={loaderData.issued}
        />
        <History events={loaderData.events} filings={loaderData.filings} id={dossier.id} />
      </details>
      <Messages messages={loaderData.messages} mayWrite={loaderData.mayWrite} failure={failure} />
      {(can("withdraw") || can("discard")) && (
        <p className="actions">
          <a className="button second" href={filingPaths.withdraw(dossier.id)}>
            {can("discard") ? "Bỏ bản đang soạn" : "Rút hồ sơ"}
          </a>
        </p>
      )}
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}

function ClockLine({ clock }: { clock: NonNullable<Route.ComponentProps["loaderData"]["clock"]> }) {
  if (clock.state === "paused")
    return <p className="small">Thời hạn xử lý đang tạm dừng vì hồ sơ ở chỗ bạn.</p>;
  if (clock.state !== "running" || clock.due === null) return null;
  return (
    <p className="small">
      Cơ quan xử lý chậm nhất ngày <b>{dayText(clock.due, "vi")}</b>
      {clock.overdue
        ? " (đã quá hạn; bạn có thể nhắn cho cán bộ ở dưới)"
        : clock.daysLeft !== null && ` (còn ${clock.daysLeft} ngày làm việc)`}
      {clock.article && `. Căn cứ: ${clock.article}`}.
    </p>
  );
}
