import { redirect, type RouterContextProvider } from "react-router";
import { type Actor, anonymous, type UserActor } from "#core/access/actor.ts";
import { requestContext } from "#core/http/context.ts";

/** What a signed-in person must do before the account may be used for anything else. */
export type Pending = "secondFactor" | "newPassword" | "enrolSecondFactor";

/** One sign-in, as it stands at this request: roles and blocks are read anew every time. */
export type Session = {
  readonly id: string;
  readonly actor: UserActor;
  readonly account: {
    readonly name: string;
    readonly username: string;
    readonly email: string | null;
    /** Sample account of a demo installation: said on the screen. */
    readonly isDemo: boolean;
    readonly hasSecondFactor: boolean;
  };
  /** Province that the account belongs to; null for one of the whole country. */
  readonly provinceCode: string | null;
  readonly method: "password" | "oidc";
  /** When a second factor was last shown in this session; null: not at all. */
  readonly secondFactorAt: Date | null;
  /** Not null: every page but the one that settles it is closed. */
  readonly pending: Pending | null;
};

/** Where each duty is settled. */
export const pendingPath: Readonly<Record<Pending, string>> = {
  secondFactor: "/dang-nhap/xac-thuc",
  newPassword: "/doi-mat-khau",
  enrolSecondFactor: "/tai-khoan/xac-thuc-hai-buoc",
};

export const signInPath = "/dang-nhap";

/** Search parameter of the pages of signing in: where the person was going. */
export const targetParameter = "tiep";

/** A page of signing in that afterwards goes on to where the person was going. */
export function withTarget(path: string, target: string): string {
  return target === "/" ? path : `${path}?${new URLSearchParams({ [targetParameter]: target })}`;
}

function targetOf(request: Request): string {
  const url = new URL(request.url);
  // React Router asks for a page's data under another name; people want the page.
  const path = url.pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
  url.searchParams.delete("_routes");
  return request.method === "GET" ? `${path}${url.search}` : "/";
}

const anyHost = "http://localhost";

/** A path on this host to go on to, or `/`: never another site, never a scheme. */
export function safeTarget(value: unknown): string {
  if (typeof value !== "string" || !value.startsWith("/") || !URL.canParse(value, anyHost))
    return "/";
  const { origin, pathname, search } = new URL(value, anyHost);
  // "/.//evil.example" is a path until its dots are resolved: then it names another host.
  return origin === anyHost && !pathname.startsWith("//") ? `${pathname}${search}` : "/";
}

/** The sign-in behind this request, even a half one; null when there is none. */
export function findSession(context: Readonly<RouterContextProvider>): Promise<Session | null> {
  return context.get(requestContext).session();
}

/** Who asks. A sign-in that still owes a second factor or a new password is nobody yet. */
export async function loadActor(context: Readonly<RouterContextProvider>): Promise<Actor> {
  const session = await findSession(context);
  return session && session.pending === null ? session.actor : anonymous;
}

/**
 * The sign-in of a page that settles what it owes: open to those who owe just that, and to those
 * who owe nothing. Throws a redirect otherwise.
 */
export async function requireSessionOwing(
  context: Readonly<RouterContextProvider>,
  request: Request,
  owing: Pending,
): Promise<Session> {
  const session = await findSession(context);
  return session?.pending === owing ? session : requireSession(context, request);
}

/**
 * The signed-in person of a page, as the first line of its loader and action. Throws a redirect
 * to the sign-in page, or to the page that settles what the session still owes.
 */
export async function requireSession(
  context: Readonly<RouterContextProvider>,
  request: Request,
): Promise<Session> {
  const session = await findSession(context);
  if (!session) throw redirect(withTarget(signInPath, targetOf(request)));
  if (session.pending !== null)
    throw redirect(withTarget(pendingPath[session.pending], targetOf(request)));
  return session;
}

/** As `requireSession`, for pages that need only the actor. */
export async function requireActor(
  context: Readonly<RouterContextProvider>,
  request: Request,
): Promise<UserActor> {
  return (await requireSession(context, request)).actor;
}
