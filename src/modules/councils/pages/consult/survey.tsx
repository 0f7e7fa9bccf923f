import { Anchor, Textarea, TextInput } from "@mantine/core";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { emptyVisit } from "#core/field/note.ts";
import { forPage } from "#core/http/page.ts";
import { openAssignment } from "#modules/councils/consult/load.server.ts";
import { openedFor } from "#modules/councils/pages/consult/ground.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { FieldNoteForm, PositionField } from "#ui/field/field-note.tsx";
import { FieldPhotos } from "#ui/field/field-photos.tsx";
import { SignedFields } from "#ui/field/signed-fields.tsx";
import { consultPaths } from "../../consult/paths.ts";
import "../councils.css";
import "./consult.css";
import { type KeptSurvey, sendSurvey, surveyPages, surveys } from "./survey/kept.ts";
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

function emptySurvey(on: string): KeptSurvey {
  return {
    ...emptyVisit(on),
    id: crypto.randomUUID(),
    findings: "",
    signature: null,
    signedName: "",
  };
}

export default function SurveyPage({ loaderData }: Route.ComponentProps) {
  const { assignmentId, dossierId, product, producer, today: now } = loaderData;
  return (
    <OfficePage title={`Khảo sát: ${product}`} description={producer}>
      <title>{`Khảo sát ${product} – OCOP`}</title>
      <Anchor className="back" href={consultPaths.review(assignmentId)} size="sm">
        ← Bản thẩm tra
      </Anchor>
      <FieldNoteForm
        id={assignmentId}
        store={surveys}
        pages={surveyPages}
        begin={() => emptySurvey(now)}
        send={(survey) => sendSurvey({ assignmentId, dossierId }, survey)}
        button="Gửi phiếu khảo sát"
        sent={{
          title: "Đã gửi phiếu khảo sát",
          link: <a href={consultPaths.dossier(dossierId)}>Xem trong hồ sơ thẩm tra</a>,
        }}
      >
        {(survey, change) => (
          <Fields
            survey={survey}
            dossierId={dossierId}
            onChange={(part) => change({ ...part, deviceAt: new Date().toISOString() })}
          />
        )}
      </FieldNoteForm>
    </OfficePage>
  );
}

function Fields({
  survey,
  dossierId,
  onChange,
}: {
  survey: KeptSurvey;
  dossierId: string;
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
      <PositionField latitude={survey.latitude} longitude={survey.longitude} onChange={onChange} />
      <FieldPhotos
        name="Ảnh khảo sát"
        addressOf={(digest) => consultPaths.file(dossierId, digest)}
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
      <SignedFields
        name={{ label: "Người chứng kiến ký", description: "Họ tên đại diện chủ thể" }}
        signature="Chữ ký của người chứng kiến"
        value={survey}
        onChange={onChange}
      />
    </>
  );
}
