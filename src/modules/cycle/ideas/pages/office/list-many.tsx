import { Alert, Anchor, Button, Card, Checkbox, Stack, Text, Title } from "@mantine/core";
import type { ChangeEvent } from "react";
import { Link, useNavigation } from "react-router";
import { cyclePaths } from "../../../paths.ts";
import { type Answer, typedIn } from "#ui/office/act.tsx";
import { NoTiesBox } from "../../../widgets/ties.tsx";
import { type Move, ResultAndReason } from "./result.tsx";
import type { LeftOut as Left } from "#modules/cycle/ideas/service/screen-many.server.ts";

/** Ticks or clears the boxes of every idea that the page lists. */
function tickAll({ currentTarget: { form, checked } }: ChangeEvent<HTMLInputElement>): void {
  for (const box of form?.querySelectorAll<HTMLInputElement>("[name=chosen]") ?? [])
    box.checked = checked;
}

/** The tick that takes an idea into a decision on many. */
export function PickIdea({
  idea,
}: {
  idea: { readonly id: string; readonly version: number; readonly title: string };
}) {
  return (
    <Checkbox
      key={idea.version}
      name="chosen"
      value={`${idea.id}:${idea.version}`}
      aria-label={`Đánh dấu: ${idea.title}`}
      style={{ display: "inline-block", verticalAlign: "middle", marginRight: 8 }}
    />
  );
}

/** One decision, with one reason, on every idea that is ticked above; stands in the list's form. */
export function Many({ moves, answer }: { moves: readonly Move[]; answer: Answer | undefined }) {
  const { values, errors } = typedIn(answer, "many");
  const { state } = useNavigation();
  return (
    <Card withBorder component="section" mt="md" maw={720} aria-labelledby="many">
      <Title order={2} size="h4" id="many" mb="xs">
        Quyết định cho các ý tưởng đã đánh dấu
      </Title>
      <Stack gap="sm">
        <Checkbox label="Đánh dấu mọi ý tưởng trên trang này" onChange={tickAll} />
        <ResultAndReason
          moves={moves}
          values={values}
          errors={errors}
          whose="Một lý do cho tất cả; mọi người đăng ký đọc được."
        />
        <NoTiesBox
          checked={values["noTies"] === "1"}
          error={errors["noTies"]}
          label="Tôi không là chủ, người làm, người thân và không nhận lợi ích của ai trong những người đăng ký này"
        />
        {errors["chosen"] && (
          <Text c="red" size="sm">
            {errors["chosen"]}
          </Text>
        )}
        <Button
          type="submit"
          name="intent"
          value="many"
          w="fit-content"
          loading={state === "submitting"}
        >
          Ghi kết quả
        </Button>
      </Stack>
    </Card>
  );
}

/** The ideas that one decision could not be made for, each with what stands against it. */
export function LeftOut({ left }: { left: readonly Left[] }) {
  if (left.length === 0) return null;
  return (
    <Alert color="yellow" mb="sm" title={`${left.length} ý tưởng chưa ghi được kết quả`}>
      <ul className="tight">
        {left.map(({ id, title, why }) => (
          <li key={id}>
            <Anchor component={Link} to={cyclePaths.idea(id)} underline="always">
              {title}
            </Anchor>
            : {why}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
