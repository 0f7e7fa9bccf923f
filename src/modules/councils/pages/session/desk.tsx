import { Alert, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { deskPage } from "#modules/councils/pages/session/desk.server.ts";
import { actOnSession } from "#modules/councils/pages/session/session-acts.server.ts";
import { Confirm, Outcome, useLastAnswer } from "#ui/office/act.tsx";
import { instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { awaitedOf, type Board, type BoardItem } from "../../board.ts";
import { itemStates, sessionModes, sessionStates } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import { divergences } from "../../results/diverge.ts";
import "../councils.css";
import { SessionPapers } from "../parts/session-papers.tsx";
import { Attendance, SeverityPlot } from "./parts/attendance.tsx";
import { Legend, Strip } from "./parts/strip.tsx";
import { AskMeeting, ConvertForm } from "./parts/written.tsx";
import { useBoard } from "./use-board.ts";
import "./session.css";
import type { Route } from "./+types/desk.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return deskPage(db, actor, args.params.session);
});

export const action = forPage((args: Route.ActionArgs) => actOnSession(args, args.params.session));

/** A session as it runs: the secretary's desk, and to others the same board without the acts. */
export default function Desk({ loaderData, actionData }: Route.ComponentProps) {
  const answer = useLastAnswer(actionData);
  const { session, council, may, written } = loaderData;
  const { board, connected } = useBoard(loaderData.board, councilPaths.live(session.id));
  return (
    <OfficePage
      title={board.title}
      description={
        <>
          {council.name} · {sessionModes[board.mode]}
          {session.place && ` tại ${session.place}`}, {instantText(session.startsAt, "vi")}
          {session.isDemo && " · dữ liệu mẫu"}
        </>
      }
      action={
        <Group gap="xs">
          <Badge size="lg">{sessionStates[board.state]}</Badge>
          {may.score && (
            <Button component="a" href={councilPaths.ownSheets(session.id)}>
              Phiếu của tôi
            </Button>
          )}
          <Button component={Link} to={councilPaths.agenda(session.id)} variant="default">
            Chương trình
          </Button>
          <Button component="a" href={councilPaths.screen(session.id)} variant="default">
            Màn chiếu
          </Button>
        </Group>
      }
    >
      <title>{`${board.title} – OCOP`}</title>
      <Outcome answer={answer} />
      {!connected && (
        <Alert color="yellow" mb="sm">
          Mất kết nối; bảng sẽ tự cập nhật khi có mạng trở lại.
        </Alert>
      )}
      <div className="desk">
        <Stack gap="md">
          <Products loaderData={loaderData} board={board} />
        </Stack>
        <Stack gap="md">
          {written && (
            <Card withBorder component="section">
              <Title order={2} size="h4">
                Lấy ý kiến bằng văn bản
              </Title>
              {session.dueAt && (
                <Text>
                  {session.isOver ? "Đã hết hạn gửi phiếu lúc" : "Nhận phiếu đến"}{" "}
                  <b>{instantText(session.dueAt, "vi")}</b>
                </Text>
              )}
              {written.asked.map(({ name, reason }) => (
                <Text key={name} size="sm">
                  <b>{name} đề nghị họp:</b> {reason}
                </Text>
              ))}
              {may.ask && <AskMeeting answer={answer} />}
              {may.run && written.mustMeet && board.state === "open" && (
                <ConvertForm answer={answer} />
              )}
            </Card>
          )}
          <Attendance loaderData={loaderData} board={board} />
          {may.run && board.state === "open" && <CloseCard board={board} />}
          <SeverityPlot severity={loaderData.severity} board={board} />
          <SessionPapers id={session.id} state={board.state} />
        </Stack>
      </div>
    </OfficePage>
  );
}

type Loaded = Pick<Route.ComponentProps, "loaderData">;

function Products({ loaderData, board }: Loaded & { board: Board }) {
  const { may } = loaderData;
  const shown = board.items.filter(({ state }) => state !== "postponed");
  const waiting = shown.filter(({ state }) => state === "waiting").length;
  const done = shown.filter(({ state }) => state === "concluded" || state === "rejected").length;
  return (
    <Card withBorder component="section">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Sản phẩm: {done}/{shown.length} đã có kết quả
        </Title>
        {may.run && board.state === "open" && waiting > 1 && (
          <Confirm
            intent="start"
            label={`Bắt đầu chấm cả ${waiting} sản phẩm`}
            says="Các thành viên chấm mọi sản phẩm đang chờ, theo thứ tự của từng người."
          />
        )}
      </Group>
      <Legend />
      <ol className="products">
        {shown.map((item) => (
          <Product key={item.id} loaderData={loaderData} board={board} item={item} />
        ))}
      </ol>
    </Card>
  );
}

function Product({ loaderData, board, item }: Loaded & { board: Board; item: BoardItem }) {
  const { session, may, results, written } = loaderData;
  const result = results[item.id];
  const found = written?.items[item.id] ?? [];
  return (
    <li className="product" data-current={board.current === item.id}>
      <div>
        <Text fw={600}>
          {item.seq}.{" "}
          <Link to={councilPaths.item(session.id, item.id)} className="product-link">
            {item.product}
          </Link>
        </Text>
        <Text size="sm">
          {item.producer} · bộ {item.set}
        </Text>
        <Text size="sm" fw={600}>
          {itemStates[item.state]}
          {item.round > 1 && ` (lượt ${item.round})`}
          {result && ` · ${resultText(result)}`}
        </Text>
        {found.map((one) => (
          <Text key={one} size="sm" c="#9a3412">
            {divergences[one]}
          </Text>
        ))}
      </div>
      <Strip board={board} item={item} />
      {may.run && board.state === "open" && <RowActs board={board} item={item} />}
    </li>
  );
}

function resultText({ mean, stars, rejected }: Loaded["loaderData"]["results"][string]): string {
  if (rejected) return "bị loại";
  return `${mean?.replace(".", ",") ?? "–"} điểm, ${stars} sao`;
}

/** The next act with a product; everything else is on its own page. */
function RowActs({ board, item }: { board: Board; item: BoardItem }) {
  const awaited = awaitedOf(board, item);
  return (
    <Form method="post">
      <input type="hidden" name="itemId" value={item.id} />
      <VersionField name="version" version={item.version} />
      <Stack gap={4}>
        {item.state === "waiting" && (
          <Button type="submit" name="intent" value="start" size="compact-sm">
            Bắt đầu chấm
          </Button>
        )}
        {item.state === "scoring" && (
          <Button
            type="submit"
            name="intent"
            value="reveal"
            size="compact-sm"
            variant={awaited.length === 0 ? "filled" : "default"}
          >
            {awaited.length === 0 ? "Công bố phiếu" : `Còn chờ ${awaited.length} phiếu`}
          </Button>
        )}
        {board.mode === "meeting" && board.current !== item.id && (
          <Button type="submit" name="intent" value="goTo" size="compact-sm" variant="default">
            Đưa lên màn chiếu
          </Button>
        )}
      </Stack>
    </Form>
  );
}

function CloseCard({ board }: { board: Board }) {
  return (
    <Card withBorder component="section">
      <Confirm
        intent="close"
        label="Kết thúc phiên"
        says="Mọi sản phẩm phải đã có kết quả, bị loại hoặc chuyển sang phiên khác. Sau đó không ai ghi thêm vào phiên này được."
        values={{ version: String(board.version) }}
      />
    </Card>
  );
}
