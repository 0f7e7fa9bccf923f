import { Alert, Anchor } from "@mantine/core";
import { Link } from "react-router";
import { dayText } from "#ui/dates.ts";
import { downloadPaths } from "../../../documents/paths.ts";
import { dossierStates, type DossierState } from "../../../model.ts";
import type { Conflict } from "#modules/dossiers/service/conflicts.server.ts";
import { officePaths } from "../paths.ts";

/** Facts that do not fit together, for the officer to look at before the dossier goes on. */
export function Conflicts({
  dossierId,
  conflicts,
}: {
  dossierId: string;
  conflicts: readonly Conflict[];
}) {
  if (conflicts.length === 0) return null;
  const shared = [...Map.groupBy(conflicts.filter(isShared), ({ paperId }) => paperId)];
  const others = conflicts.filter((conflict) => !isShared(conflict));
  return (
    <Alert
      color="red"
      c="dark.9"
      title={`${shared.length + others.length} điểm cần xem lại trước khi đi tiếp`}
    >
      <ul className="tight">
        {shared.map(([paperId, same]) => (
          <li key={paperId}>
            <SharedPaper href={downloadPaths.paper(dossierId, paperId)} same={same} />
          </li>
        ))}
        {others.map((conflict) => (
          <li key={JSON.stringify(conflict)}>
            <ConflictLine dossierId={dossierId} conflict={conflict} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

type Shared = Extract<Conflict, { kind: "sharedPaper" }>;

function isShared(conflict: Conflict): conflict is Shared {
  return conflict.kind === "sharedPaper";
}

/** One file that also serves other producers. */
function SharedPaper({ href, same }: { href: string; same: readonly Shared[] }) {
  return (
    <>
      <Anchor href={href} target="_blank" inherit>
        Một tệp minh chứng
      </Anchor>{" "}
      trùng hoàn toàn với tệp trong hồ sơ của{" "}
      {same.map(({ dossierId, producerName }, at) => (
        <span key={dossierId}>
          {at > 0 && ", "}
          <Anchor component={Link} to={officePaths.dossier(dossierId)} inherit>
            {producerName}
          </Anchor>
        </span>
      ))}
      .
    </>
  );
}

function ConflictLine({
  dossierId,
  conflict,
}: {
  dossierId: string;
  conflict: Exclude<Conflict, Shared>;
}) {
  if (conflict.kind === "expiredPaper")
    return (
      <>
        Một giấy tờ đã hết hạn ngày {dayText(conflict.expiresOn, "vi")}, trước ngày nộp (
        {dayText(conflict.filedOn, "vi")}).{" "}
        <Anchor href={downloadPaths.paper(dossierId, conflict.paperId)} target="_blank" inherit>
          Xem giấy tờ
        </Anchor>
      </>
    );
  return (
    <>
      Sản phẩm cùng tên “{conflict.productName}” đang có trong{" "}
      <Anchor component={Link} to={officePaths.dossier(conflict.dossierId)} inherit>
        hồ sơ của {conflict.producerName}
      </Anchor>{" "}
      ({dossierStates[conflict.state as DossierState].toLowerCase()}).
    </>
  );
}
