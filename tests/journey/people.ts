import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { totpCode } from "../support/totp.ts";
import { type Visitor, visitorOf } from "./visitor.ts";

/** Somebody with an account, signed in. */
export type Person = Visitor & {
  readonly username: string;
  readonly name: string;
  /** A code of its authenticator that was not shown before; fails for who has none. */
  readonly code: () => Promise<string>;
};

/** What everybody's own password in a journey is. */
export const ownPassword = "ruộng bậc thang mùa gặt năm nay";

/** The province and commune that a journey is set in, of today's tree. */
export const province = { code: "19", name: "Thái Nguyên" } as const;
export const commune = { code: "05692", name: "Đồng Hỷ" } as const;

/** Today in Vietnam, as the boxes for days take it. */
export const now = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/**
 * Signs in with a password that somebody else gave, sets an own one and, where the role asks for
 * it, a second factor.
 */
export async function enter(
  address: string,
  { username, name, oneTime }: { username: string; name: string; oneTime: string },
): Promise<Person> {
  const visitor = visitorOf(address);
  let page = await visitor.hand("/dang-nhap", /^Đăng nhập$/, {
    identifier: username,
    password: oneTime,
  });
  if (page.path.startsWith("/doi-mat-khau"))
    page = await visitor.hand(page, /Lưu mật khẩu/, {
      current: oneTime,
      next: ownPassword,
      again: ownPassword,
    });
  const secret = page.path.startsWith("/tai-khoan/xac-thuc-hai-buoc") ? await enrol(visitor) : null;
  return { ...visitor, username, name, code: freshCodes(name, secret) };
}

/** Sets an authenticator up; its secret. */
async function enrol(visitor: Visitor): Promise<string> {
  const here = await visitor.hand("/tai-khoan/xac-thuc-hai-buoc", /Bắt đầu thiết lập/, {
    password: ownPassword,
  });
  const secret = /<code[^>]*>([A-Z2-7 ]+)<\/code>/.exec(here.html)?.[1]?.replaceAll(" ", "") ?? "";
  await visitor.hand(here, /Bật xác thực hai bước/, { code: totpCode(secret) });
  return secret;
}

/** A code is taken once: within the half minute of the last one, waits for the next. */
function freshCodes(name: string, secret: string | null): Person["code"] {
  let last = secret === null ? "" : totpCode(secret);
  return async () => {
    if (secret === null) throw new Error(`${name} has no authenticator`);
    while (totpCode(secret) === last) await wait(500);
    last = totpCode(secret);
    return last;
  };
}

/** Has an administrator open an account, and signs its owner in for the first time. */
export async function openAccount(
  admin: Visitor,
  address: string,
  wanted: { username: string; name: string; role: string; unit?: string },
): Promise<Person> {
  const { unit = province.code, ...who } = wanted;
  const unitText = unit === province.code ? province.name : commune.name;
  const found = await admin.handBack("/quan-tri/tai-khoan/moi", /^Mở tài khoản$/, {
    ...who,
    unitText,
  });
  // A name that several units bear is asked about once more.
  const oneTime =
    oneTimeIn(found.html) ?? oneTimeIn((await admin.hand(found, /^Mở tài khoản$/, { unit })).html);
  if (oneTime === null) throw new Error(`no password is shown for ${who.username}`);
  return enter(address, { username: who.username, name: who.name, oneTime });
}

function oneTimeIn(html: string): string | null {
  return /<code[^>]*>([a-z0-9]{4}(?:-[a-z0-9]{4})+)<\/code>/.exec(html)?.[1] ?? null;
}

/** Opens a producer's account as somebody who comes by itself. */
export async function signUp(address: string, name: string): Promise<Person> {
  const visitor = visitorOf(address);
  const username = `09${randomInt(1e8).toString().padStart(8, "0")}`;
  await visitor.hand(`/dang-ky?xa=${commune.code}`, /Mở tài khoản/, {
    name,
    contact: username,
    next: ownPassword,
    again: ownPassword,
  });
  return { ...visitor, username, name, code: freshCodes(name, null) };
}
