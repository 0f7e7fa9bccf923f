import { Anchor, Badge, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { listOwnWork } from "#modules/councils/consult/own-work.server.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import type { Route } from "./+types/work.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, ["consultMember"]);
  const work = await listOwnWork(db, actor);
  return {
    work: work.map(({ id, row, dueOn, isLate, submittedAt, found, of }) => ({
      id,
      dossierId: row.id,
      product: row.productName,
      producer: row.producerName,
      setCode: row.setCode,
      isDemo: row.isDemo,
      isHere: row.state === "underAdvice",
      dueOn,
      isLate,
      submittedAt,
      found,
      of,
    })),
  };
});

type Work = Route.ComponentProps["loaderData"]["work"];

export default function WorkPage({ loaderData: { work } }: Route.ComponentProps) {
  const open = work.filter(({ submittedAt }) => submittedAt === null);
  const done = work.filter(({ submittedAt }) => submittedAt !== null);
  return (
    <OfficePage
      title="Hồ sơ tôi thẩm tra"
      description={
        open.length === 0 ? "Không có hồ sơ nào đang chờ." : `${open.length} hồ sơ đang chờ`
      }
    >
      <title>Hồ sơ tôi thẩm tra – OCOP</title>
      {open.length > 0 && <WorkTable work={open} label="Hồ sơ đang chờ thẩm tra" />}
      {done.length > 0 && (
        <>
          <Title order={2} size="h4" mt="lg" mb="xs">
            Đã nộp
          </Title>
          <WorkTable work={done} label="Bản thẩm tra đã nộp" />
        </>
      )}
    </OfficePage>
  );
}

function WorkTable({ work, label }: { work: Work; label: string }) {
  return (
    <Table className="stacking" aria-label={label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Sản phẩm</Table.Th>
          <Table.Th>Bộ</Table.Th>
          <Table.Th>Hạn</Table.Th>
          <Table.Th>Tiến độ</Table.Th>
          <Table.Th>Việc khác</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {work.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              <Anchor component={Link} to={consultPaths.review(one.id)} fw={600}>
                {one.product}
              </Anchor>
              <Text size="sm">{one.producer}</Text>
              {one.isDemo && (
                <Badge size="sm" className="sample-badge">
                  Dữ liệu mẫu
                </Badge>
              )}
            </Table.Td>
            <Table.Td>Bộ {one.setCode}</Table.Td>
            <Table.Td className={one.isLate ? "late-day" : undefined}>
              {one.dueOn === null
                ? "Không ghi hạn"
                : `${one.isLate ? "Quá hạn" : "Hạn"} ${dayText(one.dueOn, "vi")}`}
            </Table.Td>
            <Table.Td>
              {one.submittedAt === null
                ? `${one.found}/${one.of} tiêu chí`
                : `Nộp lúc ${instantText(one.submittedAt, "vi")}`}
            </Table.Td>
            <Table.Td>
              {one.isHere && (
                <>
                  <Anchor href={consultPaths.survey(one.id)} size="sm">
                    Khảo sát
                  </Anchor>
                  {" · "}
                </>
              )}
              <Anchor component={Link} to={consultPaths.dossier(one.dossierId)} size="sm">
                Kiểm nghiệm, báo cáo
              </Anchor>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
