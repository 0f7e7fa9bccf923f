import { Alert, Anchor, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { forPage } from "#core/http/page.ts";
import { openAssignment } from "#modules/councils/consult/load.server.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { dropFieldPage, keepFieldPage } from "../../../dossiers/field/pages.ts";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import {
  findSurvey,
  forgetSurvey,
  type KeptSurvey,
  keepSurvey,
  sendSurvey,
  surveyPages,
} from "./survey/kept.ts";
import { SurveyPhotos } from "./survey/photos.tsx";
import { SignaturePad } from "./survey/signature.tsx";
import type { Route } from "./+types/survey.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openedFor(args, ["consultMember"]);
  const { assignment, row } = await openAssignment(db, actor, args.params.assignment, {
    evenSubmitted: true,
  });
  if (row.stage === null) throw new AppError("notFound");
  return {
    assignmentId: assignment.id,
    dossierId: row.id,
    product: row.productName,
    producer: row.producerName,
    today: await today(db),
  };
});

type Standing =
  | { kind: "loading" | "kept" | "sending" | "sent" }
  | { kind: "offline" | "refused"; says: string };

function emptySurvey(on: string): KeptSurvey {
  return {
    id: crypto.randomUUID(),
    on,
    people: "",
    findings: "",
    latitude: null,
    longitude: null,
    accuracy: null,
    photos: [],
    signature: null,
    signedName: "",
    deviceAt: new Date().toISOString(),
    wantsSending: false,
  };
}

export default function SurveyPage({ loaderData }: Route.ComponentProps) {
  const { assignmentId, product, producer } = loaderData;
  return (
    <OfficePage title={`Khảo sát: ${product}`} description={producer}>
      <title>{`Khảo sát ${product} – OCOP`}</title>
      <Anchor href={consultPaths.review(assignmentId)} size="sm">
        ← Bản thẩm tra
      </Anchor>
      <Survey data={loaderData} />
    </OfficePage>
  );
}

function Survey({ data }: { data: Route.ComponentProps["loaderData"] }) {
  const { assignmentId, dossierId, today: now } = data;
  // The id is the device's, so nothing is drawn of it before the browser is there.
  const [survey, setSurvey] = useState<KeptSurvey | null>(null);
  const [standing, setStanding] = useState<Standing>({ kind: "loading" });
  const [isForField, setForField] = useState(false);
  const latest = useRef<KeptSurvey | null>(null);

  const show = (next: KeptSurvey) => {
    latest.current = next;
    setSurvey(next);
  };
  const change = (part: Partial<KeptSurvey>) => {
    if (!latest.current) return;
    const deviceAt = new Date().toISOString();
    show({ ...latest.current, ...part, deviceAt, wantsSending: false });
    keepSurvey(assignmentId, latest.current).then(
      () => setStanding({ kind: "kept" }),
      () =>
        setStanding({ kind: "refused", says: "Máy này hết chỗ lưu. Hãy gửi ngay khi có mạng." }),
    );
  };
  const send = async () => {
    if (!latest.current) return;
    setStanding({ kind: "sending" });
    show({ ...latest.current, wantsSending: true });
    await keepSurvey(assignmentId, latest.current);
    const failed = await sendSurvey({ assignmentId, dossierId }, latest.current);
    if (failed) {
      show((await findSurvey(assignmentId)) ?? latest.current);
      setStanding(failed);
      return;
    }
    await forgetSurvey(assignmentId);
    await dropFieldPage(surveyPages);
    setStanding({ kind: "sent" });
  };

  useEffect(() => {
    const begin = async () => {
      const found = await findSurvey(assignmentId);
      show(found ?? emptySurvey(now));
      setStanding({ kind: "kept" });
      if (found?.wantsSending && navigator.onLine) await send();
    };
    void begin();
    void keepFieldPage(surveyPages).then(setForField);
    const back = () => {
      if (latest.current?.wantsSending) void send();
    };
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for the page of an assignment
  }, [assignmentId]);

  return (
    <Stack maw={640} gap="sm" mt="xs">
      <Told standing={standing} isForField={isForField} dossierId={dossierId} />
      {survey && standing.kind !== "sent" && (
        <Fields survey={survey} data={data} onChange={change} />
      )}
      {survey && standing.kind !== "sent" && (
        <Button
          size="md"
          fullWidth
          onClick={() => void send()}
          loading={standing.kind === "sending"}
        >
          Gửi phiếu khảo sát
        </Button>
      )}
    </Stack>
  );
}

function Fields({
  survey,
  data,
  onChange,
}: {
  survey: KeptSurvey;
  data: Route.ComponentProps["loaderData"];
  onChange: (part: Partial<KeptSurvey>) => void;
}) {
  return (
    <>
      <TextInput
        type="date"
        label="Ngày khảo sát"
        value={survey.on}
        onChange={(event) => onChange({ on: event.currentTarget.value })}
      />
      <TextInput
        label="Thành phần"
        description="Họ tên, chức vụ từng người, cả đại diện chủ thể"
        value={survey.people}
        onChange={(event) => onChange({ people: event.currentTarget.value })}
      />
      <Position survey={survey} onChange={onChange} />
      <SurveyPhotos
        dossierId={data.dossierId}
        photos={survey.photos}
        onChange={(photos) => onChange({ photos })}
      />
      <Textarea
        label="Kết quả khảo sát"
        description="Nơi sản xuất, nguyên liệu, quy trình, nhãn, kho có đúng như hồ sơ không"
        autosize
        minRows={4}
        value={survey.findings}
        onChange={(event) => onChange({ findings: event.currentTarget.value })}
      />
      <TextInput
        label="Người chứng kiến ký"
        description="Họ tên đại diện chủ thể"
        value={survey.signedName}
        onChange={(event) => onChange({ signedName: event.currentTarget.value })}
      />
      <SignaturePad
        blob={survey.signature?.blob ?? null}
        onDrawn={(blob) =>
          onChange({
            signature: blob === null ? null : { id: crypto.randomUUID(), blob, digest: null },
          })
        }
      />
    </>
  );
}

function Told({
  standing,
  isForField,
  dossierId,
}: {
  standing: Standing;
  isForField: boolean;
  dossierId: string;
}) {
  if (standing.kind === "sent")
    return (
      <Alert color="leaf" title="Đã gửi phiếu khảo sát" component="output" display="block">
        <a href={consultPaths.dossier(dossierId)}>Xem trong hồ sơ thẩm tra</a>
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
  survey,
  onChange,
}: {
  survey: KeptSurvey;
  onChange: (part: Partial<KeptSurvey>) => void;
}) {
  const [says, setSays] = useState("");
  const ask = () => {
    setSays("Đang lấy vị trí…");
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        onChange({ latitude, longitude, accuracy });
        setSays(`Sai số khoảng ${Math.round(accuracy)} m`);
      },
      () => setSays("Máy không cho biết vị trí. Hãy bật định vị cho trang này rồi thử lại."),
      { enableHighAccuracy: true, timeout: 30_000 },
    );
  };
  return (
    <Group gap="sm">
      <Button variant="default" onClick={ask}>
        {survey.latitude === null ? "Lấy vị trí" : "Lấy lại vị trí"}
      </Button>
      <Text size="sm" component="output">
        {survey.latitude !== null &&
          survey.longitude !== null &&
          `${survey.latitude.toFixed(5)}, ${survey.longitude.toFixed(5)} `}
        {says}
      </Text>
    </Group>
  );
}
