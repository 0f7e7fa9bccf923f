import { hasRole } from "#core/access/actor.ts";
import { decimalIn } from "#core/money.ts";
import { agencyPermissions } from "#modules/people/access.ts";
import { wasThere } from "#modules/people/agencies.ts";
import { agenciesOf, agencyIdsOf, keepsAgencies } from "#modules/people/service/agencies.server.ts";
import { fundsByLead, leadsNamed } from "../leads.ts";
import type { Plan } from "../model.ts";
import type { PlanGround } from "./ground.server.ts";

/** A plan's money by who leads, and the names in it that no agency of those years bears. */
export async function leadsOf({ db, actor }: PlanGround, provinceCode: string, plan: Plan) {
  const years = { from: `${plan.from}-01-01`, to: `${plan.to}-12-31` };
  const agencies = (await agenciesOf(db, provinceCode)).filter((one) => wasThere(one, years));
  const mine = await agencyIdsOf(db, actor.userId);
  const named = leadsNamed(plan.lines, agencies);
  const funds = named.length === 0 ? [] : fundsByLead(plan.lines, agencies);
  const amount = (dong: bigint) => decimalIn(dong, plan.money);
  return {
    rows: funds.map(({ leads, total, state, lines }, at) => ({
      key: at,
      names: leads.map(({ name }) => name),
      isOwn: leads.some(({ agencyId }) => agencyId !== null && mine.has(agencyId)),
      total: amount(total),
      state: amount(state),
      lines,
    })),
    total: amount(funds.reduce((sum, { total }) => sum + total, 0n)),
    unknown: named.flatMap(({ name, agencyId }) => (agencyId === null ? [name] : [])).slice(0, 20),
    mayKeep: keepsAgencies(actor),
    mayList: hasRole(actor, "auditor", ...agencyPermissions.see.roles),
  };
}
