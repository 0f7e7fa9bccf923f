/** A letter by e-mail: plain text; the HTML is made from it. */
export type Mail = {
  readonly to: string;
  readonly subject: string;
  /** Paragraphs, parted by empty lines. A line that is an address of the web becomes a link. */
  readonly text: string;
  /** The same in every attempt; mailboxes that know the Message-ID show the letter once. */
  readonly key: string;
};

/** A mail server said that it will never take a letter: no such mailbox, or not from here. */
export class MailRefusedError extends Error {}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? "");
}

/**
 * A letter's text as a simple page: paragraphs and links, nothing loaded from anywhere. Whatever
 * the text holds stays text.
 */
export function htmlOf(subject: string, text: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => {
    const lines = paragraph.split("\n").map((line) => {
      const safe = escaped(line.trim());
      return /^https?:\/\/\S+$/.test(line.trim()) ? `<a href="${safe}">${safe}</a>` : safe;
    });
    return `<p>${lines.join("<br>")}</p>`;
  });
  return [
    '<!doctype html><html lang="vi"><head><meta charset="utf-8">',
    `<title>${escaped(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;color:#212529">',
    ...paragraphs,
    "</body></html>",
  ].join("");
}

/** The Message-ID of a letter: from its key, at the sender's domain. */
export function messageIdOf(key: string, from: string): string {
  const domain = /@([^\s<>@]+?)>?$/.exec(from.trim())?.[1] ?? "localhost";
  return `<${key.replaceAll(/[^\w.-]/g, ".")}@${domain}>`;
}
