import type { MessageKind } from "../model.ts";

/** Where a message about no dossier leads its producer, by its kind: pages of later modules. */
const ofKind: Readonly<Partial<Record<MessageKind, string>>> = {
  renewalDue: "/cong-nhan",
  recognitionEnded: "/cong-nhan",
  supervision: "/giai-trinh",
  inspection: "/khac-phuc",
  profile: "/trang-cong-khai",
  support: "/ho-tro-cua-toi",
  growingArea: "/vung-nguyen-lieu-cua-toi",
  cycle: "/y-tuong-cua-toi",
  market: "/so-lieu",
};

/** Sections as messages name them ("hãy mở mục Hội chợ"), where a kind tells of several. */
const sections: Readonly<Record<string, string>> = {
  "Hội chợ": "/hoi-cho",
  "Trang công khai": "/trang-cong-khai",
  "Số liệu": "/so-lieu",
  "Ý tưởng": "/y-tuong-cua-toi",
  "Phương án": "/phuong-an-cua-toi",
};
const named = new RegExp(`[Mm]ục (${Object.keys(sections).join("|")})`);

/** The address of a plan at the end of a message. */
const atEnd = /\s*Xem tại (\/phuong-an(?:-cua-toi)?\/[0-9a-f-]{36})\.?\s*$/;

/**
 * What a message says and the page that it leads to: an address at its end is a link and no text for
 * people. `href` is null where neither words nor kind say one.
 */
export function leadOf({ kind, body }: { readonly kind: MessageKind; readonly body: string }): {
  href: string | null;
  text: string;
} {
  const [, path] = atEnd.exec(body) ?? [];
  if (path !== undefined) return { href: path, text: body.replace(atEnd, "") };
  const [, section = ""] = named.exec(body) ?? [];
  return { href: sections[section] ?? ofKind[kind] ?? null, text: body };
}
