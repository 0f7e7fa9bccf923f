import { Alert, Anchor, Button, Card, Stack, Text, Textarea, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { dossierActs } from "#modules/dossiers/pages/office/acts.server.ts";
import { findConflicts } from "#modules/dossiers/service/conflicts.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { listRoundsFor } from "#modules/dossiers/service/province.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import "./office.css";
import { Actions } from "./parts/actions.tsx";
import { Claims } from "./parts/claims.tsx";
import { clockWords } from "./parts/clock.tsx";
import { Outcome } from "./parts/confirm.tsx";
import { Conflicts } from "./parts/conflicts.tsx";
import { DossierPage } from "./parts/head.tsx";
import { History } from "./parts/history.tsx";
import { officePaths } from "./paths.ts";
import { claimsOf, headOf, writtenParts } from "./present.ts";
import type { Route } from "./+types/dossier.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const mine = view.abilities.some(({ action }) => action === "passToAdvice");
  const { rounds, proposed } = mine
    ? await listRoundsFor(db, actor, view.dossier.id)
    : { rounds: [], proposed: null };
  const { messages } = await listMessages(db, actor, { dossierId: view.dossier.id });
  return {
    head: headOf(view),
    parts: writtenParts(view),
    claims: claimsOf(view),
    score: {
      total: view.score.total,
      stars: view.score.stars,
      bandStars: view.score.bandStars,
      unmet: view.score.unmet.length,
      unanswered: view.score.unanswered.length,
    },
    completeness: view.completeness,
    abilities: view.abilities,
    may: {
      samples: view.may.keepSamples && view.dossier.state !== "draft",
      review: view.abilities.some(({ action }) => action === "forward"),
      write: view.may.write,
    },
    rounds: mine
      ? {
          choices: rounds.map(({ id, code, year, requestedBefore, heldBefore }) => ({
            id,
            code,
            year,
            requestedBefore,
            heldBefore,
          })),
          chosen: view.dossier.roundId ?? proposed,
        }
      : null,
    round: view.round && {
      code: view.round.code,
      year: view.round.year,
      heldBefore: view.round.heldBefore,
    },
    conflicts: view.may.seeConflicts ? await findConflicts(db, actor, view.dossier.id) : [],
    openReturn: view.openReturn && { reason: view.openReturn.reason, items: view.openReturn.items },
    samples: {
      held: view.samples.held,
      received: view.samples.received,
      needed: view.samples.needed,
    },
    filings: view.filings,
    events: view.events.map(({ seq, action, toState, reason, at }) => ({
      seq,
      action,
      toState,
      reason,
      at,
    })),
    messages: messages.map(({ id, subject, body, createdAt }) => ({
      id,
      subject,
      body,
      createdAt,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  const { intent, ...fields } = formFields(form);
  return orBackToForm(
    args.context,
    form,
    async () => {
      const act = Object.hasOwn(dossierActs, String(intent))
        ? dossierActs[String(intent)]
        : undefined;
      if (!act) throw new AppError("invalid");
      return { done: await act({ db, actor, dossierId: view.dossier.id, fields }) };
    },
    async () => ({ intent: String(intent) }),
  );
});

export default function DossierAtDesk({ loaderData, actionData }: Route.ComponentProps) {
  const { head, abilities, may, rounds } = loaderData;
  const failed =
    actionData && "ok" in actionData
      ? { intent: actionData.intent ?? "", values: actionData.values }
      : null;
  return (
    <DossierPage head={head}>
      <Outcome result={actionData} />
      <div className="two-sides">
        <Stack gap="md">
          <Conflicts conflicts={loaderData.conflicts} />
          {loaderData.openReturn && <OpenReturn {...loaderData.openReturn} />}
          <Facts parts={loaderData.parts} />
          <Card withBorder>
            <Title order={2} size="h4">
              Chủ thể tự chấm
            </Title>
            <SelfScore score={loaderData.score} />
            <Claims parts={loaderData.claims} />
          </Card>
        </Stack>
        <Stack gap="md" className="aside">
          <Card withBorder>
            <Title order={2} size="h4" mb="xs">
              Việc của bạn
            </Title>
            <ClockRule head={head} />
            <Actions id={head.id} abilities={abilities} may={may} rounds={rounds} failed={failed} />
          </Card>
          <Completeness {...loaderData} />
          <Filings {...loaderData} />
          <Messages messages={loaderData.messages} mayWrite={may.write} failed={failed} />
          <Card withBorder>
            <Title order={2} size="h5" mb="sm">
              Diễn biến
            </Title>
            <History events={loaderData.events} />
          </Card>
        </Stack>
      </div>
    </DossierPage>
  );
}

type Data = Route.ComponentProps["loaderData"];

function ClockRule({ head: { clock } }: { head: Data["head"] }) {
  if (!clock || clock.state === "unlimited") return null;
  return (
    <Text size="sm" mb="xs">
      <b>{clockWords(clock)}</b> làm việc
      {clock.due && ` (hạn ${dayText(clock.due, "vi")})`}
      {clock.article && `. Theo ${clock.article}.`}
      {clock.state === "paused" && " Đồng hồ đứng yên đến khi chủ thể nộp lại."}
    </Text>
  );
}

function SelfScore({ score }: { score: Data["score"] }) {
  return (
    <Text>
      <b>{score.total}/100 điểm</b>, {score.stars} sao
      {score.bandStars > score.stars &&
        ` (đủ điểm ${score.bandStars} sao nhưng còn ${score.unmet} mức tối thiểu chưa đạt)`}
      {score.unanswered > 0 && `; còn ${score.unanswered} tiêu chí chưa chấm`}
    </Text>
  );
}

function Facts({ parts }: { parts: Data["parts"] }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Chủ thể và sản phẩm khai
      </Title>
      {parts.map((part, at) => (
        <details key={part.name} open={at < 2}>
          <summary>
            <b>{part.title}</b>
          </summary>
          {part.boxes.length === 0 ? (
            <Text size="sm" c="dimmed">
              Chưa khai mục nào.
            </Text>
          ) : (
            <dl className="facts">
              {part.boxes.map((box) => (
                <div key={box.key} style={{ display: "contents" }}>
                  <dt>{box.label}</dt>
                  <dd>{box.text}</dd>
                </div>
              ))}
            </dl>
          )}
        </details>
      ))}
    </Card>
  );
}

function OpenReturn({ reason, items }: NonNullable<Data["openReturn"]>) {
  const open = items.filter(({ answered }) => !answered).length;
  return (
    <Alert color="orange" title={`Đã trả lại để bổ sung, còn ${open}/${items.length} mục`}>
      <Text size="sm">{reason}</Text>
      <ul className="tight">
        {items.map((item) => (
          <li key={item.item}>
            {item.reason} {item.answered && "(chủ thể báo đã sửa)"}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Completeness({ completeness, samples, round }: Data) {
  const lacking = completeness.filter(({ ok }) => !ok);
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        {lacking.length === 0 ? "Hồ sơ đủ thành phần" : `Còn thiếu ${lacking.length} mục`}
      </Title>
      {lacking.length > 0 && (
        <ul className="tight">
          {lacking.map((item) => (
            <li key={item.code}>
              <Text
                size="sm"
                span
                {...(item.severity === "must" ? { className: "late-text" } : {})}
              >
                {item.label}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {samples.needed !== null && samples.needed > 0 && (
        <Text size="sm">
          Mẫu sản phẩm: nhận {samples.received}/{samples.needed}, đang giữ {samples.held}
        </Text>
      )}
      {round && (
        <Text size="sm">
          Đợt {round.code}/{round.year}, đánh giá trước {dayText(round.heldBefore, "vi")}
        </Text>
      )}
    </Card>
  );
}

function Filings({ filings }: { filings: Data["filings"] }) {
  if (filings.length === 0) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        Các lần nộp
      </Title>
      {filings.map((filing) => (
        <Text size="sm" key={filing.seq}>
          Lần {filing.seq}: {instantText(filing.filedAt, "vi")}, biên nhận{" "}
          <Anchor href={`/bien-nhan/${filing.receiptCode}`}>{filing.receiptCode}</Anchor>
        </Text>
      ))}
    </Card>
  );
}

function Messages({
  messages,
  mayWrite,
  failed,
}: {
  messages: Data["messages"];
  mayWrite: boolean;
  failed: { intent: string; values: Readonly<Record<string, string>> } | null;
}) {
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb={4}>
        Trao đổi
      </Title>
      {messages.length === 0 && <Text size="sm">Chưa có tin nào gửi đến cơ quan của bạn.</Text>}
      {messages.slice(0, 5).map((message) => (
        <div key={message.id}>
          <Text size="sm" fw={600}>
            {message.subject}
          </Text>
          <Text size="xs" c="dimmed">
            {instantText(message.createdAt, "vi")}
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-line" }}>
            {message.body}
          </Text>
        </div>
      ))}
      {messages.length > 5 && (
        <Anchor component={Link} to={officePaths.messages} size="sm">
          Xem tất cả
        </Anchor>
      )}
      {mayWrite && (
        <Form method="post">
          <Textarea
            name="body"
            label="Nhắn chủ thể"
            rows={2}
            mt="xs"
            key={messages.length}
            defaultValue={failed?.intent === "message" ? (failed.values["body"] ?? "") : ""}
          />
          <Button type="submit" name="intent" value="message" variant="default" size="xs" mt={6}>
            Gửi
          </Button>
        </Form>
      )}
    </Card>
  );
}
