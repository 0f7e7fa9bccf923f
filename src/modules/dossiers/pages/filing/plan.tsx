import { redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { planPaths } from "#modules/cycle/plans/paths.ts";
import { planFromDossier } from "#modules/dossiers/service/from-plan.server.ts";
import { authorisedDossier } from "#modules/dossiers/service/load.server.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/plan.ts";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { id, productName } = await authorisedDossier(db, actor, "see", params.id);
  return { id, productName };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await authorisedDossier(db, actor, "see", params.id);
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    const { id } = await planFromDossier(db, actor, params.id);
    return redirect(planPaths.own(id), 303);
  });
});

/** Asks whether a business plan should begin where this dossier stands. */
export default function PlanFromDossier({ loaderData, actionData }: Route.ComponentProps) {
  const { id, productName } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <>
      <title>{`Lập phương án: ${productName} – OCOP`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: productName },
        ]}
      />
      <h1>Lập phương án từ hồ sơ này</h1>
      {failure && (
        <Notice
          kind="error"
          title={failure.message || [...new Set(Object.values(failure.errors))].join(" ")}
        />
      )}
      <p>
        Phương án kinh doanh của sản phẩm lấy câu trả lời của hồ sơ này làm hiện trạng, rồi chỉ ra
        việc cần làm để đạt hạng sao mong muốn. Phương án đang soạn thì hiện trạng đã ghi ở đó được
        thay bằng câu trả lời của hồ sơ.
      </p>
      <form method="post">
        <p className="actions">
          <button>Lấy hiện trạng vào phương án</button>
          <a className="button second" href={filingPaths.hub(id)}>
            Quay lại hồ sơ
          </a>
        </p>
      </form>
    </>
  );
}
