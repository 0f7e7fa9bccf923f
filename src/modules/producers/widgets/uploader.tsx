import { Alert, Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { type Sending, useSending } from "./sending.tsx";

const accepted = "image/*,.heic,.heif,application/pdf,.pdf,.docx,.xlsx";
/** With more files than this only those that are not in yet are listed one by one. */
const listedOneByOne = 8;

/**
 * Photos and files on their way into a producer's vault, sent in pieces, a few at once, and
 * resumed when the network comes back. Each that has come in adds a hidden field `name` with its
 * upload's id to the form around it, in the order in which they were chosen. Without a script
 * a plain box takes files along with the form (`plainName`), which must be multipart.
 */
export function Uploader({
  producerId,
  name,
  multiple = true,
  picturesOnly = false,
  plainName,
  error,
  onCount,
}: {
  producerId: string;
  name: string;
  multiple?: boolean;
  picturesOnly?: boolean;
  plainName: string;
  error?: string | undefined;
  /** Told how many files are chosen, whenever that changes. */
  onCount?: (count: number) => void;
}) {
  const { files, take } = useSending(producerId, multiple);
  const choose = (chosen: File | File[] | null): void => {
    take(chosen);
    onCount?.(files.length + [chosen ?? []].flat().length);
  };
  const accept = picturesOnly ? "image/*,.heic,.heif" : accepted;
  const ready = files.filter(({ state }) => state === "ready").length;
  const isLong = files.length > listedOneByOne;
  const listed = isLong ? files.filter(({ state }) => shownOfMany.includes(state)) : files;
  return (
    <Stack gap="xs">
      <div data-scripted>
        <Group gap="xs">
          <FileButton onChange={choose} accept="image/*" capture="environment">
            {(props) => (
              <Button {...props} size="md">
                Chụp ảnh
              </Button>
            )}
          </FileButton>
          <FileButton onChange={choose} accept={accept} multiple={multiple}>
            {(props) => (
              <Button {...props} size="md" variant="default">
                Chọn tệp
              </Button>
            )}
          </FileButton>
        </Group>
      </div>
      <Text size="sm" c="dimmed">
        {picturesOnly
          ? "Ảnh JPEG, PNG, WebP hoặc HEIC, mỗi ảnh nhiều nhất 20 MB."
          : "Ảnh, PDF, DOCX hoặc XLSX, mỗi tệp nhiều nhất 20 MB. Giấy tờ nhiều trang: chụp lần lượt từng trang, hệ thống ghép thành một tệp PDF."}
      </Text>
      {error && (
        <Text c="red" size="sm">
          {error}
        </Text>
      )}
      {isLong && (
        <div>
          <Text size="sm" fw={600} component="output" display="block">
            Đã nhận {ready} trên {files.length} tệp
            {ready < files.length && ". Đừng đóng trang này cho đến khi nhận đủ."}
          </Text>
          <Progress value={(ready / files.length) * 100} aria-label="Số tệp đã nhận" />
        </div>
      )}
      <div aria-live={isLong ? "off" : "polite"}>
        {listed.map((file) => (
          <FileLine
            key={file.key}
            file={file}
            at={files.indexOf(file) + 1}
            onDrop={() => {
              file.drop();
              onCount?.(files.length - 1);
            }}
          />
        ))}
      </div>
      {files.map(({ key, uploadId }) =>
        uploadId ? <input key={key} type="hidden" name={name} value={uploadId} /> : null,
      )}
      <noscript>
        <style>{"[data-scripted] { display: none; }"}</style>
        <label>
          Chọn tệp, mỗi lần gửi nhiều nhất 20 MB:{" "}
          <input type="file" name={plainName} accept={accept} multiple={multiple} />
        </label>
      </noscript>
    </Stack>
  );
}

const shownOfMany: readonly Sending["state"][] = ["sending", "refused", "broken"];

function FileLine({ file, at, onDrop }: { file: Sending; at: number; onDrop: () => void }) {
  const standing = { ready: "Đã nhận", waiting: "Đang đợi", sending: `${file.percent}%` };
  return (
    <Stack gap={4} mb="xs">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" truncate>
          {at}. {file.name}
        </Text>
        <Text size="sm" fw={600} style={{ flexShrink: 0 }}>
          {file.state === "refused" || file.state === "broken" ? "" : standing[file.state]}
        </Text>
      </Group>
      {file.state === "sending" && <Progress value={file.percent} aria-label={file.name} />}
      {(file.state === "refused" || file.state === "broken") && (
        <Alert color="red" p="xs">
          <Stack gap={4} align="flex-start">
            {file.message}
            {file.state === "broken" && (
              <Button size="compact-sm" onClick={file.again}>
                Gửi tiếp
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      <div>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onDrop}>
          Bỏ tệp này
        </Button>
      </div>
    </Stack>
  );
}
