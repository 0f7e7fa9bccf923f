import { paperNumbers } from "./claims.ts";
import type { DossierFacts, Evidence } from "./facts.ts";
import { extensionOf, safeName } from "#core/file-names.ts";

/** What the store holds of a paper. */
export type StoredPaper = {
  readonly size: number;
  readonly mediaType: string;
  /** Null where pages cannot be counted. */
  readonly pages: number | null;
};

/** A paper's file in the archive. */
export type PlannedFile = StoredPaper & {
  readonly path: string;
  readonly digest: string;
  readonly number: number;
  readonly paper: Evidence;
  /** Every criterion that it backs, in the set's order. */
  readonly criteria: readonly string[];
};

/** A form that the archive brings, made from the filing. */
export type FormFile = {
  readonly path: string;
  readonly title: string;
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
  readonly pages: number | null;
};

/** Where every paper of a dossier goes, criterion by criterion. */
export type ArchivePlan = {
  readonly files: readonly PlannedFile[];
  readonly links: readonly {
    readonly number: number;
    readonly paper: Evidence;
    readonly criteria: readonly string[];
  }[];
  /** Criteria with papers, in the set's order. */
  readonly criteria: readonly {
    readonly code: string;
    readonly title: string;
    readonly entries: readonly {
      readonly number: number;
      readonly paper: Evidence;
      readonly file: PlannedFile | null;
      /** Its file lies with an earlier criterion. */
      readonly isRepeat: boolean;
    }[];
  }[];
};

/**
 * Plans the archive of a dossier. Each paper once, in the folder of the first criterion that it
 * backs; folders begin with the criterion's place in the set, so that any program lists them in
 * its order. Throws `RangeError` for a paper whose content `stored` does not know.
 */
export function planArchive(
  facts: Pick<DossierFacts, "compiled" | "evidence">,
  stored: ReadonlyMap<string, StoredPaper>,
): ArchivePlan {
  const { leaves } = facts.compiled;
  const width = String(leaves.length).length;
  const numbers = paperNumbers(facts);
  const places = new Map<string, { folder: string; criteria: string[]; paper: Evidence }>();
  for (const { code, index } of leaves) {
    const folder = `minh-chung/${String(index + 1).padStart(width, "0")}-tieu-chi-${safeName(code, 20)}`;
    for (const paper of papersOf(facts, code)) {
      const known = places.get(paper.paperId);
      if (known) known.criteria.push(code);
      else places.set(paper.paperId, { folder, criteria: [code], paper });
    }
  }
  const files = new Map<string, PlannedFile>();
  const links: ArchivePlan["links"][number][] = [];
  for (const [id, { folder, criteria, paper }] of places) {
    const number = numbers.get(id) ?? 0;
    if (paper.digest === null) {
      links.push({ number, paper, criteria });
      continue;
    }
    const kept = stored.get(paper.digest);
    if (!kept) throw new RangeError(`no content ${paper.digest} for paper ${id}`);
    const path = `${folder}/${String(number).padStart(3, "0")}-${safeName(paper.title)}.${extensionOf(kept.mediaType)}`;
    files.set(id, { ...kept, path, digest: paper.digest, number, paper, criteria });
  }
  return {
    files: [...files.values()],
    links,
    criteria: leaves.flatMap(({ code, title }) => {
      const entries = papersOf(facts, code).map((paper) => ({
        number: numbers.get(paper.paperId) ?? 0,
        paper,
        file: files.get(paper.paperId) ?? null,
        isRepeat: places.get(paper.paperId)?.criteria[0] !== code,
      }));
      return entries.length === 0 ? [] : [{ code, title, entries }];
    }),
  };
}

/** The papers behind a criterion, each once. */
function papersOf({ evidence }: Pick<DossierFacts, "evidence">, code: string): Evidence[] {
  const found = evidence.filter(({ criterion }) => criterion === code);
  return [...new Map(found.map((paper) => [paper.paperId, paper])).values()];
}
