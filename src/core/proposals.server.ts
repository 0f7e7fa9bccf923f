import { and, eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { wrongStep } from "./changing.ts";
import type { Db } from "./database/connection.ts";
import { afterStep, proposalSteps, type ProposalState, type ProposalStep } from "./proposals.ts";

/**
 * A table of versions that somebody proposes and an office judges. Its columns of the judgement
 * have the same names in each: `state`, `decided_by`, `decided_at`, `reason`, and it is guarded by
 * `pg_temp.proposed` (migrations/guards).
 */
type VersionTable = PgTable & { readonly id: AnyPgColumn; readonly state: AnyPgColumn };

type Step = {
  readonly step: ProposalStep;
  /** The account that takes the step. */
  readonly by: string;
  readonly reason?: string | null;
};

/**
 * Takes a step of a version that was read behind the lock of its subject. Throws `conflict` for a
 * step that the state does not allow.
 */
export async function takeStep(
  tx: Db,
  versions: VersionTable,
  version: { readonly id: string; readonly state: ProposalState },
  { step, by, reason = null }: Step,
): Promise<void> {
  const state = afterStep(step, version.state);
  if (state === null) throw wrongStep();
  await tx.execute(sql`
    update ${versions}
    set state = ${state}, decided_by = ${by}, decided_at = now(),
        reason = coalesce(${reason}::text, reason)
    where ${eq(versions.id, version.id)}`);
}

/** Lets the version that holds give way to one that is accepted now; null where none holds. */
export async function replaceHolding(
  tx: Db,
  versions: VersionTable,
  holding: string | null,
): Promise<void> {
  if (holding === null) return;
  const { to } = proposalSteps.replace;
  await tx.execute(sql`update ${versions} set state = ${to} where ${eq(versions.id, holding)}`);
}

/** Lets what waits of a subject, told by a condition, give way to what is sent now. */
export async function dropPending(tx: Db, versions: VersionTable, ofSubject: SQL): Promise<void> {
  const { from, to } = proposalSteps.drop;
  await tx.execute(sql`
    update ${versions} set state = ${to}, decided_at = now()
    where ${and(ofSubject, eq(versions.state, from))}`);
}
