import { Anchor, Group, Text } from "@mantine/core";
import { Link, useSearchParams } from "react-router";

/** The way to the other pages of a long list; nothing where there is one page only. */
export function Pager({ page, perPage, total }: { page: number; perPage: number; total: number }) {
  const [query] = useSearchParams();
  const last = Math.max(1, Math.ceil(total / perPage));
  if (last === 1) return null;
  const to = (wanted: number) => {
    const next = new URLSearchParams(query);
    next.set("trang", String(wanted));
    return `?${next}`;
  };
  return (
    <Group mt="sm" component="nav" aria-label="Các trang của danh sách">
      {page > 1 && (
        <Anchor component={Link} to={to(page - 1)}>
          ← Trang trước
        </Anchor>
      )}
      <Text size="sm">
        Trang {page}/{last}, có {total} mục
      </Text>
      {page < last && (
        <Anchor component={Link} to={to(page + 1)}>
          Trang sau →
        </Anchor>
      )}
    </Group>
  );
}
