import { createTransport } from "nodemailer";
import { htmlOf, type Mail, MailRefusedError, messageIdOf } from "./mail.ts";
import type { MailSettings } from "./settings.ts";

/** How long each step of the conversation with the server may take, in milliseconds. */
const patience = 20_000;

export type Mailer = {
  /**
   * Resolves once the server has taken the letter. Throws `MailRefusedError` when it never will,
   * any other error when it may be tried again: no connection, a mailbox that is full, a wrong
   * password that the operator will mend.
   */
  send(mail: Mail): Promise<void>;
};

/**
 * Letters through the province's mail server. With `starttls` a server that offers none is
 * refused: a letter goes over an unprotected connection only where the settings say so.
 * `authority`: a certificate to trust besides the system's, in PEM.
 */
export function openMailer(
  { host, port, security, login, from }: MailSettings,
  { authority }: { authority?: string } = {},
): Mailer {
  const transport = createTransport({
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // Nothing in a letter may make the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    ...(authority ? { tls: { ca: authority } } : {}),
  });
  return {
    async send({ to, subject, text, key }) {
      try {
        await transport.sendMail({
          from,
          // An address as a whole, never parsed for more than one.
          to: { name: "", address: to },
          subject: subject.replaceAll(/\s+/g, " "),
          text,
          html: htmlOf(subject, text),
          messageId: messageIdOf(key, from),
          // Machines that answer automatically leave such letters alone (RFC 3834).
          headers: { "Auto-Submitted": "auto-generated" },
        });
      } catch (error) {
        throw withoutAddress(error);
      }
    },
  };
}

/** What went wrong as far as a log may say: servers repeat the address in what they answer. */
function withoutAddress(error: unknown): Error {
  const { code = "", responseCode = 0, command = "" } = error as SmtpFault;
  const what = `${command} ${responseCode || code}`.trim();
  // A permanent answer (RFC 5321: 5yz) about the recipient or the letter, not about the login.
  const isFinal = responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
  return isFinal
    ? new MailRefusedError(`the mail server refused the letter: ${what}`)
    : new Error(`the mail server did not take the letter: ${what}`);
}

type SmtpFault = { code?: string; responseCode?: number; command?: string };
