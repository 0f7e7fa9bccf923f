import { Token } from "./model.ts";

/** What a QR code turned out to be. */
export type ScannedCode =
  | { readonly kind: "official"; readonly token: string; readonly credential: string | null }
  | { readonly kind: "other" };

/** Longer texts fit no QR code. */
const longest = 8_000;

/**
 * Whether a code leads to a certificate of this host, and nothing else: another host, another
 * scheme or another path is no official code, however alike it looks. The part after `#` is the
 * signed credential, where the code carries it.
 */
export function readCode(text: string, host: string): ScannedCode {
  const other = { kind: "other" } as const;
  if (text.length > longest || !URL.canParse(text)) return other;
  const url = new URL(text);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  if (!isWeb || url.host !== host || url.username !== "" || url.password !== "") return other;
  const token = /^(?:\/en)?\/verify\/([a-z2-7]{32})$/.exec(url.pathname)?.[1];
  if (token === undefined || !Token.safeParse(token).success) return other;
  return { kind: "official", token, credential: url.hash.length > 1 ? url.hash.slice(1) : null };
}
