import { Anchor, Button, Card, Stack, TextInput, Title } from "@mantine/core";
import type { ComponentType, ReactNode } from "react";
import { Form, Link } from "react-router";
import { VersionField } from "#ui/forms/version-field.tsx";
import { Confirm, Outcome, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { cyclePaths } from "../../paths.ts";

type Typed = ReturnType<typeof typedIn>;

/** The year's list that a meeting or a piece in the media of this day belongs to. */
export function campaignOf(day: string): string {
  return `${cyclePaths.campaign}?nam=${day.slice(0, 4)}`;
}

/**
 * One thing that was done to spread the word, a meeting or a piece in the media: its form for who
 * may record, with what was typed before a refusal, or what it says for who only looks.
 */
export function RecordPage({
  title,
  description,
  name,
  row,
  answer,
  fields: Fields,
  drop,
  read,
}: {
  readonly title: string;
  readonly description: string;
  /** What the window is called. */
  readonly name: string;
  readonly row: { readonly on: string; readonly version: number; readonly values: Typed["values"] };
  readonly answer: Parameters<typeof typedIn>[0];
  /** The boxes of the form; null where the visitor may not record. */
  readonly fields: ComponentType<Pick<Typed, "values" | "errors">> | null;
  readonly drop: { readonly label: string; readonly says: string };
  readonly read: { readonly title: string; readonly body: ReactNode };
}) {
  const typed = typedIn(answer, "save");
  const isTyped = Object.keys(typed.values).length > 0;
  return (
    <OfficePage title={title} description={description}>
      <title>{`${name} – OCOP`}</title>
      <Outcome answer={answer} />
      <Anchor className="back" component={Link} to={campaignOf(row.on)} size="sm">
        ← Tuyên truyền, vận động
      </Anchor>
      {Fields ? (
        <Stack mt="xs" maw={640}>
          <Form method="post" noValidate key={row.version}>
            <VersionField version={row.version} />
            <Stack gap="xs">
              <Fields values={isTyped ? typed.values : row.values} errors={typed.errors} />
              <div>
                <Button type="submit" name="intent" value="save">
                  Lưu
                </Button>
              </div>
            </Stack>
          </Form>
          <Confirm
            intent="drop"
            label={drop.label}
            colour="red"
            says={drop.says}
            values={{ expectedVersion: String(row.version) }}
          >
            <TextInput name="reason" label="Lý do" />
          </Confirm>
        </Stack>
      ) : (
        <Card withBorder component="section" mt="xs">
          <Title order={2} size="h4">
            {read.title}
          </Title>
          {read.body}
        </Card>
      )}
    </OfficePage>
  );
}
