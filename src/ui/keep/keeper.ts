import { differences, fillBoxes, sameValues, valuesOf } from "./boxes.ts";
import { type Draft, dropDraft, findDraft, keepDraft } from "./drafts.ts";
import { control, type FormValues } from "#core/field/form.ts";
import { send, type Sent } from "./send.ts";
import { offerChoice, sayState } from "./state.ts";

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
  /** The person pressed on to the next page while the server could not be reached. */
  #wantsOn = false;

  /** `onSaved` is told what the server answered when it has taken the page. */
  constructor(form: HTMLFormElement, user: string, onSaved: (said: object) => void = () => {}) {
    this.#form = form;
    this.#user = user;
    this.#onSaved = onSaved;
    this.#id = new URL(form.action).pathname;
    this.#version = Number(this.#hidden(control.version)?.value) || 0;
    this.#onServer = valuesOf(form);
    this.#onDevice = this.#onServer;
  }

  /** Puts back what this device kept, then follows every change. */
  async start(): Promise<void> {
    // The page itself shows two versions and asks which one holds: its plain buttons answer.
    if (this.#form.dataset["cameBack"] === "stale") return;
    await this.#restore().catch(() => undefined);
    this.#form.addEventListener("input", () => this.#changed(typingPause));
    this.#form.addEventListener("change", () => {
      // Leaving a box says again what its typing said: nothing new to tell, only to send at once.
      if (sameValues(this.#values, this.#onDevice)) this.#soon(0);
      else this.#changed(0);
    });
    this.#form.addEventListener("submit", (event) => void this.#leave(event));
    window.addEventListener("online", () => this.#comeBack());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") void this.#flush();
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
    const draft = await findDraft(this.#id, this.#user);
    if (!draft) return;
    if (!draft.isWaiting) {
      // The page is older than what this device has sent: it comes from the device's own store.
      if (draft.version > this.#version) this.#adopt(draft.fields, draft.version);
      return;
    }
    if (sameValues(draft.fields, this.#onServer)) return dropDraft(this.#id);
    if (draft.version >= this.#version) {
      fillBoxes(this.#form, draft.fields);
      this.#setVersion(draft.version);
      sayState("restored");
      this.#soon(0);
      return;
    }
    this.#twoVersions(this.#onServer, this.#version, draft.fields);
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
   * The network is said to be back. What hangs on the old one would hang to its end, and a route
   * that is not quite there yet is tried again soon.
   */
  #comeBack(): void {
    this.#hangUp.abort();
    this.#tries = 0;
    this.#soon(0);
  }

  #changed(pause: number): void {
    const draft = this.#draft(true);
    this.#onDevice = draft.fields;
    void keepDraft(draft).then(
      () => this.#isBlocked || sayState(navigator.onLine ? "onDevice" : "offline"),
      // A private window or a full device: the server alone has to do.
      () => undefined,
    );
    this.#tries = 0;
    this.#wantsOn = false;
    this.#soon(pause);
  }

  #soon(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#flush(), pause);
  }

  /** Sends what the form holds, one at a time; whatever happens, the device has it. */
  async #flush(): Promise<Sent | null> {
    clearTimeout(this.#timer);
    if (this.#sending) await this.#sending;
    if (this.#isBlocked || !this.#isDirty) return null;
    const values = this.#values;
    this.#hangUp = new AbortController();
    const { signal } = this.#hangUp;
    this.#sending = send(this.#form.dataset["save"] ?? "", values, this.#version, signal);
    const sent = await this.#sending;
    this.#sending = null;
    this.#settle(sent, values);
    return sent;
  }

  #settle(sent: Sent, values: FormValues): void {
    switch (sent.kind) {
      case "saved":
        this.#onServer = values;
        this.#markPapers(values);
        this.#setVersion(sent.version);
        this.#onSaved(sent.said);
        // What the server has is said at once: a device that is slow to note it keeps nobody waiting.
        void keepDraft(this.#draft(this.#isDirty || hasAny(sent.errors))).catch(() => undefined);
        if (this.#isDirty) this.#soon(typingPause);
        else if (hasAny(sent.errors)) sayState("someWrong", Object.values(sent.errors)[0]);
        else sayState("onServer");
        return;
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

  /** Papers that the server now has are the ground for the next change. */
  #markPapers(values: FormValues): void {
    const form = this.#form;
    for (const old of form.querySelectorAll('input[name="papersBefore"]')) old.remove();
    for (const id of values["papers"] ?? []) {
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = "papersBefore";
      hidden.value = id;
      form.append(hidden);
    }
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
  async #leave(event: SubmitEvent): Promise<void> {
    const goOn = event.submitter?.getAttribute("value") === "next";
    event.preventDefault();
    this.#wantsOn = goOn;
    await keepDraft(this.#draft(this.#isDirty)).catch(() => undefined);
    const sent = await this.#flush();
    if (this.#isBlocked) return;
    const isThere = sent === null ? !this.#isDirty : sent.kind === "saved" && !hasAny(sent.errors);
    if (isThere && goOn) location.assign(this.#form.dataset["next"] ?? location.href);
    else if (isThere && this.#form.dataset["stay"]) location.assign(this.#form.dataset["stay"]);
    else if (isThere) sayState("onServer");
    else if (sent?.kind === "saved" || sent?.kind === "refused") this.#form.submit();
  }
}

function hasAny(errors: Readonly<Record<string, string>>): boolean {
  return Object.keys(errors).length > 0;
}
