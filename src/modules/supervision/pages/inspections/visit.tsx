import { Anchor, Textarea, TextInput } from "@mantine/core";
import { AppError } from "#core/errors.ts";
import { emptyVisit, sentPicture } from "#core/field/note.ts";
import { forPage } from "#core/http/page.ts";
import { openPage } from "#modules/supervision/pages/inspections/ground.server.ts";
import { describeInspection } from "#modules/supervision/service/describe.server.ts";
import { OfficePage } from "#ui/office/shell.tsx";
import { FieldNoteForm, PositionField } from "#ui/field/field-note.tsx";
import { FieldPhotos } from "#ui/field/field-photos.tsx";
import { SignedFields } from "#ui/field/signed-fields.tsx";
import { inspectionPaths } from "../../paths.ts";
import { Checklist } from "./visit/checklist.tsx";
import { type KeptVisit, sendVisit, visitPages, visits } from "./visit/kept.ts";
import type { Route } from "./+types/visit.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPage(args);
  const { row, visit, may, today } = await describeInspection(db, actor, args.params.inspection);
  if (!may.visit)
    throw new AppError("forbidden", {
      denied: "inspection.lead",
      vi: "Chỉ người phụ trách ghi kết quả, khi kế hoạch đã được phê duyệt và lần kiểm tra chưa kết luận.",
    });
  return {
    id: row.id,
    product: row.productName,
    producer: row.producerName,
    checklist: row.checklist,
    today,
    visit: visit && {
      id: visit.id,
      on: visit.on,
      people: visit.people,
      latitude: visit.latitude,
      longitude: visit.longitude,
      accuracy: visit.accuracy,
      answers: visit.answers,
      notes: visit.notes,
      producerSays: visit.producerSays,
      photos: visit.photos,
      signatureDigest: visit.signatureDigest,
      signedName: visit.signedName,
    },
  };
});

type Loaded = Route.ComponentProps["loaderData"];

/** What the phone begins with: nothing, or what has been sent before. */
function begun({ visit, today }: Pick<Loaded, "visit" | "today">): KeptVisit {
  return {
    ...emptyVisit(visit?.on ?? today),
    id: visit?.id ?? crypto.randomUUID(),
    people: visit?.people ?? "",
    latitude: visit?.latitude ?? null,
    longitude: visit?.longitude ?? null,
    accuracy: visit?.accuracy ?? null,
    answers: Object.fromEntries(
      Object.entries(visit?.answers ?? {}).map(([code, { mark, note, photos }]) => [
        code,
        { mark, note: note ?? "", photos: photos.map(sentPicture) },
      ]),
    ),
    notes: visit?.notes ?? "",
    producerSays: visit?.producerSays ?? "",
    photos: (visit?.photos ?? []).map(sentPicture),
    signature: visit?.signatureDigest ? sentPicture(visit.signatureDigest) : null,
    signedName: visit?.signedName ?? "",
  };
}

/** The form of a visit: written on the phone without a network, sent by itself later. */
export default function VisitPage({ loaderData }: Route.ComponentProps) {
  const { id, product, producer } = loaderData;
  return (
    <OfficePage title={`Kiểm tra: ${product}`} description={producer}>
      <title>{`Kiểm tra ${product} – OCOP`}</title>
      <Anchor className="back" href={inspectionPaths.one(id)} size="sm">
        ← Lần kiểm tra
      </Anchor>
      <FieldNoteForm
        id={id}
        store={visits}
        pages={visitPages}
        begin={() => begun(loaderData)}
        send={(visit) => sendVisit(id, visit)}
        button="Gửi kết quả kiểm tra"
        sent={{
          title: "Đã gửi kết quả kiểm tra",
          link: <a href={inspectionPaths.one(id)}>Xem lần kiểm tra, lập biên bản</a>,
        }}
      >
        {(visit, change) => (
          <Fields
            loaded={loaderData}
            visit={visit}
            onChange={(part) => change({ ...part, deviceAt: new Date().toISOString() })}
          />
        )}
      </FieldNoteForm>
    </OfficePage>
  );
}

function Fields({
  loaded: { id, checklist, today },
  visit,
  onChange,
}: {
  loaded: Loaded;
  visit: KeptVisit;
  onChange: (part: Partial<KeptVisit>) => void;
}) {
  return (
    <>
      <TextInput
        type="date"
        label="Ngày kiểm tra"
        value={visit.on}
        max={today}
        onChange={(event) => onChange({ on: event.currentTarget.value })}
      />
      <Textarea
        label="Thành phần"
        description="Họ tên, chức vụ từng người của đoàn và của cơ sở"
        autosize
        value={visit.people}
        onChange={(event) => onChange({ people: event.currentTarget.value })}
      />
      <PositionField latitude={visit.latitude} longitude={visit.longitude} onChange={onChange} />
      <Checklist
        inspectionId={id}
        items={checklist}
        answers={visit.answers}
        onChange={(answers) => onChange({ answers })}
      />
      <FieldPhotos
        name="Ảnh kiểm tra"
        addressOf={(digest) => inspectionPaths.file(id, digest)}
        photos={visit.photos}
        onChange={(photos) => onChange({ photos })}
      />
      <Textarea
        label="Ghi nhận chung"
        autosize
        minRows={3}
        value={visit.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
      />
      <Textarea
        label="Ý kiến của chủ thể"
        autosize
        minRows={2}
        value={visit.producerSays}
        onChange={(event) => onChange({ producerSays: event.currentTarget.value })}
      />
      <SignedFields
        name={{ label: "Đại diện chủ thể ký", description: "Họ tên" }}
        signature="Chữ ký của đại diện chủ thể"
        value={visit}
        onChange={onChange}
      />
    </>
  );
}
