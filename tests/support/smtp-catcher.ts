import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";

/** A letter as it came over the wire. */
export type CaughtMail = {
  readonly to: readonly string[];
  readonly from: string;
  /** Head and body as they were sent. */
  readonly raw: string;
  /** Whether the connection was encrypted, and who had signed in. */
  readonly isSecure: boolean;
  readonly user: string | null;
};

export type Catcher = {
  readonly port: number;
  readonly caught: CaughtMail[];
  /** Answers the next so many letters with this code in place of taking them. */
  refuseNext(times: number, code: number, at?: "recipient" | "content"): void;
  /** Takes the next letter and then loses the connection before saying so. */
  hangUpNext(): void;
  close(): Promise<void>;
};

/**
 * A real mail server on a free port of this machine that keeps what it is sent. With `tls` it
 * offers STARTTLS under that certificate and takes letters only over it; `login`: who must sign in.
 */
export async function startCatcher({
  tls,
  login,
}: {
  tls?: Certificate;
  login?: { user: string; password: string };
} = {}): Promise<Catcher> {
  const caught: CaughtMail[] = [];
  let refusal: { times: number; code: number; at: "recipient" | "content" } | null = null;
  let hangUp = false;
  const refused = (at: "recipient" | "content"): Error | null => {
    if (!refusal || refusal.at !== at || refusal.times === 0) return null;
    refusal.times -= 1;
    return Object.assign(new Error("not now, <someone@example.vn>"), {
      responseCode: refusal.code,
    });
  };
  const server = new SMTPServer({
    ...(tls ? { key: tls.key, cert: tls.cert } : { disabledCommands: ["STARTTLS"] }),
    authOptional: !login,
    onAuth({ username, password }, _session, done) {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error("wrong"));
    },
    onRcptTo(_address, _session, done) {
      done(refused("recipient"));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const fault = refused("content");
        if (fault) return done(fault);
        const { rcptTo, mailFrom } = session.envelope;
        caught.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : "",
          raw: Buffer.concat(chunks).toString("utf8"),
          isSecure: session.secure,
          user: typeof session.user === "string" ? session.user : null,
        });
        if (!hangUp) return done(null);
        hangUp = false;
        for (const connection of server.connections) connection.close();
      });
    },
  });
  // What clients do to a connection is what the tests are about.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    caught,
    refuseNext: (times, code, at = "content") => {
      refusal = { times, code, at };
    },
    hangUpNext: () => {
      hangUp = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The value of a head line, unfolded; empty when there is none. */
export function headOf(raw: string, name: string): string {
  const head = raw.split("\r\n\r\n", 1)[0]?.replaceAll(/\r\n[ \t]+/g, " ") ?? "";
  return new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? "";
}

/** Words of a head line as people read them (RFC 2047). */
export function decodedWords(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === "B"
        ? Buffer.from(text, "base64").toString("utf8")
        : fromQuoted(text.replaceAll("_", " ")),
    );
}

/** The part of a letter of one type (`text/plain`, `text/html`), decoded. */
export function partOf(raw: string, type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? "";
  const part =
    raw.split(`--${boundary}`).find((one) => one.includes(`Content-Type: ${type}`)) ?? "";
  const [head = "", ...body] = part.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  if (/encoding: base64/i.test(head)) return Buffer.from(text, "base64").toString("utf8");
  return /encoding: quoted-printable/i.test(head) ? fromQuoted(text) : text;
}

function fromQuoted(text: string): string {
  const bytes = text
    .replaceAll(/=\r\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

export type Certificate = { readonly key: string; readonly cert: string };

/** A certificate for 127.0.0.1 made now; null where no OpenSSL is installed. */
export function makeCertificate(): Certificate | null {
  const folder = mkdtempSync(join(tmpdir(), "cert-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const wanted = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject];
  try {
    execFileSync("openssl", [...wanted, "-keyout", key, "-out", cert], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
