import type { CompiledSet } from "#modules/rulebooks/compiled.ts";
import { unpackSet } from "#modules/rulebooks/portable.ts";
import { offerUnpick, sayScore, showScore } from "#modules/rulebooks/self-score/live.ts";
import {
  choose,
  emptyEntry,
  type Entry,
  give,
  type Given,
  hear,
  isToSend,
  same,
  shownValue,
} from "../sheets/outbox.ts";
import { noRemarks, type Remarks } from "../sheets/outcome.ts";
import { scoreSheet } from "../sheets/total.ts";
import { codeOf, fill, fillRemarks, givenOf, questionOf, saidIn } from "./boxes.ts";
import { showClash, wordsOf, wordsOfRemarks } from "./clash.ts";
import {
  changeAnswer,
  changeRemarks,
  type KeptAnswer,
  keptOf,
  type KeptRemarks,
  newWriteId,
} from "./device.ts";
import { clashOf, heardOf, newerOf, readStanding, showMoved } from "./hearing.ts";
import type { PageData } from "./page-data.ts";
import { saidOf, show } from "./said.ts";
import { sendWaiting, type Sent } from "./sync.ts";

const typingPause = 600;
const retrySeconds = [3, 8, 20, 45];

/**
 * Keeps one sheet: every touch goes to this device at once and to the system as soon as it can be
 * reached. Nothing is ever written over: what another device of the same member gave is shown.
 */
export class SheetKeeper {
  readonly #form: HTMLFormElement;
  readonly #data: PageData;
  readonly #set: CompiledSet;
  readonly #unsay: () => void;
  /** As the device keeps them, by criterion. */
  readonly #answers = new Map<string, Entry<Given>>();
  #remarks: Entry<Remarks> = emptyEntry;
  #last: Sent | null = null;
  #timer: number | undefined;
  #typing: number | undefined;
  #announcement: number | undefined;
  #tries = 0;
  /** Changes are put down one after another, in the order of the touches. */
  #writing: Promise<unknown> = Promise.resolve();
  /** What was touched (null: the remarks) while the device was still read; null once it is. */
  #early: Set<string | null> | null = new Set();

  /** `unsay` is called at every touch: what the page says of being saved does not hold any more. */
  constructor(form: HTMLFormElement, data: PageData, unsay: () => void) {
    this.#unsay = unsay;
    this.#form = form;
    this.#data = data;
    this.#set = unpackSet(data.set);
  }

  /** Puts back what this device kept, then follows every touch. */
  async start(): Promise<void> {
    const restored = this.#restore();
    if (!this.#data.readOnly) {
      this.#form.addEventListener("change", (event) => this.#touched(event.target, 0));
      this.#form.addEventListener("input", (event) => {
        if (event.target instanceof HTMLTextAreaElement) this.#touched(event.target, typingPause);
      });
      this.#form.addEventListener("submit", (event) => {
        event.preventDefault();
        const goOn = event.submitter?.getAttribute("value") === "sign";
        void restored.then(() => this.#leave(goOn));
      });
    }
    await restored;
    this.#catchUp();
    window.addEventListener("online", () => void this.#comeBack());
    window.addEventListener("offline", () => this.#tell());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.#comeBack();
      else void this.#flushTyping().then(() => this.send());
    });
    this.#draw();
    void this.send();
  }

  /** Puts down what was touched while the device was read, and what was chosen before this script was there. */
  #catchUp(): void {
    const early = this.#early ?? [];
    this.#early = null;
    if (this.#data.readOnly) return;
    const open = [...this.#answers].filter(([, entry]) => shownValue(entry) === null);
    for (const code of new Set([...early, ...open.map(([code]) => code)])) void this.#put(code);
  }

  get #key() {
    const { user, session, item, round, save } = this.#data;
    return { user, session, item, round, save };
  }

  async #restore(): Promise<void> {
    const kept = await this.#kept().catch(() => []);
    const { answers, remarks, remarksVersion } = this.#data;
    for (const { code } of this.#set.leaves) {
      const found = kept.find((one) => one.kind === "answer" && one.criterion === code);
      const own = found?.kind === "answer" ? found.entry : emptyEntry;
      this.#answers.set(code, hear<Given>(own, heardOf(answers[code])));
    }
    const found = kept.find((one) => one.kind === "remarks");
    const own: Entry<Remarks> = found?.kind === "remarks" ? found.entry : emptyEntry;
    this.#remarks = hear(own, { value: remarks, version: remarksVersion, writeId: null });
    this.#fillAll();
  }

  /** What this device keeps of this very sheet. */
  async #kept(): Promise<readonly (KeptAnswer | KeptRemarks)[]> {
    const { session, item, round, user } = this.#data;
    return (await keptOf(user)).filter(
      (one) => one.session === session && one.item === item && one.round === round,
    );
  }

  #fillAll(): void {
    for (const [code, entry] of this.#answers) {
      const value = this.#early?.has(code) ? null : shownValue(entry);
      if (value && !same(value, givenOf(this.#form, code))) fill(this.#form, code, value);
    }
    const said = this.#early?.has(null) ? null : shownValue(this.#remarks);
    if (said && !same(said, saidIn(this.#form))) fillRemarks(this.#form, said);
  }

  #touched(target: EventTarget | null, pause: number): void {
    this.#unsay();
    this.#showScore();
    if (this.#early) return void this.#early.add(codeOf(target));
    clearTimeout(this.#typing);
    // An answer taken back speaks through the form: whatever differs is put down.
    if (target === this.#form) for (const { code } of this.#set.leaves) void this.#put(code);
    else if (pause === 0) void this.#put(codeOf(target));
    else this.#typing = window.setTimeout(() => void this.#put(codeOf(target)), pause);
  }

  /** A note that is still being typed when the page goes is put down too. */
  async #flushTyping(): Promise<void> {
    clearTimeout(this.#typing);
    if (!this.#data.readOnly) await this.#put(codeOf(document.activeElement));
  }

  /** Puts what the boxes of a criterion (null: the remarks) hold on this device, then sends it. */
  #put(code: string | null): Promise<unknown> {
    const write = { writeId: newWriteId(), at: new Date().toISOString() };
    const before = this.#writing;
    this.#writing = this.#putAfter(before, code, write);
    return this.#writing;
  }

  async #putAfter(
    before: Promise<unknown>,
    code: string | null,
    write: { writeId: string; at: string },
  ): Promise<void> {
    await before;
    const isChanged = await (code === null
      ? this.#putRemarks(write)
      : this.#putAnswer(code, write));
    if (!isChanged) return this.#tell();
    this.#draw();
    this.#soon(0);
  }

  async #putAnswer(code: string, write: { writeId: string; at: string }): Promise<boolean> {
    const value = givenOf(this.#form, code);
    const known = this.#answers.get(code) ?? emptyEntry;
    if (same(value, shownValue(known) ?? { option: null, note: null })) return false;
    const turned = await changeAnswer(this.#key, code, (entry) =>
      give(newerOf(entry, known), { value, ...write }),
    );
    this.#answers.set(code, turned);
    return true;
  }

  async #putRemarks(write: { writeId: string; at: string }): Promise<boolean> {
    const value = saidIn(this.#form);
    const known = this.#remarks;
    if (same(value, shownValue(known) ?? noRemarks)) return false;
    this.#remarks = await changeRemarks(this.#key, (entry) =>
      give(newerOf(entry, known), { value, ...write }),
    );
    return true;
  }

  #soon(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.send(), pause);
  }

  /** Sends what waits and shows what became of it; comes again by itself while there is no network. */
  async send(): Promise<Sent> {
    clearTimeout(this.#timer);
    this.#last = await sendWaiting(this.#data.user).catch(() => "unreachable" as const);
    for (const one of await this.#kept().catch(() => []))
      if (one.kind === "answer") this.#answers.set(one.criterion, one.entry);
      else this.#remarks = one.entry;
    this.#draw();
    if (this.#last === "unreachable")
      this.#soon((retrySeconds[Math.min(this.#tries++, retrySeconds.length - 1)] ?? 45) * 1000);
    else this.#tries = 0;
    if (this.#last === "sent" && this.#isWaiting()) this.#soon(0);
    return this.#last;
  }

  #isWaiting(): boolean {
    return [...this.#answers.values()].some(isToSend) || isToSend(this.#remarks);
  }

  /** Back from sleep or from a dead network: first what waits goes, then what happened elsewhere comes. */
  async #comeBack(): Promise<void> {
    this.#tries = 0;
    await this.send();
    const standing = await readStanding(this.#data.standing);
    if (!standing) return;
    if (standing.round !== this.#data.round || (standing.closed !== null) !== this.#data.readOnly)
      return showMoved();
    for (const [code, answer] of Object.entries(standing.answers)) {
      const known = this.#answers.get(code) ?? emptyEntry;
      const heard = heardOf(answer);
      if (heard.version <= (known.heard?.version ?? 0)) continue;
      const turned = await changeAnswer(this.#key, code, (entry) =>
        hear(newerOf(entry, known), heard),
      ).catch(() => hear(known, heard));
      this.#answers.set(code, turned);
    }
    const { remarks, version } = standing;
    this.#remarks = hear(this.#remarks, { value: remarks, version, writeId: null });
    this.#fillAll();
    this.#draw();
  }

  #draw(): void {
    for (const [code, entry] of this.#answers)
      showClash(
        questionOf(code),
        clashOf(entry, (value) => wordsOf(code, value)),
        (which) => {
          void changeAnswer(this.#key, code, (found) =>
            choose(found ?? entry, which, newWriteId()),
          ).then((turned) => this.#chosen(() => this.#answers.set(code, turned)));
        },
      );
    const remarks = document.querySelector("[data-remarks]");
    showClash(remarks, clashOf(this.#remarks, wordsOfRemarks), (which) => {
      void changeRemarks(this.#key, (found) =>
        choose(found ?? this.#remarks, which, newWriteId()),
      ).then((turned) => this.#chosen(() => (this.#remarks = turned)));
    });
    this.#showScore();
    this.#tell();
  }

  #chosen(take: () => void): void {
    take();
    this.#fillAll();
    this.#draw();
    this.#soon(0);
  }

  #showScore(): void {
    const bar = this.#form.querySelector<HTMLElement>(".score-bar");
    if (!bar) return;
    const { proposesRejection, stopAt } = saidIn(this.#form);
    const answers: Record<string, number> = {};
    for (const { code } of this.#set.leaves) {
      const { option } = givenOf(this.#form, code);
      if (option !== null) answers[code] = option;
    }
    const result = scoreSheet(this.#set, { answers, proposesRejection, stopAt });
    showScore(bar, result, this.#set, this.#data);
    if (!this.#data.readOnly) offerUnpick(this.#form, this.#set, this.#data.texts.unpick);
    const done = bar.querySelector("[data-done]");
    if (done) done.textContent = String(this.#set.leaves.length - result.unanswered.length);
    clearTimeout(this.#announcement);
    this.#announcement = window.setTimeout(() => sayScore(bar, result, this.#data.texts), 900);
  }

  #tell(): void {
    const kept = [...this.#answers].map(([criterion, entry]): KeptAnswer => {
      return { ...this.#key, kind: "answer", criterion, entry };
    });
    const remarks: KeptRemarks = { ...this.#key, kind: "remarks", entry: this.#remarks };
    show(saidOf([...kept, remarks], { last: this.#last, online: navigator.onLine }));
  }

  /** The buttons: on to signing only once the system has everything; without a network nothing is lost. */
  async #leave(goOn: boolean): Promise<void> {
    await this.#flushTyping();
    await this.send();
    const isThere = !this.#isWaiting() && [...this.#answers.values()].every(({ clash }) => !clash);
    if (isThere && goOn) location.assign(this.#data.sign);
    else if (goOn) document.querySelector("[data-needs-network]")?.removeAttribute("hidden");
  }
}
