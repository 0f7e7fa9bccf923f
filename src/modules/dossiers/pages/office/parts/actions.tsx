import { Button, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { Form, Link } from "react-router";
import { Confirm } from "#ui/office/act.tsx";
import { dayText } from "#ui/dates.ts";
import type { Ability } from "#modules/dossiers/service/describe.server.ts";
import { filingPaths } from "../../../paths.ts";
import { officePaths } from "../paths.ts";

export type RoundChoice = {
  readonly id: string;
  readonly code: string;
  readonly year: number;
  readonly requestedBefore: string;
  readonly heldBefore: string;
};

/** What the officer may do with the dossier now; what they may not is not there at all. */
export function Actions({
  id,
  abilities,
  may,
  rounds,
  failed,
}: {
  id: string;
  abilities: readonly Ability[];
  may: { samples: boolean; review: boolean; edit: boolean; confirm: boolean };
  rounds: { choices: readonly RoundChoice[]; chosen: string | null } | null;
  /** What came back of a form of this page that failed. */
  failed: { intent: string; values: Readonly<Record<string, string>> } | null;
}) {
  const ability = (action: Ability["action"]) => abilities.find((one) => one.action === action);
  const unmet = (action: Ability["action"]) => ability(action)?.unmet.map(({ vi }) => vi) ?? [];
  return (
    <Stack gap="xs">
      {may.edit && (
        <Button component="a" href={filingPaths.hub(id)} fullWidth>
          Nhập tiếp hồ sơ
        </Button>
      )}
      {may.confirm && (
        <Button component={Link} to={officePaths.confirm(id)} variant="default" fullWidth>
          Chủ thể xác nhận
        </Button>
      )}
      {(ability("receive") || ability("intake")) && (
        <Confirm
          size="full"
          intent="receive"
          label="Tiếp nhận, cấp số phiếu"
          says="Hồ sơ được cấp số tiếp nhận (ghi vào Mẫu 01) và chủ thể được báo tin."
        />
      )}
      {may.review && (
        <Button component={Link} to={officePaths.review(id)} fullWidth>
          Ghi báo cáo Mẫu 03
        </Button>
      )}
      {may.review && (
        <Button component={Link} to={officePaths.visit(id)} variant="default" fullWidth>
          Kiểm tra thực địa
        </Button>
      )}
      {rounds && <RoundForm {...rounds} />}
      {ability("passToAdvice") && (
        <Confirm
          size="full"
          intent="advise"
          label="Chuyển tổ tư vấn"
          unmet={unmet("passToAdvice")}
          says="Việc kiểm tra kết thúc; hồ sơ sang tổ tư vấn thẩm tra."
        />
      )}
      {may.samples && (
        <Button component={Link} to={officePaths.samples(id)} variant="default" fullWidth>
          Sổ giao nhận mẫu
        </Button>
      )}
      {ability("forward") && (
        <Confirm
          size="full"
          intent="forward"
          label="Chuyển hồ sơ lên cấp trên"
          unmet={unmet("forward")}
          says="Báo cáo được phát hành, hồ sơ và mẫu chuyển lên cấp trên. Sau bước này cấp xã không sửa báo cáo được nữa."
        />
      )}
      {ability("return") && (
        <Button
          component={Link}
          to={officePaths.return(id)}
          color="#8f3105"
          variant="light"
          fullWidth
        >
          Trả lại để bổ sung
        </Button>
      )}
      {ability("reject") && (
        <Confirm
          size="full"
          intent="reject"
          label="Loại hồ sơ"
          colour="red"
          open={failed?.intent === "reject"}
          says="Chỉ loại khi có căn cứ trong bộ tiêu chí. Hồ sơ kết thúc tại đây và không mở lại được."
        >
          <Textarea
            name="reason"
            label="Căn cứ và lý do"
            rows={3}
            defaultValue={failed?.intent === "reject" ? (failed.values["reason"] ?? "") : ""}
          />
        </Confirm>
      )}
      {abilities.length === 0 && !may.edit && (
        <Text size="sm">Hồ sơ không ở bàn của bạn: bạn chỉ xem được.</Text>
      )}
    </Stack>
  );
}

function RoundForm({
  choices,
  chosen,
}: {
  choices: readonly RoundChoice[];
  chosen: string | null;
}) {
  if (choices.length === 0) return <Text size="sm">Cấp này chưa mở đợt đánh giá nào.</Text>;
  return (
    <Form method="post">
      <NativeSelect
        name="roundId"
        label="Đợt đánh giá"
        defaultValue={chosen ?? ""}
        data={choices.map((round) => ({
          value: round.id,
          label: `Đợt ${round.code}/${round.year}: đề nghị trước ${dayText(round.requestedBefore, "vi")}, đánh giá trước ${dayText(round.heldBefore, "vi")}`,
        }))}
      />
      <Button type="submit" name="intent" value="round" variant="default" mt={6} fullWidth>
        Xếp vào đợt
      </Button>
    </Form>
  );
}
