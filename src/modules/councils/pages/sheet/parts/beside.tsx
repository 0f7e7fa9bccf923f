import type { LeafCriterion } from "#modules/rulebooks/model.ts";
import type { FiledEvidence } from "#modules/dossiers/service/filed.server.ts";
import type { ConsultOpinion } from "#modules/councils/consult/view.server.ts";
import { councilPaths } from "../../../paths.ts";

/** What stands beside a criterion: what is claimed, what the consult team found, and on which papers. */
export type BesideFacts = {
  readonly session: string;
  readonly item: string;
  readonly claim: { readonly option: number | null; readonly note: string | null } | undefined;
  readonly opinions: readonly ConsultOpinion[];
  readonly evidence: readonly Pick<
    FiledEvidence,
    "paperId" | "title" | "digest" | "url" | "mediaType"
  >[];
};

function labelOf(leaf: LeafCriterion, option: number | null): string {
  const found = option === null ? undefined : leaf.options[option - 1];
  return found ? `Mức ${found.n}: ${found.label} (${found.points} điểm)` : "Không chọn mức nào";
}

/** The aside of one criterion. */
export function Beside({ leaf, facts }: { leaf: LeafCriterion; facts: BesideFacts }) {
  const { claim, opinions, evidence } = facts;
  return (
    <div className="beside">
      <h4>Chủ thể tự chấm</h4>
      <p>{labelOf(leaf, claim?.option ?? null)}</p>
      {claim?.note && <p className="typed soft">{claim.note}</p>}
      {opinions.length > 0 && <h4>Tổ tư vấn</h4>}
      {opinions.map(({ by, option, reason }) => (
        <p key={by}>
          <span className={option === (claim?.option ?? null) ? undefined : "differs"}>
            {labelOf(leaf, option)}
          </span>{" "}
          <span className="soft">– {by}</span>
          {reason && <span className="typed block">{reason}</span>}
        </p>
      ))}
      <h4>Minh chứng</h4>
      {evidence.length === 0 ? (
        <p className="soft">Không có giấy tờ gắn với tiêu chí này.</p>
      ) : (
        <ul className="evidence">
          {evidence.map((paper) => (
            <li key={paper.paperId}>
              <Paper paper={paper} facts={facts} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Paper({ paper, facts }: { paper: BesideFacts["evidence"][number]; facts: BesideFacts }) {
  const href =
    paper.digest === null
      ? (paper.url ?? "#")
      : councilPaths.evidence(facts.session, facts.item, paper.paperId);
  const isPicture = paper.mediaType?.startsWith("image/") ?? false;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {isPicture && <img src={href} alt="" loading="lazy" width="72" height="56" />}
      <span>
        {paper.title}
        {paper.digest === null && " (liên kết)"}
      </span>
    </a>
  );
}
