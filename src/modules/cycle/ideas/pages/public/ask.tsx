import { data, redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { askIdea, refileByCode } from "#modules/cycle/ideas/service/own.server.ts";
import { instantText } from "#ui/dates.ts";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { TextField } from "#ui/forms/text-field.tsx";
import { Notice } from "#ui/public/notice.tsx";
import { ideaStates } from "../../../model.ts";
import { publicIdeaPaths } from "../../../paths.ts";
import type { RefileByCode } from "../../inputs.ts";
import { whatNext } from "../../words.ts";
import { IdeaFields } from "../fields.tsx";
import type { Route } from "./+types/ask.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What a code opens is for whoever has it, and for no cache or search engine. */
export function headers(): Record<string, string> {
  return { "Cache-Control": "no-store", "X-Robots-Tag": "noindex" };
}

export const loader = forPage(async ({ request, context }: Route.LoaderArgs) => {
  const { database, ip } = context.get(requestContext);
  const query = new URL(request.url).searchParams;
  const code = (query.get("ma") ?? "").slice(0, 60);
  if (code === "") return data({ code, isNew: false, found: null });
  const found = await askIdea(database.db, { code, ip });
  return data(
    { code, isNew: found !== null && query.has("moi"), found },
    { status: found ? 200 : 404 },
  );
});

export const action = forPage(async ({ request, context }: Route.ActionArgs) => {
  const { database, ip } = context.get(requestContext);
  const form = await request.formData();
  const code = new URL(request.url).searchParams.get("ma") ?? "";
  return orBackToForm(context, form, async () => {
    const sent = { ...formFields(form), code } as RefileByCode;
    const kept = await refileByCode(database.db, sent, { ip });
    return redirect(`${publicIdeaPaths.ask}?${new URLSearchParams({ ma: kept.code })}`, 303);
  });
});

/** What became of an idea, by its code; a returned one is mended here. */
export default function AskIdeaPage({ loaderData, actionData }: Route.ComponentProps) {
  const { code, isNew, found } = loaderData;
  return (
    <>
      <title>Tra cứu ý tưởng sản phẩm – OCOP</title>
      <meta name="robots" content="noindex" />
      <h1>{isNew ? "Đã nhận ý tưởng" : "Tra cứu ý tưởng"}</h1>
      {isNew && (
        <Notice title="Hãy ghi lại hoặc chụp màn hình mã dưới đây">
          <p>Mã này xem được ý tưởng đã đến đâu. Cán bộ không gửi lại được mã.</p>
        </Notice>
      )}
      {found && <Found found={found} />}
      {found?.mayRefile && <Refile found={found} failure={actionData} />}
      {code !== "" && !found && (
        <Notice kind="error" title="Không có ý tưởng nào mang mã này">
          <p>Hãy xem lại từng chữ của mã.</p>
        </Notice>
      )}
      {!found && (
        <form method="get" className="card">
          <TextField
            name="ma"
            label="Mã ý tưởng"
            hint="Mã nhận được khi gửi, ví dụ: ABCD-EFGH-JKLM-NPQR"
            defaultValue={code}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={60}
          />
          <p className="actions">
            <button type="submit">Tra cứu</button>
          </p>
        </form>
      )}
      <p>
        <a href={publicIdeaPaths.register}>Đăng ký ý tưởng khác</a>
      </p>
    </>
  );
}

type Answer = NonNullable<Route.ComponentProps["loaderData"]["found"]>;

function Found({ found }: { found: Answer }) {
  const facts: [string, React.ReactNode][] = [
    [
      "Mã ý tưởng",
      <strong key="code" className="code">
        {found.code}
      </strong>,
    ],
    ["Ý tưởng", found.title],
    ["Tình trạng", <strong key="state">{ideaStates[found.state]}</strong>],
    ["Việc tiếp theo", whatNext(found)],
    ...(found.reason ? [["Lý do", found.reason] as [string, string]] : []),
    ["Gửi lúc", instantText(new Date(found.registeredAt), "vi")],
    ["Cập nhật lúc", instantText(new Date(found.updatedAt), "vi")],
    ...(found.isDemo ? [["Ghi chú", "Dữ liệu minh họa"] as [string, string]] : []),
  ];
  return (
    <dl className="facts card">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Refile({
  found,
  failure,
}: {
  found: Answer;
  failure: Route.ComponentProps["actionData"];
}) {
  const { title, kind, story, market, materials, labour, investment, track } = found;
  const known = { title, kind, story, market, materials, labour, investment, track };
  return (
    <section aria-labelledby="refile">
      <h2 id="refile">Sửa và nộp lại</h2>
      {failure?.message && (
        <div className="notice error" role="alert">
          <p>{failure.message}</p>
        </div>
      )}
      <ErrorSummary errors={failure?.errors} />
      <form method="post" className="card" noValidate>
        <VersionField version={found.version} />
        <IdeaFields values={failure?.values ?? known} errors={failure?.errors ?? {}} />
        <p className="actions">
          <button type="submit">Nộp lại</button>
        </p>
      </form>
    </section>
  );
}
