import { Button, Checkbox, Radio, Stack, Text, TextInput } from "@mantine/core";
import { Form, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields, parseInput } from "#core/input/parse.ts";
import { normalisePhone } from "#core/input/phone.ts";
import { requireActor, requireSession } from "#core/session/session.ts";
import type { Actor } from "#core/access/actor.ts";
import { homePathOf } from "#modules/people/service/holders.server.ts";
import {
  findCommune,
  findCommunes,
  meantCommune,
} from "#modules/places/service/communes.server.ts";
import { openProducer } from "#modules/producers/service/register.server.ts";
import { fieldId } from "#ui/forms/errors.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { OpenProducer } from "../model.ts";
import { producerPaths } from "../paths.ts";
import { formFaults } from "../rules.ts";
import type { Route } from "./+types/open.ts";
import { ContactFields, LegalFields } from "./legal-fields.tsx";
import { FormMessage, formValues } from "../widgets/fields.tsx";

function requireOpener(actor: Actor): void {
  if (!hasRole(actor, "producerOwner", "communeOfficer", "provinceOfficer"))
    throw new AppError("forbidden", {
      denied: "producer.open",
      roles: ["producerOwner", "communeOfficer", "provinceOfficer"],
    });
}

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const { actor, account } = await requireSession(context, request);
  requireOpener(actor);
  const { db } = context.get(requestContext).database;
  const code = (await homePathOf(db, actor.userId)).split("/").at(-1) ?? "";
  return {
    // An owner's own commune and number are likely the producer's; an officer types them.
    commune: (await findCommune(db, code)) ?? null,
    contact: hasRole(actor, "producerOwner")
      ? { phone: normalisePhone(account.username) ?? "", email: account.email ?? "" }
      : {},
  };
});

export const action = forPage(async ({ context, request }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  requireOpener(actor);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const { communeText = "", ...fields } = formFields(form);
  return orBackToForm(
    context,
    form,
    async () => {
      const options = await findCommunes(db, String(communeText));
      const chosen = fields["communeCode"];
      const code = await meantCommune(db, {
        typed: String(communeText),
        chosen: typeof chosen === "string" ? chosen : undefined,
      });
      // Every box is judged before the commune is settled, so that all that is wrong shows at once.
      const parsed = parseInput(OpenProducer, { ...fields, communeCode: code ?? "00000" });
      const unclear =
        options.length === 0
          ? "Hãy gõ tên xã, phường, hoặc một phần của tên, như hiện nay hoặc trước năm 2025."
          : "Hãy chọn xã, phường trong danh sách bên dưới.";
      const faults = {
        ...formFaults(parsed),
        ...(code === undefined ? { communeText: unclear } : {}),
      };
      if (Object.keys(faults).length > 0) throw new AppError("invalid", { fields: faults });
      const opened = await openProducer(db, actor, {
        ...fields,
        communeCode: code,
      } as OpenProducer);
      return redirect(producerPaths.home(opened.id));
    },
    async () => ({ options: await findCommunes(db, String(communeText)) }),
  );
});

/** The first form of a producer, for its owner or an officer on behalf. */
export default function OpenProducerPage({ actionData, loaderData }: Route.ComponentProps) {
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const { field } = formValues(failure, loaderData.contact);
  const { commune } = loaderData;
  const found = failure?.options ?? [];
  const own = commune && found.every(({ value }) => value !== commune.value) ? [commune] : [];
  const options = [...found, ...own];
  return (
    <OfficePage
      title="Nhập thông tin cơ sở"
      description="Ghi đúng như giấy đăng ký. Những mục chưa có có thể để trống và bổ sung sau."
    >
      <title>Nhập thông tin cơ sở – OCOP</title>
      <Form method="post" noValidate>
        <Stack maw={640}>
          <FormMessage failure={failure} />
          <LegalFields of={field} />
          <TextInput
            size="md"
            label="Xã, phường, đặc khu"
            description={
              commune
                ? "Để trống nếu đúng là xã đã chọn bên dưới; nếu không, gõ tên hiện nay hoặc tên trước năm 2025, ví dụ: dong hy"
                : "Gõ tên hiện nay hoặc tên trước năm 2025, có dấu hay không dấu, ví dụ: dong hy"
            }
            autoComplete="off"
            {...field("communeText")}
            id={fieldId("communeText")}
          />
          {options.length > 0 && (
            <Radio.Group
              name="communeCode"
              label="Xã, phường nào?"
              defaultValue={
                failure ? (failure.values["communeCode"] ?? "") : (commune?.value ?? "")
              }
            >
              <Stack gap={6} mt={4}>
                {options.map(({ value, label }) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <ContactFields of={field} />
          <Checkbox
            name="isTourism"
            value="1"
            label="Cơ sở làm dịch vụ du lịch cộng đồng, du lịch sinh thái, điểm du lịch"
            defaultChecked={failure?.values["isTourism"] === "1"}
          />
          <Text size="sm" c="dimmed">
            Thông tin liên hệ chỉ dùng để giải quyết hồ sơ OCOP; không công khai số điện thoại.
          </Text>
          <div>
            <Button type="submit" size="md">
              Lưu cơ sở
            </Button>
          </div>
        </Stack>
      </Form>
    </OfficePage>
  );
}
