import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FieldNote, FieldPosition } from "#core/field/note.ts";
import { dropFieldPage, type FieldPages, keepFieldPage } from "#core/field/pages.ts";
import type { NotSent } from "#core/field/send.ts";
import type { FieldStore } from "#core/field/store.ts";

type Standing = { readonly kind: "loading" | "kept" | "sending" | "sent" } | NotSent;

const retrySeconds = [2, 5, 12, 30];

/**
 * Something written in the field: kept on the phone at every change, sent when asked, and by
 * itself once the network is back. Its fields are drawn when what the phone holds has been read,
 * and closed while it is being sent: nothing typed can fall between.
 */
export function FieldNoteForm<Note extends FieldNote>({
  id,
  store,
  pages,
  begin,
  send,
  button,
  sent,
  children,
}: {
  /** What the note is about; the phone keeps one for each. */
  id: string;
  store: FieldStore<Note>;
  pages: FieldPages;
  /** The note where the phone holds none. */
  begin: () => Note;
  /** Null when all of it has arrived. May keep what was taken so far in the store. */
  send: (note: Note) => Promise<NotSent | null>;
  /** The words of the button. */
  button: string;
  /** What is shown once it has arrived. */
  sent: { readonly title: string; readonly link: ReactNode };
  children: (note: Note, change: (part: Partial<Note>) => void) => ReactNode;
}) {
  const [note, setNote] = useState<Note | null>(null);
  const [standing, setStanding] = useState<Standing>({ kind: "loading" });
  const [isForField, setForField] = useState(false);
  const latest = useRef<Note | null>(null);
  /** A network that comes and goes calls more than once; one sending goes on at a time. */
  const isSending = useRef(false);
  const tries = useRef(0);

  const show = (next: Note) => {
    latest.current = next;
    setNote(next);
  };
  const change = (part: Partial<Note>) => {
    if (!latest.current) return;
    show({ ...latest.current, ...part, wantsSending: false });
    store.keep(id, latest.current).then(
      () => setStanding({ kind: "kept" }),
      () =>
        setStanding({ kind: "refused", says: "Máy này hết chỗ lưu. Hãy gửi ngay khi có mạng." }),
    );
  };
  const sendNow = async () => {
    if (!latest.current || isSending.current) return;
    isSending.current = true;
    setStanding({ kind: "sending" });
    show({ ...latest.current, wantsSending: true });
    setStanding(await deliver(latest.current).finally(() => (isSending.current = false)));
  };
  const deliver = async (going: Note): Promise<Standing> => {
    await store.keep(id, going);
    const failed = await send(going);
    // A photo that was still being drawn when the sending began comes in on the way.
    if (latest.current !== going) {
      await store.keep(id, latest.current ?? going);
      return { kind: "refused", says: "Có thay đổi trong lúc gửi. Hãy gửi lại." };
    }
    if (failed) {
      show((await store.find(id)) ?? going);
      return failed;
    }
    await store.forget(id);
    await dropFieldPage(pages);
    return { kind: "sent" };
  };

  useEffect(() => {
    const read = async () => {
      const found = await store.find(id);
      show(found ?? begin());
      setStanding({ kind: "kept" });
      if (found?.wantsSending && navigator.onLine) await sendNow();
    };
    void read();
    void keepFieldPage(pages).then(setForField);
    const back = () => {
      tries.current = 0;
      if (latest.current?.wantsSending) void sendNow();
    };
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the page of a note
  }, [id]);

  useEffect(() => {
    if (standing.kind !== "offline") return undefined;
    // A network that is said to be back often is not quite: what waits is tried again.
    const pause = (retrySeconds[Math.min(tries.current++, retrySeconds.length - 1)] ?? 30) * 1000;
    const again = setInterval(() => navigator.onLine && void sendNow(), pause);
    return () => clearInterval(again);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `sendNow` reads what is newest itself
  }, [standing.kind]);

  return (
    <Stack maw={640} gap="sm" mt="xs">
      <Told standing={standing} isForField={isForField} sent={sent} />
      {note && standing.kind !== "sent" && (
        <>
          <fieldset className="plain-fields" disabled={standing.kind === "sending"}>
            <Stack gap="sm">{children(note, change)}</Stack>
          </fieldset>
          <Button
            size="md"
            fullWidth
            onClick={() => void sendNow()}
            loading={standing.kind === "sending"}
          >
            {button}
          </Button>
        </>
      )}
    </Stack>
  );
}

function Told({
  standing,
  isForField,
  sent,
}: {
  standing: Standing;
  isForField: boolean;
  sent: { readonly title: string; readonly link: ReactNode };
}) {
  if (standing.kind === "sent")
    return (
      <Alert color="leaf" title={sent.title} component="output" display="block">
        {sent.link}
      </Alert>
    );
  if (standing.kind === "offline" || standing.kind === "refused")
    return (
      <Alert
        color={standing.kind === "offline" ? "yellow" : "red"}
        role="alert"
        title={standing.kind === "offline" ? "Chờ có mạng" : "Chưa gửi được"}
      >
        {standing.says}
      </Alert>
    );
  return (
    <Text size="sm">
      Mọi thứ ghi ở đây nằm ngay trong máy này, tắt máy hay mất mạng không mất.
      {isForField && " Trang này đã được giữ lại, ngoài hiện trường mở không cần mạng."}
    </Text>
  );
}

/** Where the phone is, when the person asks it to say so. */
export function PositionField({
  latitude,
  longitude,
  onChange,
}: {
  latitude: number | null;
  longitude: number | null;
  onChange: (position: FieldPosition) => void;
}) {
  const [says, setSays] = useState("");
  const ask = () => {
    setSays("Đang lấy vị trí…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { accuracy } = coords;
        onChange({ latitude: coords.latitude, longitude: coords.longitude, accuracy });
        setSays(`Sai số khoảng ${Math.round(accuracy)} m`);
      },
      () => setSays("Máy không cho biết vị trí. Hãy bật định vị cho trang này rồi thử lại."),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  return (
    <Group gap="sm">
      <Button variant="default" onClick={ask}>
        {latitude === null ? "Lấy vị trí" : "Lấy lại vị trí"}
      </Button>
      <Text size="sm" component="output">
        {latitude !== null &&
          longitude !== null &&
          `${latitude.toFixed(5)}, ${longitude.toFixed(5)} `}
        {says}
      </Text>
    </Group>
  );
}
