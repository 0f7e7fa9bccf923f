import { foldText } from "#core/text.ts";
import { agencyNamed, type NamedAgency } from "#modules/people/agencies.ts";
import type { PlanLine } from "./model.ts";
import { amountsOf, belowOf, type TreeNode, treeOf } from "./tree.ts";

/** Somebody whom a plan names: an agency of the province's list, or only the words. */
export type PlanLead = { readonly name: string; readonly agencyId: string | null };

/** What lines of the same leads come to; amounts in đồng. */
export type LeadFunds = {
  /** Several: they lead together, and nobody has said who has which part. Empty: no line says who. */
  readonly leads: readonly PlanLead[];
  readonly total: bigint;
  readonly state: bigint;
  readonly lines: number;
};

/** The names in a cell, as documents part them: `Sở Công Thương; UBND các huyện`. */
function namesIn(cell: string): string[] {
  return cell.split(/[;\n]/).flatMap((name) => name.trim() || []);
}

/** Whom a name means; what stands in brackets tells more of it and is left out where nothing else fits. */
function leadOf(name: string, agencies: readonly NamedAgency[]): PlanLead {
  const plain = name.replace(/\s*\([^)]*\)/g, "").trim();
  const found = agencyNamed(name, agencies) ?? agencyNamed(plain, agencies);
  return { name: found?.name ?? name, agencyId: found?.id ?? null };
}

/** Everybody whom a plan's lines name as leading or supporting, each once, in the order of the plan. */
export function leadsNamed(
  lines: readonly Pick<PlanLine, "lead" | "supporting">[],
  agencies: readonly NamedAgency[],
): readonly PlanLead[] {
  const found = new Map<string, PlanLead>();
  for (const { lead, supporting } of lines)
    for (const name of [...namesIn(lead), ...namesIn(supporting)]) {
      const one = leadOf(name, agencies);
      const key = one.agencyId ?? foldText(one.name);
      if (!found.has(key)) found.set(key, one);
    }
  return [...found.values()];
}

/**
 * A plan's money by who leads: the amounts of its lowest lines, each counted once, under the leads
 * that the line names, else those of the nearest line above that names any. A line of which only
 * some parts stand below counts as a whole. The largest first; money without a lead last.
 */
export function fundsByLead(
  lines: readonly PlanLine[],
  agencies: readonly NamedAgency[],
): readonly LeadFunds[] {
  const sums = new Map<string, LeadFunds>();
  const count = (node: TreeNode, leads: readonly PlanLead[]) => {
    const { total, state } = amountsOf(node);
    if (total === null) return;
    const key = leads
      .map(({ name, agencyId }) => agencyId ?? foldText(name))
      .toSorted()
      .join(";");
    const known = sums.get(key) ?? { leads, total: 0n, state: 0n, lines: 0 };
    sums.set(key, {
      leads: known.leads,
      total: known.total + total,
      state: known.state + (state ?? 0n),
      lines: known.lines + 1,
    });
  };
  const walk = (node: TreeNode, above: readonly PlanLead[]): void => {
    const own = namesIn(node.line.lead).map((name) => leadOf(name, agencies));
    const leads = own.length > 0 ? own : above;
    const { children, line } = node;
    if (children.length === 0 || line.partial || belowOf(children).total === null)
      return count(node, leads);
    for (const child of children) walk(child, leads);
  };
  for (const root of treeOf(lines)) walk(root, []);
  const last = ({ leads }: LeadFunds) => Number(leads.length === 0);
  return [...sums.values()].toSorted(
    (a, b) => last(a) - last(b) || (a.total === b.total ? 0 : a.total > b.total ? -1 : 1),
  );
}
