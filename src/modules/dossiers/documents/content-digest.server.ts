import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical.ts";
import type { DossierFacts } from "./facts.ts";

/** SHA-256 (hex) of what the producer signs for: everything written, answered and attached. */
export function contentDigest({ sections, answers, evidence, set, kind }: DossierFacts): string {
  const content = {
    kind,
    set: set.code,
    sections: sections.map(({ section, data }) => [section.name, data]),
    answers,
    evidence: evidence.map(({ criterion, paperId, digest }) => [criterion, paperId, digest]),
  };
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}
