import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { describeQuestion } from "#modules/supervision/cases/service/list.server.ts";
import { explainCase } from "#modules/supervision/cases/service/work.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field } from "#ui/forms/text-field.tsx";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import type { Explain } from "../inputs.ts";
import { questionPaths } from "../paths.ts";
import type { Route } from "./+types/question.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { row, mayAnswer, files } = await describeQuestion(db, actor, params.case);
  return {
    id: row.id,
    version: row.version,
    productName: row.productName,
    question: row.question,
    answerBy: row.answerBy,
    answer: row.answer,
    answeredAt: row.answeredAt,
    mayAnswer,
    files: files.map(({ digest, title }) => ({ digest, title })),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  await describeQuestion(database.db, actor, params.case);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    refuseOversized(form, "file");
    const file = form.get("file");
    form.delete("file");
    await explainCase(
      { db: database.db, files },
      actor,
      // What the form lacks or adds is for the service to refuse.
      { ...formFields(form), caseId: params.case } as Explain,
      file instanceof File ? file : null,
    );
    return redirect(questionPaths.one(params.case), 303);
  });
});

/** One question of the office, and the producer's answer. */
export default function Question({ loaderData, actionData }: Route.ComponentProps) {
  const { id, productName, question, answer, mayAnswer, files } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Giải trình về ${productName} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: questionPaths.list, name: "Giải trình" }]} />
      <h1>Giải trình về {productName}</h1>
      <ErrorSummary errors={failure?.errors} />
      {failure?.message && <Notice kind="error" title={failure.message} />}
      <div className="card">
        <h2>Cơ quan hỏi</h2>
        <p style={{ whiteSpace: "pre-wrap" }}>{question}</p>
        {loaderData.answerBy && <p>Hạn trả lời: {dayText(loaderData.answerBy, "vi")}</p>}
      </div>
      {answer !== null && loaderData.answeredAt !== null && (
        <div className="card">
          <h2>Đã trả lời lúc {instantText(new Date(loaderData.answeredAt), "vi")}</h2>
          <p style={{ whiteSpace: "pre-wrap" }}>{answer}</p>
          {files.map(({ digest, title }) => (
            <p key={digest}>
              <a href={questionPaths.file(id, digest)}>{title}</a>
            </p>
          ))}
        </div>
      )}
      {mayAnswer ? (
        <form method="post" encType="multipart/form-data" className="card" noValidate>
          <VersionField version={loaderData.version} />
          <Field
            name="answer"
            label={answer === null ? "Nội dung giải trình" : "Giải trình lại"}
            error={failure?.errors["answer"]}
          >
            {(control) => (
              <textarea
                {...control}
                rows={8}
                defaultValue={failure?.values["answer"] ?? answer ?? ""}
              />
            )}
          </Field>
          <Field
            name="file"
            label="Chứng cứ kèm theo (không bắt buộc)"
            hint="Một ảnh hoặc một tệp PDF, nhiều nhất 20 MB."
            error={failure?.errors["file"]}
          >
            {(control) => <input {...control} type="file" accept="application/pdf,image/*" />}
          </Field>
          <p className="actions">
            <button type="submit">Gửi giải trình</button>
          </p>
        </form>
      ) : (
        <Notice>
          <p>Cơ quan đã kết thúc việc nghe giải trình.</p>
        </Notice>
      )}
    </>
  );
}
