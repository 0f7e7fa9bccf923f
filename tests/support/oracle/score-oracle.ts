import { leavesOf } from "./raw-book.ts";
import type { RawBook, RawCriterion, RawDossier, RawLeaf, RawOption, RawSet } from "./raw-book.ts";

export interface OracleUnmet {
  criterion: string;
  stars: number;
  needs: number;
  chosen: number | null;
}

export interface OracleScore {
  regime: string;
  set: string;
  parts: Record<string, number>;
  total: number;
  stars: number;
  bandStars: number;
  rejected: boolean;
  unanswered: string[];
  unmet: OracleUnmet[];
  next: { stars: number; pointsMissing: number; gates: OracleUnmet[] } | null;
}

/** The rules of scoring, read once more from their text and written the plainest way. */
export class ScoreOracle {
  readonly book: RawBook;
  readonly set: RawSet;
  readonly leaves: readonly RawLeaf[];

  constructor(book: RawBook, code: string) {
    const set = book.sets.find((s) => s.code === code);
    if (!set) throw new Error(`no set ${code}`);
    this.book = book;
    this.set = set;
    this.leaves = leavesOf(set);
  }

  score(dossier: RawDossier): OracleScore {
    const total = this.total(dossier);
    const bandStars = this.band(total);
    const reached = this.ascendingLevels().filter(
      ({ stars }) => stars <= bandStars && this.gatesHoldUpTo(stars, dossier),
    );
    const gateStars = Math.max(0, ...reached.map(({ stars }) => stars));
    return {
      regime: this.book.regime,
      set: this.set.code,
      parts: this.parts(dossier),
      total,
      stars: dossier.rejected ? 0 : gateStars,
      bandStars,
      rejected: dossier.rejected === true,
      unanswered: this.leaves.filter((l) => !this.chosen(l, dossier)).map((l) => l.criterion.code),
      unmet: this.unmet(dossier, bandStars, false),
      next: dossier.rejected
        ? null
        : this.next(dossier, this.ascendingLevels()[reached.length], total),
    };
  }

  total(dossier: RawDossier): number {
    let total = 0;
    for (const leaf of this.leaves) total += this.points(leaf, dossier);
    return total;
  }

  /** Rule 2: what the leaf counts; nothing while its own or an outer condition is false, or after a stop. */
  points(leaf: RawLeaf, dossier: RawDossier): number {
    if (this.stopped(leaf, dossier)) return 0;
    for (const criterion of [...leaf.above, leaf.criterion]) {
      const when = criterion.appliesWhen;
      if (when && this.pointsOfCode(when.criterion, dossier) < when.pointsAtLeast) return 0;
    }
    return this.chosen(leaf, dossier)?.points ?? 0;
  }

  chosen(leaf: RawLeaf, dossier: RawDossier): RawOption | undefined {
    return leaf.criterion.options.find(
      (option) => option.n === dossier.answers[leaf.criterion.code],
    );
  }

  /** Rule 4: the option that decides at a level for a kind of applicant, if any. */
  gate(leaf: RawLeaf, stars: number, kind: string | null): RawOption | undefined {
    const gated = leaf.criterion.options.filter(
      (option) =>
        option.minStar != null && option.minStar <= stars && (option.case ?? null) === kind,
    );
    const nearest = Math.max(...gated.map((option) => option.minStar ?? 0));
    const least = gated.filter((option) => option.minStar === nearest);
    return least.sort((a, b) => a.points - b.points)[0];
  }

  gateHolds(leaf: RawLeaf, stars: number, dossier: RawDossier): boolean {
    const chosen = this.chosen(leaf, dossier);
    if (!chosen) {
      const kinds = new Set(leaf.criterion.options.map((option) => option.case ?? null));
      return [...kinds].every((kind) => !this.gate(leaf, stars, kind));
    }
    const gate = this.gate(leaf, stars, chosen.case ?? null);
    return !gate || this.points(leaf, dossier) >= gate.points;
  }

  /** Whether every gate is met at a level and at every lower one. */
  gatesHoldUpTo(stars: number, dossier: RawDossier): boolean {
    return this.ascendingLevels()
      .filter((level) => level.stars <= stars)
      .every((level) => this.leaves.every((leaf) => this.gateHolds(leaf, level.stars, dossier)));
  }

  band(total: number): number {
    return Math.max(
      0,
      ...this.book.bands.filter(({ min }) => total >= min).map(({ stars }) => stars),
    );
  }

  private parts(dossier: RawDossier): Record<string, number> {
    const parts: Record<string, number> = {};
    for (const part of this.set.parts) parts[part.code] = 0;
    for (const leaf of this.leaves)
      parts[leaf.part] = (parts[leaf.part] ?? 0) + this.points(leaf, dossier);
    return parts;
  }

  /** Every gated option up to a level that the choice falls short of; `deciding`: only those that rule 4 picks. */
  private unmet(dossier: RawDossier, upTo: number, deciding: boolean): OracleUnmet[] {
    const unmet: OracleUnmet[] = [];
    for (const leaf of this.leaves) {
      const chosen = this.chosen(leaf, dossier);
      const short = leaf.criterion.options.filter((option) => {
        if (option.minStar == null || option.minStar > upTo) return false;
        if (deciding && this.gate(leaf, option.minStar, option.case ?? null) !== option)
          return false;
        if (!chosen) return true;
        return (
          (option.case ?? null) === (chosen.case ?? null) &&
          this.points(leaf, dossier) < option.points
        );
      });
      short.sort((a, b) => (a.minStar ?? 0) - (b.minStar ?? 0) || a.n - b.n);
      for (const option of short) {
        unmet.push({
          criterion: leaf.criterion.code,
          stars: option.minStar ?? 0,
          needs: option.n,
          chosen: chosen?.n ?? null,
        });
      }
    }
    return unmet;
  }

  private next(
    dossier: RawDossier,
    above: { stars: number; min: number } | undefined,
    total: number,
  ): OracleScore["next"] {
    if (!above) return null;
    return {
      stars: above.stars,
      pointsMissing: Math.max(0, above.min - total),
      gates: this.unmet(dossier, above.stars, true),
    };
  }

  /** Rule 6: everything that follows the criterion, with all that is inside it, at which scoring stopped. */
  private stopped(leaf: RawLeaf, dossier: RawDossier): boolean {
    const at = dossier.stopAt;
    if (at == null) return false;
    const within = (l: RawLeaf): boolean =>
      [...l.above, l.criterion].some(({ code }) => code === at);
    return this.leaves.indexOf(leaf) > this.leaves.findLastIndex(within);
  }

  private pointsOfCode(code: string, dossier: RawDossier): number {
    const belongs = (criteria: readonly RawCriterion[]): boolean =>
      criteria.some((c) => c.code === code);
    let points = 0;
    for (const leaf of this.leaves) {
      if (belongs([...leaf.above, leaf.criterion])) points += this.points(leaf, dossier);
    }
    return points;
  }

  private ascendingLevels(): { stars: number; min: number }[] {
    return this.book.bands.toSorted((a, b) => a.stars - b.stars);
  }
}
