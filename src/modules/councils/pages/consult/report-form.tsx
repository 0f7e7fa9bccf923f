import { Alert, Button, Card, Radio, Stack, Textarea, Title } from "@mantine/core";
import { Form, useNavigation } from "react-router";
import { recommendations } from "../../model.ts";
import type { Failure } from "./lab-tests.tsx";

/** Where the team's head hands the report to the chair. */
export function ReportForm({ gaps, failure }: { gaps: readonly string[]; failure: Failure }) {
  const { state } = useNavigation();
  const mine = failure?.values["intent"] === "report" ? failure : undefined;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Báo cáo Chủ tịch hội đồng
      </Title>
      {gaps.length > 0 ? (
        <Alert color="yellow" title="Chưa báo cáo được vì:">
          <ul className="tight">
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </Alert>
      ) : (
        <Form method="post" noValidate>
          <Stack gap="sm">
            <Textarea
              name="summary"
              label="Tóm tắt kết quả thẩm tra"
              description="Các bản thẩm tra, phiếu khảo sát và kiểm nghiệm được đóng kèm nguyên vẹn"
              autosize
              minRows={4}
              required
              defaultValue={mine?.values["summary"]}
              error={mine?.errors["summary"]}
            />
            <Radio.Group
              name="recommendation"
              label="Đề nghị"
              defaultValue={mine?.values["recommendation"] ?? ""}
              error={mine?.errors["recommendation"]}
            >
              <Stack gap={6} mt={4}>
                {Object.entries(recommendations).map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </Stack>
            </Radio.Group>
            <div>
              <Button type="submit" name="intent" value="report" loading={state === "submitting"}>
                Nộp báo cáo
              </Button>
            </div>
          </Stack>
        </Form>
      )}
    </Card>
  );
}
