import { z } from "zod";
import { optionalPhone } from "#core/input/phone.ts";
import {
  optional,
  optionalLine,
  optionalText,
  requiredLine,
  requiredText,
  tick,
} from "#core/input/text.ts";
import { Digest, Id, type ProducerContent, type ProductContent } from "./model.ts";
import { optionalPosition } from "#core/input/position.ts";
import { optionalWebLink, webLinks } from "./web-links.ts";

/** Pictures of one profile at most. */
export const mostPictures = 12;

/** A picture that can be chosen: used only where it is ticked, and then with words for it. */
const Picture = z
  .strictObject({
    digest: Digest,
    use: tick,
    alt: optionalLine(200),
    altEn: optionalLine(200),
  })
  .superRefine(({ use, alt }, context) => {
    if (use && alt === null)
      context.addIssue({
        code: "custom",
        path: ["alt"],
        message: "Hãy ghi trong ảnh có gì, cho người không nhìn được ảnh.",
      });
  });

const pictures = z
  .array(Picture)
  .max(200)
  .default([])
  .transform((all) => all.filter(({ use }) => use))
  .refine((chosen) => chosen.length <= mostPictures, {
    error: `Nhiều nhất ${mostPictures} ảnh.`,
  })
  .transform((chosen) =>
    chosen.map(({ digest, alt, altEn }) => ({ digest, alt: alt ?? "", altEn })),
  );

const shared = {
  /** Number of the newest version as it was shown; 0 before the first. */
  expectedSeq: z.coerce.number({ error: "Hãy tải lại trang." }).int().min(0),
  position: optionalPosition,
  pictures,
  /** Which of the pictures stands first; the first one when nothing is said. */
  cover: optional(Digest),
};

/** A product's page as its producer wants it. No star, day or decision is among it. */
export const ProposeProduct = z.strictObject({
  ...shared,
  productId: Id,
  shortLine: requiredLine(160, "Hãy ghi một câu giới thiệu ngắn."),
  shortLineEn: optionalLine(160),
  description: optionalText(3_000),
  descriptionEn: optionalText(3_000),
  story: optionalText(6_000),
  storyEn: optionalText(6_000),
  usage: optionalText(2_000),
  usageEn: optionalText(2_000),
  keeping: optionalText(1_000),
  keepingEn: optionalText(1_000),
  packaging: optionalText(1_000),
  packagingEn: optionalText(1_000),
  price: optionalLine(160),
  priceEn: optionalLine(160),
  buyLinks: webLinks(8),
  traceLink: optionalWebLink,
});
export type ProposeProduct = z.input<typeof ProposeProduct>;

const Email = z.string().trim().toLowerCase().pipe(z.email("Thư điện tử chưa đúng.").max(120));

/** The boxes that are public only where the one beside them is ticked. */
export const ticked = {
  showAddress: "address",
  showPhone: "phone",
  showEmail: "email",
  showWebsite: "website",
} as const;
export type Ticked = (typeof ticked)[keyof typeof ticked];

/** A producer's own page as it wants it. */
export const ProposeProducer = z
  .strictObject({
    ...shared,
    producerId: Id,
    intro: requiredText("Hãy viết vài câu giới thiệu cơ sở.", 3_000),
    introEn: optionalText(3_000),
    story: optionalText(6_000),
    storyEn: optionalText(6_000),
    openingHours: optionalLine(200),
    openingHoursEn: optionalLine(200),
    address: optionalLine(300),
    showAddress: tick,
    phone: optionalPhone,
    showPhone: tick,
    email: optional(Email),
    showEmail: tick,
    website: optionalWebLink,
    showWebsite: tick,
    socialLinks: webLinks(5),
  })
  .superRefine((form, context) => {
    for (const [box, name] of Object.entries(ticked) as [keyof typeof ticked, Ticked][])
      if (form[box] && form[name] === null)
        context.addIssue({
          code: "custom",
          path: [name],
          message: "Đã chọn công khai mục này: hãy điền, hoặc bỏ chọn.",
        });
  });
export type ProposeProducer = z.input<typeof ProposeProducer>;

/** What a product's form says, as it is kept. */
export function productContent(form: z.output<typeof ProposeProduct>): ProductContent {
  return {
    kind: "product",
    shortLine: { vi: form.shortLine, en: form.shortLineEn },
    description: { vi: form.description, en: form.descriptionEn },
    story: { vi: form.story, en: form.storyEn },
    usage: { vi: form.usage, en: form.usageEn },
    keeping: { vi: form.keeping, en: form.keepingEn },
    packaging: { vi: form.packaging, en: form.packagingEn },
    price: { vi: form.price, en: form.priceEn },
    buyLinks: form.buyLinks,
    traceLink: form.traceLink,
  };
}

/** What a producer's form says, as it is kept: what is not ticked is not kept at all. */
export function producerContent(form: z.output<typeof ProposeProducer>): ProducerContent {
  return {
    kind: "producer",
    intro: { vi: form.intro, en: form.introEn },
    story: { vi: form.story, en: form.storyEn },
    openingHours: { vi: form.openingHours, en: form.openingHoursEn },
    address: form.showAddress ? form.address : null,
    phone: form.showPhone ? form.phone : null,
    email: form.showEmail ? form.email : null,
    website: form.showWebsite ? form.website : null,
    socialLinks: form.socialLinks,
  };
}

/** One version, for the act on it. */
export const OnVersion = z.strictObject({ versionId: Id });
export type OnVersion = z.input<typeof OnVersion>;

export const ReturnVersion = OnVersion.extend({
  reason: requiredText("Hãy ghi cần sửa gì; chủ thể đọc được.", 2_000),
});
export type ReturnVersion = z.input<typeof ReturnVersion>;

/** The producer takes its own page down without a reason; the office gives one. */
export const WithdrawProfile = OnVersion.extend({ reason: optionalText(2_000) });
export type WithdrawProfile = z.input<typeof WithdrawProfile>;
