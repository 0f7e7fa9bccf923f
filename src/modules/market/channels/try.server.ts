import { setTimeout as delay } from "node:timers/promises";
import { askOutside, type OutsideAnswer, type OutsideQuestion } from "#core/http/outside.ts";
import { type Found, judge, mostHops, nextHop } from "./rules.ts";

/** How an address is asked; tests put their own in its place. */
export type Ask = (url: string, question: OutsideQuestion) => Promise<OutsideAnswer>;

/** Says who asks and how often, so that a shop can turn it away or write to somebody. */
const userAgent = "OCOP-LinkCheck/1.0 (checks sales links that producers publish, once a week)";
const waitMs = 10_000;

/**
 * Tries a link: its head, and where that is refused a page without reading it. Follows few
 * redirections, none of them to an address inside or away from https. Never throws.
 */
export async function tryLink(url: string, ask: Ask = askOutside): Promise<Found> {
  let at = url;
  try {
    for (let hop = 0; ; hop += 1) {
      const answer = await askPage(at, ask);
      const next = nextHop(at, answer.status, answer.location);
      if (next === null || hop === mostHops) return judge(answer.status);
      at = next;
    }
  } catch (error) {
    return { status: null, failure: reasonOf(error) };
  }
}

async function askPage(url: string, ask: Ask): Promise<OutsideAnswer> {
  const headers = { "User-Agent": userAgent, Accept: "text/html,*/*;q=0.5" };
  const head = await ask(url, { method: "HEAD", headers, waitMs });
  // Some shops answer a head with an error and a page as they should.
  if (head.status < 400) return head;
  await delay(200);
  return ask(url, { method: "GET", headers, waitMs });
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "Không tìm thấy tên miền.";
  if (error instanceof Error && /timeout|aborted/i.test(`${error.name} ${error.message}`))
    return "Trang không trả lời.";
  if (error instanceof Error && error.message.includes("mạng nội bộ"))
    return "Đường dẫn trỏ vào mạng nội bộ.";
  if (typeof code === "string" && /CERT|TLS|SSL/.test(code))
    return "Chứng thư của trang không hợp lệ.";
  return "Không kết nối được.";
}
