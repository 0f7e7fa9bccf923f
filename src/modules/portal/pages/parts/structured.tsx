import { publicPicture } from "#modules/market/paths.ts";
import { publicPaths } from "#modules/recognition/public-paths.ts";
import { pathTo } from "#ui/bilingual.ts";
import type { Lang } from "#ui/lang.ts";
import { portalPaths } from "../../paths.ts";
import { isOver } from "../../standing.ts";
import type { ProductData } from "../product.tsx";
import { inLang, placeText } from "../words.tsx";

/**
 * A product as schema.org has it. The recognition is a `Certification`, active only while it is in
 * force; a product whose star has ended has none, and a sample says so in its name.
 */
export function productData(
  { product, content, pictures }: ProductData,
  { origin, lang }: { origin: string; lang: Lang },
): Record<string, unknown> {
  const path = pathTo(portalPaths.product, lang, { slug: product.slug });
  const description = content && inLang(content.description, lang)?.text;
  return {
    "@type": "Product",
    "@id": `${origin}${pathTo(portalPaths.product, "vi", { slug: product.slug })}`,
    url: `${origin}${path}`,
    name: product.isDemo && lang === "en" ? `${product.name} (sample)` : product.name,
    ...(description ? { description } : {}),
    ...(product.barcode ? { gtin: product.barcode } : {}),
    ...(pictures.length > 0
      ? { image: pictures.map(({ digest }) => `${origin}${publicPicture(digest, 960, "jpg")}`) }
      : {}),
    manufacturer: {
      "@type": "Organization",
      name: product.producerName,
      url: `${origin}${pathTo(portalPaths.producer, lang, { slug: product.producerSlug })}`,
    },
    countryOfOrigin: { "@type": "Country", name: "Viet Nam" },
    ...(isOver(product.state) || product.isDemo
      ? {}
      : { hasCertification: certification(product, { origin, lang }) }),
  };
}

function certification(
  product: ProductData["product"],
  { origin, lang }: { origin: string; lang: Lang },
): Record<string, unknown> {
  return {
    "@type": "Certification",
    name: lang === "vi" ? `OCOP ${product.stars} sao` : `OCOP ${product.stars} stars`,
    certificationStatus: "https://schema.org/CertificationActive",
    certificationRating: {
      "@type": "Rating",
      ratingValue: product.stars,
      bestRating: 5,
      worstRating: 1,
    },
    ...(product.certificateNumber
      ? { certificationIdentification: product.certificateNumber }
      : {}),
    ...(product.issuer
      ? { issuedBy: { "@type": "GovernmentOrganization", name: product.issuer } }
      : {}),
    ...(product.recognisedOn ? { validFrom: product.recognisedOn } : {}),
    ...(product.endsOn ? { expires: product.endsOn } : {}),
    ...(product.token
      ? { url: `${origin}${pathTo(publicPaths.verify, lang, { token: product.token })}` }
      : {}),
    validIn: { "@type": "AdministrativeArea", name: placeText(product, lang) },
  };
}
