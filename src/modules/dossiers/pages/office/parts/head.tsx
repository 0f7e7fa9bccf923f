import { Anchor, Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { OfficePage } from "#ui/office/shell.tsx";
import { dossierKinds } from "../../../model.ts";
import type { DossierHead } from "../present.ts";
import { officePaths } from "../paths.ts";
import { ClockSign } from "./clock.tsx";
import { StateBadge } from "./dossier-table.tsx";

/** A page about one dossier: what it is about and how its clock stands, always at the same place. */
export function DossierPage({
  head,
  title,
  action,
  children,
}: {
  head: DossierHead;
  /** What this page does with the dossier; none on the dossier's own page. */
  title?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <OfficePage
      title={title ? `${title}: ${head.productName}` : head.productName}
      description={
        <>
          {head.producerName} · {head.unitName} · {dossierKinds[head.kind]} · bộ {head.setCode}{" "}
          {head.setTitle}
        </>
      }
      action={action}
    >
      <title>{`${title ? `${title} – ` : ""}${head.productName} – OCOP`}</title>
      <Group gap="xs" mb="md">
        {title && (
          <Anchor className="back" component={Link} to={officePaths.dossier(head.id)} size="sm">
            ← Về hồ sơ
          </Anchor>
        )}
        <StateBadge state={head.state} />
        {head.clock && <ClockSign clock={head.clock} />}
        {head.numberText && <Text size="sm">{head.numberText}</Text>}
        {head.isDemo && <Badge className="soon-badge">Dữ liệu mẫu</Badge>}
        {head.isOnBehalf && <Badge color="blue">Cán bộ nhập thay</Badge>}
        {head.isRecorded && <Badge color="gray">Ghi lại đợt cũ</Badge>}
      </Group>
      {children}
    </OfficePage>
  );
}
