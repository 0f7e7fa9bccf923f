import {
  Anchor,
  Badge,
  Button,
  Card,
  Checkbox,
  Group,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { draftLetter } from "#modules/recognition/upward/service/letters.server.ts";
import { listLetters, listSendable } from "#modules/recognition/upward/service/list.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { recognitionPaths } from "../../paths.ts";
import type { DraftUpward } from "../inputs.ts";
import { packageKinds, upwardStates } from "../model.ts";
import { upwardPaths } from "../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return {
    mayDraft: hasRole(actor, "provinceOfficer"),
    sendable: await listSendable(db, actor),
    letters: await listLetters(db, actor),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await draftLetter(db, actor, formFields(form) as DraftUpward);
    throw redirect(upwardPaths.letter(id));
  });
});

/** Products that go up to the Ministry, and the letters that they went up with. */
export default function Upward({ loaderData, actionData }: Route.ComponentProps) {
  const { letters } = loaderData;
  return (
    <OfficePage
      title="Trình Trung ương"
      description="Sản phẩm đủ điểm đề nghị công nhận 5 sao: văn bản đề nghị, hồ sơ trình, kết quả của Bộ."
    >
      <title>Trình Trung ương – OCOP</title>
      <Outcome answer={actionData} />
      <Stack>
        <Sendable loaded={loaderData} />
        <Card withBorder component="section">
          <Title order={2} size="h4" mb="xs">
            Văn bản đề nghị
          </Title>
          {letters.length === 0 ? (
            <Text c="dimmed">Chưa có văn bản nào.</Text>
          ) : (
            <Letters letters={letters} />
          )}
        </Card>
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

const approvalWords = {
  issued: "Đã phê duyệt kết quả",
  underWay: "Quyết định phê duyệt đang dự thảo",
  none: "Chưa có quyết định phê duyệt",
  notNeeded: "Không cần quyết định phê duyệt",
} as const;

function Sendable({ loaded: { sendable, mayDraft } }: { loaded: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Kết quả đủ điểm đề nghị cấp trên
      </Title>
      {sendable.length === 0 ? (
        <Text c="dimmed">Không có kết quả nào đang chờ trình.</Text>
      ) : (
        <Form method="post">
          <Table className="stacking" aria-label="Kết quả đủ điểm đề nghị cấp trên">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Sản phẩm</Table.Th>
                <Table.Th>Chủ thể</Table.Th>
                <Table.Th>Điểm</Table.Th>
                <Table.Th>Loại hồ sơ</Table.Th>
                <Table.Th>Phê duyệt</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sendable.map((one) => (
                <Table.Tr key={one.dossierId}>
                  <Table.Td>
                    {mayDraft && (one.approval === "issued" || one.approval === "notNeeded") ? (
                      <Checkbox name="dossierIds" value={one.dossierId} label={one.productName} />
                    ) : (
                      one.productName
                    )}
                  </Table.Td>
                  <Table.Td>{one.producerName}</Table.Td>
                  <Table.Td>{one.mean ?? "–"}</Table.Td>
                  <Table.Td>{packageKinds[one.kind]}</Table.Td>
                  <Table.Td>
                    {approvalWords[one.approval]}
                    {one.approval === "none" && (
                      <div>
                        <Anchor component={Link} to={recognitionPaths.list}>
                          Lập quyết định phê duyệt
                        </Anchor>
                      </div>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {mayDraft && (
            <Group mt="sm">
              <Button type="submit">Lập văn bản đề nghị</Button>
            </Group>
          )}
        </Form>
      )}
    </Card>
  );
}

function Letters({ letters }: Pick<Loaded, "letters">) {
  return (
    <Table className="stacking" aria-label="Văn bản đề nghị">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Số, ngày</Table.Th>
          <Table.Th>Trích yếu</Table.Th>
          <Table.Th>Tình trạng</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {letters.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
              {one.numberText ?? "Chưa có số"}
              {one.signedOn && `, ${dayText(one.signedOn, "vi")}`}
            </Table.Td>
            <Table.Td>
              <Anchor component={Link} to={upwardPaths.letter(one.id)} fw={600}>
                {one.subject}
              </Anchor>
              <Text size="sm" c="dimmed">
                {one.products} sản phẩm
              </Text>
            </Table.Td>
            <Table.Td>
              {upwardStates[one.state]}
              {one.waiting > 0 && (
                <div>
                  <Badge color="yellow">{one.waiting} sản phẩm chờ kết quả của Bộ</Badge>
                </div>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
