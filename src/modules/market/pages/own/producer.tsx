import { forPage } from "#core/http/page.ts";
import { paperKinds } from "#modules/producers/model/papers.ts";
import { vaultFrom } from "#modules/producers/paths.ts";
import { actOnOwn, openOwn } from "#modules/market/pages/own/page.server.ts";
import { getOwnProducerForm } from "#modules/market/service/own.server.ts";
import { proposeProducer } from "#modules/market/service/propose.server.ts";
import { type Boxes, English, Line, Lines, PictureChoice, PositionBox, Ticked } from "./parts.tsx";
import { ownPaths } from "../../paths.ts";
import { OwnPage } from "./own-page.tsx";
import type { Route } from "./+types/producer.ts";

const own = {
  load: getOwnProducerForm,
  propose: proposeProducer,
  idField: "producerId",
  path: ownPaths.producer,
} as const;

export const loader = forPage(async (args: Route.LoaderArgs) => {
  const id = args.params.producer;
  const { form, said } = await openOwn(args, own, id);
  return { id, form, said };
});

export const action = forPage((args: Route.ActionArgs) =>
  actOnOwn(args, own, args.params.producer),
);

/** What the public reads of a producer: only what is ticked here, once the office has accepted it. */
export default function OwnProducer({ loaderData, actionData }: Route.ComponentProps) {
  const { id, form, said } = loaderData;
  const failure = actionData && "ok" in actionData ? actionData : undefined;
  return (
    <OwnPage form={form} idField="producerId" id={id} said={said} failure={failure}>
      {(of, failed) => (
        <>
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
          <PictureChoice
            of={of}
            form={form}
            failed={failed}
            where={
              <p className="hint">
                Ảnh cơ sở, xưởng, người làm: gửi vào kho{" "}
                <a href={vaultFrom(id, ownPaths.producer(id))}>Giấy tờ</a>, loại “
                {paperKinds.photo.vi}”, rồi quay lại đây. Ảnh đại diện hiện cạnh tên cơ sở và khi
                trang được chia sẻ.
              </p>
            }
          />
          <PositionBox
            of={of}
            hint="Nơi đón khách. Nếu cơ sở ở trong nhà ở, hãy cân nhắc trước khi công khai."
          />
          <English open={["intro", "story", "openingHours"].some((name) => of.error(`${name}En`))}>
            <Lines of={of} name="introEn" label="Giới thiệu (tiếng Anh)" />
            <Lines of={of} name="storyEn" label="Câu chuyện (tiếng Anh)" rows={6} />
            <Line of={of} name="openingHoursEn" label="Giờ đón khách (tiếng Anh)" maxLength={200} />
          </English>
        </>
      )}
    </OwnPage>
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
