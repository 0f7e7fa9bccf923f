import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { parseInput } from "#core/input/parse.ts";
import { requireSession } from "#core/session/session.ts";
import { loadSheet } from "#modules/councils/pages/sheet/load.server.ts";
import { previewSheet } from "#modules/councils/sheets/preview.server.ts";
import { signSheet } from "#modules/councils/sheets/sign.server.ts";
import { readProof } from "#modules/people/proof.ts";
import { entranceOf } from "#modules/people/service/proof.server.ts";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { councilPaths } from "../../paths.ts";
import { SignSheet } from "../../sheets/inputs.ts";
import type { Route } from "./+types/sign.ts";
import { ProofFields } from "./parts/proof.tsx";
import { Review } from "./parts/review.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { account } = await requireSession(context, request);
  const { db, actor, view } = await loadSheet(context, request, params);
  const { session, item, standing } = view;
  const { digest, score, sealed } = await previewSheet(db, actor, {
    sessionId: session.id,
    itemId: item.id,
    round: standing.round,
  });
  return {
    session: session.id,
    item: item.id,
    round: standing.round,
    user: actor.userId,
    product: view.product,
    sessionTitle: session.title,
    set: view.set,
    answers: standing.answers,
    remarks: standing.remarks,
    state: standing.state,
    closed: standing.closed,
    signedAt: standing.signedAt && instantText(standing.signedAt, "vi"),
    digest: standing.digest ?? digest,
    score,
    sealed: { total: sealed.total, stars: sealed.stars },
    hasCode: account.hasSecondFactor,
    save: councilPaths.save(session.id),
    script: islandUrl("sign-sheet"),
  };
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const session = await requireSession(context, request);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const entrance = entranceOf(context.get(requestContext), request);
    await signSheet(
      entrance,
      session,
      parseInput(SignSheet, {
        sessionId: params.session,
        itemId: params.item,
        round: form.get("round"),
        digest: form.get("digest"),
        leaveUnanswered: form.get("leaveUnanswered") === "1",
      }),
      readProof(form),
    );
    throw redirect(`${councilPaths.sign(params.session, params.item)}?da-ky=1`, 303);
  });
});

export default function SignPage({ loaderData, actionData }: Route.ComponentProps) {
  const { session, item, state, score, digest, closed } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const errors = failure?.errors ?? {};
  const unanswered = score.unanswered.length;
  return (
    <>
      <title>{`Xem lại và ký – ${loaderData.product}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: councilPaths.ownSheets(session), name: loaderData.sessionTitle },
          { href: councilPaths.sheet(session, item), name: loaderData.product },
        ]}
      />
      <h1>{state === "signed" ? "Phiếu đã ký" : "Xem lại và ký phiếu"}</h1>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      {Object.entries(errors).map(([name, text]) => (
        <div className="notice error" role="alert" key={name}>
          <p>{text}</p>
        </div>
      ))}
      <div className="notice warning" role="alert" data-unsent hidden>
        <p>
          <strong>Còn mục chưa gửi lên hệ thống.</strong> Phiếu ký được khi máy có mạng và đã gửi
          đủ. <a href={councilPaths.sheet(session, item)}>Về phiếu</a>
        </p>
      </div>
      <Review {...loaderData} />
      {state === "signed" ? (
        <section className="card seal">
          <h2>Đã ký lúc {loaderData.signedAt}</h2>
          <p>
            Mã niêm phong <span className="digest">{digest}</span>
          </p>
          <p className="actions">
            <a className="button" href={councilPaths.ownSheets(session)}>
              Sản phẩm khác
            </a>
          </p>
        </section>
      ) : closed ? (
        <Notice title={closed} />
      ) : (
        <form method="post" className="card seal" data-sign noValidate>
          <h2>Ký phiếu</h2>
          <p>
            Ký rồi thì không ai sửa được phiếu này, kể cả bạn. Hệ thống niêm phong đúng nội dung ở
            trên.
          </p>
          <input type="hidden" name="round" value={loaderData.round} />
          <input type="hidden" name="digest" value={digest} />
          {unanswered > 0 && (
            <label className="choice">
              <input type="checkbox" name="leaveUnanswered" value="1" />
              <span>
                Để trống {unanswered} tiêu chí chưa chấm và tính <b>0 điểm</b> cho các tiêu chí đó
              </span>
            </label>
          )}
          <ProofFields hasCode={loaderData.hasCode} />
          <p className="hint">
            Mã niêm phong <span className="digest">{digest}</span>
          </p>
          <p className="actions">
            <button>Ký phiếu</button>
            <a href={councilPaths.sheet(session, item)}>Quay lại sửa</a>
          </p>
        </form>
      )}
      <script
        type="module"
        src={loaderData.script}
        data-sign-user={loaderData.user}
        data-sign-item={item}
      />
    </>
  );
}
