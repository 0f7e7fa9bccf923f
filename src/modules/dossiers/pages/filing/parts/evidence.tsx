import { paperKinds } from "#modules/producers/model/papers.ts";
import type { EvidenceHint } from "../../../forms/evidence-guide.ts";

/** What usually backs a criterion, beside its options. */
export function EvidenceGuide({ guide }: { guide: EvidenceHint }) {
  return (
    <details className="card guide">
      <summary>Nên có minh chứng gì?</summary>
      <p>{guide.hint}</p>
      <ul>
        {guide.kinds.map((kind) => (
          <li key={kind}>{paperKinds[kind].vi}</li>
        ))}
      </ul>
      <p className="soft small">
        {guide.onSample
          ? "Tiêu chí này chấm trên mẫu hoặc tại chỗ: không có giấy tờ vẫn nộp được."
          : "Đây là gợi ý. Hội đồng quyết định minh chứng nào được chấp nhận."}
      </p>
    </details>
  );
}
