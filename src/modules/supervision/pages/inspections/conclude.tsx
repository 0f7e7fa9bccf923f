import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { concludeInspection, symbolOf } from "#modules/supervision/service/conclude.server.ts";
import { describeInspection } from "#modules/supervision/service/describe.server.ts";
import { authorisedInspection } from "#modules/supervision/service/load.server.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { Conclude } from "../../inputs.ts";
import { type ChecklistItem, measures } from "../../model.ts";
import { inspectionPaths } from "../../paths.ts";
import { type Returned, returned } from "./visit-fields.tsx";
import type { Route } from "./+types/conclude.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const { row, visit, may } = await describeInspection(db, actor, args.params.inspection);
  if (!may.conclude || !visit)
    throw new AppError("forbidden", {
      denied: "inspection.lead",
      vi: "Chỉ người phụ trách kết luận, sau khi kết quả kiểm tra đã gửi về.",
    });
  const lacking = row.checklist.filter(({ code }) => visit.answers[code]?.mark === "notKept");
  return {
    id: row.id,
    version: row.version,
    product: row.productName,
    producer: row.producerName,
    isRecheck: row.followsId !== null,
    symbol: await symbolOf(db, row),
    lacking: lacking.map((item) => ({ ...item, found: visit.answers[item.code]?.note ?? null })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const { id: inspectionId } = await authorisedInspection(db, actor, "see", args.params.inspection);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { expectedVersion, conclusion, symbol, ...rest } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    await concludeInspection(db, actor, {
      inspectionId,
      expectedVersion,
      conclusion,
      symbol,
      demands: demandsIn(rest),
    } as Conclude);
    throw redirect(inspectionPaths.one(inspectionId));
  });
});

/** The demands of a form: `code0`, `measure0`, `demand0`, `dueOn0`, and so on. */
function demandsIn(fields: Readonly<Record<string, string | string[]>>) {
  const demands: Record<string, object> = {};
  for (let at = 0; fields[`code${at}`] !== undefined; at += 1)
    demands[String(fields[`code${at}`])] = {
      measure: fields[`measure${at}`],
      demand: fields[`demand${at}`],
      dueOn: fields[`dueOn${at}`] ?? "",
    };
  return demands;
}

export const shouldRevalidate = readAnew;

/** The conclusion: a demand with a deadline for each line that was not kept. */
export default function ConcludePage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, version, product, producer, lacking, isRecheck, symbol } = loaderData;
  const form = returned(actionData);
  return (
    <OfficePage title={`Kết luận: ${product}`} description={producer}>
      <title>{`Kết luận kiểm tra ${product} – OCOP`}</title>
      <Anchor className="back" component={Link} to={inspectionPaths.one(id)} size="sm">
        ← Lần kiểm tra
      </Anchor>
      <Outcome answer={actionData} />
      <Form method="post" noValidate>
        <VersionField version={version} />
        <Stack mt="xs" maw={760}>
          {isRecheck && (
            <Text>
              Nội dung đạt được xác nhận đã khắc phục; nội dung không đạt chuyển sang đề nghị xử lý.
            </Text>
          )}
          {lacking.length === 0 && <Text>Không có nội dung nào không đạt.</Text>}
          {!isRecheck &&
            lacking.map((item, at) => <Demand key={item.code} item={item} at={at} form={form} />)}
          <Textarea
            name="conclusion"
            label="Kết luận"
            required
            autosize
            minRows={3}
            defaultValue={form.values["conclusion"]}
            error={form.errors["conclusion"]}
          />
          <TextInput
            name="symbol"
            label="Ký hiệu của cơ quan trong số biên bản"
            description={`Biên bản được cấp số liên tục trong năm, như 05/BB-${symbol}.`}
            maw={420}
            defaultValue={form.values["symbol"] ?? symbol}
            error={form.errors["symbol"]}
          />
          <Group>
            <Button type="submit">Kết luận và báo cho chủ thể</Button>
          </Group>
          <Text size="sm">Kết luận rồi không sửa được kết quả kiểm tra nữa.</Text>
        </Stack>
      </Form>
    </OfficePage>
  );
}

function Demand({
  item,
  at,
  form: { values, errors },
}: {
  item: ChecklistItem & { readonly found: string | null };
  at: number;
  form: Returned;
}) {
  const error = (field: string) => errors[`demands.${item.code}.${field}`];
  return (
    <Card withBorder component="fieldset" m={0}>
      <legend>
        <Text span fw={600}>
          {item.title}
        </Text>
      </legend>
      <input type="hidden" name={`code${at}`} value={item.code} />
      <Text size="sm">Phải có: {item.expects}</Text>
      <Text size="sm">Ghi nhận: {item.found ?? "xem ảnh"}</Text>
      <Group align="start" mt="xs">
        <NativeSelect
          name={`measure${at}`}
          label="Yêu cầu"
          defaultValue={values[`measure${at}`] ?? "remedy"}
          error={error("measure")}
          data={Object.entries(measures).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          type="date"
          name={`dueOn${at}`}
          label="Hạn khắc phục"
          description="Để trống khi đề nghị xử lý"
          defaultValue={values[`dueOn${at}`]}
          error={error("dueOn")}
        />
      </Group>
      <Textarea
        name={`demand${at}`}
        label="Phải làm gì, hoặc vì sao đề nghị xử lý"
        required
        autosize
        defaultValue={values[`demand${at}`]}
        error={error("demand")}
        mt="xs"
      />
    </Card>
  );
}
