/** What XML 1.0 cannot hold, lone halves of surrogate pairs, and what turns or hides text. */
const unfit =
  // oxlint-disable-next-line no-control-regex -- these are the characters to take out
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu;

/** Text that a Word file can hold: composed letters, nothing invisible; emoji stay, Word has them. */
export function wordText(text: string): string {
  return text.normalize("NFC").replaceAll(/\r\n?/g, "\n").replaceAll(unfit, "");
}
