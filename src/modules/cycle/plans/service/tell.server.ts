import type { Db } from "#core/database/connection.ts";
import { noteForProducer } from "../../service/notices.server.ts";
import type { PlanNotice } from "../notices.ts";
import type { PlanRow } from "./load.server.ts";

/** Keeps notices about a plan for their readers, in the transaction of what they tell of. */
export async function tell(tx: Db, row: PlanRow, notices: readonly PlanNotice[]): Promise<void> {
  const { provinceCode, producerId } = row;
  const offices = { producer: null, commune: row.unitPath, province: provinceCode } as const;
  for (const { to, subject, body } of notices)
    await noteForProducer(tx, { provinceCode, producerId, officeOf: offices[to], subject, body });
}
