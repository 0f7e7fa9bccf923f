import { formatNumber } from "#core/input/number.ts";
import { formatPhone } from "#core/input/phone.ts";
import { type Story, type StoryPart, storyParts } from "#modules/products/model.ts";
import type { Bilingual, ProducerContent, ProductContent } from "./model.ts";
import { formatPosition, type Position } from "#core/input/position.ts";
import { parseWebLink } from "./web-links.ts";

/** What the boxes of a form hold at first. */
export type Values = Readonly<Record<string, string>>;

const both = (name: string, text: Bilingual): [string, string][] => [
  [name, text.vi ?? ""],
  [`${name}En`, text.en ?? ""],
];

/** The form of a product's page, as it was last sent. */
export function productValues(content: ProductContent, position: Position | null): Values {
  const { shortLine, description, story, usage, keeping, packaging, price } = content;
  const texts = { shortLine, description, story, usage, keeping, packaging, price };
  return {
    ...Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => both(name, text))),
    buyLinks: content.buyLinks.join("\n"),
    traceLink: content.traceLink ?? "",
    position: formatPosition(position),
  };
}

/** The form of a producer's page, as it was last sent; what was not ticked comes from the register. */
export function producerValues(
  content: ProducerContent,
  position: Position | null,
  registered: Registered,
): Values {
  const { intro, story, openingHours } = content;
  const from = registeredContact(registered);
  return {
    ...Object.fromEntries(
      Object.entries({ intro, story, openingHours }).flatMap(([name, text]) => both(name, text)),
    ),
    address: content.address ?? from.address,
    showAddress: content.address === null ? "" : "1",
    phone: content.phone === null ? from.phone : formatPhone(content.phone),
    showPhone: content.phone === null ? "" : "1",
    email: content.email ?? from.email,
    showEmail: content.email === null ? "" : "1",
    website: content.website ?? from.website,
    showWebsite: content.website === null ? "" : "1",
    socialLinks: content.socialLinks.join("\n"),
    position: formatPosition(position),
  };
}

/** What a product's own form holds of what the public may read. */
export type EnteredProduct = {
  readonly description: string | null;
  readonly packagingSizes: string | null;
  readonly shelfLife: string | null;
  readonly storage: string | null;
  readonly priceFrom: number | null;
  readonly priceTo: number | null;
  readonly priceUnit: string | null;
  readonly story: Story;
};

/** A first proposal, out of what the product's form holds already. */
export function firstProductValues(product: EnteredProduct): Values {
  const { shelfLife, storage } = product;
  const keeping = [storage, shelfLife && `Hạn sử dụng: ${shelfLife}`].filter(Boolean).join("\n");
  return {
    description: product.description ?? "",
    story: product.story.told ?? toldParts(product.story),
    packaging: product.packagingSizes ?? "",
    keeping,
    price: priceText(product),
  };
}

function toldParts(story: Story): string {
  const parts = (Object.keys(storyParts) as StoryPart[]).map((part) => story[part]);
  return parts.filter((part) => part !== null).join("\n\n");
}

/** `120.000–150.000 đồng/hộp 250 g`; empty when no price is entered. */
export function priceText({
  priceFrom,
  priceTo,
  priceUnit,
}: Pick<EnteredProduct, "priceFrom" | "priceTo" | "priceUnit">): string {
  const bounds = [...new Set([priceFrom, priceTo].filter((price) => price !== null))];
  if (bounds.length === 0) return "";
  return `${bounds.map(formatNumber).join("–")} đồng${priceUnit === null ? "" : `/${priceUnit}`}`;
}

/** What the register holds of how to reach a producer; nothing of it is public by itself. */
export type Registered = {
  readonly address: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly website: string | null;
};

function registeredContact({ address, phone, email, website }: Registered) {
  return {
    address,
    phone: phone === null ? "" : formatPhone(phone),
    email: email ?? "",
    website: (website && parseWebLink(website)) ?? "",
  };
}

/** A first proposal, out of what the register holds: filled in, and nothing ticked. */
export function firstProducerValues(
  registered: Registered & { readonly mainActivity: string | null },
): Values {
  return { intro: registered.mainActivity ?? "", ...registeredContact(registered) };
}
