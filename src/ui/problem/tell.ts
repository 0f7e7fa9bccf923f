import { isRouteErrorResponse } from "react-router";
import type { PageProblem, ProblemPerson } from "#core/http/page.ts";
import type { Lang } from "#ui/lang.ts";
import { errorTexts, searchPath } from "#ui/public/texts.ts";

/** What a page that stands in for one that failed says, and where it leads. */
export type ToldProblem = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly ways: readonly { readonly href: string; readonly name: string }[];
  /** Whether it is known that somebody signed in reads it. */
  readonly isSignedIn: boolean;
};

/** Sends whoever is signed in to the page where their work begins. */
const workPath = "/bat-dau";

/**
 * What is wrong, what to do and, to the signed-in, as whom they are here: a refusal says whom the page is for
 * and who gives a role. Says nothing of the cause of a fault of ours.
 */
export function tellProblem(error: unknown, lang: Lang): ToldProblem {
  const texts = errorTexts[lang];
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const problem = isRouteErrorResponse(error) ? (error.data as Partial<PageProblem> | null) : null;
  const person = problem?.person ?? null;
  const missing = status === 404;
  return {
    title: titleOf(status, lang),
    lines: [
      problem?.[lang] ?? (missing ? texts.missingMore : texts.faultMore),
      ...(person && lang === "vi" ? toPerson(status, person, problem?.openTo ?? []) : []),
    ],
    ways: person
      ? [
          { href: workPath, name: texts.work },
          { href: "/", name: texts.publicPages },
        ]
      : [
          { href: lang === "vi" ? "/" : "/en", name: texts.home },
          { href: searchPath[lang], name: texts.search },
        ],
    isSignedIn: person !== null,
  };
}

function titleOf(status: number, lang: Lang): string {
  const texts = errorTexts[lang];
  if (status === 404) return texts.missing;
  if (status === 403) return texts.refused;
  // Something of the person's own stands against it; the text below says what.
  return status < 500 ? texts.unmet : texts.fault;
}

/** Signed-in pages are in Vietnamese. */
function toPerson(
  status: number,
  { name, roles, rank }: ProblemPerson,
  openTo: readonly string[],
): string[] {
  const who = `Bạn đang đăng nhập bằng tài khoản “${name}”, vai trò: ${roles.join(", ") || "chưa có"}.`;
  if (status === 404)
    return [who, "Nội dung ngoài địa bàn, ngoài phần việc của tài khoản cũng không hiện ở đây."];
  if (status !== 403) return [];
  const toWhom =
    rank === "producer"
      ? "Nếu cơ sở của bạn cần nội dung này, hãy hỏi cán bộ phụ trách OCOP của xã hoặc văn phòng điều phối của tỉnh."
      : "Nếu nhiệm vụ của bạn cần phần này, hãy đề nghị người quản trị hệ thống của tỉnh giao thêm vai trò.";
  if (openTo.length === 0) return [who];
  const isTheirs = openTo.some((role) => roles.includes(role));
  return [
    `Phần này dành cho: ${openTo.join(", ")}.`,
    who,
    isTheirs ? "Vai trò của bạn làm được việc này ở phần việc khác, không phải ở đây." : toWhom,
  ];
}
