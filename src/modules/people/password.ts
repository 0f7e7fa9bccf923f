import type { Rank } from "#core/access/roles.ts";

/**
 * Least lengths. NIST SP 800-63B: length counts, composition rules do not; officials, whose acts
 * bind others, need the longer one. No forced change by calendar, pasting is welcome.
 */
export const leastLength: Readonly<Record<Rank, number>> = { official: 12, producer: 8 };
export const mostLength = 128;

/** What a password is judged by. `personal`: account name, name, e-mail and the like. */
export type PasswordFacts = {
  readonly rank: Rank;
  readonly personal: readonly string[];
  /** Known passwords, in lower case. */
  readonly known: ReadonlySet<string>;
};

/**
 * What is wrong with a new password, in Vietnamese, or null. Counts characters as people see
 * them (a letter with its marks is one).
 */
export function passwordFault(
  password: string,
  { rank, personal, known }: PasswordFacts,
): string | null {
  const length = Array.from(password.normalize("NFC")).length;
  if (length < leastLength[rank]) return `Mật khẩu cần ít nhất ${leastLength[rank]} ký tự.`;
  if (length > mostLength) return `Mật khẩu nhiều nhất ${mostLength} ký tự.`;
  const plain = fold(password);
  if (isKnown(plain, known))
    return "Mật khẩu này nằm trong danh sách mật khẩu phổ biến hoặc đã bị lộ. Hãy chọn mật khẩu khác, ví dụ vài từ ghép lại chỉ mình bạn nhớ.";
  if (isPattern(plain))
    return "Mật khẩu là một dãy lặp lại hoặc liền nhau. Hãy chọn mật khẩu khác.";
  if (personal.some((fact) => holds(plain, fact)))
    return "Mật khẩu chứa tên đăng nhập, họ tên hoặc thư điện tử của bạn. Hãy chọn mật khẩu khác.";
  return null;
}

/** Lower case without marks: `MậtKhẩu` and `matkhau` are one guess. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
}

const lookalikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
};

/** The password itself, what is left without the digits and signs around it, and the same unmasked. */
function isKnown(plain: string, known: ReadonlySet<string>): boolean {
  const bare = plain.replace(/[\s._-]/g, "");
  const core = bare.replace(/^[^a-z]+|[^a-z]+$/g, "");
  const unmasked = bare.replace(/[013457@$]/g, (sign) => lookalikes[sign] ?? sign);
  const candidates = [plain, bare, unmasked];
  // "matkhau2026!!" is the known word with a tail; a long tail is a password of its own.
  if (core.length >= 4 && bare.length - core.length <= 6) candidates.push(core);
  return candidates.some((candidate) => known.has(candidate));
}

/** One or few characters over and over, or a run up or down the alphabet, the digits or the keyboard. */
function isPattern(plain: string): boolean {
  if (/^(.{1,4})\1+.{0,3}$/.test(plain)) return true;
  if (new Set(plain).size <= 3) return true;
  const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm"];
  const backwards = rows.map((row) => Array.from(row).reverse().join(""));
  return [...rows, ...backwards].some((row) => row.includes(plain));
}

function holds(plain: string, fact: string): boolean {
  const parts = fold(fact).split("@");
  return parts.some((part) => {
    const bare = part.replace(/[^a-z0-9]/g, "");
    return bare.length >= 5 && plain.replace(/[^a-z0-9]/g, "").includes(bare);
  });
}
