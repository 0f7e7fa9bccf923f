import { Anchor, Button, Card, Checkbox, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openArea, requireKeeper } from "#modules/support/pages/office/ground.server.ts";
import { actOnMeasure, measurePage } from "#modules/support/pages/office/measure.server.ts";
import { authorisedMeasure } from "#modules/support/service/load.server.ts";
import {
  Choice,
  type Fields,
  formValues,
  Line,
  Lines,
} from "#modules/producers/widgets/fields.tsx";
import { producerKinds } from "#modules/producers/model.ts";
import { type Answer, failureOf, Outcome } from "#ui/office/act.tsx";
import { isOnMenu } from "#ui/office/menu.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  fundSources,
  grounds,
  measureForms,
  measureKinds,
  measureStates,
  onceFor,
} from "../../model.ts";
import { supportPaths } from "../../paths.ts";
import { InCharge, type Shown, Versions } from "./measure-parts.tsx";
import { Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/measure.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** The last part of the address of a measure that is only being entered. */
const isNew = (id: string) => id === "moi";

async function openMeasure(args: Route.LoaderArgs | Route.ActionArgs) {
  const ground = await openArea(args, "measure");
  const { measure } = args.params;
  if (isNew(measure)) requireKeeper(ground.actor, "measure");
  return { ...ground, id: isNew(measure) ? null : measure };
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, id } = await openMeasure(args);
  return {
    measure: await measurePage(db, actor, id),
    maySeeClaims: id !== null && isOnMenu(actor, supportPaths.claims),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, id } = await openMeasure(args);
  if (id !== null) await authorisedMeasure(db, actor, "keep", id);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { done, ...saved } = await actOnMeasure(db, actor, id, form);
    if (id === null) return redirect(supportPaths.measure(saved.id), 303);
    return { done };
  });
});

const starting = {
  kind: "product",
  form: "money",
  grantedFor: "recognised",
  oncePer: "product",
  papers: "Hợp đồng hoặc báo giá\nHóa đơn, chứng từ đã chi",
};

/** One measure: its terms, whether it is open, who looks after it, and its earlier versions. */
export default function MeasurePage({ loaderData, actionData }: Route.ComponentProps) {
  const { measure, maySeeClaims } = loaderData;
  const failure = failureOf(actionData, "save");
  const { field } = formValues(failure, measure?.values ?? starting);
  const title = measure?.values.name ?? "Thêm biện pháp hỗ trợ";
  return (
    <OfficePage title={title} description={measure ? measureStates[measure.state] : undefined}>
      <title>{`${title} – OCOP`}</title>
      <Up to={supportPaths.measures}>Biện pháp hỗ trợ</Up>{" "}
      <Sample when={measure?.isDemo ?? false} />
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={860}>
        {measure && maySeeClaims && (
          <Anchor component={Link} to={supportPaths.claimsOf(measure.id)} underline="always">
            Đề nghị theo biện pháp này
          </Anchor>
        )}
        {measure?.origin && (
          <Text size="sm">
            <strong>Tài liệu nguồn:</strong> {measure.origin}
          </Text>
        )}
        {measure && <Standing measure={measure} />}
        <Card withBorder component="section">
          <Form method="post" noValidate key={measure?.version ?? 0}>
            <fieldset className="plain-fields" disabled={measure !== null && !measure.mayKeep}>
              <VersionField version={measure?.version ?? 0} />
              <Stack gap="sm">
                <Facts of={field} />
                <Kinds chosen={measure?.producerKinds ?? []} answer={actionData} />
                <div>
                  <Button type="submit" name="intent" value="save">
                    {measure ? "Lưu thành phiên bản mới" : "Lưu biện pháp"}
                  </Button>
                </div>
              </Stack>
            </fieldset>
          </Form>
        </Card>
        {measure && <InCharge measure={measure} answer={actionData} />}
        {measure && <Versions measure={measure} />}
      </Stack>
    </OfficePage>
  );
}

function Facts({ of }: { of: Fields }) {
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Line of={of} name="code" label="Mã" required />
        <Choice of={of} name="kind" label="Nhóm" options={measureKinds} />
      </SimpleGrid>
      <Line of={of} name="name" label="Tên biện pháp" required />
      <Lines of={of} name="what" label="Nội dung được hỗ trợ" required />
      <Lines
        of={of}
        name="legalBasis"
        label="Văn bản của tỉnh làm căn cứ"
        description="Số, ngày, cơ quan ban hành. Chưa có thì chưa áp dụng được."
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Choice of={of} name="form" label="Hình thức" options={measureForms} />
        <Choice
          of={of}
          name="source"
          label="Nguồn kinh phí"
          options={fundSources}
          empty="Chưa xác định"
        />
        <Line
          of={of}
          name="ratePercent"
          label="Tỷ lệ hỗ trợ trên chi phí (%)"
          description="Để trống nếu không quy định tỷ lệ"
          inputMode="decimal"
        />
        <Line
          of={of}
          name="ceiling"
          label="Mức trần (đồng)"
          description="Gõ được 20.000.000 hoặc 20 triệu; để trống nếu không có"
          inputMode="text"
        />
        <Choice of={of} name="grantedFor" label="Phát sinh khi" options={grounds} />
        <Line of={of} name="minStars" label="Từ mấy sao" inputMode="numeric" />
        <Choice of={of} name="oncePer" label="Tính cho" options={onceFor} />
        <Line
          of={of}
          name="everyYears"
          label="Được hưởng lại sau (năm)"
          description="Để trống: chỉ một lần"
          inputMode="numeric"
        />
        <Line
          of={of}
          name="claimMonths"
          label="Phải đề nghị trong (tháng)"
          description="Để trống: không hạn"
          inputMode="numeric"
        />
        <Line of={of} name="from" label="Áp dụng từ ngày" placeholder="ngày/tháng/năm" required />
        <Line of={of} name="until" label="Đến hết ngày" placeholder="ngày/tháng/năm" />
        <Line of={of} name="decideDays" label="Hạn duyệt (ngày làm việc)" inputMode="numeric" />
        <Line of={of} name="payDays" label="Hạn chi trả (ngày làm việc)" inputMode="numeric" />
      </SimpleGrid>
      <Lines
        of={of}
        name="papers"
        label="Giấy tờ phải nộp"
        description="Mỗi dòng một loại"
        minRows={3}
      />
    </>
  );
}

function Kinds({ chosen, answer }: { chosen: readonly string[]; answer: Answer | undefined }) {
  const error = failureOf(answer, "save")?.errors["producerKinds"];
  return (
    <Checkbox.Group
      defaultValue={[...chosen]}
      label="Chỉ cho loại hình"
      description="Không đánh dấu: mọi loại hình"
      error={error}
    >
      <Group gap="sm" mt={4}>
        {Object.entries(producerKinds).map(([value, { vi }]) => (
          <Checkbox key={value} name="producerKinds" value={value} label={vi} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function Standing({ measure }: { measure: Shown }) {
  if (!measure.mayKeep) return null;
  const isOpen = measure.state === "open";
  return (
    <Card withBorder component="section">
      <Form method="post">
        <VersionField version={measure.version} />
        <input type="hidden" name="step" value={isOpen ? "close" : "open"} />
        <Group>
          <Text size="sm">
            {isOpen
              ? "Đang áp dụng: quyền lợi tự phát sinh khi đủ điều kiện."
              : "Chưa áp dụng: chưa ai phát sinh quyền lợi."}
          </Text>
          <Button type="submit" name="intent" value="move" variant={isOpen ? "default" : "filled"}>
            {isOpen ? "Ngừng áp dụng" : "Áp dụng biện pháp"}
          </Button>
        </Group>
      </Form>
    </Card>
  );
}
