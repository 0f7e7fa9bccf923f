import {
  Anchor,
  Button,
  Card,
  Checkbox,
  Group,
  Stack,
  Table,
  Text,
  TextInput,
} from "@mantine/core";
import { Form } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formatPhone } from "#core/input/phone.ts";
import { actOnClass } from "#modules/support/pages/office/class.server.ts";
import { foundProducers, openArea } from "#modules/support/pages/office/ground.server.ts";
import { describeClass } from "#modules/support/training/service/list.server.ts";
import { authorisedClass } from "#modules/support/training/service/load.server.ts";
import { sexes } from "#modules/producers/model.ts";
import { Choice, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { type Answer, Confirm, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import { supportPaths } from "../../paths.ts";
import { dayParts, traineeKinds } from "../../training/model.ts";
import { Heading, ProducerSearch, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/class.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "training");
  const view = await describeClass(db, actor, args.params.class);
  return { ...view, ...(await foundProducers(db, actor, new URL(args.request.url))) };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "training");
  await authorisedClass(db, actor, "keep", args.params.class);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, () => actOnClass(db, actor, args.params.class, form));
});

type Loaded = Route.ComponentProps["loaderData"];
type Part = { loaded: Loaded; answer: Answer | undefined };

/** One class: its meetings with who was there, its people, certificates of attendance. */
export default function ClassPage({ loaderData, actionData }: Route.ComponentProps) {
  const { group, course } = loaderData;
  const title = `${course.title}: ${group.name}`;
  const part = { loaded: loaderData, answer: actionData };
  return (
    <OfficePage
      title={title}
      description={[group.place, group.trainer].filter(Boolean).join(" · ")}
    >
      <title>{`${title} – OCOP`}</title>
      <Up to={supportPaths.course(course.id)}>{course.title}</Up> <Sample when={course.isDemo} />
      <Outcome answer={actionData} />
      <Stack mt="sm">
        <Trainees {...part} />
        <Sessions {...part} />
      </Stack>
    </OfficePage>
  );
}

function Trainees({ loaded, answer }: Part) {
  const { trainees, sessions, course, mayKeep } = loaded;
  return (
    <Card withBorder component="section">
      <Heading>Học viên ({trainees.length})</Heading>
      <Text size="sm" mb="xs">
        Thông tin cá nhân: chỉ cơ quan tổ chức xem, không công khai. Đủ {course.sharePercent}% số
        buổi thì được xác nhận.
      </Text>
      {trainees.length > 0 && (
        <Table className="stacking" verticalSpacing={4} aria-label="Học viên">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Họ tên</Table.Th>
              <Table.Th>Thành phần</Table.Th>
              <Table.Th>Giới tính</Table.Th>
              <Table.Th>Điện thoại</Table.Th>
              <Table.Th ta="right">Đã dự</Table.Th>
              <Table.Th>Giấy xác nhận</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trainees.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  {one.fullName}
                  {mayKeep && course.state !== "done" && one.present === 0 && (
                    <Confirm
                      intent="removeTrainee"
                      label="Bỏ khỏi lớp"
                      says={`Bỏ ${one.fullName} khi ghi nhầm hoặc đổi người dự. Chủ thể cử người học được báo tin.`}
                      values={{ traineeId: one.id }}
                    />
                  )}
                </Table.Td>
                <Table.Td>
                  {traineeKinds[one.kind]}
                  <Text size="sm" c="dimmed">
                    {one.producerName ?? one.belongsTo}
                  </Text>
                </Table.Td>
                <Table.Td data-label="Giới tính">{one.sex ? sexes[one.sex] : "không ghi"}</Table.Td>
                <Table.Td data-label="Điện thoại">
                  {one.phone ? formatPhone(one.phone) : "–"}
                </Table.Td>
                <Table.Td ta="right" data-label="Đã dự">
                  {one.present}/{sessions.length}
                </Table.Td>
                <Table.Td data-label="Giấy xác nhận">
                  {one.certificateNumber === null ? (
                    one.hasEnough ? (
                      "Đủ, chưa cấp"
                    ) : (
                      "–"
                    )
                  ) : (
                    <Anchor href={supportPaths.certificate(one.id)}>
                      Số {one.certificateNumber}/{one.certificateYear} (PDF)
                    </Anchor>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {mayKeep && trainees.length > 0 && (
        <Group mt="sm">
          <Form method="post" preventScrollReset>
            <Button type="submit" name="intent" value="certify">
              Cấp giấy xác nhận cho người đủ buổi
            </Button>
          </Form>
        </Group>
      )}
      {mayKeep && course.state !== "done" && (
        <>
          <InviteOwners loaded={loaded} answer={answer} />
          <AddTrainee loaded={loaded} answer={answer} />
        </>
      )}
    </Card>
  );
}

/** Those whose ideas were chosen in the course's year and who are not in the class yet. */
function InviteOwners({ loaded: { owners, trainees, sessions, course }, answer }: Part) {
  const failure = failureOf(answer, "invite");
  if (owners.length === 0) return null;
  const lines = failure ? [...new Set(Object.values(failure.errors))] : [];
  return (
    <Stack gap="xs" mt="md">
      <Heading>
        Người có ý tưởng được chọn năm {course.year} ({owners.length})
      </Heading>
      {sessions.length === 0 && (
        <Text size="sm">Hãy thêm buổi học trước, để lời mời ghi rõ ngày học.</Text>
      )}
      {lines.map((line) => (
        <Text key={line} c="red.9" role="alert">
          {line}
        </Text>
      ))}
      <Form method="post" noValidate key={trainees.length} preventScrollReset>
        <Stack gap="sm">
          {owners.map((owner) => (
            <Group key={owner.ideaId} gap="sm" align="flex-end">
              <Checkbox
                name="ideas"
                value={owner.ideaId}
                label={owner.title}
                description={[owner.producerName, owner.phone && formatPhone(owner.phone)]
                  .filter(Boolean)
                  .join(" · ")}
                defaultChecked={owner.name !== null}
                w={{ base: "100%", sm: 320 }}
              />
              <TextInput
                name={`name.${owner.ideaId}`}
                label="Họ tên người dự"
                defaultValue={failure?.values[`name.${owner.ideaId}`] ?? owner.name ?? ""}
                error={failure?.errors[`name.${owner.ideaId}`]}
              />
            </Group>
          ))}
          <div>
            <Button type="submit" name="intent" value="invite">
              Mời những người đã chọn
            </Button>
          </div>
        </Stack>
      </Form>
    </Stack>
  );
}

function AddTrainee({ loaded: { text, found, trainees }, answer }: Part) {
  const { field } = formValues(failureOf(answer, "trainee"), {
    kind: "producer",
    producerId: Object.keys(found)[0],
  });
  return (
    <Stack gap="xs" mt="md">
      <Heading>Thêm học viên</Heading>
      <ProducerSearch text={text} count={Object.keys(found).length} />
      <Form method="post" noValidate key={`${trainees.length} ${text}`} preventScrollReset>
        <Group align="flex-end">
          <Line of={field} name="fullName" label="Họ tên" required />
          <Choice of={field} name="kind" label="Thành phần" options={traineeKinds} />
          <Choice
            of={field}
            name="producerId"
            label="Chủ thể"
            options={found}
            empty="Không có, hoặc chưa tìm"
          />
          <Line of={field} name="belongsTo" label="Đơn vị khác" />
          <Choice of={field} name="sex" label="Giới tính" options={sexes} empty="Không ghi" />
          <Line of={field} name="phone" label="Điện thoại" inputMode="tel" />
          <Button type="submit" name="intent" value="trainee" variant="default">
            Thêm học viên
          </Button>
        </Group>
      </Form>
    </Stack>
  );
}

function Sessions({ loaded, answer }: Part) {
  const { sessions, mayKeep, course } = loaded;
  const { field } = formValues(failureOf(answer, "session"), { part: "morning" });
  const writes = mayKeep && course.state !== "done";
  return (
    <Card withBorder component="section">
      <Heading>Buổi học, điểm danh</Heading>
      <Stack gap="sm">
        {sessions.map((session) => (
          <Session key={session.id} loaded={loaded} session={session} writes={writes} />
        ))}
      </Stack>
      {writes && (
        <Form method="post" noValidate key={sessions.length} preventScrollReset>
          <Group align="flex-end" mt="sm">
            <Line of={field} name="heldOn" label="Ngày" placeholder="ngày/tháng/năm" required />
            <Choice of={field} name="part" label="Buổi" options={dayParts} />
            <Line of={field} name="topic" label="Nội dung buổi" />
            <Button type="submit" name="intent" value="session" variant="default">
              Thêm buổi học
            </Button>
          </Group>
        </Form>
      )}
    </Card>
  );
}

function Session({
  loaded: { trainees, today },
  session,
  writes,
}: {
  loaded: Loaded;
  session: Loaded["sessions"][number];
  writes: boolean;
}) {
  const isPast = session.heldOn <= today;
  const note = session.isNoted
    ? `${session.present.length}/${trainees.length} có mặt`
    : isPast
      ? "chưa điểm danh"
      : "chưa diễn ra";
  return (
    <details open={isPast && !session.isNoted}>
      <summary>
        <strong>
          {dayText(session.heldOn, "vi")}, {dayParts[session.part].toLowerCase()}
        </strong>
        {session.topic && `: ${session.topic}`} ({note})
      </summary>
      {isPast && trainees.length > 0 && (
        <Form method="post" preventScrollReset>
          <fieldset className="plain-fields" disabled={!writes}>
            <input type="hidden" name="sessionId" value={session.id} />
            <Group gap="md" my="xs">
              {trainees.map((one) => (
                <Checkbox
                  key={one.id}
                  name="present"
                  value={one.id}
                  label={one.fullName}
                  defaultChecked={session.present.includes(one.id) || !session.isNoted}
                />
              ))}
            </Group>
            {writes && (
              <Button type="submit" name="intent" value="attendance" size="compact-sm">
                Lưu điểm danh
              </Button>
            )}
          </fieldset>
        </Form>
      )}
      {writes && !session.isNoted && (
        <Confirm
          intent="removeSession"
          label="Bỏ buổi này"
          says="Dùng khi nhập nhầm ngày. Giấy xác nhận chỉ cấp được khi mọi buổi của lớp đã điểm danh."
          values={{ sessionId: session.id }}
        />
      )}
    </details>
  );
}
