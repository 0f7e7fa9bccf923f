import { Anchor, Table } from "@mantine/core";
import { Link } from "react-router";
import { whole } from "../../charts/columns.ts";
import type { Overview } from "#modules/planning/dashboards/overview.server.ts";
import { figurePaths, withQuery } from "../../paths.ts";

/** The numbers of a chart, for those who read rather than look; closed until asked for, open on paper. */
export function NumberTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  return (
    <details className="numbers">
      <summary>Xem bằng bảng số</summary>
      <Table aria-label={caption} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            {head.map((one, at) => (
              <Table.Th key={one} className={at > 0 ? "number" : undefined}>
                {one}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row[0]}>
              {row.map((cell, at) => (
                <Table.Td key={head[at]} className={at > 0 ? "number" : undefined}>
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

/** Products in force and recognised, by year and stars. */
export function YearTable({ years }: Pick<Overview["standing"], "years">) {
  return (
    <NumberTable
      caption="Sản phẩm theo năm và hạng sao"
      head={["Năm", "3 sao", "4 sao", "5 sao", "Công nhận trong năm"]}
      rows={years.map(({ year, inForce, recognised }) => [
        String(year),
        whole(inForce[3]),
        whole(inForce[4]),
        whole(inForce[5]),
        whole(recognised[3] + recognised[4] + recognised[5]),
      ])}
    />
  );
}

/** Units with their products, the most first; each opens its products. */
export function PlaceTable({
  overview: { places, unit, year, placeLevel },
}: {
  overview: Overview;
}) {
  const none = places.filter(({ count }) => count === 0).length;
  const some = places.filter(({ count }) => count > 0);
  return (
    <div>
      <section className="scrolling" aria-label="Sản phẩm theo địa bàn">
        <Table verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Địa bàn</Table.Th>
              <Table.Th className="number">Sản phẩm</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {some.map(({ key, name, count }) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <Anchor
                    underline="always"
                    component={Link}
                    to={
                      placeLevel === "province"
                        ? withQuery(figurePaths.dashboard, { unit: key })
                        : withQuery(figurePaths.rows("products-valid"), {
                            unit,
                            year,
                            parts: { commune: key },
                          })
                    }
                  >
                    {name}
                  </Anchor>
                </Table.Td>
                <Table.Td className="number">{whole(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {none > 0 && <p>{`${whole(none)} đơn vị chưa có sản phẩm đang được công nhận.`}</p>}
    </div>
  );
}
