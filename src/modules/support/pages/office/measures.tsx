import { Anchor, Badge, Button, Group, Table, Text } from "@mantine/core";
import { Form, Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDong } from "#core/money.ts";
import { mayKeep, openArea, requireKeeper } from "#modules/support/pages/office/ground.server.ts";
import { listMeasures, takeCatalogue } from "#modules/support/service/measures.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { percentText } from "../../catalogue.ts";
import { grounds, measureForms, measureKinds, measureStates } from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { Sample } from "./parts.tsx";
import type { Route } from "./+types/measures.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "measure");
  const items = await listMeasures(db, actor);
  return {
    mayKeep: mayKeep(actor, "measure"),
    measures: items.map(({ measure, terms }) => ({
      id: measure.id,
      code: measure.code,
      state: measure.state,
      isDemo: measure.isDemo,
      name: terms.name,
      kind: terms.kind,
      form: terms.form,
      ground: terms.terms.grantedFor,
      rate: terms.rateBp === null ? null : percentText(terms.rateBp),
      ceiling: terms.ceiling === null ? null : formatDong(terms.ceiling),
      hasBasis: terms.legalBasis !== null,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "measure");
  requireKeeper(actor, "measure");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const came = await takeCatalogue(db, actor);
    return {
      done:
        came === 0
          ? "Danh mục tham khảo đã có đủ ở đây."
          : `Đã nạp ${came} biện pháp tham khảo, ở tình trạng đang soạn.`,
    };
  });
});

/** The province's measures of support. */
export default function Measures({ loaderData, actionData }: Route.ComponentProps) {
  const { measures, mayKeep: keeps } = loaderData;
  return (
    <OfficePage
      title="Biện pháp hỗ trợ"
      description="Mỗi lần sửa là một phiên bản; đề nghị đã lập giữ phiên bản lúc lập."
      action={
        keeps && (
          <Group gap="xs">
            <Form method="post">
              <Button type="submit" variant="default">
                Nạp danh mục tham khảo
              </Button>
            </Form>
            <Button component={Link} to={supportPaths.newMeasure}>
              Thêm biện pháp
            </Button>
          </Group>
        )
      }
    >
      <title>Biện pháp hỗ trợ – OCOP</title>
      <Outcome answer={actionData} />
      {measures.length === 0 ? (
        <Text>
          Chưa có biện pháp nào. Nạp danh mục tham khảo (từ đề án Bắc Kạn 2018, Đắk Lắk 2022, báo
          cáo Bắc Giang 2022) rồi sửa theo quy định của tỉnh.
        </Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Biện pháp hỗ trợ">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Mã</Table.Th>
              <Table.Th>Biện pháp</Table.Th>
              <Table.Th>Điều kiện</Table.Th>
              <Table.Th>Tỷ lệ</Table.Th>
              <Table.Th>Mức trần (đồng)</Table.Th>
              <Table.Th>Tình trạng</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {measures.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>{one.code}</Table.Td>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.measure(one.id)} fw={600}>
                    {one.name}
                  </Anchor>{" "}
                  <Sample when={one.isDemo} />
                  <Text size="sm" c="dimmed">
                    {measureKinds[one.kind]} · {measureForms[one.form]}
                  </Text>
                </Table.Td>
                <Table.Td data-label="Điều kiện">{grounds[one.ground]}</Table.Td>
                <Table.Td data-label="Tỷ lệ">
                  {one.rate === null ? "không nêu" : `${one.rate}%`}
                </Table.Td>
                <Table.Td data-label="Mức trần (đồng)">{one.ceiling ?? "không nêu"}</Table.Td>
                <Table.Td>
                  <Badge color={one.state === "open" ? "leaf" : "gray"}>
                    {measureStates[one.state]}
                  </Badge>
                  {!one.hasBasis && (
                    <Text size="sm" c="dimmed">
                      Chưa ghi căn cứ
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </OfficePage>
  );
}
