import sharp from "sharp";
import { filledIn } from "../support/browser.ts";
import { buildPdf } from "../support/upload-fixtures.ts";
import { linksOf } from "./forms.ts";
import { type Person, signUp } from "./people.ts";
import type { Page } from "./visitor.ts";

/** A producer with its own account, one product and the papers that a dossier rests on. */
export type Producer = {
  readonly person: Person;
  readonly producerId: string;
  readonly productId: string;
};

export const productName = "Rau cải Đồng Hỷ (dữ liệu thử)";

/** Opens an account, registers the producer and its product with a photo, and keeps papers. */
export async function register(address: string): Promise<Producer> {
  const person = await signUp(address, "Nguyễn Thị Thử");
  const home = await person.hand("/co-so/moi", /Lưu cơ sở/, {
    name: "Hợp tác xã Rau Đồng Hỷ (dữ liệu thử)",
    address: "Xóm Thử",
    phone: person.username,
  });
  const producerId = idIn(home);
  const place = `/co-so/${producerId}`;
  const empty = await person.open(`${place}/san-pham/moi`);
  const product = await person.hand(empty, /Lưu sản phẩm/, {
    name: productName,
    set: "01",
    description: "Rau cải trồng trên nương, thu hái trong ngày.",
  });
  const productId = idIn(product);
  await person.hand(`${place}/san-pham/${productId}`, /ảnh/i, {
    file: new File([await photo()], "rau-cai.jpg", { type: "image/jpeg" }),
  });
  for (const [kind, number, pages] of [
    ["businessRegistration", "4607000123", 1],
    ["materialOrigin", "01/HĐ", 2],
  ] as const)
    await person.hand(`${place}/giay-to`, /Lưu vào tủ/, {
      kind,
      number,
      issuer: "Nơi cấp (dữ liệu thử)",
      issuedOn: "2024-01-15",
      files: new File([new Uint8Array(await buildPdf({ pages }))], `${kind}.pdf`, {
        type: "application/pdf",
      }),
    });
  return { person, producerId, productId };
}

/** Opens a dossier, walks every page of the form, files it; its id. */
export async function file({ person, productId }: Producer): Promise<string> {
  const hub = await person.hand(`/ho-so/mo?san-pham=${productId}`, /Mở hồ sơ/);
  const dossierId = idIn(hub);
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
