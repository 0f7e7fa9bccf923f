import { Anchor, Badge, Button, Card, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import { listSetNames } from "#modules/products/service/sets.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { productPaths } from "../paths.ts";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { producer, abilities } = await getProducer(db, actor, id);
  const { products } = await listProducts(db, actor, { producerId: id });
  const names = listSetNames();
  return {
    producer: { id, name: producer.name },
    products: products.map((product) => ({
      ...product,
      setName: names.get(`${product.regime}/${product.set}`) ?? product.set,
    })),
    mayUpdate: abilities.includes("update"),
  };
});

/** The products of one producer. */
export default function Products({ loaderData }: Route.ComponentProps) {
  const { producer, products, mayUpdate } = loaderData;
  return (
    <OfficePage title="Sản phẩm" description={producer.name}>
      <title>{`Sản phẩm – ${producer.name} – OCOP`}</title>
      <Stack maw={640}>
        {mayUpdate && (
          <div>
            <Button component={Link} to={productPaths.add(producer.id)} size="md">
              Thêm sản phẩm
            </Button>
          </div>
        )}
        {products.length === 0 && <Text>Chưa có sản phẩm nào.</Text>}
        {products.map(({ id, name, setName, isDemo }) => (
          <Card key={id} withBorder padding="sm">
            <Anchor component={Link} to={productPaths.product(producer.id, id)} fw={600}>
              {name}
            </Anchor>
            <Text size="sm">
              {setName} {isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
            </Text>
          </Card>
        ))}
      </Stack>
    </OfficePage>
  );
}
