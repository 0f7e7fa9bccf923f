import {
  Button,
  Card,
  Checkbox,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from "@mantine/core";
import { Form } from "react-router";
import type { ItemData } from "#modules/councils/pages/session/item.server.ts";
import { type Answer, Confirm, failureOf } from "#ui/office/act.tsx";
import { VersionField } from "#ui/forms/version-field.tsx";

type Props = { readonly data: ItemData; readonly answer: Answer | undefined };

/** What the secretary may do with the product now; whoever presides may rule. */
export function ItemActs({ data, answer }: Props) {
  const { item, session, may, rescoring, awaited } = data;
  if (session.state !== "open" || !may.seeSheets) return null;
  const on = { itemId: item.id, version: String(item.version) };
  const isOpen = ["waiting", "scoring", "revealed"].includes(item.state);
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Việc tiếp theo
      </Title>
      <Stack gap="xs">
        {!isOpen && <Text size="sm">Sản phẩm này đã có kết quả.</Text>}
        {may.run && item.state === "waiting" && (
          <SendButton intent="start" label="Bắt đầu chấm" on={on} />
        )}
        {may.run && item.state === "scoring" && (
          <>
            <Text size="sm">
              {awaited.length === 0
                ? "Đã đủ phiếu của những người có mặt."
                : `Còn chờ phiếu của ${awaited.map((one) => data.names[one]).join(", ")}.`}
            </Text>
            <SendButton
              intent="reveal"
              label="Công bố phiếu"
              on={on}
              isReady={awaited.length === 0}
            />
          </>
        )}
        {item.state === "revealed" && <Ruling data={data} answer={answer} />}
        {may.run && item.state === "revealed" && rescoring.asked && rescoring.left > 0 && (
          <Confirm
            intent="rescore"
            label="Chấm lại sau thảo luận"
            says={`Điểm các phiếu chênh lệch quá mức của Quy chế. Còn ${rescoring.left} lượt chấm lại. Phiếu của lượt này được giữ nguyên.`}
            values={on}
          >
            <Textarea name="reason" label="Nội dung đã thảo luận, lý do chấm lại" rows={3} />
          </Confirm>
        )}
        {may.run && item.state === "revealed" && !(rescoring.asked && rescoring.left > 0) && (
          <Confirm
            intent="conclude"
            label={item.verdict?.rejected ? "Chốt: loại hồ sơ" : "Chốt kết quả"}
            says="Kết quả được tính từ các phiếu đã ký và lưu cùng mã băm. Muốn đổi về sau cần hai người đồng ý mở lại."
            values={on}
          />
        )}
        {may.run && (item.state === "waiting" || item.state === "scoring") && (
          <>
            <Confirm
              intent="postpone"
              label="Chuyển sang phiên khác"
              says="Sản phẩm chờ phiên khác; phiếu đang chấm không được công bố."
              values={on}
            />
            {item.round < 2 && (
              <Confirm
                intent="reject"
                label="Loại hồ sơ"
                says="Chỉ khi có căn cứ của bộ tiêu chí. Hồ sơ kết thúc tại đây."
                colour="red"
                values={on}
              >
                <Textarea name="reason" label="Căn cứ" rows={3} />
              </Confirm>
            )}
          </>
        )}
      </Stack>
    </Card>
  );
}

function SendButton({
  intent,
  label,
  on,
  isReady = true,
}: {
  intent: string;
  label: string;
  on: Readonly<Record<string, string>>;
  isReady?: boolean;
}) {
  return (
    <Form method="post">
      {Object.entries(on).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        name="intent"
        value={intent}
        fullWidth
        variant={isReady ? "filled" : "default"}
      >
        {label}
      </Button>
    </Form>
  );
}

/** The ruling on sheets that propose to reject the dossier or to stop scoring. */
function Ruling({ data, answer }: Props) {
  const { item } = data;
  const last = data.rounds.at(-1);
  const proposals = last?.sheets.filter((sheet) => sheet.proposesRejection || sheet.stopAt) ?? [];
  const failure = failureOf(answer, "verdict");
  if (proposals.length === 0 && !item.verdict) return null;
  return (
    <details open={item.verdict === null || failure !== undefined}>
      <summary>
        <b>
          {item.verdict
            ? `Đã kết luận: ${item.verdict.rejected ? "loại hồ sơ" : "không loại"}`
            : `${proposals.length} phiếu đề nghị loại hoặc dừng chấm`}
        </b>
      </summary>
      <Form method="post">
        <input type="hidden" name="itemId" value={item.id} />
        <VersionField name="version" version={item.version} />
        <Stack gap="xs" mt="xs">
          <Checkbox
            name="rejected"
            label="Xác nhận loại hồ sơ"
            defaultChecked={item.verdict?.rejected ?? false}
          />
          <TextInput
            name="ground"
            label="Căn cứ loại"
            defaultValue={item.verdict?.ground ?? failure?.values["ground"] ?? ""}
            error={failure?.errors["ground"]}
          />
          <NativeSelect
            name="stopAt"
            label="Dừng chấm sau tiêu chí"
            defaultValue={item.verdict?.stopAt ?? ""}
            data={[{ value: "", label: "Không dừng" }, ...data.stops]}
          />
          <Button type="submit" name="intent" value="verdict" variant="default">
            Ghi kết luận
          </Button>
        </Stack>
      </Form>
    </details>
  );
}

/** What the secretary writes down around the product. */
export function Notes({ data, answer }: Props) {
  const { item, may, session } = data;
  const isOpen =
    may.run && session.state === "open" && ["waiting", "scoring", "revealed"].includes(item.state);
  const failure = failureOf(answer, "note");
  if (!isOpen)
    return item.presentation || item.discussion ? (
      <Card withBorder component="section">
        <Title order={2} size="h4">
          Ghi chép
        </Title>
        {item.presentation && <Text>Chủ thể trình bày: {item.presentation}</Text>}
        {item.discussion && <Text>Thảo luận: {item.discussion}</Text>}
      </Card>
    ) : null;
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Ghi chép của thư ký
      </Title>
      <Form method="post">
        <input type="hidden" name="itemId" value={item.id} />
        <VersionField name="version" version={item.version} />
        <Stack gap="xs">
          <Checkbox
            name="samples"
            label="Đã phát mẫu sản phẩm cho thành viên"
            defaultChecked={item.samplesAt !== null}
          />
          <Textarea
            name="presentation"
            label="Chủ thể trình bày"
            rows={2}
            defaultValue={failure?.values["presentation"] ?? item.presentation ?? ""}
          />
          <Textarea
            name="discussion"
            label="Nội dung thảo luận"
            rows={4}
            defaultValue={failure?.values["discussion"] ?? item.discussion ?? ""}
          />
          <Button type="submit" name="intent" value="note" variant="default">
            Lưu ghi chép
          </Button>
        </Stack>
      </Form>
    </Card>
  );
}
