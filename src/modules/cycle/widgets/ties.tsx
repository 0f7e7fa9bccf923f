import { Alert, Button, Checkbox, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { Form } from "react-router";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { noTiesLabel, tieKinds } from "../ties/model.ts";

/** The word that nothing ties the officer to the applicant; part of every form that decides. */
export function NoTiesBox({
  checked = false,
  error,
  label = noTiesLabel,
}: {
  checked?: boolean;
  error?: string | undefined;
  label?: string;
}) {
  return <Checkbox name="noTies" value="1" label={label} defaultChecked={checked} error={error} />;
}

/** Why the officer decides nothing here. */
export function Tied({ tie }: { tie: string }) {
  return (
    <Alert color="yellow" title="Người khác của cơ quan xem xét việc này">
      Bạn có quan hệ lợi ích với người đăng ký ({tie}), nên chỉ xem, không quyết định.
    </Alert>
  );
}

/** Says that there is a tie; from then on somebody else decides. */
export function DeclareTieForm({ answer }: { answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "tie");
  return (
    <details open={Object.keys(errors).length > 0}>
      <summary>Tôi có quan hệ lợi ích với người đăng ký</summary>
      <Form method="post" noValidate>
        <Stack gap="xs" maw={640} mt="xs">
          <Text size="sm">
            Khai xong, việc xem xét mọi ý tưởng, phương án của người này do người khác làm; lời khai
            không rút lại được.
          </Text>
          <NativeSelect
            name="kind"
            label="Quan hệ"
            defaultValue={values["kind"] ?? ""}
            error={errors["kind"]}
            data={[
              { value: "", label: "Hãy chọn" },
              ...Object.entries(tieKinds).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Textarea
            name="note"
            label="Nói rõ thêm (không bắt buộc)"
            autosize
            defaultValue={values["note"]}
            error={errors["note"]}
          />
          <Button type="submit" name="intent" value="tie" variant="default" w="fit-content">
            Khai và nhường người khác
          </Button>
        </Stack>
      </Form>
    </details>
  );
}
