import { data } from "react-router";
import { clientLimit } from "#modules/dossiers/pages/filing/parts/check.server.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { findReceipt } from "#modules/dossiers/service/file.server.ts";
import { dayText } from "#ui/dates.ts";
import { Notice } from "#ui/public/notice.tsx";
import type { Route } from "./+types/check-receipt.ts";
import { Facts } from "./parts/frame.tsx";

/** What anyone with a receipt may know: that it is real, the day, and the digest. */
export const loader = forPage(async ({ context, params }: Route.LoaderArgs) => {
  const { database, ip } = context.get(requestContext);
  await clientLimit(database.db, ip);
  const found = await findReceipt(database.db, params.code);
  return data({ found }, { status: found ? 200 : 404 });
});

export default function CheckReceipt({ loaderData }: Route.ComponentProps) {
  const { found } = loaderData;
  return (
    <>
      <title>Kiểm tra biên nhận – OCOP</title>
      <meta name="robots" content="noindex" />
      <h1>Kiểm tra biên nhận</h1>
      {found ? (
        <div className="card">
          <Notice title="Biên nhận này là thật." />
          <Facts
            facts={[
              ["Mã biên nhận", found.receiptCode],
              ["Ngày nộp", dayText(found.filedOn, "vi")],
              [
                "Dấu kiểm nội dung (SHA-256)",
                <small key="digest" className="digest">
                  {found.digest}
                </small>,
              ],
            ]}
          />
        </div>
      ) : (
        <Notice kind="error" title="Không có biên nhận mang mã này">
          <p>Hãy xem lại từng chữ của mã, hoặc quét lại mã QR trên giấy biên nhận.</p>
        </Notice>
      )}
    </>
  );
}
