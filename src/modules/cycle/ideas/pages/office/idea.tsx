import { Anchor, Badge, Card, Group, Stack, Text, Timeline, Title } from "@mantine/core";
import { Link } from "react-router";
import { hasRole } from "#core/access/actor.ts";
import { formatPhone } from "#core/input/phone.ts";
import { formatDay } from "#core/input/day.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnIdea, ideaPage } from "#modules/cycle/ideas/pages/office/acts.server.ts";
import { openIdeas } from "#modules/cycle/ideas/pages/office/ground.server.ts";
import { authorisedIdea } from "#modules/cycle/ideas/service/read.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { instantText } from "#ui/dates.ts";
import { Outcome, readAnew } from "#ui/office/act.tsx";
import { isOnMenu } from "#ui/office/menu.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  applicantKinds,
  type Fit,
  fitMarks,
  ideaChannels,
  ideaKinds,
  ideaStates,
  ideaTracks,
} from "../../../model.ts";
import { cyclePaths } from "../../../paths.ts";
import { planStates } from "../../../plans/model.ts";
import { planPaths } from "../../../plans/paths.ts";
import type { Route } from "./+types/idea.ts";
import { Acts } from "./idea-acts.tsx";
import { stateColours } from "./list.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openIdeas(args);
  const text = (new URL(args.request.url).searchParams.get("tim") ?? "").slice(0, 120);
  return {
    ...(await ideaPage(db, actor, args.params.idea, text)),
    mayInvite: isOnMenu(actor, coursesPath) && !hasRole(actor, "auditor"),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openIdeas(args);
  await authorisedIdea(db, actor, "see", args.params.idea);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnIdea(db, actor, args.params.idea, form));
});

/** Of a later module: no import. */
const coursesPath = "/ho-tro/dao-tao";

type Loaded = Route.ComponentProps["loaderData"];

export const shouldRevalidate = readAnew;

/** One idea: what was registered, how it came here, and what the office decides. */
export default function IdeaOfOffice({ loaderData, actionData }: Route.ComponentProps) {
  const { idea, unit } = loaderData;
  return (
    <OfficePage
      title={idea.title}
      description={`${unit} · năm ${idea.year} · ${ideaChannels[idea.channel]}`}
    >
      <title>{`${idea.title} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Anchor className="back" component={Link} to={cyclePaths.ideas} size="sm">
        ← Ý tưởng sản phẩm
      </Anchor>
      <Stack mt="xs">
        <Group gap="xs">
          <Badge color={stateColours[idea.state]} size="lg">
            {ideaStates[idea.state]}
          </Badge>
          {idea.isDemo && <Badge color="yellow">Dữ liệu mẫu</Badge>}
          {idea.refileFrom && <Text size="sm">Nộp lại được từ {formatDay(idea.refileFrom)}</Text>}
        </Group>
        <Told loaderData={loaderData} />
        {idea.state === "chosen" && <GoesOn loaderData={loaderData} />}
        <Acts loaderData={loaderData} answer={actionData} />
        <History loaderData={loaderData} />
      </Stack>
    </OfficePage>
  );
}

function Told({ loaderData: { idea, mayContact, code, sets } }: { loaderData: Loaded }) {
  const lines: [string, string | null][] = [
    ["Đã làm đến đâu", ideaKinds[idea.kind]],
    ["Nhóm khởi nghiệp", ideaTracks[idea.track]],
    ["Bộ sản phẩm", sets.find(({ value }) => value === idea.setCode)?.label ?? idea.setCode],
    ["Thị trường", idea.market],
    ["Nguyên liệu", idea.materials],
    ["Lao động", idea.labour],
    ["Đầu tư", idea.investment],
  ];
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Nội dung đăng ký
      </Title>
      <Stack gap={6}>
        <Text style={{ whiteSpace: "pre-wrap" }}>{idea.story}</Text>
        {lines
          .filter(([, text]) => text !== null)
          .map(([name, text]) => (
            <Text key={name} size="sm" style={{ whiteSpace: "pre-wrap" }}>
              <strong>{name}:</strong> {text}
            </Text>
          ))}
        <Title order={3} size="h5" mt="xs">
          Người đăng ký
        </Title>
        {idea.producerId && (
          <Text>
            <Anchor component={Link} to={producerPaths.home(idea.producerId)} underline="always">
              {idea.by ?? "Chủ thể"}
            </Anchor>
          </Text>
        )}
        {!mayContact && !idea.producerId && (
          <Text size="sm" c="dimmed">
            Tên và cách liên hệ chỉ cơ quan xem xét thấy.
          </Text>
        )}
        {idea.applicantName && (
          <Text>
            {idea.applicantName}
            {idea.applicantKind && `, ${applicantKinds[idea.applicantKind]}`}
          </Text>
        )}
        {idea.phone && (
          <Text>
            Điện thoại: <Anchor href={`tel:${idea.phone}`}>{formatPhone(idea.phone)}</Anchor>
          </Text>
        )}
        {idea.address && <Text>Địa chỉ: {idea.address}</Text>}
        {code !== null && (
          <Text>
            Mã để người đăng ký tự tra cứu: <strong>{code}</strong>. Hãy đọc cho họ ghi lại.
          </Text>
        )}
        {idea.applicantKind === "person" && !idea.producerId && (
          <Text size="sm" c="dimmed">
            Chưa đăng ký kinh doanh: hướng dẫn đăng ký hoặc vào tổ hợp tác, hợp tác xã trước khi làm
            hồ sơ.
          </Text>
        )}
      </Stack>
    </Card>
  );
}

/** What comes after the choice, and what it waits for. */
function GoesOn({ loaderData: { idea, plan, mayInvite } }: { loaderData: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Bước tiếp theo
      </Title>
      {plan ? (
        <Text>
          <Anchor component={Link} to={planPaths.one(plan.id)} underline="always">
            Phương án kinh doanh
          </Anchor>
          : {planStates[plan.state].toLowerCase()}
        </Text>
      ) : idea.producerId ? (
        <Text>Chủ thể chưa lập phương án kinh doanh.</Text>
      ) : (
        <Text>
          Người đăng ký chưa có cơ sở trong hệ thống. Họ mở tài khoản, nhập cơ sở rồi đưa ý tưởng
          vào bằng mã đã nhận; hoặc văn phòng gắn ý tưởng với cơ sở ở dưới.
        </Text>
      )}
      {mayInvite && (
        <Text size="sm" mt={4}>
          Mời tập huấn: mở lớp trong mục{" "}
          <Anchor component={Link} to={coursesPath} underline="always">
            Đào tạo, tập huấn
          </Anchor>
          , phần “Người có ý tưởng được chọn”.
        </Text>
      )}
    </Card>
  );
}

function History({ loaderData: { steps, fit } }: { loaderData: Loaded }) {
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="sm">
        Quá trình
      </Title>
      <Timeline active={steps.length} bulletSize={14} lineWidth={2}>
        {steps.map((step) => (
          <Timeline.Item key={step.seq} title={ideaStates[step.toState]}>
            <Text size="sm" c="dimmed">
              {instantText(new Date(step.at), "vi")}
              {step.by && `, ${step.by}`}
            </Text>
            {step.reason && <Text size="sm">Lý do: {step.reason}</Text>}
            {step.note && <Text size="sm">Ý kiến: {step.note}</Text>}
            <Found fit={step.productFit} questions={fit.product} />
            <Found fit={step.applicantFit} questions={fit.applicant} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  );
}

function Found({ fit, questions }: { fit: Fit | null; questions: Loaded["fit"]["product"] }) {
  if (fit === null || Object.keys(fit).length === 0) return null;
  return (
    <ul className="tight">
      {questions.map(({ id, vi }) => {
        const mark = fit[id];
        return mark === undefined ? null : (
          <li key={id}>
            {vi}: <strong>{fitMarks[mark]}</strong>
          </li>
        );
      })}
    </ul>
  );
}
