import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { Link } from "react-router";
import { today } from "#core/calendar/today.ts";
import { belongsTo, hasRole } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { requireActor } from "#core/session/session.ts";
import { listPapers } from "#modules/producers/service/papers.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { producerGaps } from "../gaps.ts";
import { producerKinds } from "../model.ts";
import { figurePaths } from "../figures/paths.ts";
import { growingAreaPaths, producerPaths } from "../paths.ts";
import { countsForRepresentative } from "../rules.ts";
import type { Route } from "./+types/home.ts";
import { StateBadge } from "../widgets/fields.tsx";

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, env } = context.get(requestContext);
  const { db } = database;
  const warningDays = env.OCOP_EXPIRY_WARNING_DAYS;
  const { producer, unitName, representative, years, abilities } = await getProducer(db, actor, id);
  const papers = abilities.includes("seePapers")
    ? await listPapers(db, actor, id, { warningDays })
    : [];
  const settled = representative && countsForRepresentative(representative) !== null;
  const gaps = abilities.includes("update")
    ? producerGaps(
        {
          hasTaxCode: producer.taxCode !== null,
          hasPhone: producer.phone !== null,
          hasRepresentative: representative !== null,
          isRepresentativeSettled: settled ?? false,
          profitYears: years.filter(({ profit }) => profit !== null).map(({ year }) => year),
          hasLocalLabour: years.some(({ localLabour }) => localLabour !== null),
          papers,
        },
        Number((await today(db)).slice(0, 4)),
      )
    : [];
  const isOwn = belongsTo(actor, id);
  return {
    producer,
    unitName,
    abilities,
    growingAreas: isOwn
      ? growingAreaPaths.own
      : hasRole(actor, "provinceOfficer")
        ? growingAreaPaths.onBehalf(id)
        : null,
    gaps,
    ending: papers
      .filter(({ state }) => state !== "valid")
      .toSorted((a, b) => (a.expiresOn ?? "").localeCompare(b.expiresOn ?? "")),
    paperCount: papers.length,
  };
});

/** Where each gap is filled. */
const gapPaths = {
  papers: producerPaths.papers,
  details: producerPaths.details,
  figures: figurePaths.list,
} as const;

/** A producer's own page: what is missing, what ends, and the ways on. */
export default function ProducerHome({ loaderData }: Route.ComponentProps) {
  const { producer, unitName, abilities, gaps, ending, growingAreas, paperCount } = loaderData;
  return (
    <OfficePage
      title={producer.name}
      description={`${producerKinds[producer.kind].vi} · ${unitName}`}
    >
      <title>{`${producer.name} – OCOP`}</title>
      <Stack maw={860}>
        {producer.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {ending.length > 0 && (
          <Alert color="red" title="Giấy tờ sắp hết hạn hoặc đã hết hạn">
            <List spacing="xs">
              {ending.map(({ id, title, expiresOn, state }) => (
                <List.Item key={id}>
                  {title}: {expiresOn && formatDay(expiresOn)} <StateBadge state={state} />
                </List.Item>
              ))}
            </List>
            <Text size="sm" mt="xs">
              Giấy tờ hết hạn không được tính là minh chứng khi nộp hồ sơ. Hãy làm thủ tục cấp lại
              rồi thêm bản mới vào tủ.
            </Text>
          </Alert>
        )}
        {gaps.length > 0 && (
          <Card withBorder>
            <Title order={2} size="h4" mb="xs">
              Còn thiếu {gaps.length} việc
            </Title>
            <List spacing="xs">
              {gaps.map(({ text, at }) => (
                <List.Item key={text}>
                  <Anchor component={Link} to={gapPaths[at](producer.id)}>
                    {text}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          </Card>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Way
            to={producerPaths.products(producer.id)}
            title="Sản phẩm"
            text="Tên, bộ sản phẩm, thành phần, câu chuyện, hình ảnh"
          />
          {abilities.includes("seePapers") && (
            <Way
              to={producerPaths.papers(producer.id)}
              title={`Tủ giấy tờ (${paperCount})`}
              text="Mỗi giấy tờ chụp một lần, dùng cho mọi hồ sơ"
            />
          )}
          <Way
            to={producerPaths.details(producer.id)}
            title="Thông tin cơ sở"
            text="Liên hệ, người đại diện"
          />
          <Way
            to={figurePaths.list(producer.id)}
            title="Số liệu từng năm"
            text="Doanh thu, sản lượng, lao động, nguyên liệu"
          />
          {growingAreas !== null && (
            <Way
              to={growingAreas}
              title="Vùng nguyên liệu"
              text="Nơi trồng, nuôi nguyên liệu; tiêu chuẩn, mã số vùng trồng"
            />
          )}
          {abilities.includes("seePersonal") && (
            <Way
              to={producerPaths.members(producer.id)}
              title="Tài khoản"
              text="Ai được làm hồ sơ thay cơ sở"
            />
          )}
        </SimpleGrid>
      </Stack>
    </OfficePage>
  );
}

function Way({ to, title, text }: { to: string; title: string; text: string }) {
  return (
    <Card withBorder>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={600}>{title}</Text>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Button
          component={Link}
          to={to}
          aria-label={`Mở: ${title}`}
          variant="light"
          style={{ flexShrink: 0 }}
        >
          Mở
        </Button>
      </Group>
    </Card>
  );
}
