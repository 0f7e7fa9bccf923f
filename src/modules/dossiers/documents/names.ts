import { foldText } from "#core/text.ts";

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

/** A SHA-256 digest in groups of eight, so that it can be read out and breaks well. */
export function digestWords(digest: string): string {
  return digest.replaceAll(/(.{8})(?=.)/g, "$1 ");
}
