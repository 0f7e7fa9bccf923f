import {
  changedValues,
  differences,
  drawnValuesOf,
  fillBoxes,
  markPapers,
  sameValues,
  valuesOf,
} from "./boxes.ts";
import { type Draft, dropDraft, findDraft, keepDraft } from "./drafts.ts";
import { control, type FormValues } from "#core/field/form.ts";
import { send, type Sent } from "./send.ts";
import { offerChoice, sayState, unsayOnServer } from "./state.ts";

const typingPause = 700;
const retrySeconds = [2, 5, 12, 30];

/**
 * Keeps one form: every change goes to this device at once and to the server as soon as it can
 * be reached; leaving the page waits for neither. Two versions are shown side by side, never
 * written over each other.
 */
export class FormKeeper {
  readonly #form: HTMLFormElement;
  readonly #user: string;
  readonly #id: string;
  readonly #onSaved: (said: object) => void;
  #version: number;
  /** As the server has it, as far as we know. */
  #onServer: FormValues;
  #timer: number | undefined;
  #tries = 0;
  /** What this device was last given to keep. */
  #onDevice: FormValues;
  #sending: Promise<Sent> | null = null;
  #hangUp = new AbortController();
  #isBlocked = false;
  /** How often the server has said something: what this device has to say of before is out of date. */
  #heard = 0;
  /** It was told that something waits to be sent. */
  #isOwing = false;
  /** What the server could not keep of what it last took. */
  #wrong: string | null = null;
  /** The person pressed on to the next page while the server could not be reached. */
  #wantsOn = false;

  /** `onSaved` is told what the server answered when it has taken the page. */
  constructor(form: HTMLFormElement, user: string, onSaved: (said: object) => void = () => {}) {
    this.#form = form;
    this.#user = user;
    this.#onSaved = onSaved;
    this.#id = new URL(form.action).pathname;
    this.#version = Number(this.#hidden(control.version)?.value) || 0;
    // What was typed before this script was there is not on the server.
    this.#onServer = drawnValuesOf(form);
    this.#onDevice = this.#onServer;
  }

  /** Puts back what this device kept, and follows every change. */
  start(): void {
    // The page itself shows two versions and asks which one holds: its plain buttons answer.
    if (this.#form.dataset["cameBack"] === "stale") return;
    const restored = this.#restore().catch(() => undefined);
    // What is typed while the device still reads is kept once it has: over nothing that was there.
    const follow = (act: () => void) => () => void restored.then(act);
    this.#form.addEventListener(
      "input",
      follow(() => this.#changed(typingPause)),
    );
    this.#form.addEventListener(
      "change",
      follow(() => {
        // Leaving a box says again what its typing said: nothing new to tell, only to send at once.
        if (sameValues(this.#values, this.#onDevice)) this.#soon(0);
        else this.#changed(0);
      }),
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const goOn = event.submitter?.getAttribute("value") === "next";
      void restored.then(() => this.#leave(goOn));
    });
    window.addEventListener(
      "online",
      follow(() => this.#comeBack()),
    );
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void restored.then(() => this.#flush());
      else this.#soon(0);
    });
  }

  get #values(): FormValues {
    return valuesOf(this.#form);
  }

  get #isDirty(): boolean {
    return !sameValues(this.#values, this.#onServer);
  }

  #hidden(name: string): HTMLInputElement | null {
    return this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  }

  #draft(isWaiting: boolean): Draft {
    return {
      id: this.#id,
      user: this.#user,
      save: this.#form.dataset["save"] ?? "",
      title: this.#form.dataset["title"] ?? document.title,
      fields: this.#values,
      version: this.#version,
      isWaiting,
      at: Date.now(),
    };
  }

  async #restore(): Promise<void> {
    // The page came back with mistakes: what it shows is the newest, and not on the server.
    if (this.#form.dataset["cameBack"] !== undefined) {
      this.#onServer = {};
      return this.#changed(0);
    }
    const draft = await findDraft(this.#id, this.#user).catch(() => null);
    // Typed before this script was there, or while the device was read.
    const typed = changedValues(this.#onServer, this.#values);
    if (draft && !draft.isWaiting) {
      // The page is older than what this device has sent: it comes from the device's own store.
      if (draft.version > this.#version) this.#adopt(draft.fields, draft.version);
    } else if (draft && sameValues(draft.fields, this.#onServer)) await dropDraft(this.#id);
    else if (draft && draft.version < this.#version)
      return this.#twoVersions(this.#onServer, this.#version, { ...draft.fields, ...typed });
    else if (draft) {
      fillBoxes(this.#form, draft.fields);
      this.#setVersion(draft.version);
      sayState("restored");
      this.#isOwing = true;
      this.#soon(0);
    }
    fillBoxes(this.#form, typed, true);
    if (Object.keys(typed).length > 0 && this.#isDirty) this.#changed(typingPause);
  }

  #adopt(fields: FormValues, version: number): void {
    fillBoxes(this.#form, fields);
    this.#setVersion(version);
    this.#onServer = this.#values;
  }

  #setVersion(version: number): void {
    this.#version = version;
    const hidden = this.#hidden(control.version);
    if (hidden) hidden.value = String(version);
  }

  /**
   * The network is said to be back. What hangs on the old one would hang to its end, so it is sent
   * anew, and a route that is not quite there yet is tried again soon.
   */
  #comeBack(): void {
    this.#hangUp.abort();
    this.#tries = 0;
    this.#soon(0);
  }

  #changed(pause: number): void {
    unsayOnServer();
    this.#keepWaiting();
    this.#tries = 0;
    this.#wantsOn = false;
    this.#soon(pause);
  }

  /** Gives this device what the form holds, and says so unless the server has answered meanwhile. */
  #keepWaiting(): void {
    const draft = this.#draft(true);
    const heard = this.#heard;
    this.#onDevice = draft.fields;
    this.#isOwing = true;
    void keepDraft(draft).then(
      () => this.#isBlocked || heard !== this.#heard || sayState(onDevice()),
      // A private window or a full device: the server alone has to do.
      () => undefined,
    );
  }

  #soon(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#flush(), pause);
  }

  /** Sends what the form holds, one at a time; whatever happens, the device has it. */
  async #flush(): Promise<Sent | null> {
    clearTimeout(this.#timer);
    while (this.#sending) await this.#sending;
    if (this.#isBlocked) return null;
    if (!this.#isDirty) {
      this.#settleUp();
      return null;
    }
    const values = this.#values;
    this.#sending = this.#sendUntilHeard(values);
    const sent = await this.#sending;
    this.#sending = null;
    this.#settle(sent, values);
    return sent;
  }

  /** Sends once, and again for each time that the network came back meanwhile. */
  async #sendUntilHeard(values: FormValues): Promise<Sent> {
    for (;;) {
      this.#hangUp = new AbortController();
      const { signal } = this.#hangUp;
      const sent = await send(this.#form.dataset["save"] ?? "", values, this.#version, signal);
      if (sent.kind !== "unreachable" || !signal.aborted) return sent;
    }
  }

  /** Nothing waits, be it sent or typed back to what it was: says so where it was told otherwise. */
  #settleUp(): void {
    if (!this.#isOwing) return;
    this.#isOwing = false;
    this.#heard += 1;
    // What the server has is said at once: a device that is slow to note it keeps nobody waiting.
    void keepDraft(this.#draft(this.#wrong !== null)).catch(() => undefined);
    if (this.#wrong === null) sayState("onServer");
    else sayState("someWrong", this.#wrong);
  }

  #settle(sent: Sent, values: FormValues): void {
    this.#heard += 1;
    switch (sent.kind) {
      case "saved":
        this.#onServer = values;
        this.#wrong = Object.values(sent.errors)[0] ?? null;
        this.#isOwing = true;
        markPapers(this.#form, values["papers"] ?? []);
        this.#setVersion(sent.version);
        this.#onSaved(sent.said);
        if (!this.#isDirty) return this.#settleUp();
        this.#keepWaiting();
        return this.#soon(typingPause);
      case "stale":
        if (sameValues(sent.current, this.#comparable(values))) {
          this.#setVersion(sent.version);
          return this.#soon(0);
        }
        return this.#twoVersions(sent.current, sent.version, values);
      case "signedOut":
        return sayState("signedOut");
      case "refused":
        return sayState("refused", sent.words);
      case "unreachable":
        sayState(this.#wantsOn ? "mayGoOn" : navigator.onLine ? "unreachable" : "offline");
        this.#soon((retrySeconds[Math.min(this.#tries++, retrySeconds.length - 1)] ?? 45) * 1000);
    }
  }

  /** Without the ticks of papers, which are merged one by one and never stand against each other. */
  #comparable({ papers: _papers, ...rest }: FormValues): FormValues {
    return rest;
  }

  #twoVersions(theirs: FormValues, version: number, mine: FormValues): void {
    this.#isBlocked = true;
    sayState("choose");
    const decide = (fill: FormValues): void => {
      this.#isBlocked = false;
      this.#setVersion(version);
      fillBoxes(this.#form, fill, true);
    };
    offerChoice(this.#form, differences(this.#form, theirs, mine), {
      keepMine: () => {
        decide(mine);
        this.#changed(0);
      },
      takeTheirs: () => {
        decide(theirs);
        this.#onServer = this.#values;
        void dropDraft(this.#id).catch(() => undefined);
        sayState("onServer");
      },
    });
  }

  /** The buttons: goes on only once the server has the page; without a network nothing is lost. */
  async #leave(goOn: boolean): Promise<void> {
    this.#wantsOn = goOn;
    await keepDraft(this.#draft(this.#isDirty)).catch(() => undefined);
    let sent = await this.#flush();
    // The server had it already, only its answer was lost: what is left goes with the next.
    if (sent?.kind === "stale" && !this.#isBlocked) sent = await this.#flush();
    if (this.#isBlocked) return;
    const isTaken = sent === null ? !this.#isDirty : sent.kind === "saved";
    const isThere = isTaken && this.#wrong === null;
    if (isThere && goOn) location.assign(this.#form.dataset["next"] ?? location.href);
    else if (isThere && this.#form.dataset["stay"]) location.assign(this.#form.dataset["stay"]);
    else if (isThere) sayState("onServer");
    // The page comes back and says at each box what is wrong.
    else if (isTaken || sent?.kind === "refused") this.#form.submit();
  }
}

function onDevice(): "onDevice" | "offline" {
  return navigator.onLine ? "onDevice" : "offline";
}
