import { Alert, Button, FileButton, Group, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { Upload as TusUpload } from "tus-js-client";

/** One file on its way, as the person sees it. */
type Sending = {
  key: string;
  name: string;
  percent: number;
  state: "sending" | "ready" | "refused" | "broken";
  message: string;
  uploadId: string | null;
  again: () => void;
};

const accepted = "image/*,.heic,.heif,application/pdf,.pdf,.docx,.xlsx";
/** Short waits first, then up to a minute: a network in the hills comes back. */
const retryDelays = [500, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000];

/** SHA-256 in hex of a file, where the browser offers it (only over HTTPS or on this machine). */
async function digestOf(file: File): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What the program answered, for the person. */
function messageOf(error: Error): { isRefused: boolean; text: string } {
  const response = (
    error as { originalResponse?: { getStatus(): number; getBody(): string } | null }
  ).originalResponse;
  if (!response || response.getStatus() < 400 || response.getStatus() >= 500)
    return {
      isRefused: false,
      text: "Mạng bị ngắt. Phần đã gửi vẫn còn; bấm “Gửi tiếp” khi có mạng.",
    };
  try {
    return { isRefused: true, text: (JSON.parse(response.getBody()) as { detail: string }).detail };
  } catch {
    return { isRefused: true, text: "Tệp không nhận được. Hãy chọn tệp khác." };
  }
}

/**
 * Photos and files on their way into a producer's vault, sent in pieces and resumed when the
 * network comes back. Each that has come in adds a hidden field `name` with its upload's id to
 * the form around it, in the order in which they were chosen.
 */
export function Uploader({
  producerId,
  name,
  multiple = true,
  picturesOnly = false,
  error,
}: {
  producerId: string;
  name: string;
  multiple?: boolean;
  picturesOnly?: boolean;
  error?: string | undefined;
}) {
  const [files, setFiles] = useState<readonly Sending[]>([]);
  const change = (key: string, more: Partial<Sending>) =>
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...more } : file)));

  const send = async (file: File) => {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    let upload: TusUpload | undefined;
    const again = () => {
      change(key, { state: "sending", message: "" });
      upload?.start();
    };
    const entry: Sending = {
      key,
      name: file.name,
      percent: 0,
      state: "sending",
      message: "",
      uploadId: null,
      again,
    };
    setFiles((now) => (multiple ? [...now, entry] : [entry]));
    const { Upload } = await import("tus-js-client");
    const sha256 = await digestOf(file);
    upload = new Upload(file, {
      endpoint: "/api/v1/uploads",
      chunkSize: 256 * 1024,
      retryDelays,
      removeFingerprintOnSuccess: true,
      metadata: { producer: producerId, filename: file.name, ...(sha256 ? { sha256 } : {}) },
      onProgress: (sent, total) => change(key, { percent: Math.round((sent / total) * 100) }),
      onError: (failure) => {
        const { isRefused, text } = messageOf(failure);
        change(key, { state: isRefused ? "refused" : "broken", message: text });
      },
      onSuccess: () =>
        change(key, {
          state: "ready",
          percent: 100,
          uploadId: upload?.url?.split("/").at(-1) ?? null,
        }),
    });
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  };
  const take = (chosen: File | File[] | null) => {
    for (const file of [chosen ?? []].flat()) void send(file);
  };
  const accept = picturesOnly ? "image/*,.heic,.heif" : accepted;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <FileButton onChange={take} accept="image/*" capture="environment">
          {(props) => (
            <Button {...props} size="md">
              Chụp ảnh
            </Button>
          )}
        </FileButton>
        <FileButton onChange={take} accept={accept} multiple={multiple}>
          {(props) => (
            <Button {...props} size="md" variant="default">
              Chọn tệp
            </Button>
          )}
        </FileButton>
      </Group>
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
      <div aria-live="polite">
        {files.map((file, at) => (
          <Stack key={file.key} gap={4} mb="xs">
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm" truncate>
                {at + 1}. {file.name}
              </Text>
              <Text size="sm" fw={600}>
                {file.state === "ready"
                  ? "Đã nhận"
                  : file.state === "sending"
                    ? `${file.percent}%`
                    : ""}
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
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => setFiles((now) => now.filter(({ key }) => key !== file.key))}
              >
                Bỏ tệp này
              </Button>
            </div>
            {file.uploadId && <input type="hidden" name={name} value={file.uploadId} />}
          </Stack>
        ))}
      </div>
      <noscript>
        Trình duyệt đang tắt JavaScript nên chưa gửi được tệp. Hãy bật lên, hoặc nhờ cán bộ xã nhập
        giúp.
      </noscript>
    </Stack>
  );
}
