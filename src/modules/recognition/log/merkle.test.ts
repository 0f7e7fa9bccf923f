import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  consistencyProof,
  type Hash,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
} from "./merkle.server.ts";

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_one, i) => leafHash(`leaf ${i}`));
const sized = fc.integer({ min: 1, max: 70 });

/** The other digit in the first place: a hash that differs in one. */
const changed = (hash: Hash) => `${hash.startsWith("0") ? "1" : "0"}${hash.slice(1)}`;

describe("the tree of the log", () => {
  test("hashes as RFC 6962 has it", () => {
    const hex = (text: string) =>
      createHash("sha256").update(Buffer.from(text, "hex")).digest("hex");
    assert.equal(rootOf([]), hex(""));
    assert.equal(leafHash(""), hex("00"));
    // Vectors of the reference implementation (certificate-transparency, merkletree tests).
    const vectors = ["", "00", "10", "2021", "3031", "40414243"].map((text) => hex(`00${text}`));
    assert.equal(
      rootOf(vectors.slice(0, 2)),
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    );
    assert.equal(
      rootOf(vectors.slice(0, 3)),
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    );
    assert.equal(
      rootOf(vectors),
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    );
  });

  test("proves every leaf to be in it, and no leaf at another place or in another tree", () => {
    fc.assert(
      fc.property(sized, fc.nat(), fc.nat(), (size, at, other) => {
        const leaves = leavesOf(size);
        const place = at % size;
        const root = rootOf(leaves);
        const proof = inclusionProof(leaves, place);
        const leaf = leaves[place] ?? "";
        assert.ok(isIncluded({ leaf, place, size, proof, root }));
        assert.ok(!isIncluded({ leaf: leafHash("another"), place, size, proof, root }));
        assert.ok(!isIncluded({ leaf, place, size, proof, root: changed(root) }));
        assert.ok(!isIncluded({ leaf, place, size, proof: [...proof, root], root }));
        if (other % size !== place)
          assert.ok(!isIncluded({ leaf, place: other % size, size, proof, root }));
        const [first] = proof;
        if (first !== undefined) {
          assert.ok(!isIncluded({ leaf, place, size, proof: proof.slice(1), root }));
          assert.ok(
            !isIncluded({ leaf, place, size, proof: [changed(first), ...proof.slice(1)], root }),
          );
        }
      }),
    );
  });

  test("proves a beginning to be one, and no changed, shortened or reordered one", () => {
    fc.assert(
      fc.property(sized, fc.nat(), fc.nat(), (size, at, broken) => {
        const leaves = leavesOf(size);
        const early = (at % size) + 1;
        const head = (of: readonly Hash[]) => ({ size: of.length, root: rootOf(of) });
        const earlier = head(leaves.slice(0, early));
        const proof = consistencyProof(leaves, early);
        assert.ok(isConsistent(earlier, head(leaves), proof));
        const rewritten = leaves.with(broken % early, leafHash("rewritten"));
        assert.ok(!isConsistent(earlier, head(rewritten), consistencyProof(rewritten, early)));
        assert.ok(!isConsistent(earlier, head(rewritten), proof));
        assert.ok(!isConsistent(head(leaves), { ...earlier, size: early - 1 }, proof));
        if (proof.length > 0) assert.ok(!isConsistent(earlier, head(leaves), proof.slice(1)));
      }),
    );
  });

  test("has no proof for what it does not hold", () => {
    assert.throws(() => inclusionProof(leavesOf(3), 3), RangeError);
    assert.throws(() => inclusionProof([], 0), RangeError);
    assert.throws(() => consistencyProof(leavesOf(3), 0), RangeError);
    assert.throws(() => consistencyProof(leavesOf(3), 4), RangeError);
  });
});
