import { Anchor, Button, Group, NativeSelect, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, Link, useSearchParams } from "react-router";

/** Whether the address asks for less than the whole list; which of its pages does not count. */
function useIsNarrowed(): boolean {
  const [query] = useSearchParams();
  return [...query].some(([name, value]) => value !== "" && name !== "trang");
}

/**
 * Boxes that narrow the list of a page. What they ask for stands in the address, so that a view can
 * be sent on; from a narrowed one a link leads back. `verb` is what the button says.
 */
export function Filter({ children, verb = "Lọc" }: { children: ReactNode; verb?: "Lọc" | "Tìm" }) {
  const [query] = useSearchParams();
  const isNarrowed = useIsNarrowed();
  return (
    <search className="no-print">
      {/* Another address has other values: the boxes are drawn anew with it. */}
      <Form method="get" key={String(query)}>
        <Group align="end" my="sm" gap="sm">
          {children}
          <Button type="submit" variant="default">
            {verb}
          </Button>
          {isNarrowed && (
            <Anchor component={Link} to="?" size="sm" underline="always" py={8}>
              Bỏ lọc
            </Anchor>
          )}
        </Group>
      </Form>
    </search>
  );
}

/** One choice to narrow by; the empty one, said by `all`, asks for everything. */
export function FilterSelect({
  name,
  label,
  value,
  options,
  all = "Tất cả",
}: {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  all?: string;
}) {
  const choices = options.map(([value, label]) => ({ value, label }));
  return (
    <NativeSelect
      name={name}
      label={label}
      defaultValue={value}
      data={[{ value: "", label: all }, ...choices]}
    />
  );
}

/**
 * What stands in place of an empty list: where it was narrowed, that nothing is like this and the
 * way to all of it; otherwise `children`, which say how the list comes to be filled.
 */
export function NoneFound({ what, children }: { what: string; children: ReactNode }) {
  if (!useIsNarrowed()) return <Text>{children}</Text>;
  return (
    <Text>
      Không có {what} nào như vậy.{" "}
      <Anchor component={Link} to="?" underline="always" inherit>
        Bỏ mọi điều kiện lọc
      </Anchor>
    </Text>
  );
}
