import { sql } from "drizzle-orm";
import type { UserActor } from "#core/access/actor.ts";
import type { Db } from "#core/database/connection.ts";
import { AppError } from "#core/errors.ts";
import { listHolders } from "#modules/people/service/holders.server.ts";
import { getProducer } from "#modules/producers/service/producers.server.ts";
import { isProducers } from "../access.ts";
import type { DossierRow } from "./load.server.ts";

/** How a code would reach the producer: by the accounts that work for it, by e-mail. */
export type Reach = {
  readonly accounts: number;
  readonly email: boolean;
  /**
   * One of these, or the telephone number, comes from an officer who entered the dossier: a code
   * could end with that officer, so only the signed sheet counts as the producer's word.
   */
  readonly isOfficers: boolean;
};

/** The ways to the producer of a dossier. Rights are the caller's business. */
export async function reachOf(db: Db, actor: UserActor, row: DossierRow): Promise<Reach> {
  const { producer } = await getProducer(db, actor, row.producerId);
  const holders = (await listHolders(db, row.producerId)).filter(({ isDisabled }) => !isDisabled);
  const fields = (["phone", "email"] as const).filter((field) => producer[field] !== null);
  const by = isProducers(actor, row) ? null : actor.userId;
  return {
    accounts: holders.length,
    email: producer.email !== null,
    isOfficers:
      (await contactsOf(db, row, by, fields)) ||
      (await accountsOf(
        db,
        row,
        by,
        holders.map(({ userId }) => userId),
      )),
  };
}

/** Refuses a code where the way to the producer is one that the officer has laid. */
export async function requireOwnReach(db: Db, actor: UserActor, row: DossierRow): Promise<void> {
  if ((await reachOf(db, actor, row)).isOfficers)
    throw new AppError("unprocessable", {
      vi: "Số điện thoại, thư điện tử hoặc tài khoản của chủ thể do chính cán bộ nhập hồ sơ này ghi, nên mã không thay được lời của chủ thể. Hãy in phiếu xác nhận để chủ thể ký.",
      denied: "dossier.confirmByCode",
    });
}

/** Those who entered the dossier for the producer, and the one who asks, unless it is the producer. */
const officersOf = (row: DossierRow, by: string | null) => sql`(
  select actor_id from audit_log where subject_type = 'dossier' and subject_id = ${row.id}
    and action in ('dossier.opened', 'dossier.editedOnBehalf')
  union select ${by}::text)`;

/** Whether one of them was the last to write the telephone number or e-mail address. */
async function contactsOf(
  db: Db,
  row: DossierRow,
  by: string | null,
  fields: readonly string[],
): Promise<boolean> {
  for (const field of fields) {
    const { rows } = await db.execute<{ theirs: boolean | null }>(sql`
      select actor_id in ${officersOf(row, by)} as theirs from audit_log
      where subject_type = 'producer' and subject_id = ${row.producerId}
        and (action = 'producer.opened'
          or (action = 'producer.updated' and details -> 'fields' @> ${JSON.stringify([field])}::jsonb))
      order by seq desc limit 1`);
    if (rows[0]?.theirs) return true;
  }
  return false;
}

/** Whether one of them opened an account of the producer, tied it, or gave it a name or password. */
async function accountsOf(
  db: Db,
  row: DossierRow,
  by: string | null,
  userIds: readonly string[],
): Promise<boolean> {
  if (userIds.length === 0) return false;
  const ids = sql.join(
    userIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const { rows } = await db.execute(sql`
    select 1 from audit_log
    where actor_id in ${officersOf(row, by)}
      and ((subject_type = 'account' and subject_id in (${ids})
          and action in ('account.created', 'account.updated', 'account.passwordReset'))
        or (action = 'producer.memberAdded' and subject_type = 'producer'
          and subject_id = ${row.producerId} and details ->> 'userId' in (${ids})))
    limit 1`);
  return rows.length > 0;
}
