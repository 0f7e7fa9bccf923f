import sharp from "sharp";
import { filledIn } from "../support/browser.ts";
import { buildPdf } from "../support/upload-fixtures.ts";
import { linksOf } from "./forms.ts";
import { type Person, signUp } from "./people.ts";
import type { Page } from "./visitor.ts";

/** A producer with its own account, its products and the papers that dossiers rest on. */
export type Producer = {
  readonly person: Person;
  readonly producerId: string;
  readonly productIds: Readonly<Record<ProductKey, string>>;
};

/** What the producer makes, each for a way of its own through the programme. */
export const products = {
  fresh: {
    name: "Rau cải Đồng Hỷ (dữ liệu thử)",
    description: "Rau cải trồng trên nương, thu hái trong ngày.",
  },
  known: {
    name: "Củ cải muối Đồng Hỷ (dữ liệu thử)",
    description: "Củ cải ruộng nhà muối chum, đã có sao từ đợt trước.",
  },
  finest: {
    name: "Rau rừng sấy Đồng Hỷ (dữ liệu thử)",
    description: "Rau rừng sấy lạnh, bán trong nước và xuất khẩu.",
  },
} as const;
export type ProductKey = keyof typeof products;

/** Opens an account, registers the producer and its products with photos, and keeps papers. */
export async function register(address: string): Promise<Producer> {
  const person = await signUp(address, "Nguyễn Thị Thử");
  const home = await person.hand("/co-so/moi", /Lưu cơ sở/, {
    name: "Hợp tác xã Rau Đồng Hỷ (dữ liệu thử)",
    address: "Xóm Thử",
    phone: person.username,
  });
  const producerId = idIn(home);
  const place = `/co-so/${producerId}`;
  const productIds = {
    fresh: await addProduct(person, place, "fresh"),
    known: await addProduct(person, place, "known"),
    finest: await addProduct(person, place, "finest"),
  };
  for (const [kind, number, pages] of [
    ["businessRegistration", "4607000123", 1],
    ["materialOrigin", "01/HĐ", 2],
  ] as const)
    await person.hand(`${place}/giay-to`, /Lưu vào tủ/, {
      kind,
      number,
      issuer: "Nơi cấp (dữ liệu thử)",
      issuedOn: "2024-01-15",
      files: await paper(`${kind}.pdf`, pages),
    });
  return { person, producerId, productIds };
}

async function addProduct(person: Person, place: string, key: ProductKey): Promise<string> {
  const empty = await person.open(`${place}/san-pham/moi`);
  const made = await person.hand(empty, /Lưu sản phẩm/, { ...products[key], set: "01" });
  const id = idIn(made);
  await person.hand(`${place}/san-pham/${id}`, /ảnh/i, {
    file: new File([await photo()], `${key}.jpg`, { type: "image/jpeg" }),
  });
  return id;
}

/** A scan with so many pages and nothing on them. */
export async function paper(name: string, pages = 1): Promise<File> {
  return new File([new Uint8Array(await buildPdf({ pages }))], name, { type: "application/pdf" });
}

/** Opens a first dossier for a product and files it; its id. */
export async function fileFirst(
  { person, productIds }: Producer,
  key: ProductKey,
): Promise<string> {
  const hub = await person.hand(`/ho-so/mo?san-pham=${productIds[key]}`, /Mở hồ sơ/);
  return fileOpened(person, idIn(hub));
}

/** Walks every page of an opened dossier's form and files it; its id. */
export async function fileOpened(person: Person, dossierId: string): Promise<string> {
  let here = await person.open(`/ho-so/${dossierId}/phan/registration`);
  while (!here.path.endsWith(dossierId)) {
    const { _version, _go, ...written } = filledIn(here.html);
    here = await person.hand(here, /^Lưu, (sang mục sau|về hồ sơ)$/, written);
  }
  const receipt = await person.hand(`/ho-so/${dossierId}/nop`, /^Nộp hồ sơ$/, { declared: "1" });
  if (!/receipt-code/.test(receipt.html)) throw new Error("the filed dossier has no receipt");
  return dossierId;
}

async function photo(): Promise<Uint8Array<ArrayBuffer>> {
  const plain = { width: 800, height: 600, channels: 3, background: "#3a7d34" } as const;
  return new Uint8Array(await sharp({ create: plain }).jpeg().toBuffer());
}

/** The last id in an address. */
export function idIn({ path }: Pick<Page, "path">): string {
  const found = path.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)?.at(-1);
  if (!found) throw new Error(`${path} names nothing`);
  return found;
}

/** The first address on a page that looks like this. */
export function linkIn({ path, html }: Page, looks: RegExp): string {
  const found = linksOf(html).find(({ href }) => looks.test(href));
  if (!found) throw new Error(`${path} links to nothing like ${looks.source}`);
  return found.href;
}
