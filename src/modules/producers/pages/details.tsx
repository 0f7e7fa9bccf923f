import { Alert, Card, List, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { type FormFailure, orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import {
  changeForm,
  saveRepresentative,
  updateProducer,
} from "#modules/producers/service/register.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import type { ChangeForm, SaveRepresentative, UpdateProducer } from "../model.ts";
import { producerKinds } from "../model.ts";
import type { Route } from "./+types/details.ts";
import { ContactForm, FormChange, RepresentativeForm } from "./details-forms.tsx";
import { YearsSection } from "./details-years.tsx";

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  return getProducer(context.get(requestContext).database.db, actor, id);
});

type Act = (db: Db, actor: UserActor, id: string, fields: Record<string, unknown>) => Promise<void>;

/** The page's forms by the value of the button that sent them. The services parse what was sent. */
const acts: Readonly<Record<string, Act>> = {
  contact: (db, actor, id, fields) => updateProducer(db, actor, id, fields as UpdateProducer),
  representative: (db, actor, id, fields) =>
    saveRepresentative(db, actor, id, fields as SaveRepresentative),
  form: (db, actor, id, fields) => changeForm(db, actor, id, fields as ChangeForm),
};

export const action = forPage(async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await request.formData();
  const { intent, ...fields } = formFields(form);
  // A producer that may not even be seen answers as one that is not there, whatever was sent.
  await getProducer(db, actor, id);
  return orBackToForm(
    context,
    form,
    async () => {
      const act = Object.hasOwn(acts, String(intent)) ? acts[String(intent)] : undefined;
      if (!act) throw new AppError("invalid");
      await act(db, actor, id, fields);
      return { done: String(intent) };
    },
    async () => ({ intent: String(intent) }),
  );
});

export default function ProducerDetails({ loaderData, actionData }: Route.ComponentProps) {
  const { producer, formerForms, abilities, unitName } = loaderData;
  const failure: (FormFailure & { intent?: string }) | undefined =
    actionData && "ok" in actionData ? actionData : undefined;
  const failureOf = (intent: string) => (failure?.intent === intent ? failure : undefined);
  const mayUpdate = abilities.includes("update");
  return (
    <OfficePage title="Thông tin cơ sở" description={`${producer.name} · ${unitName}`}>
      <title>{`Thông tin cơ sở – ${producer.name} – OCOP`}</title>
      <Stack maw={680}>
        {actionData && "done" in actionData && <Alert color="leaf">Đã lưu.</Alert>}
        {failure && !failure.intent && <Alert color="red">{failure.message}</Alert>}
        <Card withBorder>
          <Text fw={600}>{producerKinds[producer.kind].vi}</Text>
          <Text size="sm">Mã số thuế: {producer.taxCode ?? "chưa nhập"}</Text>
          {formerForms.length > 0 && (
            <>
              <Text size="sm" mt="xs">
                Trước đây:
              </Text>
              <List size="sm">
                {formerForms.map(({ id, name, kind, until, basis }) => (
                  <List.Item key={id}>
                    {producerKinds[kind].vi} “{name}”, đến {formatDay(until)} ({basis})
                  </List.Item>
                ))}
              </List>
            </>
          )}
        </Card>
        {mayUpdate && (
          <Section title="Liên hệ">
            <ContactForm data={loaderData} failure={failureOf("contact")} />
          </Section>
        )}
        {abilities.includes("seePersonal") && (
          <Section title="Người đại diện theo pháp luật">
            <RepresentativeForm
              data={loaderData}
              failure={failureOf("representative")}
              mayUpdate={mayUpdate}
            />
          </Section>
        )}
        <Section title="Số liệu theo năm">
          <YearsSection data={loaderData} mayUpdate={mayUpdate} />
        </Section>
        {abilities.includes("changeForm") && (
          <Section title="Đổi loại hình, tên hoặc mã số thuế">
            <FormChange data={loaderData} failure={failureOf("form")} />
          </Section>
        )}
      </Stack>
    </OfficePage>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  );
}
