import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import {
  choose,
  emptyEntry,
  type Entry,
  give,
  type Given,
  hear,
  isToSend,
  refuse,
  sending,
  settle,
  shownValue,
} from "./outbox.ts";
import type { StandingAnswer, WriteOutcome } from "./outcome.ts";

/** The system's side of one criterion, as the service keeps it. */
class System {
  standing: StandingAnswer = { option: null, note: null, version: 0, writeId: null };
  readonly made = new Map<string, number>();

  save(write: { writeId: string; value: Given; base: number }): WriteOutcome {
    const { writeId, value, base } = write;
    const version = this.made.get(writeId);
    const about = { criterion: "1.1", writeId };
    if (version !== undefined) return { ...about, outcome: "saved", version };
    if (base !== this.standing.version)
      return { ...about, outcome: "stale", current: this.standing };
    this.standing = { ...value, version: base + 1, writeId };
    this.made.set(writeId, base + 1);
    return { ...about, outcome: "saved", version: base + 1 };
  }
}

const given = (option: number): Given => ({ option, note: null });
let made = 0;
const nextId = () => `w${(made += 1)}`;
const typed = (entry: Entry<Given>, option: number) =>
  give(entry, { value: given(option), writeId: nextId(), at: "" });

/** Sends what waits; `arrives` or not, and is heard of or not. */
function send(
  system: System,
  entry: Entry<Given>,
  { arrives = true, heard = true } = {},
): Entry<Given> {
  const out = sending(entry);
  if (!out.waiting || !isToSend(out)) return out;
  if (!arrives) return out;
  const outcome = system.save(out.waiting);
  return heard ? settle(out, outcome) : out;
}

describe("the outbox of a sheet", () => {
  test("a value that was kept waits no more", () => {
    const system = new System();
    const entry = send(system, typed(emptyEntry, 2));
    assert.equal(entry.waiting, null);
    assert.deepEqual(shownValue(entry), given(2));
    assert.equal(system.standing.version, 1);
  });

  test("an answer that was lost on the way is no clash with oneself", () => {
    const system = new System();
    const unheard = send(system, typed(emptyEntry, 2), { heard: false });
    assert.equal(system.standing.option, 2);
    const changed = typed(unheard, 3);
    const met = send(system, changed);
    assert.equal(met.clash, null);
    const done = send(system, met);
    assert.equal(done.waiting, null);
    assert.equal(system.standing.option, 3);
    assert.equal(system.standing.version, 2);
  });

  test("what was typed while a save was under way is sent after it", () => {
    const system = new System();
    const out = sending(typed(emptyEntry, 1));
    const outcome = system.save(out.waiting ?? assert.fail());
    const meanwhile = typed(out, 3);
    const settled = settle(meanwhile, outcome);
    assert.deepEqual(shownValue(settled), given(3));
    assert.equal(send(system, settled).waiting, null);
    assert.equal(system.standing.option, 3);
  });

  test("another device's value is shown beside one's own until the person has chosen", () => {
    const system = new System();
    const here = send(system, typed(emptyEntry, 1));
    const there = send(
      system,
      typed(hear(emptyEntry, { value: given(1), version: 1, writeId: "x" }), 2),
    );
    assert.equal(there.clash, null);
    const clash = send(system, typed(here, 3));
    assert.deepEqual(clash.clash?.value, given(2));
    assert.deepEqual(shownValue(clash), given(3));
    assert.equal(isToSend(clash), false);
    assert.equal(system.standing.option, 2);
    const theirs = choose(clash, "theirs", nextId());
    assert.deepEqual(shownValue(theirs), given(2));
    const mine = send(system, choose(clash, "mine", nextId()));
    assert.equal(mine.waiting, null);
    assert.equal(system.standing.option, 3);
  });

  test("the same value on both devices is no clash", () => {
    const system = new System();
    send(system, typed(emptyEntry, 2));
    const other = send(system, typed(emptyEntry, 2));
    assert.equal(other.clash, null);
    assert.equal(other.waiting, null);
    assert.equal(system.standing.version, 1);
  });

  test("what is refused stays to be read and is not sent again", () => {
    const entry = refuse(typed(emptyEntry, 2), "Phiếu đã ký.");
    assert.equal(isToSend(entry), false);
    assert.deepEqual(shownValue(entry), given(2));
  });

  test("an older page does not take back what the device has heard since", () => {
    const entry = hear(emptyEntry, { value: given(3), version: 4, writeId: "b" });
    const older = hear(entry, { value: given(1), version: 2, writeId: "a" });
    assert.deepEqual(shownValue(older), given(3));
  });

  test("whatever is lost on the way between two devices, nothing is lost or done twice", () => {
    const step = fc.record({
      device: fc.constantFrom(0, 1),
      option: fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }),
      way: fc.constantFrom("both", "nothing", "unheard", "look"),
      which: fc.constantFrom("mine" as const, "theirs" as const),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const system = new System();
        const devices: Entry<Given>[] = [emptyEntry, emptyEntry];
        const versions = new Set<number>();
        const accepted: (Given & { version: number })[] = [];
        const note = () => {
          if (versions.has(system.standing.version) || system.standing.version === 0) return;
          versions.add(system.standing.version);
          accepted.push(system.standing);
        };
        for (const { device, option, way, which } of steps) {
          let entry = devices[device] ?? emptyEntry;
          if (option !== null) entry = typed(entry, option);
          if (way === "look") {
            const { version, writeId, ...value } = system.standing;
            entry = hear(entry, {
              value: { option: value.option, note: value.note },
              version,
              writeId,
            });
          } else entry = send(system, entry, { arrives: way !== "nothing", heard: way === "both" });
          note();
          if (entry.clash) {
            // Both values are there to be read before anything is chosen.
            assert.notDeepEqual(entry.clash.value, shownValue(entry));
            entry = choose(entry, which, nextId());
          }
          devices[device] = entry;
        }
        // The network is back: every device sends what it has until nothing waits.
        for (let round = 0; round < 6; round += 1)
          for (const [at, entry] of devices.entries()) {
            const sent = send(system, entry);
            note();
            devices[at] = choose(sent, "mine", nextId());
          }
        for (const entry of devices) assert.equal(entry.waiting, null);
        assert.equal(accepted.length, system.standing.version);
        assert.equal(system.made.size, system.standing.version);
        const last = devices.filter(({ heard }) => heard?.version === system.standing.version);
        if (system.standing.version > 0) {
          assert.ok(last.length > 0);
          for (const entry of last) assert.equal(shownValue(entry)?.option, system.standing.option);
        }
      }),
      { numRuns: 400 },
    );
  });
});
