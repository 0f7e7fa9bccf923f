import { Anchor, Group } from "@mantine/core";
import { Link } from "react-router";

/** The ways to look at a list, as links: `?xem=` and the name of each; the present one stands out. */
export function FilterLinks({
  filters,
  filter,
}: {
  filters: readonly (readonly [value: string, name: string])[];
  filter: string;
}) {
  return (
    <Group component="nav" aria-label="Lọc" mb="sm">
      {filters.map(([value, name]) => (
        <Anchor
          key={value}
          component={Link}
          to={`?xem=${value}`}
          fw={value === filter ? 700 : 400}
          underline={value === filter ? "never" : "always"}
          aria-current={value === filter ? "page" : undefined}
        >
          {name}
        </Anchor>
      ))}
    </Group>
  );
}
