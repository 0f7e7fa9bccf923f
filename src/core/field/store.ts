/** Things kept on this phone under an id: there once a promise resolves, gone once forgotten. */
export type FieldStore<Kept> = {
  readonly find: (id: string) => Promise<Kept | null>;
  readonly keep: (id: string, value: Kept) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  /** Turns what is kept into something else (null: nothing), whole, whoever else changes it; resolves with it. */
  readonly change: (id: string, turn: (kept: Kept | null) => Kept | null) => Promise<Kept | null>;
  readonly all: () => Promise<readonly Kept[]>;
};

/** A store of the browser's own, opened for each act: pages of the field live for hours. */
export function fieldStore<Kept>(database: string, storeName: string): FieldStore<Kept> {
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(database, 1);
      request.addEventListener("upgradeneeded", () => request.result.createObjectStore(storeName));
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () =>
        reject(new Error("the phone's store cannot be opened")),
      );
    });
  const within = async <Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => {
    const db = await open();
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
  };
  return {
    find: async (id) =>
      ((await within("readonly", (store) => store.get(id))) as Kept | undefined) ?? null,
    keep: async (id, value) => {
      await within("readwrite", (store) => store.put(value, id));
    },
    forget: async (id) => {
      await within("readwrite", (store) => store.delete(id));
    },
    change: async (id, turn) => {
      let turned: Kept | null = null;
      await within("readwrite", (store) => {
        const found = store.get(id);
        found.addEventListener("success", () => {
          turned = turn((found.result as Kept | undefined) ?? null);
          if (turned === null) store.delete(id);
          else store.put(turned, id);
        });
        return found;
      });
      return turned;
    },
    all: () => within("readonly", (store) => store.getAll() as IDBRequest<Kept[]>),
  };
}
