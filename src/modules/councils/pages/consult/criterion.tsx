import { Anchor, Checkbox, Text, Textarea } from "@mantine/core";
import type { ReviewPaper } from "#modules/councils/consult/describe.server.ts";
import { consultPaths } from "../../consult/paths.ts";
import type { ShownCriterion } from "../../consult/criteria.ts";
import type { Draft, Held } from "./keeper.ts";

const statusWords = {
  saved: "Đã lưu",
  sending: "Đang lưu…",
  waiting: "Chưa lưu, đang chờ mạng",
  refused: "Máy chủ không nhận",
} as const satisfies Record<Held["status"], string>;

/** One criterion of a review: claim and evidence beside the options, the reason under them. */
export function Criterion({
  criterion,
  dossierId,
  claim,
  note,
  papers,
  held,
  mayWrite,
  onChange,
  onLeave,
}: {
  criterion: ShownCriterion;
  dossierId: string;
  /** Option number that the producer claims. */
  claim: number | null;
  note: string | null;
  papers: readonly ReviewPaper[];
  held: Held | null;
  mayWrite: boolean;
  onChange: (code: string, part: Partial<Draft>, isFinal: boolean) => void;
  onLeave: () => void;
}) {
  const { code, title, max, options, notes, groups } = criterion;
  const found = held?.option ?? null;
  const stand = found === null ? "open" : found === claim ? "same" : "differs";
  const claimed = options.find(({ n }) => n === claim);
  return (
    <fieldset className="criterion" data-stand={stand} id={`tc-${code}`} disabled={!mayWrite}>
      <legend>
        Tiêu chí {code} {title}
      </legend>
      <header>
        <div>
          {groups.length > 0 && (
            <Text size="xs" c="dimmed">
              {groups.join(" › ")}
            </Text>
          )}
          <Text fw={600}>
            {code}. {title}
          </Text>
        </div>
        <Text size="xs" component="output">
          tối đa {max} điểm{held && ` · ${statusWords[held.status]}`}
        </Text>
      </header>
      {held?.status === "refused" && (
        <Text size="sm" className="differs-text" role="alert">
          {held.says}
        </Text>
      )}
      <div className="criterion-body">
        <div>
          <Text size="sm">
            Chủ thể chọn:{" "}
            {claimed ? (
              <>
                <b>{claimed.points} điểm</b>, {claimed.label}
              </>
            ) : (
              "chưa tự chấm"
            )}
          </Text>
          {note && (
            <Text size="sm" style={{ whiteSpace: "pre-line" }}>
              Giải thích: {note}
            </Text>
          )}
          {papers.length === 0 ? (
            <Text size="sm" className="differs-text">
              Không có minh chứng
            </Text>
          ) : (
            papers.map((paper) => (
              <Paper
                key={paper.id}
                paper={paper}
                dossierId={dossierId}
                isNamed={held?.papers.includes(paper.id) ?? false}
                onName={(isNamed) => {
                  const others = (held?.papers ?? []).filter((id) => id !== paper.id);
                  onChange(code, { papers: isNamed ? [...others, paper.id] : others }, true);
                }}
              />
            ))
          )}
          {notes.map((text) => (
            <Text key={text} size="xs" c="dimmed">
              {text}
            </Text>
          ))}
        </div>
        <div>
          {options.map(({ n, label, points, minStar, caseTitle }, at) => (
            <div key={n}>
              {caseTitle !== null && caseTitle !== options[at - 1]?.caseTitle && (
                <Text size="xs" fw={600} mt={4}>
                  {caseTitle}
                </Text>
              )}
              <label className="choice" data-claimed={n === claim ? "" : undefined}>
                <input
                  type="radio"
                  name={`option-${code}`}
                  value={n}
                  checked={found === n}
                  onChange={() => onChange(code, { option: n }, true)}
                />
                <b>{points} đ</b>
                <span>
                  {label}
                  {minStar !== null && ` (mức tối thiểu ${minStar} sao)`}
                  {n === claim && <em> · chủ thể chọn</em>}
                </span>
              </label>
            </div>
          ))}
          <Textarea
            label="Lý do"
            size="sm"
            autosize
            minRows={1}
            required={stand === "differs"}
            withAsterisk={stand === "differs"}
            value={held?.reason ?? ""}
            onChange={(event) => onChange(code, { reason: event.currentTarget.value }, false)}
            onBlur={onLeave}
          />
        </div>
      </div>
    </fieldset>
  );
}

function Paper({
  paper,
  dossierId,
  isNamed,
  onName,
}: {
  paper: ReviewPaper;
  dossierId: string;
  isNamed: boolean;
  onName: (isNamed: boolean) => void;
}) {
  const { id, title, kindName, url, state } = paper;
  return (
    <div>
      <Anchor
        href={url ?? consultPaths.paper(dossierId, id)}
        target="_blank"
        rel="noreferrer"
        size="sm"
      >
        {title}
      </Anchor>{" "}
      <Text span size="xs">
        {kindName}
        {state === "expired" && <span className="differs-text"> · đã hết hạn</span>}
      </Text>
      <Checkbox
        size="xs"
        label="Tôi dựa vào giấy tờ này"
        checked={isNamed}
        onChange={(event) => onName(event.currentTarget.checked)}
      />
    </div>
  );
}
