import { Alert, Button, Card, NativeSelect, Radio, Stack, Text, TextInput } from "@mantine/core";
import { Form, redirect, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { parseDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { recordDossier } from "#modules/dossiers/service/open.server.ts";
import { recordingOf } from "#modules/dossiers/service/record.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { dossierKindNames, dossierKinds } from "../../model.ts";
import { filingPaths } from "../../paths.ts";
import { requireDesk } from "./desk.ts";
import "./office.css";
import type { Route } from "./+types/record.ts";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const typed = new URL(request.url).searchParams.get("ngay");
  const filedOn = typed === null ? null : parseDay(typed);
  const dayFault = typed !== null && filedOn === null ? "Hãy nhập ngày có thật." : null;
  try {
    return { ...(await recordingOf(db, actor, params.product, filedOn)), typed, dayFault };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "invalid") throw thrown;
    const { filedOn: fault = thrown.vi } = thrown.fields;
    return { ...(await recordingOf(db, actor, params.product, null)), typed, dayFault: fault };
  }
});

export const action = forPage(async ({ context, params, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const text = (name: string) => String(formFields(form)[name] ?? "");
  return orBackToForm(context, form, async () => {
    const { id } = await recordDossier(db, actor, {
      productId: params.product,
      // What is no kind is refused by the service, with a word beside the box.
      kind: text("kind") as (typeof dossierKindNames)[number],
      setCode: text("setCode"),
      filedOn: text("filedOn"),
      numberText: text("numberText"),
      formerUnit: text("formerUnit"),
      previousId: "",
      previousStars: text("previousStars"),
      certificateExpiresOn: text("certificateExpiresOn"),
    });
    return redirect(filingPaths.hub(id), 303);
  });
});

export default function RecordPage({ loaderData, actionData }: Route.ComponentProps) {
  const { product, onDay, typed, dayFault, today } = loaderData;
  return (
    <OfficePage title={`Ghi hồ sơ đợt cũ: ${product.name}`} description={product.producerName}>
      <title>{`Ghi hồ sơ đợt cũ – ${product.name} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack maw={640}>
        <Text>
          Ghi lại một đợt đã diễn ra, đúng bộ tiêu chí và các cấp của ngày nộp khi đó. Hồ sơ ghi lại
          không tính thời hạn với ai và không gửi tin cho chủ thể.
        </Text>
        <Card withBorder>
          <Form method="get">
            <TextInput
              type="date"
              name="ngay"
              label="Ngày nộp khi đó"
              description="Ngày này quyết định bộ tiêu chí và các cấp xử lý"
              defaultValue={typed ?? ""}
              min="2019-08-21"
              max={today}
              error={dayFault}
              w={240}
            />
            <Button type="submit" variant={onDay ? "default" : "filled"} mt="xs">
              {onDay ? "Đổi ngày" : "Tiếp tục"}
            </Button>
          </Form>
        </Card>
        {onDay && <Details key={onDay.filedOn} loaderData={loaderData} actionData={actionData} />}
      </Stack>
    </OfficePage>
  );
}

const levelWords: Readonly<Record<string, string>> = {
  commune: "xã",
  district: "huyện",
  province: "tỉnh",
  central: "trung ương",
};

function Details({
  loaderData: { onDay, setCode },
  actionData,
}: {
  loaderData: Route.ComponentProps["loaderData"];
  actionData: Route.ComponentProps["actionData"] | undefined;
}) {
  const { state } = useNavigation();
  if (!onDay) return null;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const box = (name: string, kept = "") => ({
    name,
    defaultValue: failure?.values[name] ?? kept,
    error: failure?.errors[name],
  });
  const known = onDay.sets.some(({ code }) => code === setCode);
  return (
    <Card withBorder>
      <Alert color="leaf" mb="sm">
        Nộp ngày {dayText(onDay.filedOn, "vi")}: Quyết định {onDay.decision}, qua các cấp{" "}
        {onDay.levels.map((level) => levelWords[level] ?? level).join(", ")}.
      </Alert>
      <Form method="post" noValidate>
        <input type="hidden" name="filedOn" value={onDay.filedOn} />
        <Stack gap="sm">
          <Radio.Group
            label="Nộp để làm gì"
            name="kind"
            defaultValue={failure?.values["kind"] ?? "first"}
            error={failure?.errors["kind"]}
          >
            <Stack gap={4} mt={4}>
              {dossierKindNames.map((kind) => (
                <Radio key={kind} value={kind} label={dossierKinds[kind]} />
              ))}
            </Stack>
          </Radio.Group>
          <NativeSelect
            label="Bộ sản phẩm khi đó"
            {...box("setCode", known ? (setCode ?? "") : "")}
            data={[
              { value: "", label: "Chọn" },
              ...onDay.sets.map(({ code, title }) => ({ value: code, label: `${code}. ${title}` })),
            ]}
          />
          {onDay.formerUnits.length > 0 && (
            <NativeSelect
              label="Xã, huyện khi đó"
              description="Địa giới trước ngày 01/7/2025"
              {...box("formerUnit")}
              data={[
                { value: "", label: "Không rõ: ghi theo xã hiện nay" },
                ...onDay.formerUnits.map(({ code, name }) => ({ value: code, label: name })),
              ]}
            />
          )}
          <TextInput label="Số phiếu tiếp nhận khi đó (nếu biết)" {...box("numberText")} />
          <NativeSelect
            label="Hạng sao có trước đợt đó (nâng hạng, đánh giá lại)"
            {...box("previousStars")}
            data={[
              { value: "", label: "Không có" },
              ...[3, 4, 5].map((stars) => ({ value: String(stars), label: `${stars} sao` })),
            ]}
          />
          <TextInput
            type="date"
            label="Giấy chứng nhận trước đó hết hạn ngày nào (đánh giá lại)"
            w={240}
            {...box("certificateExpiresOn")}
          />
          <Button type="submit" loading={state === "submitting"}>
            Mở hồ sơ để ghi
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
