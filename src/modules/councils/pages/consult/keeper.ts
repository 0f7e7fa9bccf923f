/** What a consultant finds for one criterion, as the page holds it. */
export type Draft = {
  readonly option: number | null;
  readonly reason: string;
  readonly papers: readonly string[];
};

/** A draft with where it stands. `waiting`: on this device only, it goes by itself. */
export type Held = Draft & {
  readonly version: number;
  readonly status: "saved" | "sending" | "waiting" | "refused";
  readonly says?: string;
};

/** What of a criterion is on this device only; kept over a closed page. */
export type Unsent = Draft & { readonly version: number; readonly writeId: string };

/** One write as it goes to the server. */
export type Write = Unsent & { readonly criterion: string };

export type Answer<Standing> =
  | { readonly ok: true; readonly version: number; readonly standing: Standing }
  | { readonly ok: false; readonly isOffline: boolean; readonly says: string };

type Parts<Standing> = {
  readonly initial: Readonly<Record<string, Draft & { readonly version: number }>>;
  readonly send: (write: Write) => Promise<Answer<Standing>>;
  /** Keeps what is unsent on the device. */
  readonly keep: (unsent: Readonly<Record<string, Unsent>>) => Promise<void>;
  readonly onChange: (held: Readonly<Record<string, Held>>, standing: Standing | null) => void;
  readonly newId: () => string;
};

const nothing: Draft & { version: number } = { option: null, reason: "", papers: [], version: 0 };

/**
 * Saves a review criterion by criterion. A write keeps its id until the server has answered it,
 * so a lost answer costs nothing twice; what is typed meanwhile becomes the next write.
 */
export class FindingKeeper<Standing> {
  private readonly held: Record<string, Held> = {};
  private readonly unsent: Record<string, Unsent> = {};
  private readonly busy = new Set<string>();
  private readonly parts: Parts<Standing>;

  constructor(parts: Parts<Standing>) {
    this.parts = parts;
    for (const [criterion, draft] of Object.entries(parts.initial))
      this.held[criterion] = { ...draft, status: "saved" };
  }

  /** Takes up what an earlier page left unsent, unless the server has newer. */
  resume(left: Readonly<Record<string, Unsent>>): void {
    for (const [criterion, one] of Object.entries(left)) {
      if (one.version < (this.held[criterion]?.version ?? 0)) continue;
      this.unsent[criterion] = one;
      this.held[criterion] = { ...one, status: "waiting" };
    }
    this.tell();
    void this.flush();
  }

  /** Takes what was typed; `isFinal` sends it at once. */
  change(criterion: string, part: Partial<Draft>, isFinal: boolean): void {
    const { option, reason, papers, version } = { ...(this.held[criterion] ?? nothing), ...part };
    const draft = { option, reason, papers, version };
    this.unsent[criterion] = { ...draft, writeId: this.parts.newId() };
    this.held[criterion] = { ...draft, status: "waiting" };
    this.tell();
    void this.parts.keep({ ...this.unsent });
    if (isFinal) void this.sendOne(criterion);
  }

  /** Sends everything that is on this device only. */
  async flush(): Promise<void> {
    for (const criterion of Object.keys(this.unsent)) await this.sendOne(criterion);
  }

  get isClean(): boolean {
    return Object.keys(this.unsent).length === 0;
  }

  private async sendOne(criterion: string): Promise<void> {
    const write = this.unsent[criterion];
    if (!write || this.busy.has(criterion)) return;
    this.busy.add(criterion);
    this.mark(criterion, { status: "sending" });
    const answer = await this.parts.send({ ...write, criterion });
    this.busy.delete(criterion);
    if (!answer.ok) {
      this.mark(criterion, {
        status: answer.isOffline ? "waiting" : "refused",
        says: answer.says,
      });
      return;
    }
    const newer = this.unsent[criterion];
    if (newer && newer.writeId !== write.writeId) {
      this.unsent[criterion] = { ...newer, version: answer.version };
      this.mark(criterion, { version: answer.version, status: "waiting" }, answer.standing);
      await this.sendOne(criterion);
      return;
    }
    delete this.unsent[criterion];
    this.mark(criterion, { version: answer.version, status: "saved" }, answer.standing);
    await this.parts.keep({ ...this.unsent });
  }

  private mark(
    criterion: string,
    part: Pick<Held, "status"> & Partial<Held>,
    standing: Standing | null = null,
  ): void {
    const { says: _said, ...held } = this.held[criterion] ?? { ...nothing, status: "waiting" };
    this.held[criterion] = { ...held, ...part };
    this.tell(standing);
  }

  private tell(standing: Standing | null = null): void {
    this.parts.onChange({ ...this.held }, standing);
  }
}
