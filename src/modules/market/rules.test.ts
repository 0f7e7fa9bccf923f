import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { roles } from "#core/access/roles.ts";
import type { Actor } from "#core/access/actor.ts";
import { afterStep, proposalSteps, type ProposalState } from "#core/proposals.ts";
import { can } from "./access.ts";
import { partsOf } from "./content-parts.ts";
import { newsStates, pointStates, versionStates } from "./model.ts";
import { idsOfSlug, newsSlug } from "./news-slug.ts";
import { paragraphsOf } from "./paragraphs.ts";
import { formatPosition, parsePosition } from "#core/input/position.ts";
import { firstProducerValues, priceText } from "./prefill.ts";
import { producerContent, ProposeProducer, ticked } from "./profile-inputs.ts";
import { pointChecklist } from "./points/checklist.server.ts";
import { isPartMet, isPointMet } from "./points/checklist.ts";
import { newsSteps, pointSteps } from "./states.ts";
import { hostOf, parseWebLink } from "./web-links.ts";
import { builtProducerPage } from "./factory.ts";

test("whatever is tried, a version stands in public only after it waited, and never comes back", () => {
  const names = Object.keys(proposalSteps) as (keyof typeof proposalSteps)[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 10 }), (taken) => {
      const passed: ProposalState[] = ["pending"];
      for (const name of taken) {
        const reached = afterStep(name, passed.at(-1) ?? "pending");
        if (reached !== null) passed.push(reached);
      }
      const at = passed.indexOf("accepted");
      if (at >= 0) assert.equal(at, 1);
      assert.ok(passed.length <= 3);
      assert.equal(passed.lastIndexOf("accepted"), at);
    }),
  );
});

test("every state of versions, news and points is reached by some step", () => {
  for (const [steps, states, first] of [
    [proposalSteps, versionStates, "pending"],
    [newsSteps, newsStates, "draft"],
    [pointSteps, pointStates, "open"],
  ] as const)
    assert.deepEqual(
      [...new Set<string>([first, ...Object.values(steps).map(({ to }) => to)])].toSorted(),
      Object.keys(states).toSorted(),
    );
});

test("only a producer writes its page, and only its province's office decides", () => {
  const subject = { unitPath: "19/05692", producerId: "p1" };
  const holding = (role: (typeof roles)[number], own: string, path: string): Actor => ({
    kind: "user",
    userId: "u",
    grants: [
      {
        role,
        jurisdiction: role.startsWith("producer")
          ? { kind: "own", holderId: own }
          : { kind: "unit", version: "2025-07-01", path },
      },
    ],
  });
  const may = (activity: "see" | "propose" | "decide" | "withdraw", own = "p1", path = "19") =>
    roles.filter((role) => can(holding(role, own, path), "profile", activity, subject));
  assert.deepEqual(may("propose"), ["producerOwner", "producerStaff"]);
  assert.deepEqual(may("decide"), ["provinceOfficer"]);
  assert.deepEqual(may("withdraw"), ["producerOwner", "producerStaff", "provinceOfficer"]);
  assert.ok(may("see").includes("communeOfficer"));
  for (const activity of ["see", "propose", "decide", "withdraw"] as const)
    assert.deepEqual(may(activity, "p2", "24"), []);
});

test("a position is read as maps copy it and as people type it, and comes back the same", () => {
  const at = { latitude: 21.6012, longitude: 105.8521 };
  for (const typed of [
    "21.6012, 105.8521",
    "21.6012,105.8521",
    "21,6012 105,8521",
    "21,6012; 105,8521",
    "(21.6012, 105.8521)",
    "21.6012° 105.8521°",
  ])
    assert.deepEqual(parsePosition(typed), at, typed);
  assert.deepEqual(parsePosition(formatPosition(at)), at);
  for (const typed of ["", "21.6", "105.8521, 21.6012", "-21.6, 105.8", "0, 0", "a, b", "1e9, 105"])
    assert.equal(parsePosition(typed), null, typed);
});

test("a link of the public is https to a named host, without a password in it", () => {
  assert.equal(parseWebLink("vi-du.vn/che"), "https://vi-du.vn/che");
  assert.equal(parseWebLink(" https://www.vi-du.vn "), "https://www.vi-du.vn/");
  assert.equal(hostOf("https://www.vi-du.vn/"), "vi-du.vn");
  for (const typed of [
    "http://vi-du.vn",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://10.0.0.1/",
    "https://localhost/",
    "https://a:b@vi-du.vn/",
    `https://vi-du.vn/${"a".repeat(600)}`,
    "mua ở chợ",
  ])
    assert.equal(parseWebLink(typed), null, typed);
});

test("what a producer did not tick is not in what is kept", () => {
  const secret = {
    address: "Xóm 9",
    phone: "0912 345 678",
    email: "a@vi-du.vn",
    website: "vi-du.vn",
  };
  fc.assert(
    fc.property(fc.subarray(Object.keys(ticked)), (boxes) => {
      const form = ProposeProducer.parse(
        builtProducerPage("00000000-0000-4000-8000-000000000001", {
          ...secret,
          ...Object.fromEntries(boxes.map((box) => [box, "1"])),
        }),
      );
      const content: Readonly<Record<string, unknown>> = producerContent(form);
      for (const [box, name] of Object.entries(ticked))
        assert.equal(content[name] === null, !boxes.includes(box), name);
    }),
  );
  const empty = ProposeProducer.safeParse(
    builtProducerPage("00000000-0000-4000-8000-000000000001", { showPhone: "1" }),
  );
  assert.equal(empty.success, false);
});

test("a first form is filled from the register, and nothing in it is ticked", () => {
  const values = firstProducerValues({
    address: "Xóm 9",
    phone: "0912345678",
    email: null,
    website: "http://vi-du.vn",
    mainActivity: "Trồng chè",
  });
  assert.deepEqual(values, {
    intro: "Trồng chè",
    address: "Xóm 9",
    phone: "0912 345 678",
    email: "",
    website: "",
  });
  const price = { priceFrom: 120_000, priceTo: 150_000, priceUnit: "hộp 250 g" };
  assert.equal(priceText(price), "120.000–150.000 đồng/hộp 250 g");
  assert.equal(priceText({ ...price, priceTo: null }), "120.000 đồng/hộp 250 g");
  assert.equal(priceText({ priceFrom: null, priceTo: null, priceUnit: "kg" }), "");
});

test("the address of news ends in what finds it again, whatever its title", () => {
  fc.assert(
    fc.property(fc.string(), fc.uuid(), (title, id) => {
      const slug = newsSlug(title, id);
      assert.match(slug, /^[a-z0-9-]+$/);
      const ids = idsOfSlug(slug);
      assert.ok(ids && ids.from <= id && id <= ids.to);
    }),
  );
  assert.equal(idsOfSlug("tin-moi"), null);
});

test("an empty line parts paragraphs, and the parts of a profile are those that say something", () => {
  assert.deepEqual(paragraphsOf("Một\nhai\n\nBa\n\n\n"), ["Một\nhai", "Ba"]);
  const form = ProposeProducer.parse(
    builtProducerPage("00000000-0000-4000-8000-000000000001", {
      phone: "0912345678",
      showPhone: "1",
    }),
  );
  assert.deepEqual(
    partsOf(producerContent(form)).map(({ name, text }) => [name, text]),
    [
      ["intro", "Trồng rau trên nương."],
      ["phone", "0912 345 678"],
    ],
  );
});

test("a part of the checklist is met by one answer or by all, and doubt never counts as met", () => {
  const answer = fc.constantFrom("yes", "no", "unclear" as const);
  const { parts } = pointChecklist();
  const codes = parts.flatMap(({ items }) => items.map(({ code }) => code));
  const answers = fc.dictionary(fc.constantFrom(...codes), answer);
  fc.assert(
    fc.property(answers, (given) => {
      for (const part of parts) {
        const of = part.items.map(({ code }) => given[code] ?? "unclear");
        const met = isPartMet(part, given);
        if (part.rule === "any") assert.equal(met === true, of.includes("yes"));
        else assert.equal(met === false, of.includes("no"));
        // Settling what is unclear never turns a verdict round.
        if (met !== null) {
          const settled = Object.fromEntries(
            part.items.map(({ code }) => [code, given[code] === "yes" ? "yes" : "no"] as const),
          );
          if (met)
            assert.equal(isPartMet(part, settled), part.rule === "any" || !of.includes("no"));
        }
      }
      // The office's own items decide nothing about the decision.
      const own = { ...given, "office:sign": "no" as const };
      assert.equal(isPointMet(pointChecklist(), own), isPointMet(pointChecklist(), given));
    }),
    { numRuns: 50 },
  );
});
