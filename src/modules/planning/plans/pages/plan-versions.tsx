import { Anchor, Card, Group, List, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import { type Answer, Confirm, typedIn } from "#ui/office/act.tsx";
import { planPaths } from "../paths.ts";
import type { LoadedPlan } from "./plan.tsx";

/** Versions with their reasons; issuing the draft, adjusting what is issued. */
export function Versions({
  of: { head, versions, shown, today, findings },
  answer,
}: {
  of: LoadedPlan;
  answer: Answer | undefined;
}) {
  const issue = typedIn(answer, "issue");
  const adjust = typedIn(answer, "adjust");
  return (
    <Card withBorder component="section">
      <Title order={2} size="h5" mb="xs">
        Các bản của kế hoạch
      </Title>
      <List size="sm" mb="sm">
        {versions.map(({ number, state, reason, documentNumber, issuedOn }) => (
          <List.Item key={number}>
            <Anchor
              component={Link}
              to={`${planPaths.one(head.id)}?ban=${number}`}
              underline="always"
            >
              {number === 1 ? "Bản đầu" : `Bản điều chỉnh ${number - 1}`}
            </Anchor>
            {state === "issued" && issuedOn
              ? `, ban hành ngày ${dayText(issuedOn, "vi")}, số ${documentNumber ?? ""}`
              : ", dự thảo"}
            {number === shown && " (đang xem)"}
            {reason && <div>Lý do: {reason}</div>}
          </List.Item>
        ))}
      </List>
      {head.mayEdit && head.state === "draft" && (
        <Confirm
          intent="issue"
          label="Ghi ban hành"
          open={Object.keys(issue.errors).length > 0}
          values={{ lock: String(head.lock) }}
          says={
            findings.length === 0
              ? "Bản này sẽ giữ nguyên; thay đổi về sau qua bản điều chỉnh."
              : `Còn ${findings.length} chỗ số liệu không khớp; chúng sẽ giữ nguyên trong bản ban hành.`
          }
        >
          <Group grow align="start">
            <TextInput
              name="documentNumber"
              label="Số văn bản"
              defaultValue={issue.values["documentNumber"] ?? ""}
              error={issue.errors["documentNumber"]}
            />
            <TextInput
              name="issuedOn"
              type="date"
              label="Ngày ban hành"
              defaultValue={issue.values["issuedOn"] ?? today}
              error={issue.errors["issuedOn"]}
            />
          </Group>
        </Confirm>
      )}
      {head.mayEdit && head.state === "issued" && (
        <Confirm
          intent="adjust"
          label="Lập bản điều chỉnh"
          open={Object.keys(adjust.errors).length > 0}
          says="Bản mới bắt đầu từ bản đã ban hành; bản cũ giữ nguyên."
        >
          <Stack gap="xs">
            <Textarea
              name="reason"
              label="Lý do điều chỉnh"
              autosize
              minRows={2}
              defaultValue={adjust.values["reason"] ?? ""}
              error={adjust.errors["reason"]}
            />
          </Stack>
        </Confirm>
      )}
    </Card>
  );
}
