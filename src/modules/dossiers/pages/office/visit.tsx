import { Textarea, TextInput } from "@mantine/core";
import { AppError } from "#core/errors.ts";
import { sentPicture } from "#core/field/note.ts";
import { forPage } from "#core/http/page.ts";
import { openedDossier } from "#modules/dossiers/pages/office/load.server.ts";
import "./office.css";
import { DossierPage } from "./parts/head.tsx";
import { officePaths } from "./paths.ts";
import { headOf } from "./present.ts";
import { FieldNoteForm, PositionField } from "#ui/field/field-note.tsx";
import { FieldPhotos } from "#ui/field/field-photos.tsx";
import { visits } from "./visit/kept.ts";
import { visitPages } from "./visit/offline.ts";
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

export default function VisitPage({ loaderData: { head, visit, today } }: Route.ComponentProps) {
  return (
    <DossierPage head={head} title="Kiểm tra thực địa">
      <FieldNoteForm
        id={head.id}
        store={visits}
        pages={visitPages}
        begin={() => ({
          on: visit?.on ?? today,
          people: visit?.people ?? "",
          note: visit?.note ?? "",
          latitude: visit?.latitude ?? null,
          longitude: visit?.longitude ?? null,
          photos: (visit?.photos ?? []).map(sentPicture),
          wantsSending: false,
        })}
        send={(kept) => sendVisit(head.id, kept)}
        button="Gửi về báo cáo"
        sent={{
          title: "Đã gửi về báo cáo",
          link: <a href={officePaths.review(head.id)}>Xem báo cáo Mẫu 03</a>,
        }}
      >
        {(kept, change) => (
          <>
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
            <PositionField
              latitude={kept.latitude}
              longitude={kept.longitude}
              onChange={({ latitude, longitude }) => change({ latitude, longitude })}
            />
            <FieldPhotos
              name="Ảnh thực địa"
              addressOf={(digest) => officePaths.photo(head.id, digest)}
              photos={kept.photos}
              onChange={(photos) => change({ photos })}
            />
            <Textarea
              label="Ghi nhận tại chỗ"
              description="Nguyên liệu, lao động, nơi sản xuất có đúng như khai không"
              autosize
              minRows={4}
              value={kept.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
            />
          </>
        )}
      </FieldNoteForm>
    </DossierPage>
  );
}
