/**
 * Platforms by the host of their links: those that the provinces' plans name, and the social
 * networks that producers sell on. Hosts are whole names; what ends in one of them counts too.
 */
export const platforms = {
  shopee: { name: "Shopee", hosts: ["shopee.vn", "shp.ee"] },
  lazada: { name: "Lazada", hosts: ["lazada.vn"] },
  tiki: { name: "Tiki", hosts: ["tiki.vn"] },
  sendo: { name: "Sendo", hosts: ["sendo.vn"] },
  postmart: { name: "Postmart", hosts: ["postmart.vn", "buudien.vn"] },
  voso: { name: "Voso", hosts: ["voso.vn"] },
  amazon: { name: "Amazon", hosts: ["amazon.com"] },
  alibaba: { name: "Alibaba", hosts: ["alibaba.com"] },
  tiktok: { name: "TikTok", hosts: ["tiktok.com"] },
  facebook: { name: "Facebook", hosts: ["facebook.com", "fb.com", "fb.me"] },
  zalo: { name: "Zalo", hosts: ["zalo.me"] },
  own: { name: "Trang bán hàng khác", hosts: [] },
} as const satisfies Record<string, { name: string; hosts: readonly string[] }>;
export type PlatformId = keyof typeof platforms;

/** The platform that an https address belongs to. */
export function platformOf(url: string): PlatformId {
  const host = new URL(url).hostname;
  for (const [id, { hosts }] of Object.entries(platforms) as [
    PlatformId,
    { hosts: readonly string[] },
  ][])
    if (hosts.some((own) => host === own || host.endsWith(`.${own}`))) return id;
  return "own";
}
