import { Table, Text, Title } from "@mantine/core";
import { forPage } from "#core/http/page.ts";
import { listOutcomes } from "#modules/councils/comparison/outcomes.server.ts";
import { openedFor } from "#modules/councils/pages/practice/ground.server.ts";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { levelPairs, type Outcome, summaryOf, yearSeries } from "../../comparison/levels.ts";
import { councilLevels } from "../../model.ts";
import "../councils.css";
import { DotRows } from "./dot-rows.tsx";
import type { Route } from "./+types/levels.ts";

/** As many lines as one chart and its table show; the widest apart come first. */
const mostRows = 60;

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, "compare");
  const outcomes = await listOutcomes(db, actor);
  const pairs = levelPairs(outcomes);
  const series = yearSeries(outcomes);
  return {
    summary: summaryOf(pairs),
    pairs: pairs.slice(0, mostRows),
    series: series.slice(0, mostRows),
    seriesCount: series.length,
  };
});

const levelNames = Object.values(councilLevels);
const levelOf = ({ rank }: Outcome) => levelNames[rank] ?? "";

/** `-1.500000` as `−1,50`. */
function shown(value: string | null): string {
  if (value === null) return "–";
  const [whole = "", decimals = ""] = value.split(".");
  return `${whole.replace("-", "−")},${decimals.slice(0, 2)}`;
}

export default function LevelsPage({ loaderData }: Route.ComponentProps) {
  const { summary, pairs, series, seriesCount } = loaderData;
  return (
    <OfficePage
      title="So sánh kết quả các cấp, các năm"
      description="Cùng một hồ sơ ở hai cấp, và cùng một sản phẩm qua các lần đánh giá"
    >
      <title>So sánh kết quả – OCOP</title>
      <Title order={2} size="h4" mb="xs">
        Cùng hồ sơ, hai cấp
      </Title>
      {summary.pairs === 0 ? (
        <Text mb="lg">Chưa có hồ sơ nào được chấm ở hai cấp.</Text>
      ) : (
        <>
          <Text mb="xs">
            {summary.pairs} hồ sơ: cấp trên cho trung bình {shown(summary.mean)} điểm so với cấp
            dưới; {summary.otherStars} hồ sơ khác hạng sao.
          </Text>
          <DotRows
            label="Điểm ở hai cấp"
            marks={["Cấp dưới", "Cấp trên"]}
            rows={pairs.map(({ lower, upper }) => ({
              key: `${lower.dossierId} ${upper.stage}`,
              name: lower.productName,
              values: [lower.mean, upper.mean],
            }))}
          />
          <Table className="stacking" aria-label="Điểm ở hai cấp" mb="lg">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm, chủ thể</Table.Th>
                <Table.Th>Cấp dưới</Table.Th>
                <Table.Th>Cấp trên</Table.Th>
                <Table.Th>Chênh lệch</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {pairs.map(({ lower, upper, difference }) => (
                <Table.Tr key={`${lower.dossierId} ${upper.stage}`}>
                  <Table.Td>
                    {lower.productName}
                    <Text size="sm">{lower.producerName}</Text>
                  </Table.Td>
                  <Table.Td>
                    <Given outcome={lower} />
                  </Table.Td>
                  <Table.Td>
                    <Given outcome={upper} />
                  </Table.Td>
                  <Table.Td>{shown(difference)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
      <Title order={2} size="h4" mb="xs">
        Cùng sản phẩm, các năm
      </Title>
      {seriesCount === 0 ? (
        <Text>Chưa có sản phẩm nào được đánh giá hơn một lần ở cùng cấp.</Text>
      ) : (
        <>
          <Text mb="xs">{seriesCount} sản phẩm được đánh giá hơn một lần.</Text>
          <DotRows
            label="Điểm qua các lần đánh giá"
            marks={["Lần đầu", "Lần gần nhất"]}
            rows={series.map(({ outcomes }) => ({
              key: `${outcomes[0]?.productId} ${outcomes[0]?.rank}`,
              name: outcomes[0]?.productName ?? "",
              values: [outcomes[0]?.mean ?? null, outcomes.at(-1)?.mean ?? null],
            }))}
          />
          <Table className="stacking" aria-label="Điểm qua các lần đánh giá">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm, chủ thể</Table.Th>
                <Table.Th>Các lần</Table.Th>
                <Table.Th>Thay đổi</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {series.map(({ outcomes, difference }) => (
                <Table.Tr key={`${outcomes[0]?.productId} ${outcomes[0]?.rank}`}>
                  <Table.Td>
                    {outcomes[0]?.productName}
                    <Text size="sm">{outcomes[0]?.producerName}</Text>
                  </Table.Td>
                  <Table.Td>
                    {outcomes.map((outcome) => (
                      <div key={outcome.dossierId}>
                        <Given outcome={outcome} />
                      </div>
                    ))}
                  </Table.Td>
                  <Table.Td>{shown(difference)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </OfficePage>
  );
}

function Given({ outcome }: { outcome: Outcome }) {
  return (
    <>
      {levelOf(outcome)}, {dayText(outcome.on, "vi")}: <b>{shown(outcome.mean)}</b>, {outcome.stars}{" "}
      sao
    </>
  );
}
