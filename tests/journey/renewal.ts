import { addDays } from "#core/calendar/day.ts";
import { sealedCertificate, verifiedAs } from "./decision.ts";
import { fileOpened, idIn, type Producer, products } from "./filing.ts";
import { now, type Person } from "./people.ts";

/** Days that a certificate of the past still has: in the middle of its window (180 to 120 before). */
const daysLeft = 150;

/**
 * Has the office enter the decision of an earlier round that recognised a product, so that its
 * certificate ends while the window for its renewal is open; what anybody is told of it then.
 */
export async function recordEarlier(
  address: string,
  office: Person,
  { productIds }: Pick<Producer, "productIds">,
): Promise<{ token: string; number: string; state: string }> {
  const number = "12/GCN-THỬ";
  const kept = await office.hand(
    "/quyet-dinh/nhap",
    /^Lưu quyết định$/,
    {
      numberText: "120/QĐ-THỬ",
      signedOn: addDays(now(), -900),
      title: "Công nhận sản phẩm OCOP của đợt trước (dữ liệu thử)",
      regime: "148-2023",
    },
    {
      added: {
        "items.0.productId": productIds.known,
        "items.0.dossierId": "",
        "items.0.name": products.known.name,
        "items.0.stars": "4",
        "items.0.certificateNumber": number,
        "items.0.expiresOn": addDays(now(), daysLeft),
      },
    },
  );
  const { token } = await sealedCertificate(office, idIn(kept));
  const { seen } = await verifiedAs(address, token, "expiring");
  return { token, number, state: seen.state };
}

/** The producer's one tap on its certificate: the dossier comes prefilled and is filed; its id. */
export async function renew(person: Person): Promise<string> {
  const hub = await person.hand("/cong-nhan", /^Đánh giá lại$/);
  const dossierId = idIn(hub);
  const { html } = await person.open(`/ho-so/${dossierId}/phan/registration`);
  if (!html.includes(products.known.name)) throw new Error("the renewal is not filled in");
  return fileOpened(person, dossierId);
}

/** What anybody is told of a certificate that was renewed: that it is replaced, and by which. */
export async function seenReplaced(
  address: string,
  { before, after }: Readonly<Record<"before" | "after", string>>,
): Promise<string> {
  const { seen } = await verifiedAs(address, before, "replaced");
  if (seen.replacement?.token !== after)
    throw new Error("the old certificate does not name the new");
  return seen.state;
}
