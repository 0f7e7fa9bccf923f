import type { CompiledLeaf, CompiledSet, Gate } from "./compiled.ts";

/** A leaf as JSON: gates per level and case are positions in `gates`, null where there is none. */
type PackedLeaf = Omit<CompiledLeaf, "index" | "gateAt"> & {
  readonly gateAt: readonly (readonly (number | null)[])[];
};

/** A compiled set as JSON, for a page that scores while one answers. */
export type PackedSet = Omit<CompiledSet, "leaves" | "leafByCode" | "spans"> & {
  readonly leaves: readonly PackedLeaf[];
  readonly spans: readonly (readonly [code: string, first: number, last: number])[];
};

/** What must reach the browser so that it scores exactly as the server does. */
export function packSet(set: CompiledSet): PackedSet {
  const { leafByCode: _made, leaves, spans, ...rest } = set;
  return {
    ...rest,
    leaves: leaves.map(({ index: _position, gateAt, ...leaf }) => ({
      ...leaf,
      gateAt: gateAt.map((cases) => cases.map((gate) => (gate ? leaf.gates.indexOf(gate) : null))),
    })),
    spans: [...spans].map(([code, { first, last }]) => [code, first, last]),
  };
}

/** The set that `packSet` was given. */
export function unpackSet(packed: PackedSet): CompiledSet {
  const leaves = packed.leaves.map((leaf, index) => ({
    ...leaf,
    index,
    gateAt: leaf.gateAt.map((cases) => cases.map((at) => gateAt(leaf.gates, at))),
  }));
  return {
    ...packed,
    leaves,
    leafByCode: new Map(leaves.map((leaf) => [leaf.code, leaf])),
    spans: new Map(packed.spans.map(([code, first, last]) => [code, { first, last }])),
  };
}

function gateAt(gates: readonly Gate[], at: number | null): Gate | null {
  return at === null ? null : (gates[at] ?? null);
}
