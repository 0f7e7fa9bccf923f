import { Group, NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { Texts } from "#ui/office/act.tsx";
import { mediaKinds } from "../../model.ts";

type Filled = { readonly values: Texts; readonly errors: Texts };

/** The boxes of a meeting. */
export function MeetingFields({ values, errors }: Filled) {
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] });
  return (
    <>
      <TextInput {...box("on")} type="date" label="Ngày" />
      <TextInput {...box("calledBy")} label="Cơ quan tổ chức" />
      <TextInput {...box("place")} label="Địa điểm" />
      <Textarea {...box("topics")} label="Nội dung" autosize minRows={2} />
      <Group align="flex-start" grow>
        <TextInput {...box("attendance")} label="Số người dự" inputMode="numeric" />
        <TextInput {...box("women")} label="Trong đó phụ nữ (không bắt buộc)" inputMode="numeric" />
      </Group>
      <Textarea
        {...box("guests")}
        label="Người dự (không bắt buộc)"
        description="Mỗi dòng một người: họ tên – đơn vị. Chỉ cơ quan ghi và văn phòng tỉnh thấy."
        autosize
      />
    </>
  );
}

/** The boxes of a piece in the media. */
export function MediaFields({ values, errors }: Filled) {
  const box = (name: string) => ({ name, defaultValue: values[name], error: errors[name] });
  return (
    <>
      <TextInput {...box("on")} type="date" label="Ngày đăng, phát" />
      <NativeSelect
        {...box("kind")}
        label="Thể loại"
        data={Object.entries(mediaKinds).map(([value, label]) => ({ value, label }))}
      />
      <TextInput {...box("title")} label="Tên tin, bài" />
      <TextInput {...box("outlet")} label="Báo, đài, trang đăng" />
      <TextInput
        {...box("url")}
        label="Địa chỉ trên mạng (không bắt buộc)"
        placeholder="https://"
        inputMode="url"
      />
    </>
  );
}
