import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Form } from "react-router";
import { VersionField } from "#ui/forms/version-field.tsx";

/** One of several forms of a page: which one it is, and the version that it changes. */
export function ActForm({
  intent,
  version,
  button,
  children,
}: {
  intent: string;
  version: number;
  button: string;
  children: ReactNode;
}) {
  return (
    <Form method="post" noValidate>
      <VersionField name="version" version={version} />
      <Stack>
        {children}
        <div>
          <Button type="submit" name="intent" value={intent} size="md">
            {button}
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
