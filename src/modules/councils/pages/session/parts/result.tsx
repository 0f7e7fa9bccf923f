import { Alert, Button, Card, Stack, Text, Textarea, Title } from "@mantine/core";
import { Form } from "react-router";
import { Confirm } from "#ui/office/act.tsx";
import { instantText } from "#ui/dates.ts";
import type { ItemData } from "#modules/councils/pages/session/item.server.ts";
import { comma } from "./totals.tsx";

type Result = ItemData["results"][number];

const gateRules = {
  majority: "quá nửa số phiếu phải đạt",
  all: "mọi phiếu phải đạt",
  mean: "điểm trung bình phải đạt",
} as const;

/** Stars as they are counted: reached and not. */
export function Stars({ stars }: { stars: number }) {
  return (
    <span className="verdict-stars">
      <span aria-hidden="true">
        {"★".repeat(stars)}
        <span className="off">{"★".repeat(Math.max(0, 5 - stars))}</span>
      </span>
      <span className="unseen">{stars} sao</span>
    </span>
  );
}

/** The result that stands, why it is not higher, and what follows from it. */
export function ResultCard({ data }: { data: ItemData }) {
  const result = data.results.at(-1);
  if (!result) return null;
  const isUnderWay = data.item.state === "scoring" || data.item.state === "revealed";
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        Kết quả của hội đồng{result.version > 1 && ` (bản ${result.version})`}
      </Title>
      {isUnderWay && (
        <Alert color="yellow" my="xs">
          Kết quả này đã được mở lại; hội đồng đang chấm lượt mới.
        </Alert>
      )}
      <Verdict result={result} />
      {!result.rejected && <Gates result={result} data={data} />}
      <Text size="xs" mt="xs" style={{ overflowWrap: "anywhere" }}>
        Chốt lúc {instantText(result.closedAt, "vi")} từ {result.counted} phiếu của lượt{" "}
        {result.round}. Mã băm: {result.digest}
      </Text>
      <Advice data={data} />
      <FollowUps data={data} />
      <Versions data={data} />
      <Reopening data={data} result={result} />
    </Card>
  );
}

function Verdict({ result }: { result: Result }) {
  if (result.rejected)
    return (
      <Text fw={700} c="#9a3412" size="xl">
        Bị loại
      </Text>
    );
  return (
    <div className="verdict">
      <Stars stars={result.stars} />
      <Text size="xl" fw={700}>
        {result.mean === null ? "–" : comma(result.mean)} điểm
      </Text>
    </div>
  );
}

/** Why the stars stay below what the points would give. */
function Gates({ result, data }: { result: Result; data: ItemData }) {
  if (result.bandStars <= result.stars) return null;
  const decisive = result.unmet.filter(({ stars }) => stars > result.stars);
  return (
    <Alert
      color="orange"
      my="xs"
      title={`Đủ điểm ${result.bandStars} sao nhưng chưa đạt mức tối thiểu`}
    >
      <Text size="sm">Ở mỗi tiêu chí có dấu sao, {gateRules[data.gateRule]}:</Text>
      <ul className="tight">
        {decisive.map(({ criterion, stars, needs, met, of }) => (
          <li key={`${criterion} ${stars} ${needs}`}>
            <b>{criterion}</b> {data.criteria[criterion]?.title}: {stars} sao cần lựa chọn {needs} (
            {data.criteria[criterion]?.points[needs - 1] ?? 0} điểm); {met}/{of} phiếu đạt
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** What would bring the product to recognition, from the middle of the sheets. */
function Advice({ data: { advice, criteria } }: { data: ItemData }) {
  if (!advice) return null;
  if (!advice.reachable)
    return <Text size="sm">Chưa có cách nâng điểm nào đưa sản phẩm đến {advice.stars} sao.</Text>;
  return (
    <details>
      <summary>
        Cách gần nhất để đạt {advice.stars} sao: {advice.changes.length} tiêu chí, lên{" "}
        {advice.total} điểm
      </summary>
      <Text size="sm">Tính từ lựa chọn ở giữa của các phiếu.</Text>
      <ul className="tight">
        {advice.changes.map(({ criterion, from, to }) => (
          <li key={criterion}>
            <b>{criterion}</b> {criteria[criterion]?.title}: từ{" "}
            {from === null ? "để trống" : `${criteria[criterion]?.points[from - 1]} điểm`} lên{" "}
            {criteria[criterion]?.points[to - 1]} điểm
          </li>
        ))}
      </ul>
    </details>
  );
}

const followUpTexts = {
  refuse: {
    label: "Thông báo không được công nhận",
    says: "Chủ thể nhận thông báo kèm kết quả; hồ sơ kết thúc ở đợt này.",
  },
  forwardUp: {
    label: "Chuyển hội đồng cấp trên",
    says: "Hồ sơ đủ điểm và được chuyển lên cấp trên đánh giá.",
  },
  sendDown: {
    label: "Chuyển về cấp dưới",
    says: "Kết quả chưa tới mức công nhận của cấp này; cấp dưới quyết định.",
  },
  reevaluate: {
    label: "Đánh giá lại ở cấp này",
    says: "Không dùng kết quả của cấp trên: hồ sơ trở lại tổ tư vấn và được đưa ra một phiên mới của hội đồng cấp này.",
  },
} as const;

function FollowUps({ data: { followUps, goesToCentre, product } }: { data: ItemData }) {
  return (
    <Stack gap="xs" mt="xs">
      {goesToCentre && (
        <Text size="sm">
          Đủ điểm đề nghị Trung ương đánh giá: văn phòng lập bộ hồ sơ ở trang{" "}
          <a href="/trinh-trung-uong">Trình Trung ương</a>.
        </Text>
      )}
      {followUps.map((act) => (
        <Confirm
          key={act}
          intent="followUp"
          label={followUpTexts[act].label}
          says={followUpTexts[act].says}
          values={{ act, dossierId: product.id }}
        >
          <Textarea name="reason" label="Ghi thêm (nếu cần)" rows={2} />
        </Confirm>
      ))}
    </Stack>
  );
}

function Versions({ data: { results } }: { data: ItemData }) {
  if (results.length < 2) return null;
  return (
    <details>
      <summary>{results.length} bản kết quả</summary>
      <ul className="tight">
        {results.map((one) => (
          <li key={one.id}>
            Bản {one.version}, {instantText(one.closedAt, "vi")}:{" "}
            {one.rejected
              ? "bị loại"
              : `${one.mean === null ? "–" : comma(one.mean)} điểm, ${one.stars} sao`}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Two people open a closed result again: one asks, another answers. */
function Reopening({ data, result }: { data: ItemData; result: Result }) {
  const open = data.reopenings.find(({ agreed }) => agreed === null);
  const { seeSheets } = data.may;
  if (!seeSheets || data.item.state !== "concluded") return null;
  if (!open)
    return (
      <div style={{ marginTop: "0.75rem" }}>
        <Confirm
          intent="askReopening"
          label="Đề nghị mở lại kết quả"
          says="Cần hai người: thư ký hoặc người điều hành đề nghị, người kia đồng ý. Bản kết quả này vẫn được giữ."
          colour="red"
          values={{ resultId: result.id }}
        >
          <Textarea name="reason" label="Lý do" rows={3} />
        </Confirm>
      </div>
    );
  return (
    <Alert color="yellow" mt="sm" title="Có đề nghị mở lại kết quả">
      <Text size="sm">
        <b>{open.by}:</b> {open.reason}
      </Text>
      {open.mine ? (
        <Text size="sm">Đang chờ người thứ hai trả lời.</Text>
      ) : (
        <Form method="post">
          <input type="hidden" name="intent" value="answerReopening" />
          <input type="hidden" name="reopeningId" value={open.id} />
          <Textarea name="answer" label="Ý kiến" rows={2} />
          <Stack gap={4} mt="xs">
            <Button type="submit" name="agreed" value="yes">
              Đồng ý mở lại
            </Button>
            <Button type="submit" name="agreed" value="no" variant="default">
              Không đồng ý
            </Button>
          </Stack>
        </Form>
      )}
    </Alert>
  );
}
