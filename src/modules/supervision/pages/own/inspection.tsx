import { backSaying, saidOf } from "#core/http/done.ts";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { answerFinding, getOwnInspection } from "#modules/supervision/service/own.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import type { AnswerFinding } from "../../inputs.ts";
import { findingStates, inspectionKinds } from "../../model.ts";
import { remedyPaths } from "../../paths.ts";
import { findingSteps, next } from "../../states.ts";
import { stepWords } from "../step-words.ts";
import type { Route } from "./+types/inspection.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What the page says once an act is done. */
const doneWords = { answer: "Đã gửi trả lời. Cơ quan kiểm tra sẽ xem xét." } as const;

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { row, findings } = await getOwnInspection(db, actor, params.inspection);
  return {
    said: saidOf(request, doneWords),
    row: {
      id: row.id,
      kind: row.kind,
      productName: row.productName,
      agency: row.agency,
      plannedOn: row.plannedOn,
      conclusion: row.conclusion,
      concludedOn: row.concludedOn,
      isDemo: row.isDemo,
    },
    findings: findings.map(({ id, title, found, demand, dueOn, state, version, log }) => ({
      id,
      title,
      found,
      demand,
      dueOn,
      state,
      version,
      // Names of officials stay with the offices.
      log: log.map((one) => ({
        id: one.id,
        step: one.step,
        text: one.text,
        evidence: one.evidence,
        at: one.at,
      })),
    })),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  await getOwnInspection(database.db, actor, params.inspection);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const input = formFields(form) as AnswerFinding;
    const evidence = form.getAll("file").filter((one) => one instanceof File && one.size > 0);
    await answerFinding({ db: database.db, files }, actor, input, evidence as File[]);
    return backSaying(remedyPaths.one(params.inspection), "answer");
  });
});

/** What came out of an inspection, for its producer: each finding with its deadline and an answer. */
export default function OwnInspection({ loaderData, actionData }: Route.ComponentProps) {
  const { said, row, findings } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Kiểm tra ${row.productName} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: remedyPaths.list, name: "Kiểm tra, khắc phục" }]} />
      <h1>{row.productName}</h1>
      {said !== null && !failure && <Notice title={said} />}
      {failure && (
        <Notice kind="error" title={failure.message || Object.values(failure.errors).join(" ")} />
      )}
      <p>
        {inspectionKinds[row.kind]} của {row.agency}.{row.isDemo && " Dữ liệu mẫu."}
      </p>
      {row.concludedOn === null ? (
        <Notice title={`Dự kiến kiểm tra ngày ${dayText(row.plannedOn, "vi")}`}>
          <p>
            Hãy chuẩn bị hồ sơ, giấy tờ còn hiệu lực, nhãn và sản phẩm đang bán, và có người đại
            diện tại cơ sở.
          </p>
        </Notice>
      ) : (
        <>
          <h2>Kết luận ngày {dayText(row.concludedOn, "vi")}</h2>
          <p className="typed">{row.conclusion}</p>
          <p>
            Biên bản: <a href={remedyPaths.minutes(row.id, "pdf")}>PDF</a> ·{" "}
            <a href={remedyPaths.minutes(row.id, "docx")}>Word</a>
          </p>
          {findings.length === 0 && <p>Không có nội dung nào phải khắc phục.</p>}
        </>
      )}
      {findings.map((finding) => (
        <Finding key={finding.id} inspectionId={row.id} finding={finding} failure={failure} />
      ))}
    </>
  );
}

type Finding = Route.ComponentProps["loaderData"]["findings"][number];
type Failure =
  | {
      readonly values: Readonly<Record<string, string>>;
      readonly errors: Readonly<Record<string, string>>;
    }
  | undefined;

const tagKinds = {
  open: "error",
  answered: "warning",
  remedied: "good",
  referred: "error",
} as const;

function Finding({
  inspectionId,
  finding,
  failure,
}: {
  inspectionId: string;
  finding: Finding;
  failure: Failure;
}) {
  return (
    <section className="card" aria-labelledby={`f-${finding.id}`}>
      <h2 id={`f-${finding.id}`}>{finding.title}</h2>
      <p>
        <Tag kind={tagKinds[finding.state]}>{findingStates[finding.state]}</Tag>
        {finding.dueOn && (
          <>
            {" "}
            Hạn: <strong>{dayText(finding.dueOn, "vi")}</strong>
          </>
        )}
      </p>
      <p>Ghi nhận: {finding.found}</p>
      <p>Yêu cầu: {finding.demand}</p>
      {finding.log.length > 0 && (
        <ul>
          {finding.log.map(({ id, step, text, evidence, at }) => (
            <li key={id}>
              {instantText(new Date(at), "vi")}: {stepWords[step]}. {text}{" "}
              {evidence.map((digest, number) => (
                <a key={digest} href={remedyPaths.file(inspectionId, digest)}>
                  Minh chứng {number + 1}{" "}
                </a>
              ))}
            </li>
          ))}
        </ul>
      )}
      {next(findingSteps.answer, finding.state) !== null && (
        <AnswerForm finding={finding} failure={failure} />
      )}
    </section>
  );
}

function AnswerForm({ finding, failure }: { finding: Finding; failure: Failure }) {
  const mine = failure?.values["findingId"] === finding.id ? failure : undefined;
  return (
    <form method="post" encType="multipart/form-data">
      <input type="hidden" name="findingId" value={finding.id} />
      <VersionField version={finding.version} />
      <div className="field">
        <label htmlFor={`text-${finding.id}`}>
          {finding.state === "open" ? "Đã khắc phục thế nào" : "Bổ sung trả lời"}
        </label>
        <textarea
          id={`text-${finding.id}`}
          name="text"
          rows={3}
          maxLength={4000}
          required
          defaultValue={mine?.values["text"]}
        />
      </div>
      <div className="field">
        <label htmlFor={`file-${finding.id}`}>Minh chứng: ảnh hoặc PDF</label>
        <input
          id={`file-${finding.id}`}
          name="file"
          type="file"
          accept="image/*,application/pdf"
          multiple
        />
      </div>
      <button type="submit">Gửi trả lời</button>
    </form>
  );
}
