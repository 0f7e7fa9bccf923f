import type { Env } from "../env.ts";

/** How the connection to the mail server is protected. */
export type MailSecurity = "none" | "starttls" | "tls";

/** The province's mail server, and the address that its letters come from. */
export type MailSettings = {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** Null: the server takes letters from this machine without a login. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** `ocop@example.vn` or `Văn phòng OCOP <ocop@example.vn>`. */
  readonly from: string;
};

/** The ports that the ways of protection are spoken at (RFC 5321, 6409, 8314). */
const usualPorts = { none: 25, starttls: 587, tls: 465 } as const satisfies Record<
  MailSecurity,
  number
>;

/** What the environment says of mail; null when the installation has no mail server. */
export function mailSettingsOf(env: Env): MailSettings | null {
  if (env.SMTP_HOST === undefined || env.SMTP_FROM === undefined) return null;
  const { SMTP_USER: user, SMTP_PASSWORD: password } = env;
  return {
    host: env.SMTP_HOST,
    port: env.SMTP_PORT ?? usualPorts[env.SMTP_SECURITY],
    security: env.SMTP_SECURITY,
    login: user !== undefined && password !== undefined ? { user, password } : null,
    from: env.SMTP_FROM,
  };
}
