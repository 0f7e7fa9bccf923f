/** A SHA-256 digest in groups of eight, so that it can be read out and breaks well. */
export function digestWords(digest: string): string {
  return digest.replaceAll(/(.{8})(?=.)/g, "$1 ");
}
