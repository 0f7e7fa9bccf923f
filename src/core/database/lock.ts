import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another live process holds the folder; the message is the one line for people. */
export class FolderLockedError extends Error {}

/**
 * Takes the operating system's lock on a data folder, or throws `FolderLockedError` at once.
 *
 * PGlite has no lock of its own, and two processes on one folder lose acknowledged rows. The
 * lock is SQLite's exclusive file lock, held in an open transaction: the kernel lets it go with
 * the process, however that ends, so there is no stale lock to recover after a kill and no
 * window in which two processes both believe that the other is dead.
 */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    lock.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (!/locked/.test(String(cause))) throw cause;
    throw new FolderLockedError(
      `Thư mục dữ liệu ${folder} đang được một tiến trình khác sử dụng. Hãy dừng tiến trình đó, hoặc đặt OCOP_DATA_DIR khác.`,
      { cause },
    );
  }
  return { release: () => lock.close() };
}
