import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#core/errors.ts";
import { AnswersError } from "../answers.ts";
import { findBook, listRegimes } from "../book.server.ts";
import type { Book } from "../book.server.ts";
import { score } from "../score.ts";
import { scoreSheetView } from "./score-sheet-view.ts";
import type { ScoreSheetInput } from "./score-sheet-view.ts";

function bookOf(regime: string): Book {
  const found = findBook(regime);
  assert.ok(found);
  return found;
}

const blank: ScoreSheetInput = { book: bookOf("26-2026"), set: "01", standing: "official" };

/** The `n`th option everywhere, or the last where there are fewer. */
function answersOf({ compiled }: Book, set: string, n: number): Record<string, number> {
  const leaves = compiled.get(set)?.leaves ?? [];
  return Object.fromEntries(leaves.map(({ code, options }) => [code, Math.min(n, options.length)]));
}

const rowsOf = (input: ScoreSheetInput) => scoreSheetView(input).parts.flatMap(({ rows }) => rows);

test("points on the sheet are those of score(), in every row, part and total", () => {
  for (const regime of listRegimes()) {
    const book = bookOf(regime);
    for (const [set, compiled] of book.compiled) {
      const answers = answersOf(book, set, 2);
      const result = score(compiled, answers);
      const view = scoreSheetView({ ...blank, book, set, filled: { answers } });
      assert.equal(view.result?.total, result.total);
      for (const part of view.parts) {
        const leaves = part.rows.filter((row) => row.kind === "leaf");
        const sum = leaves.reduce((total, row) => total + (row.points ?? 0), 0);
        assert.equal(part.points, result.parts[part.code], `${regime} ${set}`);
        assert.equal(sum, part.points, `${regime} ${set}`);
      }
    }
  }
});

test("a blank sheet has no points, no tick and no result", () => {
  const view = scoreSheetView(blank);
  assert.equal(view.result, null);
  assert.ok(view.levels.every(({ reached }) => !reached));
  for (const row of rowsOf(blank)) {
    assert.equal(row.points, null);
    assert.equal(row.unanswered, false);
    assert.ok(row.blocks.every(({ options }) => options.every(({ chosen }) => !chosen)));
  }
});

test("a confirmed stop is ticked, and what follows it counts 0", () => {
  const book = bookOf("1048-2019");
  const answers = answersOf(book, "01", Infinity);
  const stopped = { ...blank, book, filled: { answers, verdict: { stopAt: "6.1" } } };
  const rows = rowsOf(stopped);
  const at = rows.findIndex((row) => row.code === "6.1");
  assert.equal(rows[at]?.notes.find((note) => note.kind === "stop")?.box, true);
  assert.equal(rows[at]?.points, rows[at]?.max);
  const after = rows.slice(at).filter((row) => !row.code.startsWith("6.1"));
  assert.ok(after.length > 5 && after.every((row) => row.points === 0));
});

test("a criterion whose condition fails counts 0 and says what it waits for", () => {
  const answers = { ...answersOf(blank.book, "01", Infinity), "5.1": 1 };
  const rows = rowsOf({ ...blank, filled: { answers } });
  const conditional = rows.filter((row) =>
    row.notes.some((note) =>
      /^Chỉ chấm khi tiêu chí 5\.1 được từ \d+ điểm trở lên$/.test(note.text),
    ),
  );
  assert.ok(conditional.length > 0);
  assert.ok(conditional.every((row) => row.points === 0));
});

test("a rejected dossier reaches no level", () => {
  const filled = { answers: answersOf(blank.book, "01", Infinity), verdict: { rejected: true } };
  const view = scoreSheetView({ ...blank, filled });
  assert.equal(view.rejected, true);
  assert.ok(view.levels.every(({ reached }) => !reached));
  assert.deepEqual(view.result?.reasons, ["Hồ sơ bị loại nên không được phân hạng sao."]);
});

test("the result says what is unanswered and which least options are not met", () => {
  const { "1.1": _, ...answers } = answersOf(blank.book, "01", Infinity);
  const view = scoreSheetView({ ...blank, filled: { answers: { ...answers, "2.2": 1 } } });
  assert.deepEqual(view.result?.reasons, [
    "Theo khung điểm: 5 sao (từ 90 điểm trở lên).",
    "Chưa đạt mức tối thiểu tại tiêu chí: 2.2 (3 sao).",
    "Tiêu chí chưa chấm (tính 0 điểm): 1.1.",
  ]);
});

test("fields are one line each, and blanks are left to fill in", () => {
  const product = { name: "  Chè\n Shan  tuyết ", producer: "   " };
  const view = scoreSheetView({ ...blank, product });
  assert.equal(view.product.name, "Chè Shan tuyết");
  assert.equal(view.product.producer, null);
  assert.equal(view.product.code, null);
});

test("an unknown set or answer is refused by name", () => {
  assert.throws(
    () => scoreSheetView({ ...blank, set: "99" }),
    (error: unknown) => error instanceof AppError && error.code === "notFound",
  );
  assert.throws(
    () => scoreSheetView({ ...blank, filled: { answers: { "9.9.9": 1 } } }),
    AnswersError,
  );
});
