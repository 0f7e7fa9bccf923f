import type { Env } from "../env.ts";
import { openFileStore } from "./open.ts";
import type { FileStore } from "./store.ts";

const opened = new WeakMap<Env, Promise<FileStore>>();

/** The store of the running program, opened at its first use and then the same one. */
export function fileStoreOf(env: Env): Promise<FileStore> {
  const found = opened.get(env);
  if (found) return found;
  const opening = openFileStore(env);
  opened.set(env, opening);
  // A store that could not be opened is tried again at the next use.
  opening.catch(() => opened.delete(env));
  return opening;
}
