import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { loadProcedures } from "#modules/rulebooks/procedure.server.ts";
import { basisLines, LegalBasisSchema } from "./legal-basis.ts";
import { loadLegalBasis } from "./legal-basis.server.ts";

describe("the shipped legal basis", () => {
  const data = loadLegalBasis();
  const of = (regime: string, paper: "recognition" | "revocation", on: string) =>
    basisLines(data, { regime, paper, on }).map((line) => /số (\S+)/.exec(line)?.[1]);

  test("names the decision of every regime, and says where each line was read", () => {
    for (const [regime, { decision, periods }] of Object.entries(loadProcedures().regimes))
      assert.equal(of(regime, "recognition", periods[0]?.from ?? "")[0], decision);
    const ids = Object.values(data.regimes).flatMap((lines) => lines.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  test("adds an amendment from its own day on, and cites nothing before it was", () => {
    assert.deepEqual(of("148-2023", "recognition", "2025-07-05"), ["148/QĐ-TTg"]);
    assert.deepEqual(of("148-2023", "recognition", "2025-07-06"), ["148/QĐ-TTg", "1489/QĐ-TTg"]);
    assert.deepEqual(of("26-2026", "recognition", "2026-05-21"), []);
  });

  test("has a ground of revocation only where a decision has one", () => {
    assert.match(
      basisLines(data, { regime: "26-2026", paper: "revocation", on: "2026-11-22" })[0] ?? "",
      /^Căn cứ Điều 8 /,
    );
    assert.deepEqual(of("148-2023", "revocation", "2026-11-22"), []);
    assert.deepEqual(of("unknown", "recognition", "2026-11-22"), []);
  });

  test("is refused with a line without source, or with its mark at the end", () => {
    const [line] = data.regimes["26-2026"] ?? [];
    for (const wrong of [{ source: "" }, { text: "Căn cứ Luật A;" }, { text: "Theo Luật A" }])
      assert.equal(
        LegalBasisSchema.safeParse({ about: "", regimes: { r: [{ ...line, ...wrong }] } }).success,
        false,
      );
  });
});
