import { Badge, Button, Card, Stack, Text, TextInput } from "@mantine/core";
import { Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { requireActor } from "#core/session/session.ts";
import { listExpiringPapers } from "#modules/producers/service/papers.server.ts";
import { listProducers, producersPerPage } from "#modules/producers/service/producers.server.ts";
import { Filter, NoneFound } from "#ui/office/filter.tsx";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { producerKinds, ProducerSearch } from "../model.ts";
import { producerPaths } from "../paths.ts";
import type { Route } from "./+types/list.ts";
import { StateBadge } from "../widgets/fields.tsx";

const offices = [
  "communeOfficer",
  "provinceOfficer",
  "decisionMaker",
  "departmentOfficer",
  "inspector",
  "centralOfficer",
  "auditor",
] as const;

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  if (!hasRole(actor, ...offices))
    throw new AppError("forbidden", { denied: "producer.list", roles: offices });
  const { database, env } = context.get(requestContext);
  const { db } = database;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const search = ProducerSearch.parse({ text: query["tim"] ?? "", page: query["trang"] ?? 1 });
  const found = await listProducers(db, actor, search);
  return {
    ...found,
    perPage: producersPerPage,
    search,
    ending:
      search.text === "" && search.page === 1
        ? await listExpiringPapers(db, actor, env.OCOP_EXPIRY_WARNING_DAYS)
        : [],
    mayOpen: hasRole(actor, "communeOfficer", "provinceOfficer"),
  };
});

/** Producers of the officer's unit, and which of their papers end soon. */
export default function ProducerList({ loaderData }: Route.ComponentProps) {
  const { producers, total, perPage, search, ending, mayOpen } = loaderData;
  return (
    <OfficePage
      title="Chủ thể"
      description={`${total} chủ thể trong phạm vi của bạn`}
      action={
        mayOpen && (
          <Button component={Link} to={producerPaths.open}>
            Nhập chủ thể
          </Button>
        )
      }
    >
      <title>Chủ thể – OCOP</title>
      <Stack maw={860}>
        <Filter verb="Tìm">
          <TextInput
            name="tim"
            label="Tìm theo tên hoặc mã số thuế"
            defaultValue={search.text}
            flex={1}
          />
        </Filter>
        {producers.length === 0 && (
          <NoneFound what="chủ thể">Chưa có chủ thể nào trong phạm vi của bạn.</NoneFound>
        )}
        {producers.map((producer) => (
          <Card key={producer.id} withBorder padding="sm">
            <Link to={producerPaths.home(producer.id)}>{producer.name}</Link>
            <Text size="sm">
              {producerKinds[producer.kind].vi} · {producer.unitName}
              {producer.taxCode && ` · MST ${producer.taxCode}`}{" "}
              {producer.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
            </Text>
          </Card>
        ))}
        <Pager page={search.page} perPage={perPage} total={total} />
        {ending.length > 0 && (
          <Card withBorder component="section" aria-label="Giấy tờ sắp hết hạn">
            <Text fw={600}>Giấy tờ sắp hết hạn hoặc đã hết hạn</Text>
            {ending.slice(0, 50).map((paper) => (
              <Text size="sm" key={paper.id}>
                <Link to={producerPaths.papers(paper.producerId)}>{paper.producerName}</Link>:{" "}
                {paper.title}, {formatDay(paper.expiresOn)} <StateBadge state={paper.state} />
              </Text>
            ))}
          </Card>
        )}
      </Stack>
    </OfficePage>
  );
}
