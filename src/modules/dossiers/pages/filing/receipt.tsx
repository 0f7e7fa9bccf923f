import { AppError } from "#core/errors.ts";
import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { qrAddress } from "#core/documents/qr.server.ts";
import { loadFiling } from "#modules/dossiers/pages/filing/parts/load.server.ts";
import { instantText } from "#ui/dates.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { KeepScript } from "#ui/keep/parts.tsx";
import { downloadPaths } from "../../documents/paths.ts";
import { dossierKinds } from "../../model.ts";
import { communeOffice } from "../../filing/words.ts";
import { filingPaths } from "../../paths.ts";
import type { Route } from "./+types/receipt.ts";
import { Facts } from "./parts/frame.tsx";

export const loader = forPage(async ({ context, params, request }: Route.LoaderArgs) => {
  const { actor, view, script } = await loadFiling(context, request, params.id);
  const url = new URL(request.url);
  const wanted = Number(url.searchParams.get("lan")) || view.filings.at(-1)?.seq;
  const filing = view.filings.find(({ seq }) => seq === wanted);
  if (!filing) throw new AppError("notFound", { vi: "Hồ sơ này chưa nộp nên chưa có biên nhận." });
  const { dossier } = view;
  const { env } = context.get(requestContext);
  const check = new URL(filingPaths.check(filing.receiptCode), env.PUBLIC_URL ?? url.origin).href;
  return {
    id: dossier.id,
    product: dossier.productName,
    producer: dossier.producerName,
    kind: dossierKinds[dossier.kind],
    set: `${view.set.code}. ${view.set.title}`,
    decision: view.decision,
    office: communeOffice(view.unitName),
    filing,
    isLast: filing === view.filings.at(-1),
    fresh: url.searchParams.has("moi"),
    due: view.clock,
    samples: view.samples,
    qr: qrAddress(check),
    check,
    user: actor.userId,
    script,
  };
});

export default function ReceiptPage({ loaderData }: Route.ComponentProps) {
  const { id, filing, fresh, samples } = loaderData;
  const left = (samples.needed ?? 0) - samples.held;
  return (
    <>
      <title>{`Biên nhận ${filing.receiptCode}`}</title>
      <Crumbs
        label="Đường dẫn"
        trail={[
          { href: filingPaths.list, name: "Hồ sơ" },
          { href: filingPaths.hub(id), name: loaderData.product },
        ]}
      />
      {fresh && (
        <Notice title="Đã nộp xong. Cảm ơn bạn.">
          <p>
            {loaderData.office} đã nhận được. Khi có việc cần bạn làm, tin nhắn sẽ hiện ở trang Hồ
            sơ.
          </p>
          {left > 0 && (
            <p>
              Việc còn lại: mang <b>{left} mẫu sản phẩm</b> đến {loaderData.office}.
            </p>
          )}
        </Notice>
      )}
      <article className="card receipt">
        <h1>Giấy biên nhận nộp hồ sơ</h1>
        <div className="receipt-body">
          <Facts
            facts={[
              [
                "Mã biên nhận",
                <b key="code" className="receipt-code">
                  {filing.receiptCode}
                </b>,
              ],
              ["Nộp lúc", instantText(new Date(filing.filedAt), "vi")],
              ["Lần nộp", String(filing.seq)],
              ["Sản phẩm", loaderData.product],
              ["Chủ thể", loaderData.producer],
              ["Loại hồ sơ", loaderData.kind],
              ["Bộ sản phẩm", loaderData.set],
              ["Theo quyết định", loaderData.decision],
              ["Nơi nhận", loaderData.office],
              [
                "Dấu kiểm nội dung (SHA-256)",
                <small key="digest" className="digest">
                  {filing.digest}
                </small>,
              ],
            ]}
          />
          <div className="qr">
            <img
              src={loaderData.qr}
              width="240"
              height="240"
              alt={`Mã QR của biên nhận ${filing.receiptCode}`}
            />
            <p className="small">
              Quét để kiểm tra biên nhận, hoặc mở <span className="digest">{loaderData.check}</span>
            </p>
          </div>
        </div>
      </article>
      <p className="actions no-print">
        <button type="button" data-print hidden>
          In biên nhận
        </button>
        {loaderData.isLast && (
          <a className="button second" href={downloadPaths.document(id, "receipt", "pdf")}>
            Tải biên nhận (PDF)
          </a>
        )}
        <a className="button second" href={filingPaths.hub(id)}>
          Về hồ sơ
        </a>
      </p>
      <KeepScript src={loaderData.script} user={loaderData.user} />
    </>
  );
}
