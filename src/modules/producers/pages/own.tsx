import { Button, Card, Stack, Text } from "@mantine/core";
import { Link, redirect } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { listOwnProducers } from "#modules/producers/service/producers.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { producerKinds } from "../model.ts";
import { producerPaths } from "../paths.ts";
import type { Route } from "./+types/own.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const own = await listOwnProducers(context.get(requestContext).database.db, actor);
  const [only] = own;
  if (only && own.length === 1) throw redirect(producerPaths.home(only.id));
  return { own, mayOpen: hasRole(actor, "producerOwner") };
});

/** For an account of several producers, or of none yet. */
export default function OwnProducers({ loaderData: { own, mayOpen } }: Route.ComponentProps) {
  return (
    <OfficePage title="Cơ sở của tôi">
      <title>Cơ sở của tôi – OCOP</title>
      <Stack maw={640}>
        {own.map(({ id, name, kind, unitName }) => (
          <Card key={id} withBorder component={Link} to={producerPaths.home(id)}>
            <Text fw={600}>{name}</Text>
            <Text size="sm">
              {producerKinds[kind].vi} · {unitName}
            </Text>
          </Card>
        ))}
        {own.length === 0 && (
          <Text>
            {mayOpen
              ? "Tài khoản này chưa gắn với cơ sở nào. Hãy nhập thông tin cơ sở; chỉ cần làm một lần."
              : "Tài khoản này chưa gắn với cơ sở nào. Hãy nhờ chủ cơ sở hoặc Ủy ban nhân dân xã thêm bạn vào."}
          </Text>
        )}
        {mayOpen && (
          <div>
            <Button component={Link} to={producerPaths.open} size="md">
              Nhập thông tin cơ sở
            </Button>
          </div>
        )}
      </Stack>
    </OfficePage>
  );
}
