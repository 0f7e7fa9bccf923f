import { Anchor, Button, Card, Group, Table, Text } from "@mantine/core";
import { Form, Link, redirect } from "react-router";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { formFields } from "#core/input/parse.ts";
import { mayKeep, openArea, requireKeeper } from "#modules/support/pages/office/ground.server.ts";
import { listMeetings } from "#modules/support/partners/service/list.server.ts";
import { saveMeeting } from "#modules/support/partners/service/partners.server.ts";
import { formValues, Line, Lines } from "#modules/producers/widgets/fields.tsx";
import { dayText } from "#ui/dates.ts";
import { failureOf, Outcome } from "#ui/office/act.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import type { SaveMeeting } from "../../partners/inputs.ts";
import { supportPaths } from "../../paths.ts";
import { Heading, Sample, Up } from "./parts.tsx";
import type { Route } from "./+types/meetings.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openArea(args, "partner");
  return { meetings: await listMeetings(db, actor), mayKeep: mayKeep(actor, "partner") };
});

export const action = forPage(async (args: Route.ActionArgs) => {
  const { db, actor } = await openArea(args, "partner");
  requireKeeper(actor, "partner");
  const form = await args.request.formData();
  return orBackToForm(args.context, form, async () => {
    const { intent: _intent, ...fields } = formFields(form);
    // What the form lacks or adds is for the service to refuse.
    const { id } = await saveMeeting(db, actor, fields as unknown as SaveMeeting);
    return redirect(supportPaths.meeting(id), 303);
  });
});

/** Meetings of partners and producers. */
export default function Meetings({ loaderData, actionData }: Route.ComponentProps) {
  const { meetings, mayKeep: keeps } = loaderData;
  const { field } = formValues(failureOf(actionData, "save"));
  return (
    <OfficePage title="Họp đối tác" description="Ai dự, đối tác và chủ thể thỏa thuận gì.">
      <title>Họp đối tác – OCOP</title>
      <Up to={supportPaths.partners}>Tư vấn, đối tác</Up>
      <Outcome answer={actionData} />
      {meetings.length === 0 ? (
        <Text my="sm">Chưa ghi cuộc họp nào.</Text>
      ) : (
        <Table className="stacking" verticalSpacing={4} aria-label="Các cuộc họp" mb="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Cuộc họp</Table.Th>
              <Table.Th>Ngày</Table.Th>
              <Table.Th ta="right">Người dự</Table.Th>
              <Table.Th ta="right">Thỏa thuận</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {meetings.map(({ meeting, people, agreements }) => (
              <Table.Tr key={meeting.id}>
                <Table.Td>
                  <Anchor component={Link} to={supportPaths.meeting(meeting.id)} fw={600}>
                    {meeting.title}
                  </Anchor>{" "}
                  <Sample when={meeting.isDemo} />
                  <Text size="sm" c="dimmed">
                    {meeting.place}
                  </Text>
                </Table.Td>
                <Table.Td>{dayText(meeting.heldOn, "vi")}</Table.Td>
                <Table.Td ta="right" data-label="Người dự">
                  {people}
                </Table.Td>
                <Table.Td ta="right" data-label="Thỏa thuận">
                  {agreements}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {keeps && (
        <Card withBorder component="section" maw={860}>
          <Heading>Ghi cuộc họp</Heading>
          <Form method="post" noValidate>
            <Group align="flex-end">
              <Line of={field} name="title" label="Tên cuộc họp" required />
              <Line of={field} name="heldOn" label="Ngày" placeholder="ngày/tháng/năm" required />
              <Line of={field} name="place" label="Nơi họp" required />
            </Group>
            <Lines of={field} name="topics" label="Nội dung" />
            <Button type="submit" name="intent" value="save" mt="xs">
              Ghi cuộc họp
            </Button>
          </Form>
        </Card>
      )}
    </OfficePage>
  );
}
