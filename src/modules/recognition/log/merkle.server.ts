import { createHash } from "node:crypto";

/** SHA-256, lower-case hex. */
export type Hash = string;

function sha256(...parts: readonly Uint8Array[]): Hash {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

const bytes = (hash: Hash) => Buffer.from(hash, "hex");

/** The hash of a leaf: of 0x00 and its entry (RFC 6962, section 2.1). */
export function leafHash(entry: string): Hash {
  return sha256(Uint8Array.of(0), Buffer.from(entry, "utf8"));
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Uint8Array.of(1), bytes(left), bytes(right));
}

/** The largest power of two below `n`; `n` at least 2. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** The root over these leaf hashes; of none, the hash of nothing. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const k = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** The hashes that lead from a leaf to the root over all `leaves`, nearest first (section 2.1.1). */
export function inclusionProof(leaves: readonly Hash[], place: number): Hash[] {
  if (!Number.isInteger(place) || place < 0 || place >= leaves.length)
    throw new RangeError(`no leaf ${place} of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return place < k
    ? [...inclusionProof(leaves.slice(0, k), place), rootOf(leaves.slice(k))]
    : [...inclusionProof(leaves.slice(k), place - k), rootOf(leaves.slice(0, k))];
}

/** Whether a proof leads from a leaf at its place to the root over `size` leaves. */
export function isIncluded(of: {
  readonly leaf: Hash;
  readonly place: number;
  readonly size: number;
  readonly proof: readonly Hash[];
  readonly root: Hash;
}): boolean {
  const { leaf, place, size, proof, root } = of;
  if (!Number.isInteger(place) || place < 0 || place >= size) return false;
  let [node, last, hash] = [place, size - 1, leaf];
  for (const beside of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(beside, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash === root;
}

/** The hashes that prove the first `size` of the leaves to be their beginning (section 2.1.2). */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length)
    throw new RangeError(`no beginning of ${size} in ${leaves.length}`);
  return subProof(leaves, size, true);
}

function subProof(leaves: readonly Hash[], size: number, whole: boolean): Hash[] {
  if (size === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return size <= k
    ? [...subProof(leaves.slice(0, k), size, whole), rootOf(leaves.slice(k))]
    : [...subProof(leaves.slice(k), size - k, false), rootOf(leaves.slice(0, k))];
}

/** A head of the log: how many leaves, and their root. */
export type Head = { readonly size: number; readonly root: Hash };

/** Whether a proof shows that the later head only added to the earlier one. */
export function isConsistent(earlier: Head, later: Head, proof: readonly Hash[]): boolean {
  if (earlier.size < 1 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return proof.length === 0 && earlier.root === later.root;
  const path = [...proof];
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  // A beginning that is a whole subtree is its own first hash.
  const first = node === 0 ? earlier.root : path.shift();
  if (first === undefined) return false;
  let [old, fresh] = [first, first];
  for (const beside of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [old, fresh] = [nodeHash(beside, old), nodeHash(beside, fresh)];
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      fresh = nodeHash(fresh, beside);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && old === earlier.root && fresh === later.root;
}
