import { useState } from "react";
import type { Upload as TusUpload } from "tus-js-client";
import { Turns } from "./queue.ts";

/** One file on its way, as the person sees it. */
export type Sending = {
  key: string;
  name: string;
  percent: number;
  state: "waiting" | "sending" | "ready" | "refused" | "broken";
  message: string;
  uploadId: string | null;
  /** Goes on where it broke off. */
  again: () => void;
  /** Takes it out, also while it is being sent. */
  drop: () => void;
};

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

/** Files sent at once; the others wait for their turn. */
const mostAtOnce = 3;

/** Makes what sends a file in pieces; resolves its end, whichever, so that the next has its turn. */
async function begin(
  file: File,
  producerId: string,
  told: (more: Partial<Sending>) => void,
): Promise<{ upload: TusUpload; start: () => Promise<void> }> {
  const { Upload } = await import("tus-js-client");
  const sha256 = await digestOf(file);
  let ended = (): void => undefined;
  const upload: TusUpload = new Upload(file, {
    endpoint: "/api/v1/uploads",
    chunkSize: 256 * 1024,
    retryDelays,
    removeFingerprintOnSuccess: true,
    metadata: { producer: producerId, filename: file.name, ...(sha256 ? { sha256 } : {}) },
    onProgress: (sent, total) => told({ percent: Math.round((sent / total) * 100) }),
    onError: (failure) => {
      const { isRefused, text } = messageOf(failure);
      told({ state: isRefused ? "refused" : "broken", message: text });
      ended();
    },
    onSuccess: () => {
      const uploadId = upload.url?.split("/").at(-1) ?? null;
      told({ state: "ready", percent: 100, uploadId });
      ended();
    },
  });
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  const start = () =>
    new Promise<void>((resolve) => {
      ended = resolve;
      told({ state: "sending", message: "" });
      upload.start();
    });
  return { upload, start };
}

/** The files of a form on their way to a producer, and what takes in more. */
export function useSending(producerId: string, multiple: boolean) {
  const [turns] = useState(() => new Turns(mostAtOnce));
  const [files, setFiles] = useState<readonly Sending[]>([]);

  const take = (file: File): void => {
    const key = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
    let made: ReturnType<typeof begin> | undefined;
    let isDropped = false;
    const told = (more: Partial<Sending>) =>
      setFiles((now) => now.map((one) => (one.key === key ? { ...one, ...more } : one)));
    const go = () =>
      void turns.run(async () => {
        if (isDropped) return;
        made ??= begin(file, producerId, told);
        await (await made).start();
      });
    const drop = (): void => {
      isDropped = true;
      setFiles((now) => now.filter((one) => one.key !== key));
      void made?.then(({ upload }) => upload.abort(true)).catch(() => undefined);
    };
    const again = (): void => {
      told({ state: "waiting", message: "" });
      go();
    };
    const wait = { percent: 0, state: "waiting", message: "", uploadId: null } as const;
    const entry: Sending = { key, name: file.name, ...wait, again, drop };
    setFiles((now) => (multiple ? [...now, entry] : [entry]));
    go();
  };
  return {
    files,
    take: (chosen: File | File[] | null) => {
      for (const file of [chosen ?? []].flat()) take(file);
    },
  };
}
