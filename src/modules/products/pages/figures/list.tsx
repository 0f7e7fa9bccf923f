import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formatNumber } from "#core/input/number.ts";
import { requireActor } from "#core/session/session.ts";
import { figureSources } from "#modules/producers/figures/model.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { thisYear } from "#modules/products/service/figures.server.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { figurePaths } from "#modules/producers/figures/paths.ts";
import type { Route } from "./+types/list.ts";

/** How many years a producer is offered to fill in, the one under way not among them. */
const offered = 3;

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { producer, years, abilities } = await getProducer(db, actor, params.id);
  const now = await thisYear(db);
  const wanted = Array.from({ length: offered }, (_, ago) => now - 1 - ago);
  const all = new Set([...wanted, ...years.map(({ year }) => year)]);
  return {
    producer: { id: producer.id, name: producer.name },
    mayUpdate: abilities.includes("update"),
    lastYear: now - 1,
    years: [...all]
      .toSorted((a, b) => b - a)
      .map((year) => {
        const told = years.find((one) => one.year === year);
        return {
          year,
          isTold: told !== undefined,
          revenue: told?.revenue ?? null,
          labour: told?.labour ?? null,
          source: told?.source ?? null,
        };
      }),
  };
});

/** A producer's years: which are told, and the way to each. */
export default function FigureYears({ loaderData }: Route.ComponentProps) {
  const { producer, mayUpdate, lastYear, years } = loaderData;
  return (
    <>
      <title>{`Số liệu từng năm – ${producer.name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: `/co-so/${producer.id}`, name: producer.name }]} />
      <h1>Số liệu từng năm</h1>
      <p>
        Mỗi năm một lần, vào tháng 1, cơ sở cho biết doanh thu, sản lượng và lao động của năm vừa
        qua. Số liệu không hiện trên trang công khai.
      </p>
      <ul className="row-list">
        {years.map(({ year, isTold, revenue, labour, source }) => (
          <li key={year}>
            <a href={figurePaths.year(producer.id, year)}>
              <span>
                Năm {year}{" "}
                {!isTold && (
                  <Tag kind={year === lastYear ? "warning" : "past"}>
                    {mayUpdate ? "Chưa nhập" : "Chưa có"}
                  </Tag>
                )}
                {isTold && (
                  <small className="soft">
                    Doanh thu: {revenue === null ? "chưa rõ" : `${formatNumber(revenue)} đồng`} ·
                    Lao động: {labour === null ? "chưa rõ" : `${formatNumber(labour)} người`}
                    {source && source !== "own" && ` · ${figureSources[source]}`}
                  </small>
                )}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
