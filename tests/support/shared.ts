import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../shared/", import.meta.url);

/**
 * Path of a file in the `shared` folder that may stand beside the project, or
 * `undefined` in a clone that stands alone. Tests that need it skip with a line then.
 */
export function findShared(path: string): string | undefined {
  const file = fileURLToPath(new URL(path, root));
  return existsSync(file) ? file : undefined;
}
