import { Alert, Badge, Button, Card, Group, Stack, Text } from "@mantine/core";
import { Form, redirect } from "react-router";
import { AppError } from "#core/errors.ts";
import { keptTypes } from "#core/files/intake/limits.ts";
import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatDay } from "#core/input/day.ts";
import { formFields } from "#core/input/parse.ts";
import { requireActor } from "#core/session/session.ts";
import { getPaper, updatePaper } from "#modules/producers/service/papers.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { paperKindFacts, paperKinds, type UpdatePaper } from "../model/papers.ts";
import {
  backParameter,
  pageBefore,
  paperFile,
  paperThumbnail,
  producerPaths,
  vaultFrom,
} from "../paths.ts";
import { Choice, FormMessage, formValues, Line, Lines, StateBadge } from "../widgets/fields.tsx";
import type { Route } from "./+types/paper.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

function vaultOf(request: Request, producerId: string): string {
  const back = pageBefore(new URL(request.url).searchParams.get(backParameter));
  return back === null ? producerPaths.papers(producerId) : vaultFrom(producerId, back);
}

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const paper = await getPaper(db, actor, params.paper);
  const { producer, abilities } = await getProducer(db, actor, params.id);
  if (paper.producerId !== producer.id) throw new AppError("notFound");
  return {
    paper,
    producerName: producer.name,
    mayKeep: abilities.includes("keepPapers") && !paper.isArchived,
    vault: vaultOf(request, producer.id),
  };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const paper = await getPaper(db, actor, params.paper);
  if (paper.producerId !== params.id) throw new AppError("notFound");
  const form = await request.formData();
  return orBackToForm(context, form, async () => {
    if (paper.isArchived)
      throw new AppError("conflict", { vi: "Giấy tờ này đã được cất đi, không sửa được nữa." });
    await updatePaper(db, actor, { ...formFields(form), paperId: paper.id } as UpdatePaper);
    return redirect(vaultOf(request, params.id), 303);
  });
});

/** What is written about a paper; its content never changes: a new scan is a new paper. */
export default function PaperPage({ loaderData, actionData }: Route.ComponentProps) {
  const { paper, mayKeep, vault, producerName } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OfficePage title={paper.title} description={producerName}>
      <title>{`${paper.title} – OCOP`}</title>
      <Stack maw={640}>
        <div>
          <Button component="a" href={vault} variant="default">
            ← Tủ giấy tờ
          </Button>
        </div>
        {paper.isArchived && (
          <Alert color="gray">
            Giấy tờ này đã được thay hoặc cất đi. Hồ sơ đã nộp vẫn giữ bản này.
          </Alert>
        )}
        {paper.state === "expired" && (
          <Alert color="red" title="Đã hết hạn">
            Hồ sơ gắn giấy tờ này chưa nộp được. Hãy thêm bản mới vào tủ, chọn “Thay giấy tờ cũ”,
            rồi gắn bản mới ở từng tiêu chí.
          </Alert>
        )}
        <Card withBorder padding="sm">
          <Group align="flex-start" wrap="nowrap">
            {paper.mediaType === keptTypes.image && (
              <img
                src={paperThumbnail(paper.id)}
                alt=""
                width={96}
                height={96}
                style={{ objectFit: "cover", borderRadius: 6, flexShrink: 0 }}
              />
            )}
            <Stack gap={4}>
              <Text size="sm">
                {paper.kindName}
                {paper.pageCount !== null && ` · ${paper.pageCount} trang`}
              </Text>
              {paper.expiresOn && (
                <Text size="sm">
                  Hết hạn {formatDay(paper.expiresOn)} <StateBadge state={paper.state} />
                </Text>
              )}
              {paper.isArchived && <Badge color="gray">Đã cất</Badge>}
              <div>
                <Button
                  component="a"
                  href={paper.url ?? paperFile(paper.id)}
                  target="_blank"
                  rel="noreferrer"
                  variant="light"
                >
                  Xem
                </Button>
              </div>
            </Stack>
          </Group>
        </Card>
        {mayKeep && <PaperForm paper={paper} failure={failure} />}
      </Stack>
    </OfficePage>
  );
}

type Data = Route.ComponentProps["loaderData"];

function PaperForm({
  paper,
  failure,
}: {
  paper: Data["paper"];
  failure: Parameters<typeof formValues>[0];
}) {
  const day = (value: string | null) => (value === null ? "" : formatDay(value));
  const { field } = formValues(failure, {
    ...paper,
    issuedOn: day(paper.issuedOn),
    expiresOn: day(paper.expiresOn),
  });
  const { content } = paperKindFacts(paper.kind);
  const kinds = Object.fromEntries(
    Object.entries(paperKinds)
      .filter(([, facts]) => facts.content === content)
      .map(([kind, { vi }]) => [kind, vi]),
  );
  return (
    <Form method="post" noValidate>
      <VersionField name="version" version={paper.version} />
      <Stack>
        <FormMessage failure={failure} />
        <Choice of={field} name="kind" label="Loại giấy tờ" options={kinds} />
        <Line of={field} name="title" label="Tên gọi" />
        <Line of={field} name="number" label="Số, ký hiệu" />
        <Line of={field} name="issuer" label="Nơi cấp hoặc bên ký" />
        <Line of={field} name="issuedOn" label="Ngày cấp" placeholder="ngày/tháng/năm" />
        <Line of={field} name="expiresOn" label="Ngày hết hạn" placeholder="ngày/tháng/năm" />
        <Lines of={field} name="note" label="Ghi chú" />
        <Text size="sm" c="dimmed">
          Sửa ở đây là sửa phần ghi về giấy tờ. Muốn thay ảnh hoặc tệp, hãy thêm giấy tờ mới và chọn
          “Thay giấy tờ cũ”.
        </Text>
        <div>
          <Button type="submit" size="md">
            Lưu
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
