import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AnswersError } from "./answers.ts";
import { compileSet } from "./compiled.ts";
import type { CompiledSet } from "./compiled.ts";
import { group, leaf, part, rulebook } from "./factory.ts";
import type { Band, Criterion, Part } from "./model.ts";
import { score } from "./score.ts";

const threeLevels: readonly Band[] = [
  { stars: 3, min: 8 },
  { stars: 2, min: 4 },
  { stars: 1, min: 0 },
];

function setOf(parts: readonly Part[], bands: readonly Band[] = threeLevels): CompiledSet {
  const book = rulebook(parts, { bands });
  const [set] = book.sets;
  assert.ok(set);
  return compileSet(book, set);
}

const onePart = (...criteria: Criterion[]): CompiledSet => setOf([part("A", criteria)]);

describe("points", () => {
  test("parts add up their criteria at every depth, and the total adds up the parts", () => {
    const set = setOf([
      part("A", [group("1", [leaf("1.1", [1, 2]), group("1.2", [leaf("1.2.1", [0, 3])])])]),
      part("B", [leaf("2", [0, 4])]),
    ]);
    const result = score(set, { "1.1": 2, "1.2.1": 2, "2": 2 });
    assert.deepEqual(result.parts, { A: 5, B: 4 });
    assert.equal(result.total, 9);
    assert.equal(result.regime, "test");
    assert.equal(result.set, "01");
  });

  test("an unanswered criterion counts 0, is listed in rulebook order, and its part is still shown", () => {
    const set = setOf([part("A", [leaf("2", [1]), leaf("1", [1])]), part("B", [leaf("3", [5])])]);
    const result = score(set, { "1": 1 });
    assert.deepEqual(result.parts, { A: 1, B: 0 });
    assert.deepEqual(result.unanswered, ["2", "3"]);
  });

  test("an option is meant by its number, not by its rank in points", () => {
    assert.equal(score(onePart(leaf("1", [2, 0, 1])), { "1": 3 }).total, 1);
  });
});

describe("conditions", () => {
  const set = onePart(
    leaf("5.1", [0, 1, 2]),
    leaf("5.2", [1, [5, 2]], { appliesWhen: { criterion: "5.1", pointsAtLeast: 2 } }),
  );

  test("a criterion whose condition is false scores 0 whatever was chosen", () => {
    assert.equal(score(set, { "5.1": 2, "5.2": 2 }).total, 1);
    assert.equal(score(set, { "5.2": 2 }).total, 0);
  });

  test("a criterion whose condition just holds scores its option", () => {
    assert.equal(score(set, { "5.1": 3, "5.2": 2 }).total, 7);
  });

  test("a gate is held against the 0 that counts, not against the option that was chosen", () => {
    const helped = onePart(
      leaf("0", [6]),
      leaf("5.1", [0, 1]),
      leaf("5.2", [1, [5, 2]], { appliesWhen: { criterion: "5.1", pointsAtLeast: 1 } }),
    );
    const result = score(helped, { "0": 1, "5.1": 1, "5.2": 2 });
    assert.equal(result.bandStars, 2);
    assert.equal(result.stars, 1);
    assert.deepEqual(result.unmet, [{ criterion: "5.2", stars: 2, needs: 2, chosen: 2 }]);
  });

  test("a criterion without an answer is listed as unanswered although its condition is false", () => {
    assert.deepEqual(score(set, { "5.1": 1 }).unanswered, ["5.2"]);
  });

  test("a condition on a group reads the sum of what counts inside it", () => {
    const grouped = onePart(
      group("1", [leaf("1.1", [0, 2]), leaf("1.2", [0, 2])]),
      leaf("2", [3], { appliesWhen: { criterion: "1", pointsAtLeast: 4 } }),
    );
    assert.equal(score(grouped, { "1.1": 2, "1.2": 1, "2": 1 }).total, 2);
    assert.equal(score(grouped, { "1.1": 2, "1.2": 2, "2": 1 }).total, 7);
  });

  test("a condition of a group holds for everything inside it, beside their own", () => {
    const grouped = onePart(
      leaf("1", [0, 1]),
      leaf("2", [0, 1]),
      group(
        "3",
        [leaf("3.1", [2]), leaf("3.2", [4], { appliesWhen: { criterion: "2", pointsAtLeast: 1 } })],
        { appliesWhen: { criterion: "1", pointsAtLeast: 1 } },
      ),
    );
    const all = { "3.1": 1, "3.2": 1 };
    assert.equal(score(grouped, { ...all, "1": 1, "2": 2 }).total, 1);
    assert.equal(score(grouped, { ...all, "1": 2, "2": 1 }).total, 3);
    assert.equal(score(grouped, { ...all, "1": 2, "2": 2 }).total, 8);
  });

  test("conditions in a chain fall together, also when they read what comes later", () => {
    const chain = onePart(
      leaf("1", [0, 3], { appliesWhen: { criterion: "2", pointsAtLeast: 1 } }),
      leaf("2", [0, 2], { appliesWhen: { criterion: "3", pointsAtLeast: 1 } }),
      leaf("3", [0, 1]),
    );
    assert.equal(score(chain, { "1": 2, "2": 2, "3": 1 }).total, 0);
    assert.equal(score(chain, { "1": 2, "2": 2, "3": 2 }).total, 6);
  });
});

describe("stars", () => {
  test("a band begins exactly at its minimum", () => {
    const set = onePart(leaf("1", [3, 4, 7, 8]));
    const stars = [1, 2, 3, 4].map((n) => score(set, { "1": n }).stars);
    assert.deepEqual(stars, [1, 2, 2, 3]);
  });

  test("a gate unmet at a lower level holds back every level above it", () => {
    const set = onePart(leaf("1", [0, 8]), leaf("2", [0, [1, 2], [2, 3]]));
    const result = score(set, { "1": 2, "2": 1 });
    assert.equal(result.bandStars, 3);
    assert.equal(result.stars, 1);
    assert.deepEqual(result.unmet, [
      { criterion: "2", stars: 2, needs: 2, chosen: 1 },
      { criterion: "2", stars: 3, needs: 3, chosen: 1 },
    ]);
  });

  test("a level without a gate of its own keeps the gate of the nearest level below", () => {
    const set = onePart(leaf("1", [0, 8]), leaf("2", [0, [1, 2], 2]));
    assert.equal(score(set, { "1": 2, "2": 1 }).stars, 1);
    assert.equal(score(set, { "1": 2, "2": 2 }).stars, 3);
  });

  test("an option with as many points as the gate meets it, whichever it is", () => {
    const set = onePart(leaf("1", [0, 4]), leaf("2", [1, [1, 2]]));
    assert.equal(score(set, { "1": 2, "2": 1 }).stars, 2);
  });

  test("a gate of 0 points is met by any answer and by no silence", () => {
    const set = onePart(leaf("1", [0, 8]), leaf("2", [[0, 3], 1]));
    assert.equal(score(set, { "1": 2, "2": 1 }).stars, 3);
    const silent = score(set, { "1": 2 });
    assert.equal(silent.stars, 2);
    assert.deepEqual(silent.unmet, [{ criterion: "2", stars: 3, needs: 1, chosen: null }]);
  });

  test("gates above the band of the total are not yet unmet", () => {
    const set = onePart(leaf("1", [4]), leaf("2", [0, [1, 3]]));
    assert.deepEqual(score(set, { "1": 1, "2": 1 }).unmet, []);
  });

  test("of two options with one star level the lesser decides, and both are listed", () => {
    const set = onePart(leaf("1", [0, 4]), leaf("2", [0, [2, 2], [1, 2]]));
    const lesser = score(set, { "1": 2, "2": 3 });
    assert.equal(lesser.stars, 2);
    assert.deepEqual(lesser.unmet, [{ criterion: "2", stars: 2, needs: 2, chosen: 3 }]);
    assert.deepEqual(lesser.next?.gates, []);
    assert.equal(score(set, { "1": 2, "2": 1 }).stars, 1);
  });

  test("a gate of the lowest level that is unmet leaves no level at all", () => {
    const set = onePart(leaf("1", [0, [1, 1]]));
    const result = score(set, { "1": 1 });
    assert.equal(result.stars, 0);
    assert.equal(result.bandStars, 1);
    assert.equal(result.next?.stars, 1);
  });

  test("levels are data: they need not go up to 5, nor be next to each other", () => {
    const set = setOf(
      [part("A", [leaf("1", [0, 5, 10])])],
      [
        { stars: 7, min: 10 },
        { stars: 2, min: 0 },
      ],
    );
    assert.equal(score(set, { "1": 2 }).stars, 2);
    assert.equal(score(set, { "1": 2 }).next?.stars, 7);
    assert.equal(score(set, { "1": 3 }).stars, 7);
    assert.equal(score(set, { "1": 3 }).next, null);
  });
});

describe("cases", () => {
  const cased = leaf("1", [
    [1, null, "x"],
    [3, 2, "x"],
    [2, null, "y"],
    [5, 3, "y"],
  ]);
  const set = setOf([part("A", [leaf("0", [8]), cased])]);

  test("a gate is looked for within the case of the chosen option", () => {
    assert.equal(score(set, { "0": 1, "1": 1 }).stars, 1);
    assert.deepEqual(score(set, { "0": 1, "1": 1 }).unmet, [
      { criterion: "1", stars: 2, needs: 2, chosen: 1 },
    ]);
    assert.equal(score(set, { "0": 1, "1": 2 }).stars, 3);
    assert.equal(score(set, { "0": 1, "1": 3 }).stars, 2);
  });

  test("without an answer the gates of all cases stand unmet", () => {
    const result = score(set, { "0": 1 });
    assert.equal(result.stars, 1);
    assert.deepEqual(result.unmet, [
      { criterion: "1", stars: 2, needs: 2, chosen: null },
      { criterion: "1", stars: 3, needs: 4, chosen: null },
    ]);
  });
});

describe("rejection and stop", () => {
  const set = onePart(
    leaf("1", [0, 4]),
    group("2", [leaf("2.1", [0, 2]), leaf("2.2", [0, 2])]),
    leaf("3", [0, [2, 2]]),
  );
  const all = { "1": 2, "2.1": 2, "2.2": 2, "3": 2 };

  test("a rejected dossier has no stars and no way up, but its points are still counted", () => {
    const result = score(set, { ...all, "3": 1 }, { rejected: true });
    assert.equal(result.stars, 0);
    assert.equal(result.rejected, true);
    assert.equal(result.next, null);
    assert.equal(result.total, 8);
    assert.equal(result.bandStars, 3);
    assert.deepEqual(result.unmet, [{ criterion: "3", stars: 2, needs: 2, chosen: 1 }]);
  });

  test("the criterion at which scoring stops still counts, what follows counts 0", () => {
    const result = score(set, all, { stopAt: "2.1" });
    assert.equal(result.total, 6);
    assert.equal(result.stars, 1);
    assert.deepEqual(result.unmet, [{ criterion: "3", stars: 2, needs: 2, chosen: 2 }]);
    assert.deepEqual(result.unanswered, []);
  });

  test("a stop at a group lets the whole group count", () => {
    assert.equal(score(set, all, { stopAt: "2" }).total, 8);
  });

  test("null stops nothing, and a stop at no criterion of the set is refused", () => {
    assert.equal(score(set, all, { stopAt: null }).total, 10);
    assert.throws(() => score(set, all, { stopAt: "9" }), {
      place: "stopAt",
      vi: "Bộ 01 không có tiêu chí 9.",
    });
  });

  test("a condition that reads what follows a stop is false", () => {
    const looking = onePart(
      leaf("1", [5], { appliesWhen: { criterion: "2", pointsAtLeast: 1 } }),
      leaf("2", [1]),
    );
    assert.equal(score(looking, { "1": 1, "2": 1 }).total, 6);
    assert.equal(score(looking, { "1": 1, "2": 1 }, { stopAt: "1" }).total, 0);
  });
});

describe("the next level", () => {
  test("it names the missing points and the gates that stand between, of that level and below", () => {
    const set = onePart(leaf("1", [0, 5]), leaf("2", [0, [1, 2], [3, 3]]), leaf("3", [0, [4, 3]]));
    assert.deepEqual(score(set, { "1": 2, "2": 2 }).next, {
      stars: 3,
      pointsMissing: 2,
      gates: [
        { criterion: "2", stars: 3, needs: 3, chosen: 2 },
        { criterion: "3", stars: 3, needs: 2, chosen: null },
      ],
    });
  });

  test("held back by a gate alone, no points are missing", () => {
    const set = onePart(leaf("1", [8]), leaf("2", [0, [1, 2]]));
    assert.deepEqual(score(set, { "1": 1 }).next, {
      stars: 2,
      pointsMissing: 0,
      gates: [{ criterion: "2", stars: 2, needs: 2, chosen: null }],
    });
  });
});

describe("answers that do not fit", () => {
  const set = onePart(group("1", [leaf("1.1", [0, 1, 2])]));
  const unknown = (code: string) => `Bộ 01 không có tiêu chí ${code}.`;
  const range = "Tiêu chí 1.1: hãy chọn một trong các lựa chọn từ 1 đến 3.";
  const grouped = "Tiêu chí 1 gồm nhiều tiêu chí nhỏ: hãy trả lời từng tiêu chí nhỏ.";
  const refused: [what: string, answers: Record<string, unknown>, en: RegExp, vi: string][] = [
    ["an unknown code", { "9": 1 }, /^answers\.9: set 01 has no criterion "9"$/u, unknown("9")],
    ["a group", { "1": 1 }, /^answers\.1: criterion 1 of set 01 is a group/u, grouped],
    ["an option above the last", { "1.1": 4 }, /^answers\.1\.1: 4 is not .* from 1 to 3$/u, range],
    ["an option below the first", { "1.1": 0 }, /^answers\.1\.1: 0 is not/u, range],
    ["a negative option", { "1.1": -1 }, /^answers\.1\.1: -1 is not/u, range],
    ["a part of an option", { "1.1": 1.5 }, /^answers\.1\.1: 1\.5 is not/u, range],
    ["a text", { "1.1": "2" }, /^answers\.1\.1: "2" is not/u, range],
    ["null", { "1.1": null }, /^answers\.1\.1: null is not/u, range],
    [
      "a name every object has",
      { constructor: 1 },
      /^answers\.constructor: set 01 has no/u,
      unknown("constructor"),
    ],
  ];
  for (const [what, answers, en, vi] of refused) {
    test(`${what} is refused with its place, in both languages`, () => {
      const scoring = () => score(set, answers as Record<string, number>);
      assert.throws(scoring, (error) => {
        assert.ok(error instanceof AnswersError);
        assert.equal(error.place, `answers.${Object.keys(answers)[0]}`);
        assert.match(error.en, en);
        assert.equal(error.vi, vi);
        assert.deepEqual(error.fields, { [error.place]: vi });
        assert.equal(error.code, "unprocessable");
        assert.equal(error.name, "AnswersError");
        return true;
      });
    });
  }

  test("a criterion named like something every object has is unanswered until it is answered", () => {
    const named = onePart(leaf("constructor", [0, 1]));
    assert.deepEqual(score(named, {}).unanswered, ["constructor"]);
    assert.equal(score(named, { constructor: 2 }).total, 1);
  });
});
