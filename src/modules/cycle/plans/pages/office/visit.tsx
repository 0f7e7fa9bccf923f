import { Anchor, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { today } from "#core/calendar/today.ts";
import { AppError } from "#core/errors.ts";
import { emptyVisit } from "#core/field/note.ts";
import { forPage } from "#core/http/page.ts";
import { openPlanPage } from "#modules/cycle/plans/pages/office/ground.server.ts";
import { can, mayVisitAs } from "#modules/cycle/plans/access.ts";
import { authorisedPlan } from "#modules/cycle/plans/service/load.server.ts";
import { FieldNoteForm, PositionField } from "#ui/field/field-note.tsx";
import { FieldPhotos } from "#ui/field/field-photos.tsx";
import { OfficePage } from "#ui/office/shell.tsx";
import {
  mostPhotos,
  type VisitorKind,
  visitorKindNames,
  visitorKinds,
} from "../../../works/model.ts";
import { planPaths } from "../../paths.ts";
import { next } from "../../states.ts";
import { type KeptVisit, sendVisit, visitPages, visits } from "./visit/kept.ts";
import type { Route } from "./+types/visit.ts";

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const { db, actor } = await openPlanPage(args);
  const row = await authorisedPlan(db, actor, "see", args.params.plan);
  if (!can(actor, "visit", row) || next("work", row.state) === null)
    throw new AppError("forbidden", {
      denied: "businessPlan.visit",
      vi: "Chỉ cán bộ, tư vấn đồng hành ghi được lần đến cơ sở, khi phương án đang triển khai.",
    });
  return {
    id: row.id,
    product: row.productName,
    producer: row.producerName,
    visitor: visitorOf(actor.grants.map(({ role }) => role)),
    visitors: visitorKindNames.filter((kind) => mayVisitAs(actor, kind)),
    today: await today(db),
  };
});

/** Who the visitor most likely comes as; the form lets it be changed. */
function visitorOf(roles: readonly string[]): VisitorKind | "" {
  if (roles.includes("communeOfficer")) return "commune";
  if (roles.includes("provinceOfficer")) return "province";
  if (roles.includes("departmentOfficer")) return "department";
  return roles.includes("consultMember") ? "consultant" : "";
}

/** A visit of a plan, written where there may be no network and sent by itself later. */
export default function VisitPage({ loaderData }: Route.ComponentProps) {
  const { id, product, producer, visitor, visitors, today: now } = loaderData;
  return (
    <OfficePage title={`Đến cơ sở: ${product}`} description={producer}>
      <title>{`Đến cơ sở: ${product} – OCOP`}</title>
      <Anchor className="back" href={planPaths.one(id)} size="sm">
        ← Phương án
      </Anchor>
      <FieldNoteForm
        id={id}
        store={visits}
        pages={visitPages}
        begin={(): KeptVisit => ({
          ...emptyVisit(now),
          formKey: crypto.randomUUID(),
          visitor,
          notes: "",
          nextSteps: "",
        })}
        send={(visit) => sendVisit(id, visit)}
        button="Gửi ghi chép"
        sent={{
          title: "Đã gửi ghi chép về phương án",
          link: <a href={planPaths.one(id)}>Xem trong phương án</a>,
        }}
      >
        {(visit, change) => (
          <Fields
            planId={id}
            today={now}
            visitors={visitors}
            visit={visit}
            onChange={(part) => change({ ...part, deviceAt: new Date().toISOString() })}
          />
        )}
      </FieldNoteForm>
    </OfficePage>
  );
}

function Fields({
  planId,
  today: now,
  visitors,
  visit,
  onChange,
}: {
  planId: string;
  today: string;
  visitors: readonly VisitorKind[];
  visit: KeptVisit;
  onChange: (part: Partial<KeptVisit>) => void;
}) {
  return (
    <>
      <TextInput
        type="date"
        label="Ngày đến"
        value={visit.on}
        max={now}
        onChange={(event) => onChange({ on: event.currentTarget.value })}
      />
      <NativeSelect
        label="Ai đến"
        value={visit.visitor}
        onChange={(event) =>
          onChange({ visitor: event.currentTarget.value as KeptVisit["visitor"] })
        }
        data={[
          { value: "", label: "Chọn" },
          ...visitors.map((value) => ({ value, label: visitorKinds[value] })),
        ]}
      />
      <TextInput
        label="Người đến"
        description="Họ tên, đơn vị; ghi cả người của cơ sở đã tiếp"
        value={visit.people}
        onChange={(event) => onChange({ people: event.currentTarget.value })}
      />
      <PositionField latitude={visit.latitude} longitude={visit.longitude} onChange={onChange} />
      <FieldPhotos
        name="Ảnh đến cơ sở"
        most={mostPhotos}
        addressOf={(digest) => planPaths.photo(planId, digest)}
        photos={visit.photos}
        onChange={(photos) => onChange({ photos })}
      />
      <Textarea
        label="Đã thấy gì, đã hướng dẫn gì"
        autosize
        minRows={4}
        value={visit.notes}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
      />
      <Textarea
        label="Việc tiếp theo, ai làm"
        autosize
        minRows={2}
        value={visit.nextSteps}
        onChange={(event) => onChange({ nextSteps: event.currentTarget.value })}
      />
    </>
  );
}
