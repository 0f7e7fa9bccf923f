import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { authorisedFair } from "#modules/market/fairs/load.server.ts";
import { actOnFair, fairPage } from "#modules/market/pages/fairs/fair.server.ts";
import { mayWrite, openArea } from "#modules/market/pages/office/ground.server.ts";
import {
  Choice,
  type Fields,
  formValues,
  Line,
  Lines,
} from "#modules/producers/widgets/fields.tsx";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { fairLevels, fairStates } from "../../fairs/model.ts";
import { fairPaths } from "../../paths.ts";
import { moneySources } from "../../points/model.ts";
import { Choices, Search } from "../office/sold.tsx";
import { Participants } from "./participants.tsx";
import type { Route } from "./+types/fair.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The last part of the address of a fair that is only being registered. */
const isNew = (id: string) => id === "moi";

async function openFair(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "fair");
  const { fair } = args.params;
  if (isNew(fair) && !mayWrite(ground.actor, "fair"))
    throw new AppError("forbidden", { denied: "fair.keep" });
  return { ...ground, id: isNew(fair) ? null : fair };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openFair(args);
  const text = new URL(args.request.url).searchParams.get("tim") ?? "";
  return { fair: id === null ? null : await fairPage(db, actor, id, text) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, id } = await openFair(args);
  if (id !== null) await authorisedFair(db, actor, "see", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { done, ...saved } = await actOnFair(db, actor, id, form);
    if (id === null) return redirect(fairPaths.one(saved.id), 303);
    return { done };
  });
});

export type Fair = NonNullable<Route.ComponentProps["loaderData"]["fair"]>;

/** One fair: its facts, who takes part, and what came of it. */
export default function FairPage({ loaderData: { fair }, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const saving = failure?.values["intent"] === "save" ? failure : undefined;
  const { field } = formValues(saving, fair?.values ?? { level: "province" });
  const title = fair?.values.name ?? "Thêm hội chợ";
  return (
    <OfficePage title={title}>
      <title>{`${title} – OCOP`}</title>
      <Anchor underline="always" component={Link} to={fairPaths.list} size="sm">
        Hội chợ, triển lãm
      </Anchor>{" "}
      {fair?.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}{" "}
      {fair?.state === "cancelled" && <Badge color="gray">{fairStates.cancelled}</Badge>}
      <Outcome answer={actionData} />
      <Stack mt="sm">
        {fair && <Participants fair={fair} failure={failure} />}
        {fair?.mayKeep && fair.state === "standing" && (
          <Card withBorder component="section" maw={680}>
            <Title order={2} size="h4">
              Thêm chủ thể tham gia
            </Title>
            <Search text={fair.text} label="Tìm chủ thể theo tên" />
            <Choices
              label="Chủ thể tìm được"
              rows={fair.found.map(({ id, name, unitName }) => ({ id, name, under: unitName }))}
              field="producerId"
              act={{ intent: "join", label: "Thêm" }}
            />
          </Card>
        )}
        <Card withBorder component="section" maw={680}>
          <Title order={2} size="h4" mb="xs">
            Thông tin hội chợ
          </Title>
          <Form method="post" noValidate>
            <fieldset className="plain-fields" disabled={fair !== null && !fair.mayKeep}>
              <VersionField version={fair?.version ?? 0} />
              <Stack gap="sm">
                <Facts of={field} />
                <div>
                  <Button type="submit" name="intent" value="save">
                    Lưu hội chợ
                  </Button>
                </div>
              </Stack>
            </fieldset>
          </Form>
        </Card>
        {fair?.mayKeep && <Holding fair={fair} />}
      </Stack>
    </OfficePage>
  );
}

function Facts({ of }: { of: Fields }) {
  return (
    <>
      <Line of={of} name="name" label="Tên hội chợ, triển lãm" required />
      <Choice of={of} name="level" label="Cấp" options={fairLevels} />
      <Line of={of} name="place" label="Nơi tổ chức" required />
      <Line of={of} name="organiser" label="Đơn vị tổ chức" required />
      <Group grow align="flex-start">
        <Line of={of} name="startsOn" label="Từ ngày" type="date" required />
        <Line of={of} name="endsOn" label="Đến ngày" type="date" required />
      </Group>
      <Line
        of={of}
        name="sharedSupport"
        label="Kinh phí hỗ trợ chung (đồng)"
        description="Gian hàng, vận chuyển, trang trí cho cả đoàn; ví dụ: 45.000.000 hoặc 45 triệu"
      />
      <Choice
        of={of}
        name="supportSource"
        label="Nguồn kinh phí"
        options={moneySources}
        empty="Không có"
      />
      <Line of={of} name="legalBasis" label="Văn bản làm căn cứ chi" />
      <Lines of={of} name="note" label="Ghi chú" />
    </>
  );
}

function Holding({ fair }: { fair: Fair }) {
  const isStanding = fair.state === "standing";
  const values = {
    expectedVersion: String(fair.version),
    step: isStanding ? "cancel" : "restore",
  };
  return (
    <Card withBorder component="section" maw={680}>
      <Title order={2} size="h4" mb="xs">
        Tình trạng
      </Title>
      <Text size="sm" mb="xs">
        {fairStates[fair.state]}
      </Text>
      <Confirm
        intent="move"
        label={isStanding ? "Hủy hội chợ" : "Tổ chức lại"}
        says={
          isStanding
            ? "Hội chợ đã hủy không tính vào tổng của năm; hội chợ chưa diễn ra thì chủ thể trong danh sách được báo ngay. Vẫn mở lại được."
            : "Hội chợ lại được tính vào tổng của năm; hội chợ chưa diễn ra thì chủ thể trong danh sách được báo ngay."
        }
        values={values}
        colour={isStanding ? "red" : "leaf"}
      />
    </Card>
  );
}
