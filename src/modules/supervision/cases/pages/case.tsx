import { Anchor, Badge, Card, List, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnCase, casePage } from "#modules/supervision/cases/pages/case.server.ts";
import { openCasePage } from "#modules/supervision/cases/pages/ground.server.ts";
import { authorisedCase } from "#modules/supervision/cases/service/load.server.ts";
import { decisionStates, revocationGrounds } from "#modules/recognition/model.ts";
import { recognitionPaths } from "#modules/recognition/paths.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { caseActNames, caseOrigins, caseStates } from "../model.ts";
import { casePaths } from "../paths.ts";
import { Acts } from "./acts.tsx";
import { Clock } from "./clock.tsx";
import type { Route } from "./+types/case.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  return casePage(await openCasePage(args), args.params.case);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openCasePage(args);
  await authorisedCase(ground.db, ground.actor, "see", args.params.case);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnCase(ground, args.params.case, form));
});

export type LoadedCase = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** One case: facts and evidence, the producer's word, the conclusion, the clock, and what can be done. */
export default function CasePage({ loaderData, actionData }: Route.ComponentProps) {
  const { productName, producerName, stars, standing } = loaderData;
  return (
    <OfficePage
      title={`Vụ việc: ${productName}`}
      description={`${producerName}, ${stars} sao · ${caseStates[standing]}`}
    >
      <title>{`Vụ việc: ${productName} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Stack>
        <Standing of={loaderData} />
        <Facts of={loaderData} />
        <Acts of={loaderData} answer={actionData} />
        <Steps of={loaderData} />
      </Stack>
    </OfficePage>
  );
}

function Standing({ of }: { of: LoadedCase }) {
  const { decision, restoration, certificate } = of;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {caseStates[of.standing]}
      </Title>
      <Stack gap={4}>
        {of.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
        {of.clock && <Clock clock={of.clock} />}
        <Text>Căn cứ: {revocationGrounds[of.ground]}</Text>
        {certificate && (
          <Text>
            Giấy chứng nhận số {certificate.number}{" "}
            <Anchor underline="always" href={`/verify/${certificate.token}`}>
              Trang tra cứu
            </Anchor>
            {certificate.recoveredOn &&
              ` · đã nhận lại bản giấy ngày ${dayText(certificate.recoveredOn, "vi")}`}
          </Text>
        )}
        {[decision, restoration].map(
          (one, at) =>
            one && (
              <Text key={one.id}>
                {at === 0 ? "Quyết định thu hồi" : "Quyết định khôi phục"}:{" "}
                <Anchor underline="always" component={Link} to={recognitionPaths.decision(one.id)}>
                  {one.numberText ?? "dự thảo"}
                </Anchor>
                {`, ${decisionStates[one.state].toLowerCase()}`}
                {one.signedOn && ` ngày ${dayText(one.signedOn, "vi")}`}
              </Text>
            ),
        )}
        {of.isMinisters && (of.standing === "concluded" || of.standing === "submitted") && (
          <Text>
            Sản phẩm 5 sao do Bộ trưởng quyết định. Văn bản đề nghị:{" "}
            <Anchor underline="always" href={casePaths.letter(of.id, "pdf")}>
              PDF
            </Anchor>
            {", "}
            <Anchor underline="always" href={casePaths.letter(of.id, "docx")}>
              Word
            </Anchor>
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Facts({ of }: { of: LoadedCase }) {
  const parts: [string, string | null][] = [
    [`Sự việc (${caseOrigins[of.origin].toLowerCase()})`, of.facts],
    [`Câu hỏi cho chủ thể${of.answerBy ? `, hạn ${dayText(of.answerBy, "vi")}` : ""}`, of.question],
    [
      `Giải trình${of.answeredAt ? ` lúc ${instantText(new Date(of.answeredAt), "vi")}` : ""}`,
      of.answer,
    ],
    [`Kết luận${of.concludedOn ? ` ngày ${dayText(of.concludedOn, "vi")}` : ""}`, of.conclusion],
    ["Lý do không thu hồi", of.dismissal],
  ];
  return (
    <Card withBorder component="section">
      <Stack gap="sm">
        {parts.map(
          ([name, text]) =>
            text !== null && (
              <div key={name}>
                <Title order={2} size="h5">
                  {name}
                </Title>
                <Text style={{ whiteSpace: "pre-wrap" }}>{text}</Text>
              </div>
            ),
        )}
        {of.inspectionId && <Anchor href={`/kiem-tra/${of.inspectionId}`}>Mở cuộc kiểm tra</Anchor>}
        {of.files.length > 0 && (
          <div>
            <Title order={2} size="h5">
              Chứng cứ
            </Title>
            <List>
              {of.files.map(({ digest, title, isProducers }) => (
                <List.Item key={digest}>
                  <Anchor underline="always" href={casePaths.file(of.id, digest)}>
                    {title}
                  </Anchor>
                  {isProducers && " (của chủ thể)"}
                </List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function Steps({ of }: { of: LoadedCase }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Diễn biến
      </Title>
      <List>
        {of.steps.map(({ act, at, by }) => (
          <List.Item key={`${act} ${String(at)}`}>
            {instantText(new Date(at), "vi")}: {act === "open" ? "Mở vụ việc" : caseActNames[act]},{" "}
            {by}
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
