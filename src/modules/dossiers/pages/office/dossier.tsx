import { Anchor, Card, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { dossierActs } from "#modules/dossiers/pages/office/acts.server.ts";
import { findConflicts } from "#modules/dossiers/service/conflicts.server.ts";
import { listHistory } from "#modules/dossiers/service/history.server.ts";
import { listMessages } from "#modules/dossiers/service/messages.server.ts";
import { listRoundsFor } from "#modules/dossiers/service/province.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import "./office.css";
import { Actions } from "./parts/actions.tsx";
import { Claims } from "./parts/claims.tsx";
import { clockWords } from "./parts/clock.tsx";
import { Conflicts } from "./parts/conflicts.tsx";
import {
  CommunePapers,
  Completeness,
  Filings,
  Messages,
  OpenReturn,
} from "./parts/dossier-cards.tsx";
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
      edit: view.may.edit && (view.dossier.isOnBehalf || view.dossier.isRecorded),
      confirm: view.may.edit && view.dossier.isOnBehalf && !view.dossier.isRecorded,
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
    events: await listHistory(db, actor, view),
    signed: {
      signedReport: view.review?.signedDigest ?? null,
      signedRequest: view.review?.signedRequestDigest ?? null,
    },
    hasReport: view.review !== null,
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
      <Outcome answer={actionData} />
      <div className="two-sides">
        <Stack gap="md">
          <Conflicts dossierId={head.id} conflicts={loaderData.conflicts} />
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
          {loaderData.hasReport && <CommunePapers id={head.id} signed={loaderData.signed} />}
          <Filings {...loaderData} />
          <Messages messages={loaderData.messages} mayWrite={may.write} failed={failed} />
          <Card withBorder>
            <Title order={2} size="h5" mb="sm">
              Diễn biến
            </Title>
            <History events={loaderData.events} />
            <Anchor component={Link} to={officePaths.history(head.id)} size="sm">
              Xem và in cả diễn biến
            </Anchor>
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
