/** A consultant of a team, as far as sharing out work goes. */
export type Consultant = {
  readonly userId: string;
  /** Codes of the sets that the person knows best. */
  readonly fields: readonly string[];
  /** Dossiers in hand whose review is not handed in. */
  readonly load: number;
};

/** A dossier that waits for consultants. */
export type WaitingDossier = {
  readonly dossierId: string;
  readonly setCode: string;
  /** Who has it in hand already, or handed a review in. */
  readonly holders: readonly string[];
  /** Who must not have it. */
  readonly conflicted: readonly string[];
};

/** One consultant proposed for a dossier, and why. */
export type Pick = {
  readonly userId: string;
  /** The set is one of the person's own. */
  readonly isInField: boolean;
  /** Dossiers in hand before this one, those proposed before it included. */
  readonly loadBefore: number;
};

/** What is proposed for one dossier, in the order of the dossiers given. */
export type Proposal = {
  readonly dossierId: string;
  readonly picks: readonly Pick[];
  /** Consultants that it still lacks: the team has nobody left who may have it. */
  readonly lacking: number;
};

/** So many dossiers more may someone of the field have in hand than someone of another. */
export const fieldWeight = 3;

/**
 * Shares out dossiers among a team: each gets `each` consultants, its holders counted; never one
 * in conflict, never one twice. Whoever knows the set comes first unless they already have
 * `fieldWeight` dossiers more than a colleague; among equals the one with fewer in hand, then in
 * the order given. Dossiers that few people may have are served first. Pure: the same input
 * gives the same proposal, which the office may change in every point.
 */
export function propose(
  team: readonly Consultant[],
  waiting: readonly WaitingDossier[],
  each = 2,
): readonly Proposal[] {
  const loads = new Map(team.map(({ userId, load }) => [userId, load]));
  const proposals = new Map<string, Proposal>();
  const hardestFirst = waiting
    .map((dossier) => ({ dossier, open: openTo(team, dossier) }))
    .sort((one, other) => one.open.length - other.open.length);
  for (const { dossier, open } of hardestFirst) {
    const wanted = Math.max(0, each - dossier.holders.length);
    const picks: Pick[] = [];
    while (picks.length < wanted && picks.length < open.length) {
      const left = open.filter(({ userId }) => picks.every((pick) => pick.userId !== userId));
      const best = cheapest(left, dossier, loads);
      if (!best) break;
      picks.push(best);
      loads.set(best.userId, best.loadBefore + 1);
    }
    const { dossierId } = dossier;
    proposals.set(dossierId, { dossierId, picks, lacking: wanted - picks.length });
  }
  return waiting.flatMap(({ dossierId }) => proposals.get(dossierId) ?? []);
}

function openTo(team: readonly Consultant[], dossier: WaitingDossier): readonly Consultant[] {
  const { holders, conflicted } = dossier;
  return team.filter(({ userId }) => !holders.includes(userId) && !conflicted.includes(userId));
}

function cheapest(
  left: readonly Consultant[],
  { setCode }: WaitingDossier,
  loads: ReadonlyMap<string, number>,
): Pick | null {
  let best: { pick: Pick; cost: number } | null = null;
  for (const { userId, fields } of left) {
    const loadBefore = loads.get(userId) ?? 0;
    const isInField = fields.includes(setCode);
    const cost = loadBefore + (isInField ? 0 : fieldWeight);
    if (best === null || cost < best.cost) best = { pick: { userId, isInField, loadBefore }, cost };
  }
  return best?.pick ?? null;
}
