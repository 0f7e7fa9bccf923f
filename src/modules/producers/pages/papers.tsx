import { Alert, Button, Card, Group, List, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { refuseOversized } from "#core/http/oversized.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { keepPaper } from "#modules/producers/service/keep-paper.server.ts";
import { archivePaper, listPapers } from "#modules/producers/service/papers.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { filesIn, keepEach, takeFiles } from "#modules/producers/service/take-files.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { type KeepEach, type KeepPaper, paperGroups, paperKindFacts } from "../model/papers.ts";
import { backParameter, pageBefore, paperFile, paperThumbnail, producerPaths } from "../paths.ts";
import type { Route } from "./+types/papers.ts";
import { NewPaper, type TakenFile } from "./new-paper.tsx";
import { StateBadge } from "../widgets/fields.tsx";

export const loader = forPage(async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, env } = context.get(requestContext);
  const { db } = database;
  const { producer, abilities } = await getProducer(db, actor, id);
  return {
    producer: { id, name: producer.name },
    papers: await listPapers(db, actor, id, { warningDays: env.OCOP_EXPIRY_WARNING_DAYS }),
    mayKeep: abilities.includes("keepPapers"),
    back: pageBefore(new URL(request.url).searchParams.get(backParameter)),
  };
});

export const action = forPage(async ({ context, request, params: { id } }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { database, files } = context.get(requestContext);
  const { db } = database;
  const form = await request.formData();
  const { intent, paperId, ...fields } = formFields(form);
  await getProducer(db, actor, id);
  const taken: TakenFile[] = [];
  return orBackToForm(
    context,
    form,
    async () => {
      refuseOversized(form, "uploads");
      if (intent === "archive") {
        await archivePaper(db, actor, String(paperId));
        return { done: "Đã cất giấy tờ khỏi tủ. Hồ sơ đã nộp vẫn giữ bản này." };
      }
      if (intent !== "keep") throw new AppError("invalid");
      const ground = { db, files };
      const came = await filesIn(form, "files");
      for (const upload of await takeFiles(ground, actor, id, came))
        taken.push({ id: upload.id, name: upload.fileName });
      const uploads = [fields["uploads"] ?? [], taken.map((one) => one.id)].flat();
      const { together, ...facts } = fields;
      if (together === "0" && uploads.length > 1) {
        const { kind, note = "" } = facts;
        const input = { producerId: id, kind, note, uploads } as KeepEach;
        const { kept, refused } = await keepEach(ground, actor, input);
        const done = `Đã lưu ${kept} giấy tờ vào tủ.`;
        return { done, kept: uploads[0] ?? "", refused };
      }
      const paper = { url: "", replaces: "", ...facts, uploads, producerId: id } as KeepPaper;
      const kept = await keepPaper(ground, actor, paper);
      return { done: "Đã lưu vào tủ giấy tờ.", kept: kept.id };
    },
    // What came whole with a form that must be mended need not come again.
    async () => ({ taken }),
  );
});

export default function Papers({ loaderData, actionData }: Route.ComponentProps) {
  const { producer, papers, mayKeep, back } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const done = actionData && "done" in actionData ? actionData : undefined;
  return (
    <OfficePage title="Tủ giấy tờ" description={producer.name}>
      <title>{`Tủ giấy tờ – ${producer.name} – OCOP`}</title>
      <Stack maw={760}>
        {done && (
          <Alert color="leaf" ref={intoView} key={"kept" in done ? done.kept : "done"}>
            {done.done}
            {"refused" in done && <Refused files={done.refused} />}
          </Alert>
        )}
        {back && (
          <div>
            <Button component="a" href={back} variant={done ? "filled" : "default"} size="md">
              ← Quay lại {backName(back)}
            </Button>
          </div>
        )}
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
                  <PaperCard key={paper.id} paper={paper} mayKeep={mayKeep} back={back} />
                ))}
              </Stack>
            </section>
          );
        })}
      </Stack>
    </OfficePage>
  );
}

/** What was done is said above a long form: it must be seen from its foot too. */
function intoView(place: HTMLDivElement | null): void {
  place?.scrollIntoView({ block: "center" });
}

type Paper = Route.ComponentProps["loaderData"]["papers"][number];

function Refused({ files }: { files: readonly { name: string; reason: string }[] }) {
  if (files.length === 0) return null;
  return (
    <>
      <Text mt="xs">Chưa lưu {files.length} tệp:</Text>
      <List size="sm">
        {files.map(({ name, reason }) => (
          <List.Item key={`${name} ${reason}`}>
            {name}: {reason}
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** What the page that one came from is called. */
function backName(back: string): string {
  if (back.startsWith("/trang-cong-khai/")) return "trang công khai đang viết";
  return back.includes("/tieu-chi/") ? "tiêu chí đang làm" : "hồ sơ đang làm";
}

function PaperCard({
  paper,
  mayKeep,
  back,
}: {
  paper: Paper;
  mayKeep: boolean;
  back: string | null;
}) {
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
        <Group align="flex-start" wrap="nowrap" gap="sm" style={{ flex: "1 1 14rem" }}>
          {paper.mediaType === keptTypes.image && (
            <img
              src={paperThumbnail(paper.id)}
              alt=""
              loading="lazy"
              width={64}
              height={64}
              style={{ objectFit: "cover", borderRadius: 6, flexShrink: 0 }}
            />
          )}
          <div>
            <Text fw={600}>{paper.title}</Text>
            <Text size="sm">{facts.join(" · ")}</Text>
            {paper.expiresOn && (
              <Text size="sm">
                Hết hạn {formatDay(paper.expiresOn)} <StateBadge state={paper.state} />
              </Text>
            )}
            {paper.state === "expired" && (
              <Text size="sm">Không còn được tính là minh chứng. Hãy thêm bản mới.</Text>
            )}
          </div>
        </Group>
        <Group gap="xs">
          <Button
            component="a"
            href={paper.url ?? paperFile(paper.id)}
            target="_blank"
            rel="noreferrer"
            variant="light"
            aria-label={`Xem: ${paper.title}`}
          >
            Xem
          </Button>
          {mayKeep && (
            <Button
              component={Link}
              to={`${producerPaths.paper(paper.producerId, paper.id)}${back ? `?${new URLSearchParams({ [backParameter]: back })}` : ""}`}
              aria-label={`Sửa: ${paper.title}`}
              variant="default"
            >
              Sửa
            </Button>
          )}
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
