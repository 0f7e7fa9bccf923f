import {
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
import { Form, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { addAlias, removeAlias } from "#modules/councils/conflicts/aliases.server.ts";
import {
  addConsultancy,
  addTie,
  endTie,
  setHome,
} from "#modules/councils/conflicts/register.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { tiesPage } from "#modules/councils/pages/ties.server.ts";
import { failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type {
  AddAlias,
  AddConsultancy,
  AddTie,
  EndTie,
  RemoveAlias,
  SetHome,
} from "../conflicts/inputs.ts";
import "./councils.css";
import { AliasCard, ConsultancyCard, HomeCard, TieCard } from "./parts/ties.tsx";
import type { Route } from "./+types/ties.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const asked = new URL(args.request.url).searchParams;
  const text = (name: string) => (asked.get(name) ?? "").slice(0, 80);
  return tiesPage(db, actor, {
    person: text("nguoi"),
    producer: text("chu-the"),
    commune: text("xa"),
  });
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the forms lack or add is for the services to refuse.
    if (intent === "tie") {
      await addTie(db, actor, fields as AddTie);
      return { done: "Đã ghi vào sổ; các phiên chưa kết thúc đã được dò lại." };
    }
    if (intent === "endTie") {
      await endTie(db, actor, fields as EndTie);
      return { done: "Đã bỏ khỏi sổ. Người đã phải đứng ngoài thì vẫn đứng ngoài." };
    }
    if (intent === "consultancy") {
      await addConsultancy(db, actor, fields as AddConsultancy);
      return { done: "Đã ghi việc tư vấn; các phiên chưa kết thúc đã được dò lại." };
    }
    if (intent === "alias") {
      await addAlias(db, actor, fields as AddAlias);
      return { done: "Đã ghi tên gọi." };
    }
    if (intent === "removeAlias") {
      await removeAlias(db, actor, fields as RemoveAlias);
      return { done: "Đã bỏ tên gọi." };
    }
    if (intent !== "home") throw new AppError("invalid");
    await setHome(db, actor, fields as SetHome);
    return { done: "Đã ghi nơi cư trú." };
  });
});

/** The register of ties of a province; for people who sit in councils only where they are at home. */
export default function Ties({ loaderData, actionData }: Route.ComponentProps) {
  const { register, search } = loaderData;
  return (
    <OfficePage
      title={register ? "Sổ quan hệ lợi ích" : "Nơi cư trú của tôi"}
      description="Dùng để tìm xung đột lợi ích khi đánh giá sản phẩm"
    >
      <title>Quan hệ lợi ích – OCOP</title>
      <Outcome answer={actionData} />
      <Stack>
        {register && <SearchCard search={search} />}
        {register && (
          <>
            <TieCard register={register} failure={failureOf(actionData, "tie")} />
            <ConsultancyCard register={register} failure={failureOf(actionData, "consultancy")} />
            <AliasCard register={register} failure={failureOf(actionData, "alias")} />
            <HomeCard register={register} />
          </>
        )}
        <HomeForm loaderData={loaderData} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function SearchCard({ search }: Pick<Loaded, "search">) {
  return (
    <Card withBorder component="search">
      <Form method="get">
        <Group align="end">
          <TextInput name="nguoi" label="Tìm người" defaultValue={search.person} />
          <TextInput name="chu-the" label="Tìm chủ thể" defaultValue={search.producer} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
          <Text size="sm" c="dimmed">
            Kết quả tìm được đưa vào các ô chọn bên dưới.
          </Text>
        </Group>
      </Form>
    </Card>
  );
}

function HomeForm({
  loaderData: { communes, ownHome, search, userId, register },
}: {
  loaderData: Loaded;
}) {
  const { state } = useNavigation();
  return (
    <Card withBorder component="section" maw={760}>
      <Title order={2} size="h4" mb="xs">
        {register ? "Ghi nơi cư trú, quê quán" : "Xã, phường nơi tôi cư trú"}
      </Title>
      {!register && (
        <Text mb="sm">
          {ownHome === null
            ? "Bạn chưa ghi. Sản phẩm của xã nơi bạn cư trú sẽ do người khác chấm."
            : `Đang ghi: ${ownHome}.`}
        </Text>
      )}
      <Form method="get">
        <Group align="end" mb="sm">
          <TextInput name="xa" label="Tìm xã, phường" defaultValue={search.commune} w={280} />
          {register && <input type="hidden" name="nguoi" value={search.person} />}
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {communes.length > 0 && (
        <Form method="post">
          <Stack gap="sm">
            {register ? (
              <NativeSelect name="userId" label="Người" data={[...register.people]} />
            ) : (
              <input type="hidden" name="userId" value={userId} />
            )}
            <Radio.Group name="commune" label="Xã, phường">
              <Stack gap={4} mt={4}>
                {communes.map(({ value, label }) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
            <div>
              <Button type="submit" name="intent" value="home" loading={state === "submitting"}>
                Ghi
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}
