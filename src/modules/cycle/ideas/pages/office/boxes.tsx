import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { ideaKindNames, ideaKinds, ideaTrackNames, ideaTracks } from "../../../model.ts";

/** What a field of a form is given: its name, what stands in it, what is wrong with it. */
type Box = (name: string) => {
  readonly name: string;
  readonly id: string;
  readonly defaultValue: string;
  readonly error: string | undefined;
};

/** What an idea says of its product, as an office types it in for somebody. */
export function IdeaBoxes({ box }: { box: Box }) {
  return (
    <>
      <TextInput {...box("title")} label="Tên sản phẩm hoặc ý tưởng" />
      <NativeSelect
        {...box("kind")}
        label="Đã làm đến đâu?"
        data={ideaKindNames.map((value) => ({ value, label: ideaKinds[value] }))}
      />
      <Textarea {...box("story")} label="Kể về sản phẩm" autosize minRows={3} />
      <NativeSelect
        {...box("track")}
        label="Nhóm khởi nghiệp"
        data={ideaTrackNames.map((value) => ({ value, label: ideaTracks[value] }))}
      />
      <Textarea {...box("market")} label="Ai mua? (không bắt buộc)" autosize />
      <Textarea {...box("materials")} label="Nguyên liệu lấy ở đâu? (không bắt buộc)" autosize />
      <Textarea {...box("labour")} label="Ai làm? (không bắt buộc)" autosize />
      <Textarea {...box("investment")} label="Có thể đầu tư những gì? (không bắt buộc)" autosize />
    </>
  );
}
