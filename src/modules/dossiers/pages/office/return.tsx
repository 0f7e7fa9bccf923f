import { Anchor, Button, Card, Stack, Text, Textarea, Title } from "@mantine/core";
import { useRef } from "react";
import { Form, Link, redirect, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { returnDossier } from "#modules/dossiers/service/commune.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import "./office.css";
import { DossierPage } from "./parts/head.tsx";
import { useKeptForm } from "./parts/kept-form.ts";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import { reasonBox, returnGroups, type Returnable, sentItems } from "./return-items.ts";
import type { Route } from "./+types/return.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  if (!view.abilities.some(({ action }) => action === "return"))
    throw new AppError("forbidden", {
      denied: "dossier.return",
      vi: "Hồ sơ không ở bàn của bạn nên không trả lại được.",
    });
  return { head: headOf(view), groups: returnGroups(view) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  const fields = formFields(form);
  return orBackToForm(args.context, form, async () => {
    const reason = String(fields["summary"] ?? "");
    const items = sentItems(fields);
    await returnDossier(db, actor, { dossierId: view.dossier.id, reason, items });
    throw redirect(officePaths.dossier(view.dossier.id));
  });
});

export default function ReturnPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, groups } = loaderData;
  const { state } = useNavigation();
  const form = useKeptForm(`return:${head.id}:${head.version}`, state === "loading");
  const typed = (name: string) => actionData?.values[name] ?? "";
  return (
    <DossierPage head={head} title="Trả lại để bổ sung">
      <Outcome answer={actionData} />
      <Form method="post" noValidate ref={form}>
        <Stack maw={1100}>
          <Text>
            Ghi điều cần bổ sung bên cạnh từng mục; mục để trống là đạt. Chủ thể thấy đúng những
            dòng này, sửa xong thì đánh dấu từng mục rồi nộp lại. Thời hạn của bạn đứng yên từ hôm
            nay đến ngày nộp lại.
          </Text>
          <Textarea
            name="summary"
            label="Lý do chung"
            description="Một, hai câu chủ thể đọc đầu tiên"
            required
            rows={2}
            defaultValue={typed("summary")}
            error={actionData?.errors["reason"]}
          />
          {actionData?.errors["items"] && (
            <Text className="late-text" role="alert">
              {actionData.errors["items"]}
            </Text>
          )}
          {groups.map((group) => (
            <Card withBorder key={group.title}>
              <Title order={2} size="h5" mb="xs">
                {group.title}
              </Title>
              <Stack gap="xs">
                {group.items.map((one) => (
                  <ReasonBox key={one.item} of={one} typed={typed(`${reasonBox}${one.item}`)} />
                ))}
              </Stack>
            </Card>
          ))}
        </Stack>
        <div className="save-bar">
          <Button type="submit" color="#8f3105" loading={state === "submitting"}>
            Trả lại cho chủ thể
          </Button>{" "}
          <Anchor component={Link} to={officePaths.dossier(head.id)} ml="md">
            Thôi, về hồ sơ
          </Anchor>
        </div>
      </Form>
    </DossierPage>
  );
}

function ReasonBox({ of: { item, label, hint }, typed }: { of: Returnable; typed: string }) {
  const box = useRef<HTMLTextAreaElement>(null);
  const take = () => {
    if (!box.current || hint === null) return;
    box.current.value = hint;
    box.current.dispatchEvent(new Event("input", { bubbles: true }));
    box.current.focus();
  };
  const id = `reason-${item}`;
  return (
    <div className="return-row">
      <div>
        <Text component="label" htmlFor={id} size="sm" fw={500}>
          {label}
        </Text>
        {hint && (
          <Text size="xs" c="gray.7">
            Hệ thống thấy: {hint}{" "}
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={take}
              aria-label={`Dùng câu này cho mục ${label}`}
            >
              Dùng câu này
            </Button>
          </Text>
        )}
      </div>
      <Textarea
        ref={box}
        id={id}
        name={`${reasonBox}${item}`}
        autosize
        minRows={1}
        defaultValue={typed}
      />
    </div>
  );
}
