import { SegmentedControl, Stack, Text, Textarea, Title } from "@mantine/core";
import { FieldPhotos } from "#ui/field/field-photos.tsx";
import { type ChecklistGroup, checklistGroups, type ChecklistItem, marks } from "../../../model.ts";
import { inspectionPaths } from "../../../paths.ts";
import type { KeptAnswer, KeptVisit } from "./kept.ts";

/** The checklist on a phone: each line is marked; one that is not kept has a note and photos. */
export function Checklist({
  inspectionId,
  items,
  answers,
  onChange,
}: {
  inspectionId: string;
  items: readonly ChecklistItem[];
  answers: KeptVisit["answers"];
  onChange: (answers: KeptVisit["answers"]) => void;
}) {
  const groups = (Object.keys(checklistGroups) as ChecklistGroup[]).filter((group) =>
    items.some((item) => item.group === group),
  );
  const done = items.filter(({ code }) => answers[code]).length;
  return (
    <div>
      <Text size="sm">
        Đã đánh dấu {done}/{items.length} nội dung. Nội dung không xem đến thì để trống.
      </Text>
      {groups.map((group) => (
        <Stack key={group} component="section" gap="md" my="md">
          <Title order={2} size="h4">
            {checklistGroups[group]}
          </Title>
          {items
            .filter((item) => item.group === group)
            .map((item) => (
              <Line
                key={item.code}
                inspectionId={inspectionId}
                item={item}
                answer={answers[item.code] ?? null}
                onChange={(answer) => {
                  const { [item.code]: _before, ...others } = answers;
                  onChange(answer === null ? others : { ...others, [item.code]: answer });
                }}
              />
            ))}
        </Stack>
      ))}
    </div>
  );
}

const notSeen = "";

function Line({
  inspectionId,
  item,
  answer,
  onChange,
}: {
  inspectionId: string;
  item: ChecklistItem;
  answer: KeptAnswer | null;
  onChange: (answer: KeptAnswer | null) => void;
}) {
  const change = (part: Partial<KeptAnswer>) => {
    if (answer) onChange({ ...answer, ...part });
  };
  return (
    <fieldset className="plain-fields">
      <legend>
        <Text span fw={600}>
          {item.title}
        </Text>
      </legend>
      <Text size="sm">
        Phải có: {item.expects}
        {item.isGate && " (mức tối thiểu của hạng sao)"}
      </Text>
      <Text size="xs" c="dimmed">
        {item.source}
      </Text>
      <SegmentedControl
        fullWidth
        my={4}
        aria-label={item.title}
        value={answer?.mark ?? notSeen}
        onChange={(value) =>
          onChange(
            value === notSeen
              ? null
              : { note: answer?.note ?? "", photos: answer?.photos ?? [], mark: value },
          )
        }
        data={[
          { value: notSeen, label: "–" },
          { value: "kept", label: marks.kept },
          { value: "notKept", label: marks.notKept },
          { value: "notApplicable", label: "Không có" },
        ]}
      />
      {answer && answer.mark !== "notApplicable" && (
        <Textarea
          aria-label={`Ghi nhận: ${item.title}`}
          placeholder={answer.mark === "notKept" ? "Không đạt ở chỗ nào" : "Ghi thêm (nếu cần)"}
          autosize
          value={answer.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      )}
      {answer?.mark === "notKept" && (
        <FieldPhotos
          name={`Ảnh: ${item.title}`}
          addressOf={(digest) => inspectionPaths.file(inspectionId, digest)}
          photos={answer.photos}
          onChange={(photos) => change({ photos })}
        />
      )}
    </fieldset>
  );
}
