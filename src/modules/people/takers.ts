/** Whom work is given to: one account, or an agency, whose people in the fitting role all have it. */
export type Taker = { readonly assigneeId: string | null; readonly agencyId: string | null };

/** Somebody, or an agency, to choose from. */
type Option = { readonly id: string; readonly label: string };

/** The agencies and people of a province whom work may be given to. */
export type Takers = { readonly agencies: readonly Option[]; readonly people: readonly Option[] };

/** Whom work was given to as offices call them, and the agency that an account works in. */
export type NamedTaker = { readonly name: string; readonly under: string | null };

/** The agency that answers for work, or whoever has none. Empty for nobody. */
export function officeOf(taker: NamedTaker | null): string {
  return taker?.under ?? taker?.name ?? "";
}

/** A taker as the value of a form's one choice. */
export function takerValue({ assigneeId, agencyId }: Taker): string {
  return agencyId === null ? `person:${assigneeId ?? ""}` : `agency:${agencyId}`;
}

/** The account or agency that a form's one choice names; anything else names nobody. */
export function takerIn(to: string): Taker {
  const [kind, id = ""] = to.split(":");
  return {
    assigneeId: kind === "person" && id !== "" ? id : null,
    agencyId: kind === "agency" && id !== "" ? id : null,
  };
}

/** The choices of a form, agencies and people apart, without those that are chosen already. */
export function takerGroups({ agencies, people }: Takers, chosen: readonly Taker[] = []) {
  const taken = new Set(chosen.map(takerValue));
  const group = (name: string, kind: "agency" | "person", of: readonly Option[]) => {
    const items = of
      .map(({ id, label }) => ({ value: `${kind}:${id}`, label }))
      .filter(({ value }) => !taken.has(value));
    return items.length === 0 ? [] : [{ group: name, items }];
  };
  return [...group("Cơ quan", "agency", agencies), ...group("Cán bộ", "person", people)];
}
