import { Alert, Anchor, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { saveReview } from "#modules/dossiers/service/commune.server.ts";
import { keepDossierFile } from "#modules/dossiers/service/files.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import "./office.css";
import { downloadPaths } from "../../documents/paths.ts";
import { DossierPage } from "./parts/head.tsx";
import { headOf } from "./present.ts";
import { ScanField } from "./parts/scan-field.tsx";
import { scanOf } from "./scan.ts";
import { isSignedPaper, type SignedPaper, signedPapers } from "./signed-papers.ts";
import type { Route } from "./+types/signed.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  const { review } = view;
  if (!review) throw new AppError("notFound", { vi: "Hồ sơ này chưa có báo cáo của cấp xã." });
  return {
    head: headOf(view),
    mayWrite: view.abilities.some(({ action }) => action === "forward"),
    kept: {
      signedReport: review.signedDigest,
      signedRequest: review.signedRequestDigest,
    } satisfies Record<SignedPaper, string | null>,
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, files, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  const dossierId = view.dossier.id;
  return orBackToForm(args.context, form, async () => {
    const purpose = form.get("paper");
    if (!isSignedPaper(purpose)) throw new AppError("invalid");
    const { column } = signedPapers[purpose];
    const expectedVersion = view.review?.version ?? 0;
    if (form.get("intent") === "remove") {
      await saveReview(db, actor, { dossierId, expectedVersion, [column]: null });
      return { done: "Đã bỏ bản đã ký." };
    }
    const content = scanOf(form);
    const { digest } = await keepDossierFile(db, files, actor, { dossierId, purpose, content });
    await saveReview(db, actor, { dossierId, expectedVersion, [column]: digest });
    return { done: "Đã lưu bản đã ký." };
  });
});

export default function SignedPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, kept, mayWrite } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <DossierPage head={head} title="Bản đã ký">
      <Outcome answer={actionData} />
      <Stack maw={760}>
        <Text>
          In văn bản từ báo cáo đã lưu, trình ký, đóng dấu, rồi tải bản quét lên đây. Văn bản ký số
          thì tải thẳng tệp PDF đã ký. Chủ thể và cấp tỉnh xem được sau khi hồ sơ chuyển lên.
        </Text>
        {mayWrite && (kept.signedReport ?? kept.signedRequest) !== null && (
          <Alert color="yellow">
            Sửa nội dung báo cáo sau khi ký thì bản đã ký ở đây bị bỏ, cần ký lại.
          </Alert>
        )}
        {(Object.keys(signedPapers) as SignedPaper[]).map((name) => (
          <Paper
            key={name}
            name={name}
            id={head.id}
            digest={kept[name]}
            mayWrite={mayWrite}
            error={failure?.values["paper"] === name ? failure.errors["scan"] : undefined}
          />
        ))}
      </Stack>
    </DossierPage>
  );
}

function Paper({
  name,
  id,
  digest,
  mayWrite,
  error,
}: {
  name: SignedPaper;
  id: string;
  digest: string | null;
  mayWrite: boolean;
  error: string | undefined;
}) {
  const { title, document } = signedPapers[name];
  const { state, formData } = useNavigation();
  const isSending = state !== "idle" && formData?.get("paper") === name;
  return (
    <Card withBorder component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" mb="xs">
        Bản in: <Anchor href={downloadPaths.document(id, document, "pdf")}>PDF</Anchor>
        {" · "}
        <Anchor href={downloadPaths.document(id, document, "docx")}>Word</Anchor>
      </Text>
      {digest ? (
        <Group gap="sm" mb="sm">
          <Anchor href={downloadPaths.attachment(id, digest)} target="_blank" fw={600}>
            Xem bản đã ký
          </Anchor>
          {mayWrite && (
            <Form method="post">
              <input type="hidden" name="paper" value={name} />
              <Button type="submit" name="intent" value="remove" variant="subtle" size="xs">
                Bỏ bản này
              </Button>
            </Form>
          )}
        </Group>
      ) : (
        <Text size="sm" className="soon-text">
          Chưa có bản đã ký
        </Text>
      )}
      {mayWrite && (
        <Form method="post" encType="multipart/form-data" noValidate>
          <input type="hidden" name="paper" value={name} />
          <ScanField label={digest ? "Thay bằng bản khác" : "Bản quét đã ký"} error={error} />
          <Button type="submit" name="intent" value="keep" mt="xs" loading={isSending}>
            Tải lên
          </Button>
        </Form>
      )}
    </Card>
  );
}
