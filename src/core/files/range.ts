/** Part of a content, in bytes, both ends included. */
export type ByteRange = { readonly first: number; readonly last: number };

/**
 * The one part that a `Range` header asks for, of a content of so many bytes (RFC 9110 §14.1.2).
 * `whole`: no part is asked for, several are, or in words that we do not know, so all is sent;
 * `outside`: there is no such part.
 */
export function rangeOf(header: string | null, size: number): ByteRange | "whole" | "outside" {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec((header ?? "").trim());
  const [, from = "", to = ""] = asked ?? [];
  if (!asked || (from === "" && to === "")) return "whole";
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "outside" : { first: size - length, last: size - 1 };
  }
  const [first, last] = [Number(from), to === "" ? size - 1 : Math.min(Number(to), size - 1)];
  if (to !== "" && Number(to) < first) return "whole";
  return first >= size ? "outside" : { first, last };
}
