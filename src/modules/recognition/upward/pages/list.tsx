import { Anchor, Badge, Button, Card, Stack, Text, Title } from "@mantine/core";
import { Link, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { draftLetter } from "#modules/recognition/upward/service/letters.server.ts";
import { listLetters, listSendable } from "#modules/recognition/upward/service/list.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { PaperTable } from "../../pages/parts/paper-table.tsx";
import { ResultTable } from "../../pages/parts/result-table.tsx";
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
            <PaperTable
              label="Văn bản đề nghị"
              rows={letters.map((one) => ({
                ...one,
                href: upwardPaths.letter(one.id),
                about: `${one.products} sản phẩm`,
                state: stateOf(one),
              }))}
            />
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
    <ResultTable
      title="Kết quả đủ điểm đề nghị cấp trên"
      none="Không có kết quả nào đang chờ trình. Sản phẩm đủ điểm đề nghị cấp trên hiện ở đây khi hội đồng của tỉnh chốt kết quả."
      heads={["Loại hồ sơ", "Phê duyệt"]}
      rows={sendable.map((one) => ({
        ...one,
        cells: [packageKinds[one.kind], <Approval key="approval" of={one.approval} />],
        isChoice: mayDraft && (one.approval === "issued" || one.approval === "notNeeded"),
      }))}
    >
      {mayDraft ? <Button type="submit">Lập văn bản đề nghị</Button> : null}
    </ResultTable>
  );
}

function Approval({ of }: { of: keyof typeof approvalWords }) {
  return (
    <>
      {approvalWords[of]}
      {of === "none" && (
        <div>
          <Anchor underline="always" component={Link} to={recognitionPaths.list}>
            Lập quyết định phê duyệt
          </Anchor>
        </div>
      )}
    </>
  );
}

function stateOf({ state, waiting }: Loaded["letters"][number]) {
  return (
    <>
      {upwardStates[state]}
      {waiting > 0 && (
        <div>
          <Badge color="yellow">{waiting} sản phẩm chờ kết quả của Bộ</Badge>
        </div>
      )}
    </>
  );
}
