import { requestContext } from "#core/http/context.ts";
import { orBackToForm } from "#core/http/form.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { actOnPage, sentPage, shownForm } from "#modules/market/pages/own/page.server.ts";
import { getOwnProducerForm } from "#modules/market/service/own.server.ts";
import { proposeProducer } from "#modules/market/service/propose.server.ts";
import { Crumbs } from "#ui/public/notice.tsx";
import { ownPaths } from "../../paths.ts";
import type { ProposeProducer } from "../../profile-inputs.ts";
import {
  boxesOf,
  type Boxes,
  English,
  History,
  Line,
  Lines,
  PageForm,
  PictureChoice,
  PositionBox,
  Ticked,
} from "./parts.tsx";
import type { Route } from "./+types/producer.ts";

export const loader = forPage(async ({ context, request, params }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  const form = await getOwnProducerForm(db, actor, params.producer);
  return { id: params.producer, form: shownForm(form) };
});

export const action = forPage(async ({ context, request, params }: Route.ActionArgs) => {
  const actor = await requireActor(context, request);
  const { db } = context.get(requestContext).database;
  await getOwnProducerForm(db, actor, params.producer);
  const form = await request.formData();
  return orBackToForm(context, form, () =>
    // What the form lacks or adds is for the service to refuse.
    actOnPage(db, actor, sentPage(form), (input) =>
      proposeProducer(db, actor, { ...(input as ProposeProducer), producerId: params.producer }),
    ),
  );
});

/** What the public reads of a producer: only what is ticked here, once the office has accepted it. */
export default function OwnProducer({ loaderData, actionData }: Route.ComponentProps) {
  const { id, form } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  const failed = failure?.values["intent"] === "send";
  const of = boxesOf(failed ? failure : undefined, form.values);
  return (
    <>
      <title>{`Trang công khai: ${form.name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: ownPaths.list, name: "Trang công khai" }]} />
      <h1>{form.name}</h1>
      <PageForm
        form={form}
        idField="producerId"
        id={id}
        answer={actionData ?? undefined}
        failure={failure}
      >
        <Lines of={of} name="intro" label="Giới thiệu cơ sở" />
        <Lines
          of={of}
          name="story"
          label="Câu chuyện của cơ sở"
          hint="Để một dòng trống giữa hai đoạn."
          rows={6}
        />
        <Contact of={of} />
        <Line
          of={of}
          name="openingHours"
          label="Giờ đón khách"
          hint="Ví dụ: 8 giờ đến 17 giờ, nghỉ chủ nhật. Để trống nếu không đón khách."
          maxLength={200}
        />
        <PictureChoice of={of} form={form} failed={failed} />
        <PositionBox
          of={of}
          hint="Nơi đón khách. Nếu cơ sở ở trong nhà ở, hãy cân nhắc trước khi công khai."
        />
        <English open={["intro", "story", "openingHours"].some((name) => of.error(`${name}En`))}>
          <Lines of={of} name="introEn" label="Giới thiệu (tiếng Anh)" />
          <Lines of={of} name="storyEn" label="Câu chuyện (tiếng Anh)" rows={6} />
          <Line of={of} name="openingHoursEn" label="Giờ đón khách (tiếng Anh)" maxLength={200} />
        </English>
      </PageForm>
      <History form={form} />
    </>
  );
}

/** How to reach the producer: filled in from the register, public only where ticked. */
function Contact({ of }: { of: Boxes }) {
  return (
    <fieldset className="card">
      <legend>Liên hệ</legend>
      <p className="hint">
        Các ô điền sẵn theo thông tin cơ sở. Chỉ ô được đánh dấu “Cho mọi người xem” mới được lưu và
        hiện ra. Tên và số điện thoại của người đại diện không bao giờ tự hiện ra.
      </p>
      <Ticked of={of} name="address" show="showAddress" label="Địa chỉ" />
      <Ticked of={of} name="phone" show="showPhone" label="Điện thoại bán hàng" inputMode="tel" />
      <Ticked of={of} name="email" show="showEmail" label="Thư điện tử" />
      <Ticked of={of} name="website" show="showWebsite" label="Trang web (https)" inputMode="url" />
      <Lines
        of={of}
        name="socialLinks"
        label="Trang mạng xã hội"
        hint="Mỗi dòng một đường dẫn https. Nhiều nhất 5."
        rows={2}
      />
    </fieldset>
  );
}
