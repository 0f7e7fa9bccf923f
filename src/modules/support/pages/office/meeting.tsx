import { Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { Form } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { foundProducers, openArea } from "#modules/support/pages/office/ground.server.ts";
import { describeMeeting, listPartners } from "#modules/support/partners/service/list.server.ts";
import { authorisedMeeting } from "#modules/support/partners/service/load.server.ts";
import { addMeetingLine } from "#modules/support/partners/service/partners.server.ts";
import { Choice, formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { type Answer, failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { AddMeetingLine } from "../../partners/inputs.ts";
import { supportPaths } from "../../paths.ts";
import { Heading, ProducerSearch, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/meeting.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "partner");
  const view = await describeMeeting(db, actor, args.params.meeting);
  const partners = view.mayKeep ? await listPartners(db, actor) : [];
  return {
    ...view,
    ...(await foundProducers(db, actor, new URL(args.request.url))),
    partners: Object.fromEntries(partners.map(({ partner }) => [partner.id, partner.name])),
  };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "partner");
  await authorisedMeeting(db, actor, "keep", args.params.meeting);
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent: _intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const input = { ...fields, meetingId: args.params.meeting } as unknown as AddMeetingLine;
    await addMeetingLine(db, actor, input);
    return { done: "Đã ghi." };
  });
});

/** One meeting: who came, and what a partner and a producer agreed. */
export default function MeetingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { meeting, lines, mayKeep } = loaderData;
  return (
    <OfficePage
      title={meeting.title}
      description={`${dayText(meeting.heldOn, "vi")}, ${meeting.place}`}
    >
      <title>{`${meeting.title} – OCOP`}</title>
      <Up to={supportPaths.meetings}>Họp đối tác</Up> <Sample when={meeting.isDemo} />
      <Outcome answer={actionData} />
      <Stack mt="sm" maw={900}>
        {meeting.topics && <Text style={{ whiteSpace: "pre-line" }}>{meeting.topics}</Text>}
        <Card withBorder component="section">
          <Heading>Người dự, thỏa thuận</Heading>
          {lines.length === 0 ? (
            <Text size="sm">Chưa ghi ai dự.</Text>
          ) : (
            <Table className="stacking" verticalSpacing={4} aria-label="Người dự, thỏa thuận">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Đối tác</Table.Th>
                  <Table.Th>Chủ thể</Table.Th>
                  <Table.Th ta="right">Số người</Table.Th>
                  <Table.Th>Thỏa thuận</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map((line) => (
                  <Table.Tr key={line.id}>
                    <Table.Td data-label="Đối tác">{line.partnerName ?? "–"}</Table.Td>
                    <Table.Td data-label="Chủ thể">{line.producerName ?? "–"}</Table.Td>
                    <Table.Td ta="right" data-label="Số người">
                      {line.people}
                    </Table.Td>
                    <Table.Td data-label="Thỏa thuận">{line.agreement ?? "–"}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          {mayKeep && <AddLine loaded={loaderData} answer={actionData} />}
        </Card>
      </Stack>
    </OfficePage>
  );
}

function AddLine({
  loaded: { text, found, partners, lines },
  answer,
}: {
  loaded: Route.ComponentProps["loaderData"];
  answer: Answer | undefined;
}) {
  const { field } = formValues(failureOf(answer, "line"), {
    people: 1,
    producerId: Object.keys(found)[0],
  });
  return (
    <Stack gap="xs" mt="md">
      <ProducerSearch text={text} count={Object.keys(found).length} />
      <Form method="post" noValidate key={`${lines.length} ${text}`}>
        <Group align="flex-end">
          <Choice of={field} name="partnerId" label="Đối tác" options={partners} empty="Không có" />
          <Choice of={field} name="producerId" label="Chủ thể" options={found} empty="Không có" />
          <Line of={field} name="people" label="Số người" inputMode="numeric" w={110} />
        </Group>
        <Lines of={field} name="agreement" label="Thỏa thuận (để trống nếu chỉ dự)" />
        <Button type="submit" name="intent" value="line" variant="default" mt="xs">
          Ghi
        </Button>
      </Form>
    </Stack>
  );
}
