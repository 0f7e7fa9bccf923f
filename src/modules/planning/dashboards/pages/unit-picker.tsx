import { Button, Group, NativeSelect } from "@mantine/core";
import { Form } from "react-router";
import type { UnitChoice } from "#modules/planning/indicators/choice.server.ts";

/** Which unit is looked at: a plain form, so that the address says it. */
export function UnitPicker({
  value,
  units,
  children,
}: {
  value: string;
  units: readonly UnitChoice[];
  children?: React.ReactNode;
}) {
  const groups = Map.groupBy(units, ({ group }) => group);
  return (
    <Form method="get" className="no-print">
      <Group align="end" gap="sm" mb="md">
        <NativeSelect
          key={value}
          name="don-vi"
          label="Đơn vị"
          defaultValue={value}
          data={[...groups].map(([group, items]) => ({
            group,
            items: items.map((one) => ({ value: one.value, label: one.label })),
          }))}
        />
        {children}
        <Button type="submit" variant="default">
          Xem
        </Button>
      </Group>
    </Form>
  );
}
