import { Alert, Anchor, Badge, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { openArea } from "#modules/market/pages/office/ground.server.ts";
import {
  acceptVersion,
  returnVersion,
  withdrawProfile,
} from "#modules/market/service/decide.server.ts";
import { authorisedProfile } from "#modules/market/service/load.server.ts";
import { describeProfile } from "#modules/market/service/moderation.server.ts";
import { instantText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { partsOf } from "../../content-parts.ts";
import { profileKinds, versionStates } from "../../model.ts";
import { moderationPaths } from "../../paths.ts";
import { formatPosition } from "#core/input/position.ts";
import type { OnVersion, ReturnVersion, WithdrawProfile } from "../../profile-inputs.ts";
import { Version } from "./version.tsx";
import type { Route } from "./+types/profile.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "profile");
  const { profile, versions, pictures, ...rest } = await describeProfile(
    db,
    actor,
    args.params.profile,
  );
  const shown = versions.map(({ content, latitude, longitude, ...version }) => ({
    id: version.id,
    seq: version.seq,
    state: version.state,
    proposedAt: version.proposedAt,
    decidedAt: version.decidedAt,
    reason: version.reason,
    parts: partsOf(content),
    position:
      latitude === null || longitude === null ? "" : formatPosition({ latitude, longitude }),
    pictures: (pictures.get(version.id) ?? []).map(({ digest, alt, altEn }) => ({
      digest,
      alt,
      altEn,
    })),
  }));
  return {
    ...rest,
    id: profile.id,
    kind: profile.kind,
    isDemo: profile.isDemo,
    pending: shown.find(({ state }) => state === "pending") ?? null,
    standing: shown.find(({ id }) => id === profile.acceptedVersionId) ?? null,
    history: shown.map(({ id, seq, state, proposedAt, reason }) => ({
      id,
      seq,
      state,
      proposedAt,
      reason,
    })),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "profile");
  await authorisedProfile(db, actor, "see", args.params.profile);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const on = fields as unknown;
    if (intent === "accept") {
      await acceptVersion(db, actor, on as OnVersion);
      return { done: "Đã duyệt. Nội dung đang hiện trên trang công khai; chủ thể được báo." };
    }
    if (intent === "return") {
      await returnVersion(db, actor, on as ReturnVersion);
      return { done: "Đã trả lại; chủ thể được báo lý do." };
    }
    if (intent !== "withdraw") throw new AppError("invalid");
    await withdrawProfile(db, actor, on as WithdrawProfile);
    return { done: "Đã gỡ khỏi trang công khai; chủ thể được báo lý do." };
  });
});

type Loaded = Route.ComponentProps["loaderData"];
type Shown = NonNullable<Loaded["pending"]>;

/** What a producer wants to publish beside what stands in public, and the office's answer. */
export default function ProfilePage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, name, kind, producerName, isDemo, pending, standing } = loaderData;
  return (
    <OfficePage
      title={name}
      description={kind === "product" ? `Sản phẩm của ${producerName}` : profileKinds[kind]}
    >
      <title>{`${name} – Nội dung công khai – OCOP`}</title>
      <Anchor underline="always" component={Link} to={moderationPaths.list} size="sm">
        Nội dung công khai
      </Anchor>{" "}
      {isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
      <Outcome answer={actionData} />
      <Stack mt="sm">
        {pending && (
          <Version profileId={id} title="Chờ duyệt" version={pending} before={standing}>
            <Decision loaderData={loaderData} version={pending} answer={actionData} />
          </Version>
        )}
        {standing ? (
          <Version profileId={id} title="Đang công khai" version={standing} before={null}>
            <Withdrawal loaderData={loaderData} version={standing} answer={actionData} />
          </Version>
        ) : (
          <Text>Chưa có nội dung nào của trang này đang công khai.</Text>
        )}
        <History rows={loaderData.history} />
      </Stack>
    </OfficePage>
  );
}

function Decision({
  loaderData: { mayDecide, tie },
  version,
  answer,
}: {
  loaderData: Loaded;
  version: Shown;
  answer: Answer | undefined;
}) {
  if (!mayDecide) return <Text size="sm">Văn phòng điều phối tỉnh duyệt nội dung này.</Text>;
  if (tie !== null)
    return (
      <Text size="sm">
        Bạn có quan hệ lợi ích với chủ thể này ({tie}): cán bộ khác của văn phòng duyệt.
      </Text>
    );
  const returning = failureOf(answer, "return");
  const values = { versionId: version.id };
  return (
    <Group align="flex-start" mt="sm">
      <Confirm
        intent="accept"
        label="Duyệt, công khai"
        says="Nội dung này hiện ngay trên trang công khai, thay bản đang hiện."
        values={values}
      />
      <Confirm
        intent="return"
        label="Trả lại để sửa"
        says="Bản đang công khai, nếu có, vẫn giữ nguyên."
        values={values}
        colour="red"
        open={returning !== undefined}
      >
        <Textarea
          name="reason"
          label="Cần sửa gì"
          autosize
          minRows={3}
          defaultValue={returning?.values["reason"]}
          error={returning?.errors["reason"]}
        />
      </Confirm>
    </Group>
  );
}

function Withdrawal({
  loaderData: { mayWithdraw },
  version,
  answer,
}: {
  loaderData: Loaded;
  version: Shown;
  answer: Answer | undefined;
}) {
  if (!mayWithdraw) return null;
  const failed = failureOf(answer, "withdraw");
  return (
    <Confirm
      intent="withdraw"
      label="Gỡ khỏi trang công khai"
      says="Lời giới thiệu, ảnh và liên hệ biến mất khỏi trang công khai ngay. Chủ thể được báo lý do."
      values={{ versionId: version.id }}
      colour="red"
      open={failed !== undefined}
    >
      <Textarea
        name="reason"
        label="Lý do"
        autosize
        minRows={2}
        defaultValue={failed?.values["reason"]}
        error={failed?.errors["reason"]}
      />
    </Confirm>
  );
}

function History({ rows }: { rows: Loaded["history"] }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Các bản đã gửi
      </Title>
      <ul className="tight">
        {rows.map(({ id, seq, state, proposedAt, reason }) => (
          <li key={id}>
            Bản số {seq}, {instantText(new Date(proposedAt), "vi")}: {versionStates[state]}
            {reason && `. Lý do: ${reason}`}
          </li>
        ))}
      </ul>
      {rows.length === 0 && <Alert>Chưa có bản nào.</Alert>}
    </Card>
  );
}
