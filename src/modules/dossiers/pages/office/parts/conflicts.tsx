import { Alert, Anchor } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import { dossierStates, type DossierState } from "../../../model.ts";
import type { Conflict } from "../../../service/conflicts.server.ts";
import { officePaths } from "../paths.ts";

/** Facts that do not fit together, for the officer to look at before the dossier goes on. */
export function Conflicts({ conflicts }: { conflicts: readonly Conflict[] }) {
  if (conflicts.length === 0) return null;
  return (
    <Alert color="red" title={`${conflicts.length} điểm cần xem lại trước khi đi tiếp`}>
      <ul className="tight">
        {conflicts.map((conflict) => (
          <li key={JSON.stringify(conflict)}>
            <ConflictLine conflict={conflict} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function ConflictLine({ conflict }: { conflict: Conflict }) {
  if (conflict.kind === "expiredPaper")
    return (
      <>
        Một giấy tờ đã hết hạn ngày {dayText(conflict.expiresOn, "vi")}, trước ngày nộp (
        {dayText(conflict.filedOn, "vi")}).{" "}
        <Anchor href={`/api/v1/papers/${conflict.paperId}/file`} target="_blank">
          Xem giấy tờ
        </Anchor>
      </>
    );
  const other = (
    <Anchor component={Link} to={officePaths.dossier(conflict.dossierId)}>
      hồ sơ của {conflict.producerName}
    </Anchor>
  );
  if (conflict.kind === "sharedPaper")
    return (
      <>
        Một tệp minh chứng trùng hoàn toàn với tệp trong {other}.{" "}
        <Anchor href={`/api/v1/papers/${conflict.paperId}/file`} target="_blank">
          Xem giấy tờ
        </Anchor>
      </>
    );
  return (
    <>
      Sản phẩm cùng tên “{conflict.productName}” đang có trong {other} (
      {dossierStates[conflict.state as DossierState].toLowerCase()}).
    </>
  );
}
