import { Alert, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Form, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { type FormFailure, orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { keepPaper } from "#modules/producers/service/keep-paper.server.ts";
import { archivePaper, listPapers } from "#modules/producers/service/papers.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  type KeepPaper,
  paperGroups,
  type PaperKind,
  paperKindFacts,
  paperKinds,
} from "../model/papers.ts";
import { paperFile } from "../paths.ts";
import { Uploader } from "../widgets/uploader.tsx";
import type { Route } from "./+types/papers.ts";
import { Choice, FormMessage, formValues, Line, Lines, StateBadge } from "../widgets/fields.tsx";

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const { producer, abilities } = await getProducer(db, actor, id);
  return {
    producer: { id, name: producer.name },
    papers: await listPapers(db, actor, id),
    mayKeep: abilities.includes("keepPapers"),
  };
});

export const action = forPage(async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  const { db } = database;
  const form = await request.formData();
  const { intent, paperId, ...fields } = formFields(form);
  await getProducer(db, actor, id);
  return orBackToForm(context, form, async () => {
    if (intent === "archive") {
      await archivePaper(db, actor, String(paperId));
      return { done: "Đã cất giấy tờ khỏi tủ. Hồ sơ đã nộp vẫn giữ bản này." };
    }
    if (intent !== "keep") throw new AppError("invalid");
    const paper = { ...fields, producerId: id } as KeepPaper;
    const kept = await keepPaper({ db, files }, actor, paper);
    return { done: "Đã lưu vào tủ giấy tờ.", kept: kept.id };
  });
});

export default function Papers({ loaderData, actionData }: Route.ComponentProps) {
  const { producer, papers, mayKeep } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const done = actionData && "done" in actionData ? actionData : undefined;
  return (
    <OfficePage title="Tủ giấy tờ" description={producer.name}>
      <title>{`Tủ giấy tờ – ${producer.name} – OCOP`}</title>
      <Stack maw={760}>
        {done && <Alert color="leaf">{done.done}</Alert>}
        {mayKeep && (
          <Card withBorder component="section">
            <Title order={2} size="h4" mb="sm">
              Thêm giấy tờ
            </Title>
            {/* A paper kept empties the form for the next one. */}
            <NewPaper
              key={done && "kept" in done ? done.kept : "new"}
              producerId={producer.id}
              papers={papers}
              failure={failure}
            />
          </Card>
        )}
        {papers.length === 0 && <Text>Tủ chưa có giấy tờ nào.</Text>}
        {Object.entries(paperGroups).map(([group, name]) => {
          const inGroup = papers.filter(({ kind }) => paperKindFacts(kind).group === group);
          return inGroup.length === 0 ? null : (
            <section key={group} aria-label={name}>
              <Title order={2} size="h4" my="sm">
                {name}
              </Title>
              <Stack gap="xs">
                {inGroup.map((paper) => (
                  <PaperCard key={paper.id} paper={paper} mayKeep={mayKeep} />
                ))}
              </Stack>
            </section>
          );
        })}
      </Stack>
    </OfficePage>
  );
}

type Paper = Route.ComponentProps["loaderData"]["papers"][number];

function PaperCard({ paper, mayKeep }: { paper: Paper; mayKeep: boolean }) {
  const facts = [
    paper.title === paper.kindName ? null : paper.kindName,
    paper.number && `Số ${paper.number}`,
    paper.issuer,
    paper.issuedOn && `cấp ngày ${formatDay(paper.issuedOn)}`,
    paper.pageCount && `${paper.pageCount} trang`,
  ].filter(Boolean);
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{paper.title}</Text>
          <Text size="sm">{facts.join(" · ")}</Text>
          {paper.expiresOn && (
            <Text size="sm">
              Hết hạn {formatDay(paper.expiresOn)} <StateBadge state={paper.state} />
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button
            component="a"
            href={paper.url ?? paperFile(paper.id)}
            target="_blank"
            rel="noreferrer"
            variant="light"
          >
            Xem
          </Button>
          {mayKeep && (
            <Form method="post">
              <input type="hidden" name="paperId" value={paper.id} />
              <Button type="submit" name="intent" value="archive" variant="subtle" color="gray">
                Cất đi
              </Button>
            </Form>
          )}
        </Group>
      </Group>
    </Card>
  );
}

const kindOptions = Object.fromEntries(
  Object.entries(paperKinds).map(([kind, { vi }]) => [kind, vi]),
);

function NewPaper({
  producerId,
  papers,
  failure,
}: {
  producerId: string;
  papers: readonly Paper[];
  failure: FormFailure | undefined;
}) {
  const { field } = formValues(failure, { kind: "businessRegistration" });
  const [kind, setKind] = useState<PaperKind>(
    (failure?.values["kind"] as PaperKind | undefined) ?? "businessRegistration",
  );
  const isBusy = useNavigation().state !== "idle";
  const { content, isOfficial, expires } = paperKindFacts(kind);
  const older = Object.fromEntries(
    papers
      .filter((paper) => paper.kind === kind)
      .map(({ id, title, number }) => [id, number ? `${title}, số ${number}` : title]),
  );
  return (
    <Form method="post" noValidate>
      <Stack>
        <FormMessage failure={failure} />
        <div
          onChange={(event) => {
            const { name, value } = event.target as unknown as HTMLSelectElement;
            if (name === "kind") setKind(value as PaperKind);
          }}
        >
          <Choice of={field} name="kind" label="Loại giấy tờ" options={kindOptions} />
        </div>
        {content === "file" ? (
          <Uploader producerId={producerId} name="uploads" error={failure?.errors["uploads"]} />
        ) : (
          <Line of={field} name="url" label="Đường dẫn" inputMode="url" required />
        )}
        <Line of={field} name="title" label="Tên gọi (không bắt buộc)" />
        {isOfficial && (
          <>
            <Line of={field} name="number" label="Số, ký hiệu" required />
            <Line of={field} name="issuer" label="Nơi cấp hoặc bên ký" required />
            <Line
              of={field}
              name="issuedOn"
              label="Ngày cấp"
              placeholder="ngày/tháng/năm"
              required
            />
          </>
        )}
        {expires !== "never" && (
          <Line
            of={field}
            name="expiresOn"
            label={expires === "always" ? "Ngày hết hạn" : "Ngày hết hạn (nếu có)"}
            placeholder="ngày/tháng/năm"
          />
        )}
        <Lines of={field} name="note" label="Ghi chú (không bắt buộc)" />
        {Object.keys(older).length > 0 && (
          <Choice
            of={field}
            name="replaces"
            label="Thay giấy tờ cũ"
            options={older}
            empty="Không thay giấy tờ nào"
          />
        )}
        <div>
          <Button type="submit" name="intent" value="keep" size="md" loading={isBusy}>
            Lưu vào tủ
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
