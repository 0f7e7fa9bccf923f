import type { Given } from "../sheets/outbox.ts";
import type { Remarks } from "../sheets/outcome.ts";
import { questionOf } from "./boxes.ts";

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text = "",
  className = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

/** An answer in the words of the page. */
export function wordsOf(code: string, { option, note }: Given): string {
  const label = questionOf(code)
    ?.querySelector(`input[value="${option ?? ""}"]`)
    ?.closest("label")
    ?.querySelector("[data-label]")?.textContent;
  const chosen = option === null ? "Chưa chấm" : `Mức ${option}: ${label ?? ""}`;
  return note === null ? chosen : `${chosen} Ghi chú: ${note}`;
}

/** Remarks in words. */
export function wordsOfRemarks(said: Remarks): string {
  const parts = [
    said.comment ?? "Không có nhận xét.",
    said.proposesRejection ? `Đề nghị loại hồ sơ: ${said.rejectionReason ?? ""}` : "",
    said.stopAt === null ? "" : `Dừng chấm từ tiêu chí ${said.stopAt}.`,
  ];
  return parts.filter(Boolean).join(" ");
}

/** Shows both values of a clash at its place and asks which one holds; without one takes the panel away. */
export function showClash(
  place: Element | null | undefined,
  values: { readonly theirs: string; readonly mine: string } | null,
  choose: (which: "mine" | "theirs") => void,
): void {
  const old = place?.querySelector<HTMLElement>(":scope > .clash");
  const said = values ? `${values.theirs}\n${values.mine}` : "";
  if (!values || !place) return old?.remove();
  if (old?.dataset["said"] === said) return;
  old?.remove();
  const panel = element("div", "", "notice warning clash");
  panel.dataset["said"] = said;
  panel.setAttribute("role", "alert");
  const list = element("dl", "", "change");
  for (const [name, text] of [
    ["Từ thiết bị khác, đã lưu", values.theirs],
    ["Trên máy này, chưa lưu", values.mine],
  ] as const) {
    const pair = element("div");
    pair.append(element("dt", name), element("dd", text, "typed"));
    list.append(pair);
  }
  const buttons = element("p", "", "actions");
  for (const [text, className, which] of [
    ["Giữ bản trên máy này", "", "mine"],
    ["Lấy bản đã lưu", "second", "theirs"],
  ] as const) {
    const button = element("button", text, className);
    button.type = "button";
    button.addEventListener("click", () => choose(which));
    buttons.append(button);
  }
  panel.append(
    element(
      "p",
      "Bạn đã ghi khác nhau trên hai thiết bị. Chưa có gì bị ghi đè; hãy chọn bản muốn giữ.",
    ),
    list,
    buttons,
  );
  place.prepend(panel);
}
