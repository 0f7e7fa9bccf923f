import type { Day } from "#core/calendar/day.ts";
import { z } from "zod";
import { checkCredential, checkSigned, type CredentialPayload, type KeySet } from "./credential.ts";

/** What a phone without a network can say of a code. */
export type OfflineAnswer =
  | {
      readonly state: "valid" | "expired" | "revoked" | "replaced" | "extended";
      readonly facts: CredentialPayload["facts"];
      /** A sample of a trial installation. */
      readonly isDemo: boolean;
      /** When the kept status list was made, in seconds since 1970; null: there is none. */
      readonly listAt: number | null;
    }
  | { readonly state: "altered" | "unknownKey" };

const StatusList = z.object({ iat: z.int(), bits: z.literal(2), size: z.int(), list: z.string() });
const values = ["none", "revoked", "replaced", "extended"] as const;

/**
 * Holds a credential against kept keys and a kept status list. Signature and dates need no
 * network; a revocation after the list was made is not seen, so the answer tells its time. A list
 * that does not verify counts as none.
 */
export async function checkOffline(
  { token, credential }: { token: string; credential: string },
  kept: { keys: KeySet; statusList: string | null; day: Day },
): Promise<OfflineAnswer> {
  const checked = await checkCredential(credential, kept.keys);
  if (!checked.ok) return { state: checked.fault === "unknownKey" ? "unknownKey" : "altered" };
  const { facts, status, token: signed, demo: isDemo = false } = checked.payload;
  // A genuine credential under another certificate's address is a copy.
  if (signed !== token) return { state: "altered" };
  const list = kept.statusList && (await readList(kept.statusList, kept.keys));
  const listed = list ? values[await valueAt(list.list, status.index, list.size)] : "none";
  const listAt = list ? list.iat : null;
  if (listed === "revoked" || listed === "replaced")
    return { state: listed, facts, isDemo, listAt };
  if (kept.day <= facts.expiresOn) return { state: "valid", facts, isDemo, listAt };
  return { state: listed === "extended" ? "extended" : "expired", facts, isDemo, listAt };
}

async function readList(compact: string, keys: KeySet) {
  const checked = await checkSigned(compact, "statusList", keys);
  const list = checked.ok ? StatusList.safeParse(checked.payload) : undefined;
  return list?.success ? list.data : null;
}

/** The two bits of a certificate; 0 for one that is newer than the list. */
async function valueAt(list: string, index: number, size: number): Promise<number> {
  if (index >= size) return 0;
  const packed = Uint8Array.from(
    atob(list.replaceAll("-", "+").replaceAll("_", "/")),
    (one) => one.codePointAt(0) ?? 0,
  );
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bits = new Uint8Array(await new Response(stream).arrayBuffer());
  return ((bits[Math.floor(index / 4)] ?? 0) >> (6 - 2 * (index % 4))) & 3;
}
