import type { HistoryStep } from "#modules/dossiers/service/history.server.ts";
import type { IssuedPaper } from "#modules/dossiers/service/issued-papers.server.ts";
import { dayText, instantText } from "#ui/dates.ts";
import { downloadPaths } from "../../../documents/paths.ts";
import { issuedPaperKinds } from "../../../model.ts";
import { filingPaths, issuedPaperPaths } from "../../../paths.ts";

/** The steps that the dossier took and who took them, and its receipts. */
export function History({
  id,
  events,
  filings,
}: {
  id: string;
  events: readonly HistoryStep[];
  filings: readonly { seq: number; receiptCode: string; filedOn: string }[];
}) {
  return (
    <>
      {filings.length > 0 && (
        <>
          <h3>Giấy biên nhận</h3>
          <ul className="plain">
            {filings.map(({ seq, receiptCode, filedOn }) => (
              <li key={seq}>
                <a className="touch" href={`${filingPaths.receipt(id)}?lan=${seq}`}>
                  Lần {seq}, ngày {dayText(filedOn, "vi")}: {receiptCode}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>Hồ sơ đã đi qua</h3>
      <ol>
        {events.map(({ seq, state, at, name, role, agency }) => (
          <li key={seq}>
            {state}{" "}
            <span className="soft small">
              ({[instantText(new Date(at), "vi"), name, role, agency].filter(Boolean).join(", ")})
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What was issued about the dossier in answer to its producer. */
export function IssuedPapers({ id, papers }: { id: string; papers: readonly IssuedPaper[] }) {
  if (papers.length === 0) return null;
  return (
    <section className="card">
      <h2>Văn bản đã ban hành</h2>
      <ul className="plain">
        {papers.map(({ kind, numberText, issuedOn }) => (
          <li key={kind}>
            {issuedPaperKinds[kind]}, số {numberText} ngày {dayText(issuedOn, "vi")}:{" "}
            <a className="touch" href={issuedPaperPaths[kind](id, "pdf")}>
              Xem PDF
            </a>
            ,{" "}
            <a className="touch" href={issuedPaperPaths[kind](id, "docx")}>
              tải Word
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The printed forms, and everything in one file. */
export function Downloads({
  id,
  isFiled,
  issued,
}: {
  id: string;
  isFiled: boolean;
  /** What the commune has issued about the dossier; null before it has gone up. */
  issued: { report: string | null; request: string | null } | null;
}) {
  const { document, archive, attachment } = downloadPaths;
  const papers = [
    ["registration", "Phiếu đăng ký (Mẫu 01)"],
    ["report", "Báo cáo tự đánh giá (Mẫu 02)"],
  ] as const;
  return (
    <>
      <h3>Tải về</h3>
      <ul>
        {papers.map(([name, title]) => (
          <li key={name}>
            {title}: <a href={document(id, name, "pdf", !isFiled)}>PDF</a>,{" "}
            <a href={document(id, name, "docx", !isFiled)}>Word</a>
          </li>
        ))}
        {issued && (
          <>
            <Issued
              title="Báo cáo của cấp xã"
              href={issued.report && attachment(id, issued.report)}
              print={document(id, "communeReport", "pdf")}
            />
            <Issued
              title="Văn bản đề nghị của cấp xã"
              href={issued.request && attachment(id, issued.request)}
              print={document(id, "requestLetter", "pdf")}
            />
          </>
        )}
        {isFiled && (
          <li>
            <a href={archive(id)}>Toàn bộ hồ sơ và minh chứng (zip)</a>
          </li>
        )}
      </ul>
    </>
  );
}

/** A paper of the commune: as signed where the signed one is there, else as printed. */
function Issued({ title, href, print }: { title: string; href: string | null; print: string }) {
  return (
    <li>
      {title}: <a href={href ?? print}>{href ? "bản đã ký" : "bản in"}</a>
    </li>
  );
}
