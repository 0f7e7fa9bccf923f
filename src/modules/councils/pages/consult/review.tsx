import { Alert, Anchor, Badge, Card, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { describeReview } from "#modules/councils/consult/describe.server.ts";
import { submitReview, takeReviewBack } from "#modules/councils/consult/review.server.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { Confirm, Outcome } from "#ui/office/act.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import { Criterion } from "./criterion.tsx";
import { presentReview, type ReviewPageData } from "./review-data.ts";
import { useFindings } from "./use-findings.ts";
import type { Route } from "./+types/review.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, ["consultMember"]);
  return presentReview(await describeReview(db, actor, args.params.assignment));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openedFor(args, ["consultMember"]);
  const form = await args.request.formData();
  const assignmentId = args.params.assignment;
  return orBackToForm(args.context, form, async () => {
    if (form.get("intent") === "takeBack") {
      await takeReviewBack(db, actor, { assignmentId });
      return { done: "Đã rút lại bản thẩm tra để sửa. Nhớ nộp lại." };
    }
    await submitReview(db, actor, { assignmentId });
    return { done: "Đã nộp bản thẩm tra." };
  });
});

export default function ReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head } = loaderData;
  return (
    <OfficePage
      title={`Thẩm tra: ${head.product}`}
      description={`${head.producer} · bộ ${head.setCode} ${head.setTitle}`}
    >
      <title>{`Thẩm tra ${head.product} – OCOP`}</title>
      <Group gap="xs" mb="xs">
        <Anchor className="back" component={Link} to={consultPaths.work} size="sm">
          ← Hồ sơ tôi thẩm tra
        </Anchor>
        <Anchor href={consultPaths.survey(head.assignmentId)} size="sm">
          Phiếu khảo sát
        </Anchor>
        <Anchor component={Link} to={consultPaths.dossier(head.dossierId)} size="sm">
          Kiểm nghiệm, báo cáo của tổ
        </Anchor>
        {head.dueOn !== null && <Text size="sm">Hạn {dayText(head.dueOn, "vi")}</Text>}
        {head.isDemo && <Badge className="sample-badge">Dữ liệu mẫu</Badge>}
      </Group>
      <Outcome answer={actionData} />
      <Sheet key={head.version} data={loaderData} />
    </OfficePage>
  );
}

function Sheet({ data }: { data: ReviewPageData }) {
  const { head, parts, mayWrite, mayTakeBack } = data;
  const { held, standing, change, flush } = useFindings(data);
  const waiting = Object.values(held).filter(({ status }) => status !== "saved").length;
  const silent = standing.disagreements.filter(({ criterion }) => !held[criterion]?.reason.trim());
  const gaps = [
    ...(standing.open.length > 0 ? [`${standing.open.length} tiêu chí chưa chọn mức`] : []),
    ...silent.map(({ criterion }) => `Tiêu chí ${criterion} khác chủ thể mà chưa ghi lý do`),
  ];
  return (
    <>
      <output className="standing-bar">
        <span>
          Chủ thể: <b>{standing.claimed.total}</b> điểm, {standing.claimed.stars} sao
        </span>
        <span>
          Thẩm tra:{" "}
          <b
            className={standing.found.total === standing.claimed.total ? undefined : "differs-text"}
          >
            {standing.found.total} điểm, {standing.found.stars} sao
          </b>
        </span>
        <span>{standing.disagreements.length} chỗ khác</span>
        <span>Còn {standing.open.length} tiêu chí</span>
        <span>{waiting === 0 ? "Đã lưu" : `${waiting} mục đang chờ lưu`}</span>
      </output>
      <Disagreements data={data} standing={standing} />
      {parts.map((part) => (
        <section key={part.code}>
          <Title order={2} size="h4" mt="lg" mb="xs">
            Phần {part.code}. {part.title} ({part.max} điểm)
          </Title>
          <Stack gap="sm">
            {part.criteria.map((criterion) => (
              <Criterion
                key={criterion.code}
                criterion={criterion}
                dossierId={head.dossierId}
                claim={data.claims[criterion.code] ?? null}
                note={data.notes[criterion.code] ?? null}
                papers={data.papers[criterion.code] ?? []}
                held={held[criterion.code] ?? null}
                mayWrite={mayWrite}
                onChange={change}
                onLeave={flush}
              />
            ))}
          </Stack>
        </section>
      ))}
      <Card withBorder mt="lg">
        {head.submittedAt === null ? (
          mayWrite && (
            <>
              {gaps.length > 0 && (
                <Alert color="yellow" mb="sm" title="Chưa nộp được vì còn:">
                  <ul className="tight">
                    {gaps.map((gap) => (
                      <li key={gap}>{gap}</li>
                    ))}
                  </ul>
                </Alert>
              )}
              <Confirm
                intent="submit"
                label="Nộp bản thẩm tra"
                says="Sau khi nộp, tổ và hội đồng thấy kết quả của bạn bên cạnh từng tiêu chí. Rút lại được cho đến khi tổ báo cáo."
              />
            </>
          )
        ) : (
          <>
            <Text mb="xs">Đã nộp lúc {instantText(head.submittedAt, "vi")}.</Text>
            {mayTakeBack && (
              <Confirm
                intent="takeBack"
                label="Rút lại để sửa"
                says="Bản thẩm tra trở lại trạng thái đang soạn, chưa ai khác thấy cho đến khi nộp lại."
              />
            )}
          </>
        )}
      </Card>
    </>
  );
}

function Disagreements({
  data,
  standing,
}: {
  data: ReviewPageData;
  standing: ReviewPageData["standing"];
}) {
  if (standing.disagreements.length === 0) return null;
  const titles = new Map(
    data.parts.flatMap(({ criteria }) => criteria.map(({ code, title }) => [code, title])),
  );
  return (
    <Card withBorder mt="sm" component="section" aria-label="Những chỗ khác chủ thể">
      <Title order={2} size="h5">
        Khác với chủ thể tự chấm
      </Title>
      <ul className="tight">
        {standing.disagreements.map(({ criterion, points, stars }) => (
          <li key={criterion}>
            <Anchor href={`#tc-${criterion}`}>
              {criterion} {titles.get(criterion)}
            </Anchor>
            : <span className="differs-text">{points > 0 ? `+${points}` : points} điểm</span>
            {stars !== standing.claimed.stars && `, riêng chỗ này đưa kết quả về ${stars} sao`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
