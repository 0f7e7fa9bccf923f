import { redirect } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { Empty } from "#ui/public/notice.tsx";
import { figurePaths } from "#modules/producers/figures/paths.ts";
import type { Route } from "./+types/own.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const own = await listOwnProducers(context.get(requestContext).database.db, actor);
  const [first, ...others] = own;
  if (first && others.length === 0) throw redirect(figurePaths.list(first.id), 303);
  return { producers: own.map(({ id, name }) => ({ id, name })) };
});

/** Whose figures? Asked only of those who work for several producers. */
export default function OwnFigures({ loaderData: { producers } }: Route.ComponentProps) {
  return (
    <>
      <title>Số liệu từng năm – OCOP</title>
      <h1>Số liệu từng năm</h1>
      {producers.length === 0 && (
        <Empty title="Chưa có cơ sở nào">
          <p>
            Hãy <a href="/co-so">nhập thông tin cơ sở</a> trước.
          </p>
        </Empty>
      )}
      <ul className="row-list">
        {producers.map(({ id, name }) => (
          <li key={id}>
            <a href={figurePaths.list(id)}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
