import { Button, Group } from "@mantine/core";
import { Form } from "react-router";
import type { Loaded } from "./loaded.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

/** What may be done next with a draft. */
export function Steps({ loaded: { decision, may } }: { loaded: Loaded }) {
  const steps = [
    ...(may.submit ? [{ intent: "submit", label: "Trình ký", variant: "filled" }] : []),
    ...(may.takeBack ? [{ intent: "takeBack", label: "Lấy lại để sửa", variant: "default" }] : []),
    ...(may.drop ? [{ intent: "drop", label: "Bỏ dự thảo", variant: "default" }] : []),
  ];
  if (steps.length === 0) return null;
  return (
    <Form method="post">
      <VersionField version={decision.version} />
      <Group>
        {steps.map(({ intent, label, variant }) => (
          <Button key={intent} type="submit" name="intent" value={intent} variant={variant}>
            {label}
          </Button>
        ))}
      </Group>
    </Form>
  );
}
