import { Notice } from "#ui/public/notice.tsx";
import { filingPaths } from "../../../paths.ts";

/** The criteria whose level differs from the dossier before, each with both levels. */
export function Changes({
  id,
  changes,
}: {
  id: string;
  changes: readonly { criterion: string; from: string | null; to: string | null }[];
}) {
  return (
    <ul className="plain">
      {changes.map((change) => (
        <li key={change.criterion} className="card">
          <p>
            <a href={filingPaths.criterion(id, change.criterion)}>
              <b>Tiêu chí {change.criterion}</b>
            </a>
          </p>
          <dl className="change">
            <div>
              <dt>Lần trước</dt>
              <dd>{change.from ?? "Chưa chọn"}</dd>
            </div>
            <div>
              <dt>Lần này</dt>
              <dd>{change.to ?? "Chưa chọn"}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Papers of the dossier before that count no more: each must be replaced where it stood. */
export function WornPapers({
  papers,
  vault,
}: {
  papers: readonly { id: string; title: string; criteria: readonly string[]; fault: string }[];
  vault: string;
}) {
  if (papers.length === 0) return null;
  return (
    <Notice kind="warning" title="Giấy tờ của lần trước không còn dùng được">
      <ul>
        {papers.map(({ id, title, criteria, fault }) => (
          <li key={id}>
            {title}: {fault} (tiêu chí {criteria.join(", ")})
          </li>
        ))}
      </ul>
      <p>
        <a href={vault}>Thêm bản mới vào kho giấy tờ</a>, rồi gắn lại ở từng tiêu chí.
      </p>
    </Notice>
  );
}
