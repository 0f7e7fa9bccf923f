import { publicPicture } from "#modules/market/paths.ts";
import { englishNameOf, fullNameOf } from "#modules/places/rules.ts";
import type { CatalogueRow } from "#modules/portal/service/catalogue.server.ts";
import { type Lang, useLang } from "#ui/lang.ts";
import { ProductCard } from "#ui/public/cards.tsx";
import { Tag } from "#ui/public/notice.tsx";
import { drawingOf } from "../../drawings.ts";
import { publicStates } from "../../model.ts";
import { portalPaths } from "../../paths.ts";
import { isOver, standingTones } from "../../standing.ts";
import { sampleWord } from "../words.tsx";

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

/** What a card needs to know of a product. */
export type CardProduct = Pick<
  CatalogueRow,
  | "slug"
  | "name"
  | "producerName"
  | "setKey"
  | "stars"
  | "state"
  | "commune"
  | "province"
  | "picture"
  | "pictureAlt"
  | "isDemo"
>;

/** Products as cards: whose, from where, how many stars, and what does not hold any more. */
export function ProductCards({
  of,
  withProvince = false,
  withProducer = true,
}: {
  of: readonly CardProduct[];
  withProvince?: boolean;
  /** False where the page is its producer's. */
  withProducer?: boolean;
}) {
  const lang = useLang();
  return (
    <ul className="product-grid">
      {of.map((product) => (
        <li key={product.slug}>
          <ProductCard
            href={`${portalPaths.products[lang]}/${product.slug}`}
            name={lang === "en" ? <span lang="vi">{product.name}</span> : product.name}
            stars={product.stars}
            isOver={isOver(product.state)}
            picture={coverOf(product)}
            drawing={drawingOf(product.setKey)}
            tags={tagsOf(product, lang)}
          >
            {withProducer && (
              <>
                <p className="small" lang="vi">
                  {product.producerName}
                </p>
                <p className="small soft">{placeLine(product, lang, withProvince)}</p>
              </>
            )}
          </ProductCard>
        </li>
      ))}
    </ul>
  );
}

function coverOf({ picture, pictureAlt }: CardProduct) {
  return picture === null
    ? null
    : { src: publicPicture(picture, 480, "webp"), alt: pictureAlt ?? "", width: 480, height: 360 };
}

/** Only what a shopper has to know: nothing is said of what simply holds. */
function tagsOf({ state, isDemo, name }: CardProduct, lang: Lang) {
  const tone = standingTones[state];
  // Most samples say what they are in their names.
  const tellsSample = isDemo && !name.includes(sampleWord[lang]);
  if (tone === "good" && !tellsSample) return undefined;
  return (
    <>
      {tone !== "good" && <Tag kind={tagKinds[tone]}>{publicStates[state][lang]}</Tag>}
      {tellsSample && <Tag kind="warning">{sampleWord[lang]}</Tag>}
    </>
  );
}

function placeLine({ commune, province }: CardProduct, lang: Lang, withProvince: boolean): string {
  const name = lang === "vi" ? fullNameOf : englishNameOf;
  return [commune, withProvince || commune === null ? province : null]
    .flatMap((place) => (place === null ? [] : [name(place)]))
    .join(", ");
}
