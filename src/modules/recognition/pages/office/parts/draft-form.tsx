import { Button, Card, Group, Stack, Textarea, Title } from "@mantine/core";
import { Form } from "react-router";
import type { Answer } from "#ui/office/act.tsx";
import { draftFieldNames, draftFields } from "../../../drafting.ts";
import { type Loaded, typedIn } from "./loaded.tsx";

/** The words of a draft. */
export function DraftForm({ loaded, answer }: { loaded: Loaded; answer: Answer | undefined }) {
  const { decision, usual } = loaded;
  const { values, errors } = typedIn(answer, "save");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Lời văn của dự thảo
      </Title>
      <Form method="post" noValidate>
        <input type="hidden" name="expectedVersion" value={decision.version} />
        <Stack gap="sm">
          <Textarea
            name="title"
            label="Trích yếu"
            autosize
            defaultValue={values["title"] ?? decision.title}
            error={errors["title"]}
          />
          <Textarea
            name="legalBasis"
            label="Căn cứ (mỗi dòng một căn cứ)"
            description="Bổ sung căn cứ về thẩm quyền của cơ quan ban hành. Dấu cuối dòng do hệ thống đặt."
            autosize
            minRows={4}
            defaultValue={values["legalBasis"] ?? decision.legalBasis}
            error={errors["legalBasis"]}
          />
          {draftFieldNames.map((name) => (
            <Textarea
              key={name}
              name={name}
              label={draftFields[name]}
              description="Để trống: dùng lời in mờ."
              placeholder={usual[name]}
              autosize
              minRows={2}
              defaultValue={values[name] ?? decision.texts[name] ?? ""}
              error={errors[`texts.${name}`]}
            />
          ))}
          <Group>
            <Button type="submit" name="intent" value="save">
              Lưu dự thảo
            </Button>
          </Group>
        </Stack>
      </Form>
    </Card>
  );
}
