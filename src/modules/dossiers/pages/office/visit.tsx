import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import "./office.css";
import { DossierPage } from "./parts/head.tsx";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import { findVisit, forgetVisit, type KeptVisit, keepVisit } from "./visit/kept.ts";
import { dropPage, keepPageForField } from "./visit/offline.ts";
import { VisitPhotos } from "./visit/photos.tsx";
import { sendVisit } from "./visit/send.ts";
import type { Route } from "./+types/visit.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { view } = await openedDossier(args);
  if (!view.abilities.some(({ action }) => action === "forward"))
    throw new AppError("forbidden", {
      denied: "dossier.review",
      vi: "Chỉ ghi kiểm tra thực địa khi hồ sơ đang ở bước xem xét của bạn.",
    });
  return { head: headOf(view), visit: view.review?.visit ?? null, today: view.today };
});

type Standing =
  | { kind: "loading" | "kept" | "sending" | "sent" }
  | { kind: "offline" | "refused"; says: string };

export default function VisitPage({ loaderData: { head, visit, today } }: Route.ComponentProps) {
  const [kept, setKept] = useState<KeptVisit>(() => ({
    on: visit?.on ?? today,
    people: visit?.people ?? "",
    note: visit?.note ?? "",
    latitude: visit?.latitude ?? null,
    longitude: visit?.longitude ?? null,
    photos: (visit?.photos ?? []).map((digest) => ({ id: digest, digest, blob: null })),
    wantsSending: false,
  }));
  const [standing, setStanding] = useState<Standing>({ kind: "loading" });
  const [isForField, setForField] = useState(false);
  const latest = useRef(kept);

  const change = (part: Partial<KeptVisit>) => {
    latest.current = { ...latest.current, ...part, wantsSending: false };
    setKept(latest.current);
    keepVisit(head.id, latest.current).then(
      () => setStanding({ kind: "kept" }),
      () =>
        setStanding({ kind: "refused", says: "Máy này hết chỗ lưu. Hãy gửi ngay khi có mạng." }),
    );
  };

  const send = async () => {
    setStanding({ kind: "sending" });
    latest.current = { ...latest.current, wantsSending: true };
    await keepVisit(head.id, latest.current);
    const failed = await sendVisit(head.id, latest.current);
    if (failed) {
      latest.current = (await findVisit(head.id)) ?? latest.current;
      setKept(latest.current);
      return setStanding(failed);
    }
    await forgetVisit(head.id);
    await dropPage();
    return setStanding({ kind: "sent" });
  };

  useEffect(() => {
    const begin = async () => {
      const found = await findVisit(head.id);
      if (found) {
        latest.current = found;
        setKept(found);
      }
      setStanding({ kind: "kept" });
      if (found?.wantsSending && navigator.onLine) await send();
    };
    void begin();
    void keepPageForField().then(setForField);
    const back = () => {
      if (latest.current.wantsSending) void send();
    };
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the page of a dossier
  }, [head.id]);

  return (
    <DossierPage head={head} title="Kiểm tra thực địa">
      <Stack maw={640} gap="sm">
        <Told
          standing={standing}
          isForField={isForField}
          reviewPath={officePaths.review(head.id)}
        />
        <TextInput
          type="date"
          label="Ngày kiểm tra"
          value={kept.on}
          max={today}
          onChange={(event) => change({ on: event.currentTarget.value })}
        />
        <TextInput
          label="Ai đã đi kiểm tra"
          description="Họ tên, chức vụ từng người"
          value={kept.people}
          onChange={(event) => change({ people: event.currentTarget.value })}
        />
        <Position visit={kept} onChange={change} />
        <VisitPhotos dossierId={head.id} photos={kept.photos} onChange={change} />
        <Textarea
          label="Ghi nhận tại chỗ"
          description="Nguyên liệu, lao động, nơi sản xuất có đúng như khai không"
          autosize
          minRows={4}
          value={kept.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
        <Button
          size="md"
          fullWidth
          onClick={() => void send()}
          loading={standing.kind === "sending"}
          disabled={standing.kind === "loading"}
        >
          Gửi về báo cáo
        </Button>
      </Stack>
    </DossierPage>
  );
}

function Told({
  standing,
  isForField,
  reviewPath,
}: {
  standing: Standing;
  isForField: boolean;
  reviewPath: string;
}) {
  if (standing.kind === "sent")
    return (
      <Alert color="leaf" title="Đã gửi về báo cáo">
        <a href={reviewPath}>Xem báo cáo Mẫu 03</a>
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

function Position({
  visit,
  onChange,
}: {
  visit: KeptVisit;
  onChange: (part: Partial<KeptVisit>) => void;
}) {
  const [says, setSays] = useState("");
  const ask = () => {
    setSays("Đang lấy vị trí…");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onChange({ latitude: coords.latitude, longitude: coords.longitude });
        setSays(`Sai số khoảng ${Math.round(coords.accuracy)} m`);
      },
      () => setSays("Máy không cho biết vị trí. Hãy bật định vị cho trang này rồi thử lại."),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  return (
    <div>
      <Group gap="sm">
        <Button variant="default" onClick={ask}>
          {visit.latitude === null ? "Lấy vị trí" : "Lấy lại vị trí"}
        </Button>
        <Text size="sm" component="output">
          {visit.latitude !== null &&
            visit.longitude !== null &&
            `${visit.latitude.toFixed(5)}, ${visit.longitude.toFixed(5)} `}
          {says}
        </Text>
      </Group>
    </div>
  );
}
