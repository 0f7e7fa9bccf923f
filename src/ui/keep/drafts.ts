import type { FormValues } from "#core/field/form.ts";

/** One page of a form as this device last saw it. */
export type Draft = {
  /** The page's address: one draft a page. */
  readonly id: string;
  /** Account that typed it: another one on the same device never sees it. */
  readonly user: string;
  /** Where to save it. */
  readonly save: string;
  readonly title: string;
  /** Every control, the hidden ones too. */
  readonly fields: FormValues;
  /** Version of the part on the server that this is based on, or has become. */
  readonly version: number;
  /** Not yet on the server. */
  readonly isWaiting: boolean;
  readonly at: number;
};

const keepDays = 30;
const store = "drafts";

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("ocop-filing", 1);
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(store, { keyPath: "id" });
    });
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("no store on this device")),
    );
  });
  return opened;
}

async function run<Result>(
  mode: IDBTransactionMode,
  work: (drafts: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.addEventListener("complete", () => resolve(request.result));
    transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("not kept")));
  });
}

/** Keeps a draft; resolves once the device has it. */
export async function keepDraft(draft: Draft): Promise<void> {
  await run("readwrite", (drafts) => drafts.put(draft));
}

/** The account's draft of a page. */
export async function findDraft(id: string, user: string): Promise<Draft | null> {
  const draft = await run<Draft | undefined>("readonly", (drafts) => drafts.get(id));
  return draft?.user === user ? draft : null;
}

export async function dropDraft(id: string): Promise<void> {
  await run("readwrite", (drafts) => drafts.delete(id));
}

/** The account's drafts that are not yet on the server, oldest first; forgets what is long past. */
export async function waitingDrafts(user: string, now: number): Promise<readonly Draft[]> {
  const all = await run<Draft[]>("readonly", (drafts) => drafts.getAll());
  const old = now - keepDays * 86_400_000;
  for (const draft of all) if (!draft.isWaiting && draft.at < old) await dropDraft(draft.id);
  return all.filter((draft) => draft.isWaiting && draft.user === user).sort((a, b) => a.at - b.at);
}
