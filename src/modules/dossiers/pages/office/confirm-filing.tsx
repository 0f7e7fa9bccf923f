import { Alert, Anchor, Button, Card, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import {
  askConfirmation,
  confirmByCode,
  confirmBySheet,
} from "#modules/dossiers/service/confirm.server.ts";
import { reachOf } from "#modules/dossiers/service/reach.server.ts";
import { keepDossierFile } from "#modules/dossiers/service/files.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { instantText } from "#ui/dates.ts";
import "./office.css";
import { downloadPaths } from "../../documents/paths.ts";
import { filingPaths } from "../../paths.ts";
import { DossierPage } from "./parts/head.tsx";
import { ScanField } from "./parts/scan-field.tsx";
import { headOf } from "./present.ts";
import { scanOf } from "./scan.ts";
import type { Route } from "./+types/confirm-filing.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const { dossier } = view;
  if (!dossier.isOnBehalf || !view.may.edit)
    throw new AppError("notFound", { vi: "Hồ sơ này không cần chủ thể xác nhận." });
  return {
    head: headOf(view),
    confirmedAt: dossier.confirmedAt,
    reach: await reachOf(db, actor, dossier),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, files, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  const dossierId = view.dossier.id;
  const intent = form.get("intent");
  return orBackToForm(args.context, form, async () => {
    if (intent === "ask") {
      await askConfirmation(db, actor, { dossierId });
      return { done: "Đã gửi mã cho chủ thể. Mã có hiệu lực 72 giờ." };
    }
    if (intent === "code") {
      const code = form.get("code");
      await confirmByCode(db, actor, { dossierId, code: typeof code === "string" ? code : "" });
      return { done: "Chủ thể đã xác nhận bằng mã." };
    }
    const sent = { dossierId, purpose: "signatureSheet", content: scanOf(form) } as const;
    const { digest } = await keepDossierFile(db, files, actor, sent);
    await confirmBySheet(db, actor, { dossierId, sheetDigest: digest });
    return { done: "Đã lưu phiếu có chữ ký của chủ thể." };
  });
});

export default function ConfirmFilingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, confirmedAt, reach } = loaderData;
  const errors = (actionData && "ok" in actionData ? actionData.errors : undefined) ?? {};
  return (
    <DossierPage head={head} title="Chủ thể xác nhận">
      <Outcome answer={actionData} />
      <Stack maw={760}>
        <Text>
          Hồ sơ do cán bộ nhập chỉ nộp được khi chủ thể đã xem và đồng ý: bằng mã gửi cho chủ thể,
          hoặc bằng chữ ký trên phiếu in.
        </Text>
        {confirmedAt && (
          <Alert color="leaf" title={`Chủ thể đã xác nhận lúc ${instantText(confirmedAt, "vi")}`}>
            <Text size="sm" mb="xs">
              Sửa hồ sơ sau lúc này thì phải xác nhận lại.
            </Text>
            <Button component="a" href={filingPaths.file(head.id)}>
              Đi đến bước nộp
            </Button>
          </Alert>
        )}
        {!confirmedAt && <ByCode reach={reach} error={errors["code"]} />}
        {!confirmedAt && <BySheet id={head.id} error={errors["scan"]} />}
      </Stack>
    </DossierPage>
  );
}

function ByCode({
  reach,
  error,
}: {
  reach: Route.ComponentProps["loaderData"]["reach"];
  error: string | undefined;
}) {
  const { state } = useNavigation();
  const ways = [
    ...(reach.accounts > 0 ? ["trang Tin nhắn của chủ thể"] : []),
    ...(reach.email ? ["thư điện tử của chủ thể"] : []),
  ];
  return (
    <Card withBorder component="section" aria-label="Bằng mã">
      <Title order={2} size="h4" mb="xs">
        Bằng mã
      </Title>
      {reach.isOfficers ? (
        <Text size="sm">
          Số điện thoại, thư điện tử hoặc tài khoản của chủ thể do chính cán bộ nhập hồ sơ này ghi,
          nên mã không thay được lời của chủ thể. Hãy dùng phiếu ký ở dưới.
        </Text>
      ) : ways.length === 0 ? (
        <Text size="sm">
          Chủ thể chưa có tài khoản và địa chỉ thư nên mã không đến được. Hãy dùng phiếu ký ở dưới.
        </Text>
      ) : (
        <>
          <Text size="sm" mb="xs">
            Mã gồm 6 chữ số đến {ways.join(" và ")}; cán bộ không thấy mã. Chủ thể xem lại hồ sơ rồi
            tự nhập mã, hoặc đọc mã cho bạn.
          </Text>
          <Form method="post">
            <Button type="submit" name="intent" value="ask" variant="default">
              Gửi mã cho chủ thể
            </Button>
          </Form>
          <Form method="post" noValidate>
            <TextInput
              name="code"
              label="Mã chủ thể đọc cho bạn"
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              w={220}
              mt="sm"
              mb="xs"
              error={error}
            />
            <Button type="submit" name="intent" value="code" loading={state === "submitting"}>
              Xác nhận bằng mã
            </Button>
          </Form>
        </>
      )}
    </Card>
  );
}

function BySheet({ id, error }: { id: string; error: string | undefined }) {
  const { state } = useNavigation();
  return (
    <Card withBorder component="section" aria-label="Bằng phiếu ký">
      <Title order={2} size="h4" mb="xs">
        Bằng phiếu ký
      </Title>
      <Text size="sm" mb="xs">
        In phiếu, chủ thể đọc và ký, rồi tải ảnh chụp hoặc bản quét lên:{" "}
        <Anchor href={downloadPaths.document(id, "signatureSheet", "pdf", true)}>
          Phiếu xác nhận (PDF)
        </Anchor>
      </Text>
      <Form method="post" encType="multipart/form-data" noValidate>
        <ScanField label="Phiếu đã ký" error={error} />
        <Button
          type="submit"
          name="intent"
          value="sheet"
          mt="xs"
          variant="default"
          loading={state === "submitting"}
        >
          Lưu phiếu đã ký
        </Button>
      </Form>
    </Card>
  );
}
