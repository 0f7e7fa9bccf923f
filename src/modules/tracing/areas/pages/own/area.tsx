import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { islandUrl } from "#core/http/islands.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { actOnArea, shownPage } from "#modules/tracing/areas/pages/page.server.ts";
import { describeArea, newArea } from "#modules/tracing/areas/service/describe.server.ts";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Notice, Tag } from "#ui/public/notice.tsx";
import { versionStates } from "../../model.ts";
import { ownPaths } from "../../paths.ts";
import { AreaForm } from "../parts/area-form.tsx";
import { VersionFacts } from "../parts/facts.tsx";
import styles from "../areas.css?url";
import type { Route } from "./+types/area.ts";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: styles }];

async function openPage({ context, request, params }: Route.LoaderArgs | Route.ActionArgs) {
  const actor = await requireActor(context, request);
  const { database, env } = context.get(requestContext);
  const producerId = new URL(request.url).searchParams.get("co-so") ?? "";
  const page =
    params.area === "moi"
      ? await newArea(database.db, actor, producerId)
      : await describeArea(database.db, actor, params.area);
  return { actor, db: database.db, page, env };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { page, env } = await openPage(args);
  return { page: shownPage(page, env), script: islandUrl("draw-area") };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { actor, db, page } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const on = { id: page.id, producerId: page.producer.id };
    const { id, done } = await actOnArea(db, actor, on, form);
    if (page.id === null) return redirect(ownPaths.one(id), 303);
    return { done };
  });
});

/** One growing area: what holds, what waits, and the form. */
export default function OwnArea({ loaderData, actionData }: Route.ComponentProps) {
  const { page, script } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const title = page.values["name"] ?? "Thêm vùng nguyên liệu";
  const [newest] = page.history;
  return (
    <>
      <title>{`${title} – Vùng nguyên liệu – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: ownPaths.list, name: "Vùng nguyên liệu" }]} />
      <h1>{title}</h1>
      <p className="soft">{page.producer.name}</p>
      {actionData && "done" in actionData && <Notice title={actionData.done} />}
      {failure?.message && <Notice kind="error" title={failure.message} />}
      {newest?.state === "pending" && (
        <Notice kind="warning" title={versionStates.pending}>
          <p>
            Gửi lúc {instantText(new Date(newest.proposedAt), "vi")}. Vẫn có thể sửa và gửi lại; bản
            mới thay bản đang chờ.
          </p>
          <Act intent="drop" versionId={newest.id} label="Rút lại bản đang chờ" />
        </Notice>
      )}
      {newest?.state === "returned" && (
        <Notice kind="error" title="Cần sửa rồi gửi lại">
          <p className="typed">{newest.reason}</p>
        </Notice>
      )}
      {page.standing && (
        <section className="card" aria-label="Đang dùng">
          <p>
            <Tag>{versionStates.accepted}</Tag> Bản số {page.standing.seq}
          </p>
          <VersionFacts version={page.standing} base={page.base} />
          <details>
            <summary>Ngừng vùng này</summary>
            <p>Vùng không còn hiện trên bản đồ và trang sản phẩm.</p>
            <Act intent="end" versionId={page.standing.id} label="Đồng ý, ngừng" />
          </details>
        </section>
      )}
      <h2>{page.id === null ? "Khai vùng" : "Sửa và gửi duyệt"}</h2>
      <AreaForm page={page} failure={failure} />
      <script type="module" src={script} />
    </>
  );
}

function Act({ intent, versionId, label }: { intent: string; versionId: string; label: string }) {
  return (
    <form method="post">
      <input type="hidden" name="versionId" value={versionId} />
      <button className="second" name="intent" value={intent}>
        {label}
      </button>
    </form>
  );
}
