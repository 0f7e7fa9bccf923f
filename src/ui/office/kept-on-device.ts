/** Names of what signed-in pages keep on a device begin so: caches of pages, stores of what was typed. */
const ours = /^ocop-/;
/** Drafts of producers are not touched: they open only to the account that typed them. */
const typedInOffice = /^ocop-(?!filing)/;

function openStore(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error(name)));
  });
}

async function countIn(name: string): Promise<number> {
  const database = await openStore(name);
  try {
    const stores = [...database.objectStoreNames];
    if (stores.length === 0) return 0;
    const transaction = database.transaction(stores, "readonly");
    const counts = stores.map(
      (store) =>
        new Promise<number>((resolve, reject) => {
          const request = transaction.objectStore(store).count();
          request.addEventListener("success", () => resolve(request.result));
          request.addEventListener("error", () => reject(request.error ?? new Error(store)));
        }),
    );
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  } finally {
    database.close();
  }
}

async function storesOfOffice(): Promise<string[]> {
  const all = "indexedDB" in globalThis ? await indexedDB.databases() : [];
  return all.flatMap(({ name }) => (name !== undefined && typedInOffice.test(name) ? [name] : []));
}

/** How many entries lie on this device, most of them not yet sent: what is sent is forgotten there. */
export async function countKept(): Promise<number> {
  const counts = await Promise.all((await storesOfOffice()).map(countIn));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Takes everything of the offices off this device: pages that open without a network, and what was typed. */
export async function clearDevice(): Promise<void> {
  const kept = "caches" in globalThis ? await caches.keys() : [];
  await Promise.all(kept.filter((name) => ours.test(name)).map((name) => caches.delete(name)));
  for (const name of await storesOfOffice())
    await new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase(name);
      // One that another tab still holds goes as soon as that tab closes.
      for (const event of ["success", "error", "blocked"])
        request.addEventListener(event, () => resolve());
    });
}
