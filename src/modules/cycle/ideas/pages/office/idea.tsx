import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  NativeSelect,
  Radio,
  Stack,
  Text,
  Textarea,
  TextInput,
  Timeline,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { formatPhone } from "#core/input/phone.ts";
import { formatDay } from "#core/input/day.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { actOnIdea, ideaPage } from "#modules/cycle/ideas/pages/office/acts.server.ts";
import { openIdeas } from "#modules/cycle/ideas/pages/office/ground.server.ts";
import { authorisedIdea } from "#modules/cycle/ideas/service/read.server.ts";
import { producerPaths } from "#modules/producers/paths.ts";
import { instantText } from "#ui/dates.ts";
import { type Answer, Confirm, Outcome, readAnew, typedIn } from "#ui/office/act.tsx";
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
import type { Route } from "./+types/idea.ts";
import { stateColours } from "./list.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openIdeas(args);
  const text = (new URL(args.request.url).searchParams.get("tim") ?? "").slice(0, 120);
  return ideaPage(db, actor, args.params.idea, text);
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openIdeas(args);
  await authorisedIdea(db, actor, "see", args.params.idea);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnIdea(db, actor, args.params.idea, form));
});

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
        <Acts loaderData={loaderData} answer={actionData} />
        <History loaderData={loaderData} />
      </Stack>
    </OfficePage>
  );
}

function Told({ loaderData: { idea, mayContact, sets } }: { loaderData: Loaded }) {
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

const moveWords = {
  forward: "Chuyển lên cấp trên",
  choose: "Chọn vào chu trình năm nay",
  return: "Trả lại để hoàn thiện",
  putOff: "Chuyển sang năm sau",
} as const;

function Acts({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, mayTake, moves, mayLink, mayWithdraw } = loaderData;
  const version = { expectedVersion: String(idea.version) };
  return (
    <>
      {mayTake && (
        <Form method="post">
          <VersionField version={idea.version} />
          <Group gap="xs">
            <Button type="submit" name="intent" value="take" variant="default">
              Nhận xem xét
            </Button>
            <Text size="sm" c="dimmed">
              Chưa cần quyết định ngay; người đăng ký thấy ý tưởng đang được xem.
            </Text>
          </Group>
        </Form>
      )}
      {moves.length > 0 && <Screen loaderData={loaderData} answer={answer} />}
      {mayLink && <Tie loaderData={loaderData} answer={answer} />}
      {mayWithdraw && (
        <div>
          <Confirm
            intent="withdraw"
            label="Rút ý tưởng"
            colour="red"
            says="Dùng khi người đăng ký gọi đến xin rút. Ý tưởng đã rút không mở lại được."
            values={version}
          >
            <TextInput name="reason" label="Lý do (không bắt buộc)" />
          </Confirm>
        </div>
      )}
    </>
  );
}

function Screen({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, moves, fit, sets } = loaderData;
  const { values, errors } = typedIn(answer, "screen");
  const asksFit = (moves as readonly string[]).includes("forward");
  const [only] = moves;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Xem xét
      </Title>
      <Form method="post" noValidate>
        <VersionField version={idea.version} />
        <Stack gap="sm" maw={720}>
          <Questions
            subject="productFit"
            title="Sản phẩm có phù hợp không?"
            questions={fit.product}
            values={values}
            errors={errors}
          />
          <Questions
            subject="applicantFit"
            title="Người đăng ký có phù hợp không?"
            questions={fit.applicant}
            values={values}
            errors={errors}
          />
          <Text size="sm" c="dimmed">
            {asksFit
              ? "Chuyển lên thì cần trả lời mọi câu; trả lại thì không. "
              : "Các câu này đã được cấp xã trả lời ở phần Quá trình; trả lời lại nếu thấy khác. "}
            Nguồn: {fit.source}.
          </Text>
          <NativeSelect
            name="setCode"
            label="Bộ sản phẩm"
            description="Bộ tiêu chí mà sản phẩm sẽ được đánh giá theo."
            defaultValue={values["setCode"] ?? idea.setCode ?? ""}
            error={errors["setCode"]}
            data={[{ value: "", label: "Hãy chọn" }, ...sets]}
          />
          <Radio.Group
            name="move"
            label="Kết quả"
            error={errors["move"]}
            defaultValue={values["move"] ?? only ?? ""}
          >
            <Stack gap={6} mt={4}>
              {moves.map((move) => (
                <Radio key={move} value={move} label={moveWords[move]} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            name="reason"
            label="Lý do trả lại hoặc chuyển sang năm sau"
            description="Người đăng ký đọc được. Ghi rõ cần hoàn thiện gì."
            autosize
            minRows={2}
            defaultValue={values["reason"]}
            error={errors["reason"]}
          />
          <Textarea
            name="note"
            label="Ý kiến cho cơ quan cấp trên (không bắt buộc)"
            autosize
            defaultValue={values["note"]}
            error={errors["note"]}
          />
          <div>
            <Button type="submit" name="intent" value="screen">
              Ghi kết quả
            </Button>
          </div>
        </Stack>
      </Form>
    </Card>
  );
}

function Questions({
  subject,
  title,
  questions,
  values,
  errors,
}: {
  subject: "productFit" | "applicantFit";
  title: string;
  questions: Loaded["fit"]["product"];
  values: Readonly<Record<string, string | undefined>>;
  errors: Readonly<Record<string, string | undefined>>;
}) {
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>
        <Text fw={600}>{title}</Text>
      </legend>
      <Stack gap="xs">
        {questions.map(({ id, vi }) => {
          const name = `${subject}.${id}`;
          return (
            <Radio.Group
              key={id}
              name={name}
              label={vi}
              error={errors[name]}
              defaultValue={values[name] ?? ""}
            >
              <Group gap="md" mt={4}>
                {Object.entries(fitMarks).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Group>
            </Radio.Group>
          );
        })}
      </Stack>
    </fieldset>
  );
}

function Tie({ loaderData, answer }: { loaderData: Loaded; answer: Answer | undefined }) {
  const { idea, found, text } = loaderData;
  const { errors } = typedIn(answer, "link");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Gắn với chủ thể
      </Title>
      <Text size="sm" mb="xs">
        Khi người đăng ký đã có cơ sở trong hệ thống, gắn vào để cơ sở lập phương án.
      </Text>
      {errors["producerId"] && <Alert color="red">{errors["producerId"]}</Alert>}
      <Form method="get">
        <Group align="flex-end">
          <TextInput name="tim" label="Tên hoặc mã số thuế của chủ thể" defaultValue={text} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {text !== "" && found.length === 0 && <Text mt="xs">Không tìm thấy chủ thể nào.</Text>}
      {found.slice(0, 10).map(({ id, name, unitName }) => (
        <Form method="post" key={id}>
          <VersionField version={idea.version} />
          <input type="hidden" name="producerId" value={id} />
          <Group gap="xs" mt={6}>
            <Text>
              {name}, {unitName}
            </Text>
            <Button
              type="submit"
              name="intent"
              value="link"
              size="compact-sm"
              variant="light"
              aria-label={`Gắn với ${name}`}
            >
              Gắn
            </Button>
          </Group>
        </Form>
      ))}
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
