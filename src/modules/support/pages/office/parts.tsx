import { Anchor, Badge, Button, Group, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Form, Link } from "react-router";
import { type ClaimState, claimStates } from "../../model.ts";

/** Says that what stands beside it is made up for trying out. */
export function Sample({ when }: { when: boolean }) {
  return when ? <Badge color="yellow">Dữ liệu minh họa</Badge> : null;
}

const colours: Readonly<Record<ClaimState, string>> = {
  draft: "gray",
  filed: "yellow",
  returned: "red",
  approved: "blue",
  partPaid: "blue",
  paid: "leaf",
  refused: "red",
  withdrawn: "gray",
};

/** Where a claim stands. */
export function ClaimBadge({ state }: { state: ClaimState }) {
  return <Badge color={colours[state]}>{claimStates[state]}</Badge>;
}

/** A search whose hits stand in the boxes of the page's forms. */
export function ProducerSearch({ text, count }: { text: string; count: number }) {
  return (
    <Form method="get" preventScrollReset>
      <Group align="flex-end" mb="sm">
        <TextInput
          name="tim"
          label="Tìm chủ thể để chọn"
          description="Gõ một phần tên, rồi chọn trong ô Chủ thể bên dưới"
          defaultValue={text}
        />
        <Button type="submit" variant="default">
          Tìm
        </Button>
        {text !== "" && <Text size="sm">Tìm thấy {count} chủ thể.</Text>}
      </Group>
    </Form>
  );
}

/** The heading of a part of a page. */
export function Heading({ children }: { children: ReactNode }) {
  return (
    <Title order={2} size="h4" mb="xs">
      {children}
    </Title>
  );
}

/** Links above the title of a page: where it belongs. */
export function Up({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Anchor underline="always" component={Link} to={to} size="sm">
      {children}
    </Anchor>
  );
}
