import { Alert, Anchor, Button, Card, Checkbox, Stack, Text, Textarea, Title } from "@mantine/core";
import { Form, Link, useNavigation } from "react-router";
import { AppError } from "#core/errors.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import { forwardDossier, saveReview } from "#modules/dossiers/service/commune.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import "./office.css";
import { downloadPaths } from "../../documents/paths.ts";
import { DossierPage } from "./parts/head.tsx";
import { useKeptForm } from "./parts/kept-form.ts";
import { Meeting, VisitSummary } from "./parts/meeting.tsx";
import { Topic } from "./parts/topic.tsx";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import { readReviewForm } from "./review-form.ts";
import { reviewPage } from "./review-data.ts";
import type { Route } from "./+types/review.ts";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  if (!view.review && !view.abilities.some(({ action }) => action === "forward"))
    throw new AppError("notFound", { vi: "Hồ sơ này chưa có báo cáo của cấp xã." });
  return { head: headOf(view), ...reviewPage(view) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, view } = await openedDossier(args);
  const form = await args.request.formData();
  const dossierId = view.dossier.id;
  return orBackToForm(args.context, form, async () => {
    if (form.get("intent") === "forward") {
      await forwardDossier(db, actor, { dossierId });
      return { done: "Đã phát hành báo cáo và chuyển hồ sơ lên cấp trên." };
    }
    await saveReview(db, actor, { dossierId, ...readReviewForm(form) });
    return { done: "Đã lưu báo cáo." };
  });
});

export default function ReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, topics, gaps, mayWrite, forward, version } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const isSaved = actionData !== undefined && "done" in actionData;
  const form = useKeptForm(`review:${head.id}:${version}`, isSaved);
  const typed = (name: string, kept: string) => failure?.values[name] ?? kept;
  const { state } = useNavigation();
  return (
    <DossierPage head={head} title="Báo cáo của cấp xã (Mẫu 03)">
      <Outcome answer={actionData} />
      <div className="two-sides">
        <Form method="post" noValidate ref={form} key={version}>
          <VersionField name="version" version={version} />
          <fieldset disabled={!mayWrite} className="plain-legend">
            <Stack>
              <CheckList {...loaderData} />
              {topics.map((topic) => (
                <Topic key={topic.name} topic={topic} typed={typed} />
              ))}
              <VisitSummary id={head.id} visit={loaderData.visit} mayWrite={mayWrite} />
              <Meeting meeting={loaderData.meeting} typed={typed} errors={failure?.errors ?? {}} />
              <Card withBorder>
                <Title order={2} size="h4">
                  Đề nghị của Ủy ban nhân dân cấp xã
                </Title>
                <Textarea
                  name="request"
                  label="Nội dung đề nghị (đưa vào công văn)"
                  description="Sửa câu gợi ý cho đúng với kết quả của bạn"
                  autosize
                  minRows={3}
                  defaultValue={typed("request", loaderData.request)}
                  error={failure?.errors["request"]}
                />
              </Card>
            </Stack>
          </fieldset>
          {mayWrite && (
            <div className="save-bar">
              <Button type="submit" name="intent" value="save" loading={state === "submitting"}>
                Lưu báo cáo
              </Button>
            </div>
          )}
        </Form>
        <Stack className="aside">
          <Card withBorder>
            <Title order={2} size="h5" mb="xs">
              {gaps.length === 0 ? "Báo cáo đã đủ" : "Báo cáo còn thiếu"}
            </Title>
            {gaps.length > 0 && (
              <ul className="tight">
                {gaps.map((gap) => (
                  <li key={gap}>{gap}</li>
                ))}
              </ul>
            )}
            {forward && (
              <Confirm
                size="full"
                intent="forward"
                label="Chuyển hồ sơ lên cấp trên"
                unmet={forward.unmet}
                says="Báo cáo đã lưu được phát hành; hồ sơ và mẫu chuyển lên cấp trên. Nhớ lưu trước nếu vừa sửa."
              />
            )}
            {head.state === "forwarded" && (
              <Alert color="leaf">Báo cáo đã phát hành, hồ sơ đã chuyển lên cấp trên.</Alert>
            )}
          </Card>
          {loaderData.version > 0 && <Prints id={head.id} isSigned={loaderData.isSigned} />}
          <Anchor component={Link} to={officePaths.samples(head.id)}>
            Sổ giao nhận mẫu ({loaderData.samplesHeld} mẫu đang giữ)
          </Anchor>
        </Stack>
      </div>
    </DossierPage>
  );
}

/** What a commune prints and signs, from the report as it was last saved. */
const prints = [
  { name: "communeReport", words: "Báo cáo Mẫu 03" },
  { name: "requestLetter", words: "Văn bản đề nghị" },
] as const;

function Prints({ id, isSigned }: { id: string; isSigned: boolean }) {
  return (
    <Card withBorder>
      <Title order={2} size="h5" mb="xs">
        In để ký
      </Title>
      <ul className="tight">
        {prints.map(({ name, words }) => (
          <li key={name}>
            {words}: <Anchor href={downloadPaths.document(id, name, "pdf")}>PDF</Anchor>
            {" · "}
            <Anchor href={downloadPaths.document(id, name, "docx")}>Word</Anchor>
          </li>
        ))}
      </ul>
      <Anchor component={Link} to={officePaths.signed(id)}>
        {isSigned ? "Xem bản đã ký" : "Tải lên bản đã ký"}
      </Anchor>
    </Card>
  );
}

type Data = Route.ComponentProps["loaderData"];

function CheckList({ completeness, checked }: Pick<Data, "completeness" | "checked">) {
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        Thành phần hồ sơ
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Hệ thống đã đối chiếu; đánh dấu mục bạn đã xem tận mắt.
      </Text>
      <Stack gap={6}>
        {completeness.map((item) => (
          <Checkbox
            key={item.code}
            name="checked"
            value={item.code}
            defaultChecked={checked.includes(item.code)}
            label={
              <>
                {item.label}
                {!item.ok && (
                  <Text
                    span
                    size="sm"
                    className={item.severity === "must" ? "late-text" : "soon-text"}
                  >
                    {" "}
                    · {item.severity === "must" ? "bắt buộc" : "nên có"}
                  </Text>
                )}
              </>
            }
          />
        ))}
      </Stack>
    </Card>
  );
}
