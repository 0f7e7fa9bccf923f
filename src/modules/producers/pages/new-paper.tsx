import { Button, Radio, Stack, Text } from "@mantine/core";
import { useState, useSyncExternalStore } from "react";
import { Form, useNavigation } from "react-router";
import type { FormFailure } from "#core/http/form.ts";
import { type PaperKind, paperKindFacts, paperKinds } from "../model/papers.ts";
import { Uploader } from "../widgets/uploader.tsx";
import { Choice, FormMessage, formValues, Line, Lines } from "../widgets/fields.tsx";

const kindOptions = Object.fromEntries(
  Object.entries(paperKinds).map(([kind, { vi }]) => [kind, vi]),
);

/** Files that came whole with a form that must be mended. */
export type TakenFile = { readonly id: string; readonly name: string };

type Paper = { id: string; kind: PaperKind; title: string; number: string | null };

// Whether a script runs: not while the server writes the page, nor in its first drawing.
const never = () => () => undefined;
const yes = () => true;
const no = () => false;

/**
 * The form of a new paper. With a script it asks what the kind of paper asks for; without one
 * every box stands there, and files come along with the form.
 */
export function NewPaper({
  producerId,
  papers,
  failure,
}: {
  producerId: string;
  papers: readonly Paper[];
  failure: (FormFailure & { taken?: readonly TakenFile[] }) | undefined;
}) {
  const { field } = formValues(failure, { kind: "businessRegistration" });
  const [kind, setKind] = useState<PaperKind>(
    (failure?.values["kind"] as PaperKind | undefined) ?? "businessRegistration",
  );
  const [count, setCount] = useState(0);
  const isScripted = useSyncExternalStore(never, yes, no);
  const isBusy = useNavigation().state !== "idle";
  const { content, isOfficial, expires } = paperKindFacts(kind);
  const asks = (answer: boolean) => answer || !isScripted;
  const taken = failure?.taken ?? [];
  const older = Object.fromEntries(
    papers
      .filter((paper) => paper.kind === kind)
      .map(({ id, title, number }) => [id, number ? `${title}, số ${number}` : title]),
  );
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <Stack>
        <FormMessage failure={failure} />
        <div
          onChange={(event) => {
            const { name, value } = event.target as unknown as HTMLSelectElement;
            if (name === "kind") setKind(value as PaperKind);
          }}
        >
          <Choice of={field} name="kind" label="Loại giấy tờ" options={kindOptions} />
        </div>
        {asks(content === "file") && (
          <Uploader
            producerId={producerId}
            name="uploads"
            plainName="files"
            error={failure?.errors["uploads"]}
            onCount={setCount}
          />
        )}
        {taken.map(({ id, name }) => (
          <Text key={id} size="sm">
            Đã nhận: {name}
            <input type="hidden" name="uploads" value={id} />
          </Text>
        ))}
        {asks(content === "link") && (
          <Line
            of={field}
            name="url"
            label="Đường dẫn (khi là trang mạng, video)"
            inputMode="url"
          />
        )}
        {asks(count > 1 && content === "file" && !isOfficial) && (
          <Radio.Group name="together" label="Nếu có nhiều tệp" defaultValue="1">
            <Stack gap={6} mt={4}>
              <Radio value="1" label="Ghép thành một giấy tờ nhiều trang" />
              <Radio value="0" label="Mỗi tệp là một giấy tờ riêng, đặt tên theo tên tệp" />
            </Stack>
          </Radio.Group>
        )}
        <Line of={field} name="title" label="Tên gọi (không bắt buộc)" />
        {asks(isOfficial) && (
          <>
            <Line of={field} name="number" label="Số, ký hiệu" required />
            <Line of={field} name="issuer" label="Nơi cấp hoặc bên ký" required />
            <Line
              of={field}
              name="issuedOn"
              label="Ngày cấp"
              placeholder="ngày/tháng/năm"
              required
            />
          </>
        )}
        {asks(expires !== "never") && (
          <Line
            of={field}
            name="expiresOn"
            label={expires === "always" && isScripted ? "Ngày hết hạn" : "Ngày hết hạn (nếu có)"}
            placeholder="ngày/tháng/năm"
          />
        )}
        <Lines of={field} name="note" label="Ghi chú (không bắt buộc)" />
        {Object.keys(older).length > 0 && (
          <Choice
            of={field}
            name="replaces"
            label="Thay giấy tờ cũ"
            options={older}
            empty="Không thay giấy tờ nào"
          />
        )}
        <div>
          <Button type="submit" name="intent" value="keep" size="md" loading={isBusy}>
            Lưu vào tủ
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
