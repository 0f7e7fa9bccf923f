import { Anchor, Badge, Card, Group, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { describeConsult } from "#modules/councils/consult/overview.server.ts";
import { actOnReview } from "#modules/councils/pages/consult/dossier-acts.server.ts";
import { offices, openedFor, readers } from "#modules/councils/pages/consult/ground.server.ts";
import { Outcome } from "#ui/office/act.tsx";
import { dayText, instantText } from "#ui/dates.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { consultPaths } from "../../consult/paths.ts";
import { recommendations } from "../../model.ts";
import "../councils.css";
import "./consult.css";
import { type ConsultPageData, presentConsult } from "./dossier-data.ts";
import { LabTests } from "./lab-tests.tsx";
import { ReportForm } from "./report-form.tsx";
import type { Route } from "./+types/dossier.ts";

const everyone = ["consultMember", ...offices, ...readers] as const;

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, everyone);
  return presentConsult(await describeConsult(db, actor, args.params.dossier));
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const ground = await openedFor(args, everyone);
  const form = await args.request.formData();
  const dossierId = args.params.dossier;
  return orBackToForm(args.context, form, async () => ({
    done: await actOnReview({ ...ground, dossierId, form }),
  }));
});

export default function ConsultDossierPage({ loaderData, actionData }: Route.ComponentProps) {
  const { head, part, shares, surveys } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OfficePage
      title={`Hồ sơ thẩm tra: ${head.product}`}
      description={`${head.producer} · bộ ${head.setCode} ${head.setTitle}`}
    >
      <title>{`Hồ sơ thẩm tra ${head.product} – OCOP`}</title>
      <Group gap="xs" mb="sm">
        <Anchor
          className="back"
          component={Link}
          to={part === "consultant" ? consultPaths.work : consultPaths.teams}
          size="sm"
        >
          {part === "consultant" ? "← Hồ sơ tôi thẩm tra" : "← Tổ tư vấn"}
        </Anchor>
        {head.isDemo && <Badge className="sample-badge">Dữ liệu mẫu</Badge>}
      </Group>
      <Outcome answer={actionData} />
      <Stack>
        <Report data={loaderData} />
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">
            Bản thẩm tra
          </Title>
          {shares.length === 0 ? (
            <Text>Chưa giao cho ai.</Text>
          ) : (
            shares.map((share) => <Share key={share.id} share={share} />)
          )}
        </Card>
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">
            Khảo sát thực địa
          </Title>
          {surveys.length === 0 ? (
            <Text>Chưa có phiếu khảo sát nào.</Text>
          ) : (
            surveys.map((survey) => <Survey key={survey.id} survey={survey} dossierId={head.id} />)
          )}
        </Card>
        <LabTests data={loaderData} failure={failure} />
        {loaderData.maySubmit && <ReportForm gaps={loaderData.gaps} failure={failure} />}
      </Stack>
    </OfficePage>
  );
}

function Report({ data: { report, head, isOpen, gaps } }: { data: ConsultPageData }) {
  if (!report)
    return isOpen && gaps.length > 0 ? (
      <Text size="sm">Tổ chưa báo cáo: {gaps.join(" ")}</Text>
    ) : null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Báo cáo của tổ{report.seq > 1 && ` (lần ${report.seq})`}
      </Title>
      <Text fw={600}>{recommendations[report.recommendation]}</Text>
      <Text style={{ whiteSpace: "pre-line" }}>{report.summary}</Text>
      <Text size="sm" mt="xs">
        Nộp lúc {instantText(report.submittedAt, "vi")} · mã kiểm tra{" "}
        <code style={{ overflowWrap: "anywhere" }}>{report.digest}</code>
      </Text>
      <Text size="sm">
        <Anchor href={consultPaths.report(head.id, "pdf")}>PDF</Anchor> ·{" "}
        <Anchor href={consultPaths.report(head.id, "docx")}>Word</Anchor>
      </Text>
    </Card>
  );
}

function Share({ share }: { share: ConsultPageData["shares"][number] }) {
  const { name, isOwn, isIn, found, claimed, disagreements, dueOn, id } = share;
  return (
    <div>
      <Text>
        <b>{name}</b>
        {isIn && found && claimed
          ? `: ${found.total} điểm, ${found.stars} sao (chủ thể tự chấm ${claimed.total} điểm, ${claimed.stars} sao)`
          : `: đang làm${dueOn === null ? "" : `, hạn ${dayText(dueOn, "vi")}`}`}
        {isOwn && (
          <>
            {" "}
            <Anchor component={Link} to={consultPaths.review(id)} size="sm">
              Mở bản của tôi
            </Anchor>
          </>
        )}
      </Text>
      {disagreements.length > 0 && (
        <Table className="stacking" aria-label={`Chỗ khác chủ thể theo ${name}`} mb="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tiêu chí</Table.Th>
              <Table.Th>Điểm thay đổi</Table.Th>
              <Table.Th>Lý do</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {disagreements.map(({ criterion, points, reason }) => (
              <Table.Tr key={criterion}>
                <Table.Td>{criterion}</Table.Td>
                <Table.Td className="differs-text">{points > 0 ? `+${points}` : points}</Table.Td>
                <Table.Td style={{ whiteSpace: "pre-line" }}>{reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}

function Survey({
  survey,
  dossierId,
}: {
  survey: ConsultPageData["surveys"][number];
  dossierId: string;
}) {
  const { on, byName, people, findings, photos, signature, signedName, position } = survey;
  return (
    <article>
      <Text>
        <b>Ngày {dayText(on, "vi")}</b>, {byName} ghi{position && ` · vị trí ${position}`}
      </Text>
      <Text size="sm">Thành phần: {people}</Text>
      <Text style={{ whiteSpace: "pre-line" }}>{findings}</Text>
      <ul className="photos">
        {photos.map((digest, at) => (
          <li key={digest}>
            <a href={consultPaths.file(dossierId, digest)}>
              <img
                src={consultPaths.file(dossierId, digest)}
                alt={`Ảnh khảo sát ${at + 1}`}
                loading="lazy"
              />
            </a>
          </li>
        ))}
      </ul>
      {signature && (
        <Text size="sm">
          <a href={consultPaths.file(dossierId, signature)}>Chữ ký</a>
          {signedName && ` của ${signedName}`}
        </Text>
      )}
    </article>
  );
}
