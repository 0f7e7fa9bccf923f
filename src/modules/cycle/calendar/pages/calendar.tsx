import {
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  List,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, Link } from "react-router";
import { AppError } from "#core/errors.ts";
import { formatDay } from "#core/input/day.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import {
  hasYear,
  readShipped,
  readYear,
  resetDates,
  setDates,
  shippedCalendars,
} from "#modules/cycle/calendar/service/calendar.server.ts";
import { openYear } from "#modules/cycle/pages-ground.server.ts";
import { type Answer, Outcome, readAnew, type Texts, typedIn } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { canCampaign } from "../../access.ts";
import type { ResetDates, SetDates } from "../inputs.ts";
import type { Standing } from "../rules.ts";
import type { Route } from "./+types/calendar.ts";
import { YearStrip } from "./strip.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor, year, provinceCode } = await openYear(args);
  const wanted = new URL(args.request.url).searchParams.get("lich");
  const isOwn = wanted === null && provinceCode !== null;
  const shown = isOwn
    ? await readYear(db, provinceCode, year)
    : await readShipped(db, wanted ?? "26-2026");
  return {
    ...shown,
    isOwn,
    otherYears:
      provinceCode === null
        ? []
        : [year - 1, year + 1].filter((other) => hasYear(provinceCode, other)),
    shipped: shippedCalendars(),
    mayLead: isOwn && canCampaign(actor, "lead", provinceCode),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor, provinceCode } = await openYear(args);
  if (provinceCode === null || !canCampaign(actor, "lead", provinceCode))
    throw new AppError("forbidden", { denied: "cycle.setDates" });
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    if (intent === "reset") {
      await resetDates(db, actor, provinceCode, fields as ResetDates);
      return { done: "Đã trở về lịch ban đầu của bước này." };
    }
    await setDates(db, actor, provinceCode, fields as SetDates);
    return { done: "Đã đổi lịch." };
  });
});

type Loaded = Route.ComponentProps["loaderData"];
type Step = Loaded["steps"][number];

export const shouldRevalidate = readAnew;

/** The year of the programme at a glance: what is under way, what comes, and who set it. */
export default function CalendarPage({ loaderData, actionData }: Route.ComponentProps) {
  const { calendar, year, steps, today, isOwn, otherYears, mayLead, shipped } = loaderData;
  const at = (standing: Standing) => steps.filter((step) => step.standing.standing === standing);
  return (
    <OfficePage
      title={isOwn ? `Lịch chu trình năm ${year}` : calendar.title}
      description={
        isOwn
          ? "Các bước của năm. Lịch có sẵn theo quyết định và nếp các tỉnh; văn phòng điều phối tỉnh đặt ngày của mình theo kế hoạch năm."
          : "Lịch theo văn bản gốc, để tham khảo."
      }
    >
      <title>{`Lịch chu trình năm ${year} – OCOP`}</title>
      <Outcome answer={actionData} />
      <Group gap="sm" mb="sm" component="nav" aria-label="Năm và lịch khác">
        {isOwn ? (
          otherYears.map((other) => (
            <Anchor key={other} component={Link} to={`?nam=${other}`} size="sm">
              Năm {other}
            </Anchor>
          ))
        ) : (
          <Anchor component={Link} to="?" size="sm">
            ← Lịch của tỉnh
          </Anchor>
        )}
        {shipped
          .filter(({ id }) => !isOwn || id !== calendar.id)
          .map(({ id, title }) => (
            <Anchor key={id} component={Link} to={`?lich=${id}`} size="sm">
              {title}
            </Anchor>
          ))}
      </Group>
      {isOwn && (
        <Card withBorder component="section" mb="md">
          <Title order={2} size="h4" mb={4}>
            Hôm nay, {formatDay(today)}
          </Title>
          <Due title="Đang trọng tâm" steps={at("now")} />
          <Due title="Sắp đến (trong 30 ngày)" steps={at("soon")} />
          {at("now").length + at("soon").length === 0 && (
            <Text size="sm">Không có bước nào đang trọng tâm.</Text>
          )}
        </Card>
      )}
      <YearStrip year={year} today={today} steps={steps} />
      <Stack mt="md" gap="xs">
        {steps.map((step) => (
          <StepCard key={step.step} step={step} year={year} mayLead={mayLead} answer={actionData} />
        ))}
      </Stack>
    </OfficePage>
  );
}

function Due({ title, steps }: { title: string; steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <List size="sm" mb={6}>
        {steps.map(({ step, title: name, who, standing: { span } }) => (
          <List.Item key={step}>
            {name}
            {span && `: ${formatDay(span.from)} – ${formatDay(span.to)}`}. {who}.
          </List.Item>
        ))}
      </List>
    </>
  );
}

/** The days of a step in words. */
export function daysOf({ spans, lastDay, isAllYear }: Step): string {
  const parts = spans.map(({ from, to }) => `${formatDay(from)} – ${formatDay(to)}`);
  if (lastDay !== null) parts.push(`xong hết ngày ${formatDay(lastDay)}`);
  if (isAllYear)
    return parts.length === 0 ? "Liên tục trong năm" : `Liên tục, trọng tâm ${parts.join("; ")}`;
  return parts.join("; ");
}

function StepCard({
  step,
  year,
  mayLead,
  answer,
}: {
  step: Step;
  year: number;
  mayLead: boolean;
  answer: Answer | undefined;
}) {
  return (
    <Card withBorder p="sm" component="section">
      <Group gap="xs">
        <Title order={2} size="h5">
          {step.title}
        </Title>
        {step.own && step.own.basis !== "" && <Badge variant="light">Tỉnh đặt</Badge>}
        {step.isPractice && (
          <Badge color="gray" variant="light">
            Theo nếp
          </Badge>
        )}
      </Group>
      <Text size="sm">{daysOf(step)}</Text>
      <Text size="sm" c="dimmed">
        {step.who}. Nguồn: {step.source}
      </Text>
      {mayLead && <Change step={step} year={year} answer={answer} />}
    </Card>
  );
}

function Change({ step, year, answer }: { step: Step; year: number; answer: Answer | undefined }) {
  const typed = typedIn(answer, "set");
  const isMine = typed.values["step"] === step.step;
  const values: Texts = isMine ? typed.values : {};
  const errors: Texts = isMine ? typed.errors : {};
  const [first, second] = step.spans;
  const box = (name: string, label: string, known: string | undefined) => (
    <TextInput
      name={name}
      label={label}
      type="date"
      defaultValue={values[name] ?? known ?? ""}
      error={errors[name]}
    />
  );
  return (
    <details open={isMine}>
      <summary>
        <Text component="span" size="sm">
          Đổi ngày
        </Text>
      </summary>
      <Form method="post" noValidate aria-label={`Đổi ngày: ${step.title}`}>
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="step" value={step.step} />
        <VersionField version={step.own?.version ?? 0} />
        <Stack gap="xs" mt="xs" maw={560}>
          <Group align="flex-start">
            {box("from", "Từ ngày", first?.from)}
            {box("to", "Đến hết ngày", first?.to ?? step.lastDay ?? undefined)}
          </Group>
          <Group align="flex-start">
            {box("secondFrom", "Đợt hai, từ ngày", second?.from)}
            {box("secondTo", "Đến hết ngày", second?.to)}
          </Group>
          <TextInput
            name="basis"
            label="Văn bản làm căn cứ"
            placeholder="Số, ngày, nơi ban hành"
            defaultValue={values["basis"] ?? step.own?.basis ?? ""}
            error={errors["basis"]}
          />
          <div>
            <Button type="submit" name="intent" value="set" size="compact-md">
              Lưu ngày
            </Button>
          </div>
        </Stack>
      </Form>
      {step.own && step.own.basis !== "" && (
        <Form method="post">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="step" value={step.step} />
          <VersionField version={step.own.version} />
          <Button
            type="submit"
            name="intent"
            value="reset"
            size="compact-md"
            variant="default"
            mt="xs"
          >
            Trở về lịch ban đầu
          </Button>
        </Form>
      )}
    </details>
  );
}
