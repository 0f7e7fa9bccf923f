import { Alert, Anchor, Badge, Card, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { itemPage } from "#modules/councils/pages/session/item.server.ts";
import { actOnSession } from "#modules/councils/pages/session/session-acts.server.ts";
import { Outcome, useLastAnswer } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { sessionDownloads } from "../../documents/paths.ts";
import { itemStates, roundKinds } from "../../model.ts";
import { councilPaths } from "../../paths.ts";
import "../councils.css";
import { Changes, Heat, Members } from "./parts/heat.tsx";
import { ItemActs, Notes } from "./parts/item-acts.tsx";
import { ResultCard } from "./parts/result.tsx";
import { Legend, Strip } from "./parts/strip.tsx";
import { Totals } from "./parts/totals.tsx";
import { useBoard } from "./use-board.ts";
import "./session.css";
import type { Route } from "./+types/item.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const { session, item } = args.params;
  return itemPage(db, actor, { sessionId: session, itemId: item });
});

export const action = forPage((args: Route.ActionArgs) => actOnSession(args, args.params.session));

/** One product of a session: how far the members are, what was revealed, and its result. */
export default function ItemOfSession({ loaderData: data, actionData }: Route.ComponentProps) {
  const answer = useLastAnswer(actionData);
  const { session, item, product } = data;
  const { board } = useBoard(data.board, councilPaths.live(session.id));
  const live = board.items.find(({ id }) => id === item.id);
  return (
    <OfficePage
      title={`${item.seq}. ${product.name}`}
      description={
        <>
          {product.producer} · {product.set}
          {product.isDemo && " · dữ liệu mẫu"} ·{" "}
          <Anchor component={Link} to={councilPaths.session(session.id)} underline="always">
            {session.title}
          </Anchor>
        </>
      }
      action={<Badge size="lg">{itemStates[item.state]}</Badge>}
    >
      <title>{`${product.name} – ${session.title} – OCOP`}</title>
      <Outcome answer={answer} />
      <div className="two-columns">
        <Stack gap="md">
          <ResultCard data={data} />
          {item.state === "scoring" && live && (
            <Card withBorder component="section">
              <Title order={2} size="h4" mb="xs">
                Đang chấm{item.round > 1 && ` lượt ${item.round}`}
              </Title>
              <Strip board={board} item={live} />
              <Legend />
              <Text size="sm" mt="xs">
                Không ai xem được phiếu của người khác cho đến khi mọi người có mặt đã ký.
              </Text>
            </Card>
          )}
          {data.rounds.toReversed().map((round, at) => (
            <RoundCard key={round.round} round={round} data={data} isLast={at === 0} />
          ))}
          {(data.rounds.length > 0 || !data.may.seeSheets) && data.may.printSheets && (
            <Text size="sm">
              Mọi phiếu đã công bố trong một tệp:{" "}
              <Anchor href={sessionDownloads.sheets(session.id, item.id, "pdf")}>PDF</Anchor>
              {" · "}
              <Anchor href={sessionDownloads.sheets(session.id, item.id, "docx")}>Word</Anchor>
            </Text>
          )}
          {data.rounds.length === 0 && !data.may.printSheets && (
            <Text size="sm">
              Phiếu của từng thành viên chỉ hội đồng xem được; cơ quan lập hội đồng in được sau khi
              phiên kết thúc.
            </Text>
          )}
        </Stack>
        <Stack gap="md">
          <Doubts data={data} />
          <ItemActs data={data} answer={answer} />
          <Notes key={item.version} data={data} answer={answer} />
        </Stack>
      </div>
    </OfficePage>
  );
}

type Data = Route.ComponentProps["loaderData"];

function RoundCard({
  round,
  data,
  isLast,
}: {
  round: Data["rounds"][number];
  data: Data;
  isLast: boolean;
}) {
  const title = `Lượt ${round.round}: ${roundKinds[round.kind].toLowerCase()}`;
  const out = [...round.recused, ...round.absent];
  const content = (
    <Stack gap="sm">
      {round.reason && <Text size="sm">Lý do: {round.reason}</Text>}
      <Totals round={round} data={data} />
      <Heat round={round} data={data} />
      <Members round={round} data={data} />
      {out.length > 0 && (
        <Text size="sm">
          Không tính: {out.map((one) => data.names[one]).join(", ")} (xung đột lợi ích hoặc vắng
          mặt).
        </Text>
      )}
      <Changes round={round} data={data} />
    </Stack>
  );
  return (
    <Card withBorder component="section">
      {isLast ? (
        <>
          <Title order={2} size="h4" mb="xs">
            {title}
          </Title>
          {content}
        </>
      ) : (
        <details>
          <summary>
            <b>{title}</b> · trung bình {round.outcome.mean?.replace(".", ",") ?? "–"}, chênh lệch{" "}
            {round.outcome.spread}
          </summary>
          {content}
        </details>
      )}
    </Card>
  );
}

function Doubts({ data: { doubts, item, session } }: { data: Data }) {
  if (doubts.length === 0) return null;
  return (
    <Alert color="yellow" title="Bộ tiêu chí có điểm nghi vấn">
      <ul className="tight">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
      {item.ruling ? (
        <Text size="sm">
          <b>Kết luận của người điều hành:</b> {item.ruling}
        </Text>
      ) : (
        <Anchor component={Link} to={councilPaths.agenda(session.id)} underline="always" size="sm">
          Người điều hành kết luận ở trang chương trình trước khi chấm
        </Anchor>
      )}
    </Alert>
  );
}
