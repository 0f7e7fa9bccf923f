import { Radio, Stack, Textarea } from "@mantine/core";

/** The decisions on ideas, as an office chooses between them. */
const moveWords = {
  forward: "Chuyển lên cấp trên",
  choose: "Chọn vào chu trình năm nay",
  return: "Trả lại để hoàn thiện",
  putOff: "Chuyển sang năm sau",
} as const;
export type Move = keyof typeof moveWords;

type Typed = Readonly<Record<string, string | undefined>>;

/** The boxes for a decision on one idea or on many: the result, and its reason for whoever sent them. */
export function ResultAndReason({
  moves,
  values,
  errors,
  whose,
}: {
  moves: readonly Move[];
  values: Typed;
  errors: Typed;
  /** Who reads the reason. */
  whose: string;
}) {
  const only = moves.length === 1 ? moves[0] : undefined;
  return (
    <>
      <Radio.Group
        name="move"
        label="Kết quả"
        error={errors["move"]}
        defaultValue={values["move"] ?? only ?? ""}
      >
        <Stack gap={6} mt={4}>
          {moves.map((move) => (
            <Radio key={move} value={move} label={moveWords[move]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        name="reason"
        label="Lý do trả lại hoặc chuyển sang năm sau"
        description={whose}
        autosize
        minRows={2}
        defaultValue={values["reason"]}
        error={errors["reason"]}
      />
    </>
  );
}
