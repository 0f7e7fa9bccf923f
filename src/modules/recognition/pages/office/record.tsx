import {
  Anchor,
  Button,
  Card,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useState } from "react";
import { Form, Link, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { hasRole } from "#core/access/actor.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { recordFromForm, recordPage } from "#modules/recognition/pages/office/record.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { recognitionPermissions } from "../../access.ts";
import type { IssuerLevel } from "../../model.ts";
import { recognitionPaths } from "../../paths.ts";
import type { Route } from "./+types/record.ts";
import { CopyFields } from "../../widgets/copy-fields.tsx";
import { SignedPaperFields } from "../parts/signed-paper-fields.tsx";
import { ItemFields, rowsIn } from "./parts/record-items.tsx";

async function openRecord(args: Route.LoaderArgs) {
  const ground = await openPage(args);
  if (!hasRole(ground.actor, ...recognitionPermissions.record.roles))
    throw new AppError("forbidden", {
      denied: "decision.record",
      roles: recognitionPermissions.record.roles,
    });
  return ground;
}

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, session } = await openRecord(args);
  return recordPage(db, session, new URL(args.request.url).searchParams.get("tim") ?? "");
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openRecord(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    throw redirect(recognitionPaths.decision(await recordFromForm(ground, form)), 303);
  });
});

const levels = {
  province: "Tỉnh",
  district: "Huyện (trước tháng 7/2025)",
  central: "Trung ương",
} as const satisfies Record<IssuerLevel, string>;

/** Enters a decision with the number that it has: of the past, of the Ministry, of another register. */
export default function RecordPage({ loaderData, actionData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const values: Readonly<Record<string, string | undefined>> = failure?.values ?? {};
  const errors: Readonly<Record<string, string | undefined>> = failure?.errors ?? {};
  return (
    <OfficePage
      title="Nhập quyết định đã có số"
      description="Quyết định của các năm trước, của cấp huyện cũ, của Bộ, hoặc đã ký và lấy số ở sổ văn thư."
    >
      <title>Nhập quyết định đã có số – OCOP</title>
      <Anchor underline="always" component={Link} to={recognitionPaths.list} size="sm">
        Công nhận
      </Anchor>
      <Outcome answer={failure} />
      <Form method="post" encType="multipart/form-data" noValidate>
        <Stack mt="sm">
          <Card withBorder component="section">
            <Title order={2} size="h4" mb="xs">
              Quyết định
            </Title>
            <Stack gap="sm" maw={620}>
              <IssuerFields loaded={loaderData} values={values} errors={errors} />
              <SignedPaperFields
                names={{ number: "numberText", day: "signedOn", signer: "signerName" }}
                example="512/QĐ-UBND"
                today={loaderData.today}
                values={values}
                errors={errors}
              />
              <TextInput
                name="title"
                label="Trích yếu"
                placeholder="Công nhận kết quả đánh giá, phân hạng sản phẩm OCOP năm 2024"
                required
                defaultValue={values["title"]}
                error={errors["title"]}
              />
              <NativeSelect
                name="regime"
                label="Bộ tiêu chí đã dùng để đánh giá"
                required
                data={[{ value: "", label: "Chọn" }, ...loaderData.regimes]}
                defaultValue={values["regime"] ?? ""}
                error={errors["regime"]}
              />
              <CopyFields
                errors={errors}
                label="Bản đã ký (PDF)"
                description="Bắt buộc khi quyết định dựa trên kết quả của hội đồng có trên hệ thống. Hệ thống đối chiếu số, ngày trong tệp."
              />
            </Stack>
          </Card>
          <ItemFields loaded={loaderData} start={rowsIn(values)} values={values} errors={errors} />
          <Text size="sm">
            Khi lưu, sản phẩm được ghi nhận là đã công nhận và có trang tra cứu với số giấy chứng
            nhận của bản giấy. Quyết định đã nhập không sửa được.
          </Text>
          <Group>
            <Button type="submit">Lưu quyết định</Button>
          </Group>
        </Stack>
      </Form>
    </OfficePage>
  );
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Who decided: the level, the unit of the past, and the issuer as it stands at the head of the paper. */
function IssuerFields({
  loaded,
  values,
  errors,
}: {
  loaded: Route.ComponentProps["loaderData"];
  values: Texts;
  errors: Texts;
}) {
  const [level, setLevel] = useState(values["level"] ?? "province");
  const [issuer, setIssuer] = useState(values["issuer"] ?? loaded.issuers.province);
  const chooseLevel = (next: string) => {
    setLevel(next);
    setIssuer(next === "district" ? "" : loaded.issuers[next === "central" ? next : "province"]);
  };
  return (
    <>
      <Radio.Group
        name="level"
        label="Cấp ban hành"
        value={level}
        onChange={chooseLevel}
        error={errors["level"]}
      >
        <Group mt={4}>
          {Object.entries(levels).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Group>
      </Radio.Group>
      {level === "district" && (
        <NativeSelect
          name="districtCode"
          label="Huyện đã ban hành"
          data={[{ value: "", label: "Chọn" }, ...loaded.districts]}
          defaultValue={values["districtCode"] ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setIssuer(loaded.districts.find((one) => one.value === value)?.issuer ?? "")
          }
          error={errors["districtCode"]}
        />
      )}
      {level === "province" && loaded.provinces.length > 1 && (
        <NativeSelect
          name="formerProvinceCode"
          label="Tỉnh đã ban hành"
          data={[
            { value: "", label: "Tỉnh hiện nay" },
            ...loaded.provinces.map(({ value, label }) => ({
              value,
              label: `${label} (trước tháng 7/2025)`,
            })),
          ]}
          defaultValue={values["formerProvinceCode"] ?? ""}
          onChange={({ currentTarget: { value } }) =>
            setIssuer(
              loaded.provinces.find((one) => one.value === value)?.issuer ??
                loaded.issuers.province,
            )
          }
          error={errors["formerProvinceCode"]}
        />
      )}
      <TextInput
        name="issuer"
        label="Cơ quan, người ban hành"
        description="Ghi đúng như đầu quyết định."
        required
        value={issuer}
        onChange={({ currentTarget: { value } }) => setIssuer(value)}
        error={errors["issuer"]}
      />
    </>
  );
}
