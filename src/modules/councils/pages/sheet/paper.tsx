import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireSession } from "#core/session/session.ts";
import { enterFrom, loadPaper, orEnterAgain } from "#modules/councils/pages/sheet/paper.server.ts";
import { confirmPaperSheet, refusePaperSheet } from "#modules/councils/sheets/paper.server.ts";
import { readProof } from "#modules/people/proof.ts";
import { entranceOf } from "#modules/people/service/proof.server.ts";
import { parseInput } from "#core/input/parse.ts";
import { Field } from "#ui/forms/text-field.tsx";
import { Crumbs } from "#ui/public/notice.tsx";
import { councilPaths } from "../../paths.ts";
import { roundField } from "../../sheet-form/fields.ts";
import { readSheetForm } from "../../sheet-form/read-form.ts";
import { ConfirmPaperSheet } from "../../sheets/inputs.ts";
import { noRemarks } from "../../sheets/outcome.ts";
import type { Route } from "./+types/paper.ts";
import { ProofFields } from "./parts/proof.tsx";
import { QuestionsOfPart } from "./parts/questions.tsx";
import { RemarksForm } from "./parts/remarks.tsx";
import { Review } from "./parts/review.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { account } = await requireSession(context, request);
  return { ...(await loadPaper(context, request, params)), hasCode: account.hasSecondFactor };
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const session = await requireSession(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const posted = readSheetForm(form);
  const back = councilPaths.paperSheets(params.session, params.item);
  const place = {
    sessionId: params.session,
    itemId: params.item,
    round: posted.round,
    memberId: params.member,
  };
  return orEnterAgain(context, posted, async () => {
    const act = form.get("act");
    if (act === "confirm") {
      const wanted = parseInput(ConfirmPaperSheet, { ...place, digest: form.get("digest") });
      const entrance = entranceOf(context.get(requestContext), request);
      await confirmPaperSheet(entrance, session, wanted, readProof(form));
    } else if (act === "refuse") await refusePaperSheet(db, session.actor, place);
    else await enterFrom(context, session.actor, params, { posted, form });
    throw redirect(back, 303);
  });
});

export default function PaperPage({ loaderData, actionData }: Route.ComponentProps) {
  const { session, item, compare, name, product } = loaderData;
  const errors: Readonly<Record<string, string>> = actionData?.errors ?? {};
  const lines = Object.values(errors);
  return (
    <>
      <title>{`Phiếu giấy của ${name} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[{ href: councilPaths.paperSheets(session, item), name: "Phiếu giấy" }]}
      />
      <h1 className="step-title">
        <span className="kicker">{product}</span> Phiếu giấy của {name}
      </h1>
      {actionData && (
        <div className="notice error" role="alert">
          {(lines.length > 0 ? lines : [actionData.problem]).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      {compare ? (
        <Compare {...loaderData} compare={compare} />
      ) : (
        <Enter {...loaderData} typed={actionData} errors={errors} />
      )}
    </>
  );
}

type Data = Route.ComponentProps["loaderData"];

function Compare({
  compare,
  round,
  product,
  set,
  hasCode,
}: Data & { compare: NonNullable<Data["compare"]> }) {
  return (
    <>
      <p className="actions">
        <a className="button" href={compare.scan} target="_blank" rel="noreferrer">
          Mở bản quét
        </a>
      </p>
      <Review product={product} set={set} {...compare} />
      <form method="post" className="card seal" noValidate>
        <h2>Phiếu nhập đúng với bản quét?</h2>
        <p>Xác nhận rồi thì phiếu được niêm phong, không ai sửa được nữa.</p>
        <input type="hidden" name={roundField} value={round} />
        <input type="hidden" name="digest" value={compare.digest} />
        <ProofFields hasCode={hasCode} />
        <p className="actions">
          <button name="act" value="confirm">
            Đúng, xác nhận phiếu
          </button>
          <button className="second" name="act" value="refuse">
            Không đúng, trả lại
          </button>
        </p>
      </form>
    </>
  );
}

type Typed = Route.ComponentProps["actionData"];

function Enter({
  set,
  round,
  typed,
  errors,
}: Data & { typed: Typed; errors: Readonly<Record<string, string>> }) {
  const questions = { answers: typed?.answers ?? {}, readOnly: false, errors, factsOf: null };
  return (
    <form method="post" encType="multipart/form-data" noValidate>
      <input type="hidden" name={roundField} value={round} />
      <Field
        name="scan"
        label="Bản quét phiếu có chữ ký"
        hint="Ảnh chụp rõ hoặc tệp PDF."
        error={errors["scan"]}
      >
        {(control) => <input {...control} type="file" accept="image/*,application/pdf" />}
      </Field>
      {set.parts.map((part) => (
        <QuestionsOfPart key={part.code} part={part} questions={questions} />
      ))}
      <RemarksForm set={set} said={typed?.remarks ?? noRemarks} version={0} readOnly={false} />
      <label className="choice">
        <input type="checkbox" name="leaveUnanswered" value="1" />
        <span>Tiêu chí để trống trên phiếu giấy tính 0 điểm</span>
      </label>
      <p className="actions">
        <button>Lưu, chờ người thứ hai đối chiếu</button>
      </p>
    </form>
  );
}
