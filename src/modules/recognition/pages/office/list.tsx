import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { hasRole } from "#core/access/actor.ts";
import { formFields } from "#core/input/parse.ts";
import { openPage } from "#modules/recognition/pages/office/page.server.ts";
import { listDecisions, listWaiting } from "#modules/recognition/service/describe.server.ts";
import { draftDecision } from "#modules/recognition/service/drafts.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { DraftDecision } from "../../inputs.ts";
import { decisionKinds, decisionStates } from "../../model.ts";
import { recognitionPaths } from "../../paths.ts";
import { PaperTable } from "../parts/paper-table.tsx";
import { ResultTable } from "../parts/result-table.tsx";
import type { Route } from "./+types/list.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const decisions = await listDecisions(db, actor);
  return {
    maySign: hasRole(actor, "decisionMaker"),
    mayDraft: hasRole(actor, "provinceOfficer", "centralOfficer", "districtOfficer"),
    waiting: await listWaiting(db, actor),
    decisions: decisions.map(({ id, kind, state, title, numberText, signedOn, isRecorded }) => ({
      id,
      kind,
      state,
      title,
      numberText,
      signedOn,
      isRecorded,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openPage(args);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    // What the form lacks or adds is for the service to refuse.
    const { id } = await draftDecision(db, actor, formFields(form) as DraftDecision);
    throw redirect(recognitionPaths.decision(id));
  });
});

/** Results that wait for a decision, and the decisions. */
export default function Decisions({ loaderData, actionData }: Route.ComponentProps) {
  const { waiting, mayDraft, maySign } = loaderData;
  // What waits for a signature has a place of its own for whoever signs.
  const toSign = loaderData.decisions.filter(({ state }) => maySign && state === "submitted");
  const decisions = loaderData.decisions.filter((one) => !toSign.includes(one));
  return (
    <OfficePage
      title="Công nhận"
      description="Từ kết quả của hội đồng đến quyết định và giấy chứng nhận."
    >
      <title>Công nhận – OCOP</title>
      <Outcome answer={actionData} />
      <Stack>
        {maySign && <ToSign decisions={toSign} />}
        <Waiting waiting={waiting} mayDraft={mayDraft} />
        <Card withBorder component="section">
          <Group justify="space-between" mb="xs">
            <Title order={2} size="h4">
              Quyết định
            </Title>
            {mayDraft && (
              <Button component={Link} to={recognitionPaths.record} variant="default">
                Nhập quyết định đã có số
              </Button>
            )}
          </Group>
          {decisions.length === 0 ? (
            <Text c="dimmed">Chưa có quyết định nào.</Text>
          ) : (
            <DecisionTable label="Quyết định" decisions={decisions} />
          )}
        </Card>
      </Stack>
    </OfficePage>
  );
}

type Loaded = Route.ComponentProps["loaderData"];

function ToSign({ decisions }: Pick<Loaded, "decisions">) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Chờ ký ({decisions.length})
      </Title>
      {decisions.length === 0 ? (
        <Text c="dimmed">
          Không có dự thảo nào chờ ký. Văn phòng điều phối trình dự thảo thì dự thảo hiện ở đây.
        </Text>
      ) : (
        <DecisionTable label="Dự thảo chờ ký" decisions={decisions} />
      )}
    </Card>
  );
}

const nextWords = {
  recognition: "Công nhận ở cấp này",
  approval: "Đề nghị cấp trên",
  refusal: "Thông báo không đạt",
  none: "Chờ cấp khác",
} as const;

function Waiting({ waiting, mayDraft }: Pick<Loaded, "waiting" | "mayDraft">) {
  return (
    <ResultTable
      title="Kết quả chờ quyết định"
      none="Không có kết quả nào đang chờ."
      heads={["Hạng", "Bước tiếp"]}
      rows={waiting.map((one) => ({
        ...one,
        cells: [`${one.stars} sao`, <Next key="next" one={one} />],
        isChoice: mayDraft && !one.isDrafted && one.next !== "refusal" && one.next !== "none",
      }))}
    >
      {mayDraft ? (
        <>
          <Button
            type="submit"
            name="kind"
            value="recognition"
            h="auto"
            py="xs"
            styles={{ label: { whiteSpace: "normal" } }}
          >
            Lập dự thảo quyết định công nhận
          </Button>
          <Button type="submit" name="kind" value="approval" variant="default">
            Lập dự thảo đề nghị cấp trên
          </Button>
        </>
      ) : null}
    </ResultTable>
  );
}

function Next({ one }: { one: Loaded["waiting"][number] }) {
  return (
    <>
      {one.isDrafted ? <Badge color="gray">Đã có dự thảo</Badge> : nextWords[one.next]}
      {one.next === "refusal" && (
        <div>
          <Anchor
            underline="always"
            component={Link}
            to={recognitionPaths.resultLetterPage(one.dossierId)}
          >
            Soạn thông báo kết quả
          </Anchor>
        </div>
      )}
    </>
  );
}

function DecisionTable({ decisions, label }: Pick<Loaded, "decisions"> & { label: string }) {
  return (
    <PaperTable
      label={label}
      rows={decisions.map(({ id, kind, state, title, numberText, signedOn, isRecorded }) => ({
        id,
        href: recognitionPaths.decision(id),
        subject: title,
        about: `${decisionKinds[kind]}${isRecorded ? ", nhập từ bản giấy" : ""}`,
        numberText,
        signedOn,
        state: decisionStates[state],
      }))}
    />
  );
}
