import { qrAddress } from "#core/documents/qr.server.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { requireActor } from "#core/session/session.ts";
import { issuerOf } from "#modules/recognition/service/keys.server.ts";
import { listOwnRecognitions } from "#modules/recognition/service/renewal.server.ts";
import { pathTo } from "#ui/bilingual.ts";
import { dayText } from "#ui/dates.ts";
import { Empty, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { certificateStates } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import { renewalPaths } from "../../renewal-paths.ts";
import { isInForce } from "../../rules.ts";
import { tones } from "../../verification.ts";
import type { Route } from "./+types/prints.ts";

export const loader = forPage(async ({ context, request }: Route.LoaderArgs) => {
  const actor = await requireActor(context, request);
  const { database, env } = context.get(requestContext);
  const rows = await listOwnRecognitions(database.db, actor);
  return {
    rows: rows.flatMap(({ id, productName, producerName, stars, state, ...row }) => {
      if (!row.certificate) return [];
      const { number, token } = row.certificate;
      const until = row.extendedUntil ?? row.expiresOn;
      const code = isInForce(state) ? qrAddress(`${issuerOf(env)}/verify/${token}`) : null;
      return [{ id, productName, producerName, stars, state, until, number, token, code }];
    }),
  };
});

/** A producer's certificates with what can be printed: the paper, its code, the star mark. */
export default function Prints({ loaderData: { rows } }: Route.ComponentProps) {
  return (
    <>
      <title>Giấy chứng nhận, mã QR, dấu sao – OCOP</title>
      <h1>Giấy chứng nhận, mã QR, dấu sao để in</h1>
      <p>
        Dấu sao và mã QR chỉ được in khi giấy chứng nhận còn hiệu lực. Kỳ đánh giá lại xem ở trang{" "}
        <a href={renewalPaths.own}>Giấy chứng nhận</a>.
      </p>
      {rows.length === 0 && (
        <Empty title="Chưa có giấy chứng nhận nào">
          <p>Khi sản phẩm được công nhận, giấy chứng nhận, mã QR và dấu sao hiện ở đây.</p>
        </Empty>
      )}
      {rows.map((row) => (
        <Print key={row.id} row={row} />
      ))}
    </>
  );
}

type Row = Route.ComponentProps["loaderData"]["rows"][number];

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

function Print({ row }: { row: Row }) {
  const { id, state, code } = row;
  return (
    <section
      className={
        state && (tones[state] === "ended" || tones[state] === "bad") ? "card lapsed" : "card"
      }
      aria-labelledby={`p-${id}`}
    >
      <h2 id={`p-${id}`}>{row.productName}</h2>
      <p>
        <Stars count={row.stars} of={5} lang="vi" />{" "}
        {state && <Tag kind={tagKinds[tones[state]]}>{certificateStates[state]}</Tag>}
      </p>
      <p>
        {row.producerName}. Giấy chứng nhận số {row.number}, có giá trị đến hết ngày{" "}
        <strong>{dayText(row.until, "vi")}</strong>.{" "}
        <a href={pathTo(publicPaths.verify, "vi", { token: row.token })}>Trang tra cứu</a>
      </p>
      {code === null ? (
        <p>Giấy này không còn hiệu lực nên không tải được giấy, mã QR và dấu sao để in nữa.</p>
      ) : (
        <>
          <p>
            <img src={code} width={160} height={160} alt={`Mã QR tra cứu ${row.productName}`} />
          </p>
          <ul className="chips">
            <li>
              <a href={renewalPaths.certificate(id)}>Giấy chứng nhận (PDF)</a>
            </li>
            <li>
              <a href={renewalPaths.code(id)}>Mã QR (SVG)</a>
            </li>
            <li>
              <a href={renewalPaths.markSheet(id)}>Tờ dấu sao và quy định sử dụng (PDF)</a>
            </li>
            <li>
              <a href={renewalPaths.mark(id)}>Dấu {row.stars} sao (SVG)</a>
            </li>
          </ul>
        </>
      )}
    </section>
  );
}
