import { Button, Card, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { Form } from "react-router";

type Product = { readonly id: string; readonly name: string; readonly producerName: string };

/** What a point sells, and a search for more. */
export function Sold({
  point: { products, found, text, mayKeep },
}: {
  point: {
    readonly products: readonly Product[];
    readonly found: readonly Product[];
    readonly text: string;
    readonly mayKeep: boolean;
  };
}) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Sản phẩm bán ở đây
      </Title>
      {products.length === 0 ? (
        <Text size="sm">Chưa ghi sản phẩm nào.</Text>
      ) : (
        <Choices
          label="Sản phẩm bán ở đây"
          rows={products.map(({ id, name, producerName }) => ({ id, name, under: producerName }))}
          field="productId"
          {...(mayKeep ? { act: { intent: "remove", label: "Bỏ" } } : {})}
        />
      )}
      {mayKeep && (
        <>
          <Search text={text} label="Tìm sản phẩm để thêm" />
          <Choices
            label="Sản phẩm tìm được"
            rows={found.map(({ id, name, producerName }) => ({ id, name, under: producerName }))}
            field="productId"
            act={{ intent: "add", label: "Thêm" }}
          />
        </>
      )}
    </Card>
  );
}

/** A search whose results stand below it on the same page. */
export function Search({ text, label }: { text: string; label: string }) {
  return (
    <Form method="get" preventScrollReset>
      <Group align="flex-end" mt="sm">
        <TextInput name="tim" label={label} defaultValue={text} />
        <Button type="submit" variant="default">
          Tìm
        </Button>
      </Group>
    </Form>
  );
}

/** Rows with one button each. */
export function Choices({
  label,
  rows,
  field,
  act,
}: {
  label: string;
  rows: readonly { readonly id: string; readonly name: string; readonly under?: string }[];
  field: string;
  act?: { readonly intent: string; readonly label: string };
}) {
  if (rows.length === 0) return null;
  return (
    <Table verticalSpacing={2} aria-label={label} mt="xs">
      <Table.Tbody>
        {rows.map(({ id, name, under }) => (
          <Table.Tr key={id}>
            <Table.Td>
              {name}
              {under && (
                <Text size="sm" c="dimmed">
                  {under}
                </Text>
              )}
            </Table.Td>
            {act && (
              <Table.Td ta="right">
                <Form method="post" preventScrollReset>
                  <input type="hidden" name={field} value={id} />
                  <Button
                    type="submit"
                    name="intent"
                    value={act.intent}
                    size="compact-sm"
                    variant="light"
                    aria-label={`${act.label} ${name}`}
                  >
                    {act.label}
                  </Button>
                </Form>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
