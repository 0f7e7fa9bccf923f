import { Alert, Button, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Form, useNavigation, useRevalidator } from "react-router";
import { importPaths } from "../../../import/paths.ts";

type Told =
  | { readonly done: number; readonly total: number }
  | { readonly ended: string }
  | { readonly failed: string };

/**
 * Enters a draft as it was shown, with its progress; without a script the form does the same and
 * answers at the end.
 */
export function ApplyButton({
  id,
  enters,
  expected,
}: {
  id: string;
  enters: number;
  expected: string;
}) {
  const [told, setTold] = useState<Told | null>(null);
  const { revalidate } = useRevalidator();
  const { state } = useNavigation();
  const isBusy = state === "submitting" || (told !== null && "done" in told);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTold({ done: 0, total: 1 });
    const form = new FormData(event.currentTarget);
    void enter(id, form, setTold).then(() => revalidate());
  };
  return (
    <Form method="post" onSubmit={submit}>
      <input type="hidden" name="expected" value={expected} />
      <Stack gap={6}>
        <Button type="submit" name="intent" value="apply" loading={isBusy}>
          Nhập {enters} dòng
        </Button>
        {told && "done" in told && (
          <output style={{ display: "block" }}>
            <progress
              max={told.total}
              value={told.done}
              aria-label="Tiến độ nhập"
              style={{ width: "100%" }}
            />
            <Text size="sm">
              {told.done === 0
                ? "Đang đối chiếu với dữ liệu đã có…"
                : `Đã ghi ${Math.floor((told.done * 100) / told.total)}%. Xin đừng đóng trang.`}
            </Text>
          </output>
        )}
        {told && "failed" in told && (
          <Alert color="red" role="alert">
            {told.failed}
          </Alert>
        )}
        {told && "ended" in told && (
          <Alert color="leaf">
            <output>{told.ended}</output>
          </Alert>
        )}
      </Stack>
    </Form>
  );
}

const broken = "Mất kết nối giữa chừng. Hãy tải lại trang để xem đã nhập xong chưa.";

/** Asks for the import and reads its progress line by line. */
async function enter(id: string, form: FormData, tell: (told: Told) => void): Promise<void> {
  try {
    const answer = await fetch(importPaths.apply(id), { method: "POST", body: form });
    if (!answer.ok || !answer.body) {
      tell({ failed: await problemOf(answer) });
      return;
    }
    let rest = "";
    let last: Told | null = null;
    const lines = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await lines.read();
      if (done) break;
      const events = (rest + value).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) {
        last = JSON.parse(event.replace(/^data: /, "")) as Told;
        tell(last);
      }
    }
    if (last === null || "done" in last) tell({ failed: broken });
  } catch {
    tell({ failed: broken });
  }
}

async function problemOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => null)) as { detail?: unknown } | null;
  return typeof problem?.detail === "string" ? problem.detail : broken;
}
