import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  Stack,
  Text,
  Textarea,
  Title,
} from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { agendaPage } from "#modules/councils/pages/agenda.server.ts";
import { openPage } from "#modules/councils/pages/page.server.ts";
import { removeItem, reorder } from "#modules/councils/service/agenda.server.ts";
import { ruleOnDoubt } from "#modules/councils/service/doubts.server.ts";
import { cancelSession, openSession } from "#modules/councils/service/sessions.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { duties, sessionModes, sessionStates } from "../model.ts";
import { councilPaths } from "../paths.ts";
import { moved } from "./agenda-order.ts";
import "./councils.css";
import { AgendaItems } from "./parts/agenda-items.tsx";
import type { Route } from "./+types/agenda.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  return agendaPage(db, actor, args.params.session);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const sessionId = args.params.session;
  const { items } = await agendaPage(db, actor, sessionId);
  const form = await args.request.formData();
  const fields = formFields(form);
  const text = (name: string) => String(fields[name] ?? "");
  return orBackToForm(args.context, form, async () => {
    const itemId = text("itemId");
    const intent = text("intent");
    if (intent === "up" || intent === "down") {
      const order = items.filter(({ state }) => state !== "postponed").map(({ id }) => id);
      await reorder(db, actor, { sessionId, itemIds: [...moved(order, itemId, intent)] });
      return { done: "Đã đổi thứ tự." };
    }
    if (intent === "remove") {
      await removeItem(db, actor, { itemId });
      return { done: "Đã rút sản phẩm khỏi phiên." };
    }
    if (intent === "rule") {
      await ruleOnDoubt(db, actor, { itemId, ruling: text("ruling") });
      return { done: "Đã ghi kết luận." };
    }
    if (intent === "open") {
      await openSession(db, actor, { sessionId, expectedVersion: text("version") });
      return { done: "Phiên đã mở." };
    }
    if (intent !== "cancel") throw new AppError("invalid");
    await cancelSession(db, actor, { sessionId, reason: text("reason") });
    return { done: "Đã hủy phiên; các sản phẩm chờ phiên khác." };
  });
});

/** A session's agenda: its products in their order, who sits in it, which rules hold, what is missing. */
export default function Agenda({ loaderData, actionData }: Route.ComponentProps) {
  const { session, council, mayPlan, maySeeConflicts } = loaderData;
  return (
    <OfficePage
      title={session.title}
      description={
        <>
          <Anchor component={Link} to={councilPaths.council(council.id)}>
            {council.name}
          </Anchor>{" "}
          · {sessionModes[session.mode]}
        </>
      }
      action={
        <Group gap="xs">
          {mayPlan && (
            <Button component={Link} to={councilPaths.assign(council.id)} variant="default">
              Thêm sản phẩm
            </Button>
          )}
          {maySeeConflicts && (
            <Button component={Link} to={councilPaths.conflicts(session.id)} variant="default">
              Xung đột lợi ích
            </Button>
          )}
          <Button component={Link} to={councilPaths.session(session.id)}>
            Vào phiên
          </Button>
        </Group>
      }
    >
      <title>{`${session.title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack>
        <Facts loaderData={loaderData} />
        <Card withBorder component="section">
          <Title order={2} size="h4" mb="xs">
            Sản phẩm theo thứ tự
          </Title>
          <AgendaItems items={loaderData.items} mayPlan={mayPlan} />
        </Card>
        <Seats loaderData={loaderData} />
      </Stack>
    </OfficePage>
  );
}

type Loaded = Pick<Route.ComponentProps, "loaderData">;

function Facts({ loaderData: { session, council, rules, lacking, mayOpen, mayPlan } }: Loaded) {
  return (
    <Card withBorder component="section">
      <Group justify="space-between" align="flex-start">
        <div>
          <Badge color={session.state === "open" ? "leaf" : "blue"}>
            {sessionStates[session.state]}
          </Badge>
          <Text>
            {instantText(session.startsAt, "vi")}
            {session.place && `, ${session.place}`}
          </Text>
          {session.dueAt && <Text>Gửi phiếu trước {instantText(session.dueAt, "vi")}</Text>}
          <Text>
            {rules === null ? (
              "Chưa có Quy chế nào có hiệu lực."
            ) : (
              <>
                {rules.isFixed ? "Theo" : "Khi mở sẽ theo"}{" "}
                <Anchor
                  component={Link}
                  to={`${councilPaths.rules(council.id)}?ban=${rules.seq}`}
                  underline="always"
                >
                  Quy chế bản {rules.seq}
                </Anchor>{" "}
                (hiệu lực từ {dayText(rules.effectiveOn, "vi")})
              </>
            )}
          </Text>
        </div>
        {session.state === "planned" && (
          <Stack gap="xs">
            {mayOpen && lacking.length === 0 && (
              <Confirm
                intent="open"
                label="Mở phiên"
                says="Quy chế đang có hiệu lực được giữ cho phiên này đến cùng."
                values={{ version: String(session.version) }}
              />
            )}
            {mayPlan && (
              <Confirm
                intent="cancel"
                label="Hủy phiên"
                says="Các sản phẩm trở lại danh sách chờ phiên."
                colour="red"
              >
                <Textarea name="reason" label="Lý do" rows={2} required />
              </Confirm>
            )}
          </Stack>
        )}
      </Group>
      {lacking.length > 0 && (
        <Alert color="yellow" mt="sm" title="Chưa mở được phiên vì">
          <ul className="tight">
            {lacking.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Alert>
      )}
    </Card>
  );
}

function Seats({ loaderData: { seats } }: Loaded) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Người tham gia
      </Title>
      <ol className="tight">
        {seats.map((seat) => (
          <li key={`${seat.duty} ${seat.name}`}>
            {seat.name}, {duties[seat.duty].toLowerCase()}
            {!seat.scores && ", không chấm điểm"} – {seat.agencyName}
          </li>
        ))}
      </ol>
    </Card>
  );
}
