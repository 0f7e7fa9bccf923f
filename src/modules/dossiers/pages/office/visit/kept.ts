/** A photo taken on a visit. `digest` once the server has it; `blob` until then. */
export type VisitPhoto = {
  readonly id: string;
  readonly blob: Blob | null;
  readonly digest: string | null;
};

/** A visit as it stands on the phone. `wantsSending`: to be sent as soon as there is a network. */
export type KeptVisit = {
  readonly on: string;
  readonly people: string;
  readonly note: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly photos: readonly VisitPhoto[];
  readonly wantsSending: boolean;
};

const storeName = "visits";

function openStore(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("ocop-office", 1);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(storeName));
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () =>
      reject(new Error("the phone's store cannot be opened")),
    );
  });
}

async function within<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const db = await openStore();
  try {
    return await new Promise<Result>((resolve, reject) => {
      const transaction = db.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.addEventListener("complete", () => resolve(request.result));
      transaction.addEventListener("abort", () => reject(new Error("the phone's store is full")));
    });
  } finally {
    db.close();
  }
}

/** The visit that is kept on this phone for a dossier; null when there is none. */
export async function findVisit(dossierId: string): Promise<KeptVisit | null> {
  return ((await within("readonly", (store) => store.get(dossierId))) as KeptVisit) ?? null;
}

/** Keeps the visit on this phone; it is there once the promise resolves. */
export async function keepVisit(dossierId: string, visit: KeptVisit): Promise<void> {
  await within("readwrite", (store) => store.put(visit, dossierId));
}

/** Forgets what the server has taken. */
export async function forgetVisit(dossierId: string): Promise<void> {
  await within("readwrite", (store) => store.delete(dossierId));
}
