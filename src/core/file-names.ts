import { foldText } from "./text.ts";

/** Ends of file names by what is inside; anything else becomes `.bin`. */
const extensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/zip": "zip",
  "text/plain": "txt",
  "text/csv": "csv",
  "video/mp4": "mp4",
};

/** The ending of a file with such a content, chosen by us and never by its sender. */
export function extensionOf(mediaType: string): string {
  return extensions[mediaType] ?? "bin";
}

/**
 * A text as a piece of a file name that every system takes: small letters a–z, digits and
 * hyphens, at most `longest` of them. No separators, no dots, no names that Windows keeps for
 * itself once a number stands before it; so no name can leave its folder.
 */
export function safeName(text: string, longest = 60): string {
  const name = foldText(text)
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, "");
  return name === "" ? "khong-ten" : name;
}

/** What parts folders, ends a line, or turns the reading direction: no part of a file's name. */
const unfit = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu;

/**
 * The value of `Content-Disposition` (RFC 6266): the title as its writer spells it, with an
 * ending that follows from the content, and beside it a plain name for what reads no UTF-8.
 */
export function disposition(
  kind: "inline" | "attachment",
  { title, mediaType }: { readonly title: string; readonly mediaType: string },
): string {
  const extension = extensionOf(mediaType);
  const spelled = title.normalize("NFC").replaceAll(unfit, " ").replaceAll(/\s+/g, " ").trim();
  // Cut between letters: half of one would not be text.
  const name = spelled.slice(0, longestTitle).toWellFormed().replace(/^\.+/, "") || "khong-ten";
  const encoded = encodeURIComponent(`${name}.${extension}`).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const plain = `${safeName(title, longestTitle)}.${extension}`;
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Most systems take names of 255 bytes; a Vietnamese letter may need three of them. */
const longestTitle = 80;
