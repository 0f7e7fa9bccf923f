import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { filingPaths } from "#modules/dossiers/paths.ts";
import {
  listOwnRecognitions,
  renewRecognition,
  stopRenewal,
  withdrawStop,
} from "#modules/recognition/service/renewal.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Notice, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { certificateStates, type StopReason, stopReasons } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import { renewalPaths } from "../../renewal-paths.ts";
import { isInForce } from "../../rules.ts";
import { tones } from "../../verification.ts";
import type { Route } from "./+types/own.ts";

/** What the page says once an act is done. */
const doneWords = { answer: "Đã ghi nhận." } as const;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const rows = await listOwnRecognitions(db, actor);
  return {
    said: saidOf(request, doneWords),
    rows: rows.map(({ id, productName, producerName, stars, state, expiresOn, ...row }) => ({
      id,
      productName,
      producerName,
      stars,
      state,
      expiresOn,
      extendedUntil: row.extendedUntil,
      closes: row.window?.closes ?? null,
      opens: row.window?.opens ?? null,
      certificate: row.certificate,
      stop: row.stop && { reason: row.stop.reason, note: row.stop.note },
      underWay: row.underWay,
      mayRenew: row.mayRenew,
    })),
  };
});

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const recognitionId = text("recognitionId");
  return orBackToForm(context, form, async () => {
    if (text("viec") === "danh-gia-lai") {
      const { dossierId } = await renewRecognition(db, actor, { recognitionId });
      return redirect(filingPaths.hub(dossierId), 303);
    }
    if (text("viec") === "rut-loi") await withdrawStop(db, actor, { recognitionId });
    else {
      // What is no reason is refused by the service, with a word beside the box.
      const reason = text("reason") as StopReason;
      await stopRenewal(db, actor, { recognitionId, reason, note: text("note") });
    }
    return backSaying(renewalPaths.own, "answer");
  });
}

/** A producer's certificates: what is valid, what comes to its end, and what to do about it. */
export default function Own({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { said, rows } = loaderData;
  return (
    <>
      <title>Giấy chứng nhận – OCOP</title>
      <h1>Giấy chứng nhận</h1>
      {said !== null && !failure && <Notice title={said} />}
      {failure && (
        <Notice kind="error" title={failure.message || Object.values(failure.errors).join(" ")} />
      )}
      {rows.length === 0 && (
        <Empty title="Chưa có sản phẩm nào được công nhận">
          <p>Khi sản phẩm được công nhận, giấy chứng nhận và kỳ đánh giá lại hiện ở đây.</p>
        </Empty>
      )}
      {rows.map((row) => (
        <Recognition key={row.id} row={row} failure={failure} />
      ))}
    </>
  );
}

type Row = Route.ComponentProps["loaderData"]["rows"][number];
type Failure = { readonly values: Readonly<Record<string, string>> } | undefined;

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

function Recognition({ row, failure }: { row: Row; failure: Failure }) {
  const { state, certificate } = row;
  return (
    <section
      className={
        state && (tones[state] === "ended" || tones[state] === "bad") ? "card lapsed" : "card"
      }
      aria-labelledby={`r-${row.id}`}
    >
      <h2 id={`r-${row.id}`}>{row.productName}</h2>
      <p>
        <Stars count={row.stars} of={5} lang="vi" />{" "}
        {state && <Tag kind={tagKinds[tones[state]]}>{certificateStates[state]}</Tag>}
      </p>
      <p>
        {row.producerName}. Có giá trị đến hết ngày{" "}
        <strong>{dayText(row.extendedUntil ?? row.expiresOn, "vi")}</strong>
        {row.extendedUntil && " (được kéo dài)"}.
      </p>
      {certificate && (
        <p>
          Số {certificate.number}.{" "}
          <a href={pathTo(publicPaths.verify, "vi", { token: certificate.token })}>Trang tra cứu</a>
          {isInForce(state) && (
            <>
              {" · "}
              <a href={renewalPaths.prints}>Giấy, mã QR và dấu sao để in</a>
            </>
          )}
        </p>
      )}
      <Renewal row={row} failure={failure} />
    </section>
  );
}

function Renewal({ row, failure }: { row: Row; failure: Failure }) {
  const { stop, underWay, mayRenew, opens, closes, state } = row;
  if (underWay)
    return (
      <p>
        <a className="button" href={filingPaths.hub(underWay)}>
          Mở hồ sơ đang làm
        </a>
      </p>
    );
  return (
    <>
      {state === "valid" && opens && <p>Nhận hồ sơ đánh giá lại từ ngày {dayText(opens, "vi")}.</p>}
      {state === "expiring" && closes && (
        <p>
          Hạn nộp hồ sơ đánh giá lại: hết ngày <strong>{dayText(closes, "vi")}</strong>.
        </p>
      )}
      {mayRenew && (
        <form method="post">
          <input type="hidden" name="recognitionId" value={row.id} />
          <button type="submit" name="viec" value="danh-gia-lai">
            Đánh giá lại
          </button>
        </form>
      )}
      {stop ? (
        <form method="post">
          <p>
            Đã cho biết không đánh giá lại: {stopReasons[stop.reason]}
            {stop.note && ` (${stop.note})`}.
          </p>
          <input type="hidden" name="recognitionId" value={row.id} />
          <button type="submit" name="viec" value="rut-loi" className="second">
            Rút lại ý này
          </button>
        </form>
      ) : (
        mayRenew && <Stop row={row} failure={failure} />
      )}
    </>
  );
}

function Stop({ row, failure }: { row: Row; failure: Failure }) {
  const mine = failure?.values["recognitionId"] === row.id ? failure.values : {};
  return (
    <details open={mine["viec"] === "khong-lam"}>
      <summary>Không đánh giá lại, vì…</summary>
      <form method="post">
        <input type="hidden" name="recognitionId" value={row.id} />
        <fieldset className="field">
          <legend>Lý do</legend>
          {Object.entries(stopReasons).map(([value, label]) => (
            <label key={value} className="choice">
              <input
                type="radio"
                name="reason"
                value={value}
                defaultChecked={mine["reason"] === value}
                required
              />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor={`note-${row.id}`}>Nói thêm (không bắt buộc)</label>
          <textarea
            id={`note-${row.id}`}
            name="note"
            maxLength={1000}
            rows={3}
            defaultValue={mine["note"]}
          />
        </div>
        <button type="submit" name="viec" value="khong-lam" className="second">
          Gửi lý do
        </button>
      </form>
    </details>
  );
}
