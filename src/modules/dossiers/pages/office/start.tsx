import { Alert, Anchor, Button, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { pageAsked } from "#core/input/page-number.ts";
import { listInbox, listReturned } from "#modules/dossiers/service/boards.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { withUnitNames } from "#modules/dossiers/pages/office/units.server.ts";
import { listExpiringPapers } from "#modules/producers/service/papers.server.ts";
import { clockRule } from "#modules/dossiers/pages/office/clock-rule.server.ts";
import { Pager } from "#ui/office/pager.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { requireDesk } from "./desk.ts";
import "./office.css";
import { ClockPlot } from "./parts/clock.tsx";
import { DossierTable, lineOf } from "./parts/dossier-table.tsx";
import { officePaths } from "./paths.ts";
import type { Route } from "./+types/start.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  requireDesk(actor);
  const { database, env } = context.get(requestContext);
  const { db } = database;
  const page = pageAsked(new URL(request.url).searchParams);
  const { items, total, overdue } = await listInbox(db, actor, { page });
  const returned = await listReturned(db, actor, mostReturned);
  const { unread } = await listMessages(db, actor, { limit: 1 });
  const papers = await listExpiringPapers(db, actor, env.OCOP_EXPIRY_WARNING_DAYS);
  return {
    inbox: (await withUnitNames(db, items)).map(lineOf),
    returned: (await withUnitNames(db, returned.items)).map(lineOf),
    returnedTotal: returned.total,
    total,
    overdue,
    dueSoon: items.filter(({ clock }) => clock?.state === "running" && isSoon(clock.daysLeft))
      .length,
    unread,
    page,
    papers: papers.slice(0, 5),
    papersTotal: papers.length,
    mayHelp: hasRole(actor, "communeOfficer", "provinceOfficer"),
    isProvince: hasRole(actor, "provinceOfficer", "centralOfficer"),
    calendarIsOfficial: items.every(({ clock }) => clock?.officialCalendar ?? true),
    // Binds the communes, and the province's office that watches over them.
    rule: hasRole(actor, "communeOfficer", "districtOfficer", "provinceOfficer")
      ? await clockRule(db)
      : null,
  };
});

function isSoon(daysLeft: number | null): boolean {
  return daysLeft !== null && daysLeft >= 0 && daysLeft <= 3;
}

const perPage = 50;

/** As many of those sent back as are listed. */
const mostReturned = 10;

export default function StartPage({ loaderData }: Route.ComponentProps) {
  const { inbox, total, page } = loaderData;
  return (
    <OfficePage
      title="Việc cần xử lý"
      description="Hồ sơ đang ở bàn của bạn, việc gấp nhất ở trên cùng"
      action={
        <Group gap="xs">
          {loaderData.isProvince && (
            <Button component={Link} to={officePaths.intake} variant="default">
              Tiếp nhận
            </Button>
          )}
          {loaderData.mayHelp && (
            <Button component={Link} to={officePaths.onBehalf} variant="default">
              Nhập thay chủ thể
            </Button>
          )}
          <Button component={Link} to={officePaths.board} variant="default">
            Bảng hồ sơ
          </Button>
        </Group>
      }
    >
      <title>Việc cần xử lý – OCOP</title>
      <Figures {...loaderData} />
      {loaderData.rule && (
        <Text size="sm" c="dimmed" mb="md">
          Cấp xã có {loaderData.rule.days} ngày làm việc kể từ ngày nhận hồ sơ (
          {loaderData.rule.article}); ngày nhận không tính, thời gian hồ sơ trả lại để bổ sung không
          tính.
          {!loaderData.calendarIsOfficial &&
            " Lịch nghỉ lễ của một số ngày chưa được công bố, hạn có thể dời."}
        </Text>
      )}
      {inbox.length === 0 ? (
        <EmptyDesk {...loaderData} />
      ) : (
        <DossierTable lines={inbox} label="Hồ sơ cần xử lý, theo hạn" />
      )}
      <Pager page={page} perPage={perPage} total={total} />
      {loaderData.returned.length > 0 && (
        <section>
          <Title order={2} size="h4" mt="xl" mb="xs">
            Đang chờ chủ thể bổ sung ({loaderData.returnedTotal})
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            Thời hạn của bạn đứng yên cho đến khi chủ thể nộp lại.
          </Text>
          <DossierTable lines={loaderData.returned} label="Hồ sơ chờ chủ thể bổ sung" />
        </section>
      )}
      {loaderData.papers.length > 0 && <ExpiringPapers {...loaderData} />}
    </OfficePage>
  );
}

type Data = Route.ComponentProps["loaderData"];

function Figures({ total, overdue, dueSoon, returnedTotal, unread, inbox }: Data) {
  const items = inbox.map(({ id, productName, clock }) => ({ id, name: productName, clock }));
  const hasClocks = items.some(({ clock }) => clock?.state === "running");
  return (
    <div className="figures">
      <SimpleGrid cols={{ base: 2, md: hasClocks ? 2 : 4 }} spacing="sm">
        <Figure label="Trên bàn" value={total} />
        <Figure label="Quá hạn" value={overdue} colour={overdue > 0 ? "red.8" : undefined} />
        <Figure
          label="Còn 3 ngày trở lại"
          value={dueSoon}
          colour={dueSoon > 0 ? "#8f3105" : undefined}
        />
        <Card withBorder p="sm">
          <Text fz={28} fw={700} lh={1.1}>
            {unread}
          </Text>
          <Anchor component={Link} to={officePaths.messages} size="sm">
            Tin chưa đọc
          </Anchor>
        </Card>
      </SimpleGrid>
      {hasClocks && (
        <Card withBorder p="sm">
          <Text size="sm" fw={600} mb={4}>
            Số ngày làm việc còn lại của từng hồ sơ
            {returnedTotal > 0 && (
              <Text span size="sm" c="dimmed">
                {" "}
                (thêm {returnedTotal} hồ sơ đang tạm dừng)
              </Text>
            )}
          </Text>
          <ClockPlot items={items} />
        </Card>
      )}
    </div>
  );
}

function Figure({
  label,
  value,
  colour,
}: {
  label: string;
  value: number;
  colour?: string | undefined;
}) {
  return (
    <Card withBorder p="sm">
      <Text fz={28} fw={700} lh={1.1} {...(colour ? { c: colour } : {})}>
        {value}
      </Text>
      <Text size="sm">{label}</Text>
    </Card>
  );
}

function EmptyDesk({ isProvince, mayHelp }: Pick<Data, "isProvince" | "mayHelp">) {
  return (
    <Alert color="leaf" title="Bàn đang trống">
      {isProvince ? (
        <>
          Hồ sơ cấp dưới chuyển lên sẽ hiện ở đây để nhận, cấp số và kiểm tra. Những hồ sơ còn ở cấp
          dưới xem trong{" "}
          <Anchor component={Link} to={officePaths.board} underline="always" inherit>
            bảng hồ sơ
          </Anchor>
          .
        </>
      ) : !mayHelp ? (
        <>
          Không có hồ sơ nào chờ bạn xử lý. Mọi hồ sơ bạn được xem ở trong{" "}
          <Anchor component={Link} to={officePaths.board} underline="always" inherit>
            bảng hồ sơ
          </Anchor>
          .
        </>
      ) : (
        <>
          Khi một chủ thể trong xã nộp hồ sơ, hồ sơ hiện ở đây kèm hạn 15 ngày làm việc. Bạn nhận hồ
          sơ, kiểm tra thực địa, ghi báo cáo Mẫu 03 rồi chuyển lên tỉnh. Chủ thể chưa nộp được thì
          bạn có thể{" "}
          <Anchor component={Link} to={officePaths.onBehalf} underline="always" inherit>
            nhập thay
          </Anchor>
          .
        </>
      )}
    </Alert>
  );
}

function ExpiringPapers({ papers, papersTotal }: Data) {
  return (
    <section>
      <Title order={2} size="h4" mt="xl" mb="xs">
        Giấy tờ sắp hết hạn của các chủ thể ({papersTotal})
      </Title>
      <ul className="tight">
        {papers.map((paper) => (
          <li key={paper.id}>
            {paper.title} – {paper.producerName}:{" "}
            {paper.state === "expired" ? "đã hết hạn" : "hết hạn"} ngày{" "}
            {paper.expiresOn.split("-").reverse().join("/")}
          </li>
        ))}
      </ul>
    </section>
  );
}
