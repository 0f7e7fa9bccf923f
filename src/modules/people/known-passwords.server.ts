import { readFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";

let known: ReadonlySet<string> | undefined;

/**
 * Passwords that must not be used: some fifty thousand of the most common in public leaks, and
 * those common in Vietnam that these lists lack (`data/people/common-passwords.txt`). Bundled,
 * so that no password and no part of its digest leaves the machine. Lower case, no marks.
 */
export function knownPasswords(): ReadonlySet<string> {
  known ??= new Set([
    ...(dictionary["passwords-common"] as readonly string[]).map((word) => word.toLowerCase()),
    ...readFileSync(new URL("../../../data/people/common-passwords.txt", import.meta.url), "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#")),
  ]);
  return known;
}
