import { randomUUID } from "node:crypto";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { hashPassword, symmetricDecrypt, verifyPassword } from "better-auth/crypto";
import { betterAuth } from "better-auth/minimal";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#core/database/connection.ts";
import type { Env } from "#core/env.ts";
import type { Log } from "#core/log.ts";
import { readSecret } from "#core/session/secret.ts";
import { credentials, sessions, twoFactors, users, verifications } from "./schema.server.ts";

/**
 * The only file that knows the library behind accounts. Its router is never mounted: pages and
 * services call the functions below, which carry our own rate limits, and the one address that
 * the national login comes back to is handed over in `finishNationalLogin`.
 */

/** What signing in needs of the running program. */
export type Ground = { readonly db: Db; readonly env: Env; readonly log: Log };

/** A working day: sessions end by themselves and are not prolonged. */
export const sessionHours = 12;

/** Where the library would have its own pages; only the way back of the national login is open. */
export const nationalPath = "/dang-nhap/quoc-gia";
export const nationalProvider = "national";

const startBody = z.object({
  userId: z.uuid(),
  method: z.enum(["password", "oidc"]),
  secondFactor: z.boolean(),
});

/** Our own ways in, callable from the program only. */
const house = {
  id: "house",
  endpoints: {
    startSession: createAuthEndpoint.serverOnly(
      { method: "POST", body: startBody },
      async (ctx) => {
        const { userId, method, secondFactor } = ctx.body;
        const user = await ctx.context.internalAdapter.findUserById(userId);
        const session =
          user &&
          (await ctx.context.internalAdapter.createSession(userId, false, {
            method,
            secondFactorAt: secondFactor ? new Date() : null,
          }));
        if (!session) return ctx.json({ token: null });
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ token: session.token });
      },
    ),
    readEnrolmentSecret: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ encrypted: z.string() }) },
      async (ctx) =>
        ctx.json({
          secret: await symmetricDecrypt({
            key: ctx.context.secretConfig,
            data: ctx.body.encrypted,
          }),
        }),
    ),
  },
} as const;

function createAuth({ db, env, log }: Ground, national: boolean) {
  const baseURL = env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  return betterAuth({
    appName: "OCOP",
    baseURL: new URL(baseURL).origin,
    basePath: nationalPath,
    secret: readSecret(env),
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: {
        user: users,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: twoFactors,
      },
    }),
    session: {
      expiresIn: sessionHours * 3600,
      disableSessionRefresh: true,
      additionalFields: {
        method: { type: "string", required: false, input: false },
        secondFactorAt: { type: "date", required: false, input: false },
      },
    },
    account: { accountLinking: { enabled: false }, updateAccountOnSignIn: false },
    // Nobody signs in over a blocked account, whatever the way.
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const [user] = await db
              .select({ disabledAt: users.disabledAt })
              .from(users)
              .where(eq(users.id, userId));
            return user?.disabledAt === null;
          },
        },
      },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: "ocop",
      useSecureCookies: env.NODE_ENV === "production",
      // The library's idea of a person lacks our required columns. So be it: it only reads people,
      // and could not make one if it were led to.
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    logger: {
      level: "warn",
      log: (level, message) => {
        log[level === "error" ? "warn" : "debug"]({ from: "auth" }, message);
      },
    },
    onAPIError: { errorURL: "/dang-nhap" },
    plugins: [
      house,
      twoFactor({ issuer: "OCOP", accountLockout: { enabled: false } }),
      ...(national && env.OIDC_ISSUER ? [nationalLogin(env, env.OIDC_ISSUER)] : []),
    ],
  });
}

/**
 * The national login. No account is made and none is tied by it: the person is whoever an
 * administrator entered with that subject. The e-mail that it reports is never looked at, so
 * that no agreement of addresses can open an account.
 */
function nationalLogin(env: Env, issuer: string) {
  return genericOAuth({
    config: [
      {
        providerId: nationalProvider,
        name: env.OIDC_NAME,
        discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId: env.OIDC_CLIENT_ID ?? "",
        ...(env.OIDC_CLIENT_SECRET ? { clientSecret: env.OIDC_CLIENT_SECRET } : {}),
        scopes: ["openid"],
        pkce: true,
        disableSignUp: true,
        mapProfileToUser: ({ sub }) => ({
          email: `${String(sub)}@subject.invalid`,
          emailVerified: false,
        }),
      },
    ],
  });
}

type Auth = ReturnType<typeof createAuth>;
const plain = new WeakMap<Db, Auth>();
const withNational = new WeakMap<Db, Auth>();

/**
 * The library over one database or transaction. Only the national login's own two steps ask
 * its server for its addresses; everything else works while that server is away.
 */
function authOf(ground: Ground, national = false): Auth {
  const instances = national ? withNational : plain;
  let auth = instances.get(ground.db);
  if (!auth) {
    auth = createAuth(ground, national);
    instances.set(ground.db, auth);
  }
  return auth;
}

/** Hash of a new password (scrypt with a salt of its own). */
export { hashPassword };

// Of a password that nobody has: what an absent account is compared with.
let decoy: Promise<string> | undefined;

/**
 * Compares a password with a hash. Without a hash it does the same work on a decoy and says no,
 * so that the time tells nothing about who has an account.
 */
export async function passwordMatches(hash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomUUID());
  const matches = await verifyPassword({ hash: hash ?? (await decoy), password });
  return hash !== null && matches;
}

/** Opens a session; its cookie is in the headers. Null for an account that may not. */
export async function openSession(
  ground: Ground,
  headers: Headers,
  body: z.infer<typeof startBody>,
): Promise<Headers | null> {
  const started = await authOf(ground).api.startSession({ body, headers, returnHeaders: true });
  return started.response.token === null ? null : started.headers;
}

/** The session that a request's cookie names, when it is signed by us and not over. */
export async function findToken(ground: Ground, headers: Headers): Promise<string | null> {
  if (!headers.get("cookie")?.includes("ocop.session_token")) return null;
  const found = await authOf(ground).api.getSession({ headers, query: { disableRefresh: true } });
  return found?.session.token ?? null;
}

/** Ends the session of a request; the headers take its cookie away. */
export async function closeSession(ground: Ground, headers: Headers): Promise<Headers> {
  return (await authOf(ground).api.signOut({ headers, returnHeaders: true })).headers;
}

/** Begins enrolment: a new secret and backup codes, not in force until a code was shown. */
export async function beginEnrolment(
  ground: Ground,
  headers: Headers,
  password: string,
): Promise<void> {
  await authOf(ground).api.enableTwoFactor({ body: { password, method: "totp" }, headers });
}

/** The secret of an enrolment under way, in base 32 as authenticators read it; null when none is. */
export async function findEnrolmentSecret(ground: Ground, userId: string): Promise<string | null> {
  const [row] = await ground.db
    .select({ encrypted: twoFactors.secret })
    .from(twoFactors)
    .where(and(eq(twoFactors.userId, userId), eq(twoFactors.verified, false)));
  if (!row) return null;
  const { secret } = await authOf(ground).api.readEnrolmentSecret({ body: row });
  return secret;
}

/** Whether a code of the authenticator, or an unused backup code, is right; ends an enrolment. */
export async function codeMatches(
  ground: Ground,
  headers: Headers,
  code: string,
): Promise<boolean> {
  const { api } = authOf(ground);
  try {
    await (code.includes("-")
      ? api.verifyBackupCode({ body: { code, disableSession: true }, headers })
      : api.verifyTOTP({ body: { code }, headers }));
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** The backup codes that are still unused. For the one page that shows them after enrolment. */
export async function readBackupCodes(ground: Ground, userId: string): Promise<string[]> {
  return (await authOf(ground).api.viewBackupCodes({ body: { userId } })).backupCodes;
}

/** New backup codes in place of the old ones. */
export async function renewBackupCodes(
  ground: Ground,
  headers: Headers,
  password: string,
): Promise<string[]> {
  const { backupCodes } = await authOf(ground).api.generateBackupCodes({
    body: { password },
    headers,
  });
  return backupCodes;
}

/** Where to send the browser for the national login, and the cookie that remembers the way. */
export async function beginNationalLogin(
  ground: Ground,
  headers: Headers,
  target: string,
): Promise<{ url: string; headers: Headers }> {
  const begun = await authOf(ground, true).api.signInSocial({
    body: {
      provider: nationalProvider,
      callbackURL: target,
      errorCallbackURL: "/dang-nhap",
      disableRedirect: true,
    },
    headers,
    returnHeaders: true,
  });
  if (!begun.response.url) throw new Error("the national login gave no address");
  return { url: begun.response.url, headers: begun.headers };
}

/**
 * Takes the browser back from the national login: a redirect with a session, then `userId` says
 * whose, or with an error.
 */
export async function finishNationalLogin(
  ground: Ground,
  request: Request,
): Promise<{ response: Response; userId: string | null }> {
  const response = await authOf(ground, true).handler(request);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";", 1)[0] ?? "")
    .filter((pair) => pair.includes("ocop.session_token="))
    .join("; ");
  const token = await findToken(ground, new Headers({ cookie }));
  if (token === null) return { response, userId: null };
  const [owner] = await ground.db
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(eq(sessions.token, token));
  return { response, userId: owner?.userId ?? null };
}

/** Refusals of the library for what a person typed, as against faults. */
function isRefusal(error: unknown): boolean {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === "number" && status >= 400 && status < 500;
}
