import {
  Badge,
  Button,
  Card,
  Checkbox,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { Choice, FormMessage, formValues, Line } from "#modules/producers/widgets/fields.tsx";
import { type Answer, Confirm, failureOf } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import { duties, type Duty } from "../../model.ts";

type Member = {
  readonly id: string;
  readonly name: string;
  readonly duty: Duty;
  readonly scores: boolean;
  readonly agencyName: string;
  readonly position: string | null;
  readonly fields: readonly string[];
  readonly joinedOn: string;
};

/** The people of a council or team, with what each does in it. */
export function MemberTable({
  members,
  mayEstablish,
}: {
  members: readonly Member[];
  mayEstablish: boolean;
}) {
  if (members.length === 0)
    return <Text c="dimmed">Chưa có ai. Thêm Chủ tịch, thành viên và thư ký ở dưới.</Text>;
  return (
    <Table className="stacking" aria-label="Danh sách thành viên">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Họ tên</Table.Th>
          <Table.Th>Nhiệm vụ</Table.Th>
          <Table.Th>Cơ quan, chức vụ</Table.Th>
          <Table.Th>Tham gia từ</Table.Th>
          {mayEstablish && <Table.Th>Thay đổi</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member.id}>
            <Table.Td fw={600}>{member.name}</Table.Td>
            <Table.Td>
              {duties[member.duty]}
              {!member.scores && (
                <Text size="sm" c="dimmed">
                  không chấm điểm
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              {member.agencyName}
              {member.position && <Text size="sm">{member.position}</Text>}
              {member.fields.length > 0 && (
                <Group gap={4} mt={2}>
                  {member.fields.map((code) => (
                    <Badge key={code}>Bộ {code}</Badge>
                  ))}
                </Group>
              )}
            </Table.Td>
            <Table.Td data-label="Từ ngày">{dayText(member.joinedOn, "vi")}</Table.Td>
            {mayEstablish && (
              <Table.Td>
                <Confirm
                  intent="remove"
                  label="Thôi tham gia"
                  says="Người này không còn trong các phiên đang chuẩn bị; phiên đã mở giữ nguyên."
                  values={{ memberId: member.id }}
                  colour="red"
                >
                  <Textarea name="reason" label="Lý do, căn cứ" rows={2} required />
                </Confirm>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Ground = {
  readonly candidates: readonly {
    readonly id: string;
    readonly name: string;
    readonly agencyName: string | null;
    readonly duties: readonly string[];
  }[];
  readonly search: string;
  readonly sets: readonly { readonly code: string; readonly title: string }[];
  readonly members: readonly Member[];
};

/** Seats an account, found by its name. */
export function MemberForm({
  loaderData: { candidates, search, sets, members },
  answer,
}: {
  loaderData: Ground;
  answer: Answer | undefined;
}) {
  const failure = failureOf(answer, "add");
  const { field } = formValues(failure, { duty: members.length === 0 ? "chair" : "member" });
  const { state } = useNavigation();
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Thêm người
      </Title>
      <Form method="get">
        <Group align="end" mb="sm">
          <TextInput name="tim" label="Tìm tài khoản theo tên" defaultValue={search} w={280} />
          <Button type="submit" variant="default">
            Tìm
          </Button>
        </Group>
      </Form>
      {candidates.length === 0 ? (
        <Text>
          Không có tài khoản nào như vậy chưa ở trong danh sách. Tài khoản phải có vai trò của hội
          đồng hoặc tổ tư vấn trước khi được thêm.
        </Text>
      ) : (
        <Form method="post" noValidate key={members.length}>
          <Stack maw={760}>
            <FormMessage failure={failure} />
            <NativeSelect
              size="md"
              label="Tài khoản"
              {...field("userId")}
              data={candidates.map((one) => ({
                value: one.id,
                label: `${one.name}${one.agencyName ? ` – ${one.agencyName}` : ""} (${one.duties.join(", ").toLowerCase()})`,
              }))}
            />
            <Group grow align="start" preventGrowOverflow={false}>
              <Choice of={field} name="duty" label="Nhiệm vụ" options={duties} />
              <Line of={field} name="joinedOn" label="Tham gia từ ngày" type="date" />
            </Group>
            <Checkbox
              name="scores"
              label="Chấm điểm, ký phiếu"
              defaultChecked={failure ? failure.values["scores"] === "on" : true}
            />
            <Group grow align="start" preventGrowOverflow={false}>
              <Line of={field} name="agencyName" label="Cơ quan, đơn vị" />
              <Line of={field} name="position" label="Chức vụ" />
            </Group>
            <details>
              <summary>Bộ sản phẩm am hiểu (để phân việc)</summary>
              <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs" spacing="xs">
                {sets.map(({ code, title }) => (
                  <Checkbox key={code} name="fields" value={code} label={`${code}. ${title}`} />
                ))}
              </SimpleGrid>
            </details>
            <div>
              <Button
                type="submit"
                name="intent"
                value="add"
                size="md"
                loading={state === "submitting"}
              >
                Thêm
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}

/** Ends a council's term. */
export function EndForm() {
  return (
    <Confirm
      intent="end"
      label="Kết thúc nhiệm kỳ"
      says="Sau đó không lập thêm phiên, không thêm người. Các phiên đã có vẫn giữ nguyên."
      colour="red"
    >
      <TextInput type="date" name="endedOn" label="Ngày kết thúc" required />
    </Confirm>
  );
}
