import { Anchor, Button, Card, Group, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { productsToHelp } from "#modules/dossiers/pages/office/on-behalf.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { Filter, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { filingPaths } from "../../paths.ts";
import "./office.css";
import { StateBadge } from "./parts/dossier-table.tsx";
import { officePaths } from "./paths.ts";
import type { Route } from "./+types/on-behalf.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, "communeOfficer", "provinceOfficer"))
    throw new AppError("forbidden", {
      denied: "dossier.open",
      vi: "Chỉ cán bộ xã và văn phòng điều phối tỉnh nhập hồ sơ thay chủ thể.",
    });
  const { db } = context.get(requestContext).database;
  const query = new URL(request.url).searchParams;
  const text = (query.get("tim") ?? "").slice(0, 120);
  const page = pageAsked(query);
  return {
    ...(await productsToHelp(db, actor, { text, page })),
    text,
    page,
    mayRecord: hasRole(actor, "provinceOfficer"),
  };
});

export default function OnBehalfPage({ loaderData }: Route.ComponentProps) {
  const { products, text, page, perPage, total, mayRecord } = loaderData;
  return (
    <OfficePage
      title="Nhập hồ sơ thay chủ thể"
      description="Khi chủ thể không tự nộp được. Nhập xong, chủ thể xác nhận bằng mã hoặc chữ ký rồi mới nộp"
      action={
        <Button component={Link} to={producerPaths.open} variant="default">
          Nhập chủ thể mới
        </Button>
      }
    >
      <title>Nhập hồ sơ thay chủ thể – OCOP</title>
      <Stack maw={860}>
        <ol className="tight">
          <li>
            Chủ thể chưa có trong danh sách:{" "}
            <Anchor component={Link} to={producerPaths.open}>
              nhập chủ thể
            </Anchor>
            , rồi thêm sản phẩm và giấy tờ ở trang của chủ thể.
          </li>
          <li>Chọn sản phẩm ở dưới, mở hồ sơ và nhập như chủ thể tự nhập.</li>
          <li>Xin chủ thể xác nhận, rồi nộp.</li>
        </ol>
        <Filter verb="Tìm">
          <TextInput name="tim" label="Tìm sản phẩm" defaultValue={text} flex={1} />
        </Filter>
        {products.length === 0 && (
          <NoneFound what="sản phẩm">Chưa có sản phẩm nào trong phạm vi của bạn.</NoneFound>
        )}
        {products.map((product) => (
          <Product key={product.id} product={product} mayRecord={mayRecord} />
        ))}
        <Pager page={page} perPage={perPage} total={total} />
      </Stack>
    </OfficePage>
  );
}

function Product({
  product,
  mayRecord,
}: {
  product: Route.ComponentProps["loaderData"]["products"][number];
  mayRecord: boolean;
}) {
  const { id, name, producerName, producerId, underWay } = product;
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm">
            <Anchor component={Link} to={producerPaths.home(producerId)}>
              {producerName}
            </Anchor>
          </Text>
        </div>
        <Group gap="xs">
          {underWay ? (
            <>
              <StateBadge state={underWay.state} />
              <Anchor
                component={Link}
                to={officePaths.dossier(underWay.id)}
                aria-label={`Mở hồ sơ đang làm của ${name}`}
              >
                Mở hồ sơ đang làm
              </Anchor>
            </>
          ) : (
            <Button
              component="a"
              size="xs"
              href={`${filingPaths.open}?${new URLSearchParams({ "san-pham": id })}`}
              aria-label={`Mở hồ sơ cho ${name}`}
            >
              Mở hồ sơ
            </Button>
          )}
          {mayRecord && (
            <Button
              component={Link}
              size="xs"
              variant="default"
              to={officePaths.record(id)}
              aria-label={`Ghi hồ sơ đợt cũ của ${name}`}
            >
              Ghi hồ sơ đợt cũ
            </Button>
          )}
        </Group>
      </Group>
    </Card>
  );
}
