import { dayText } from "#ui/dates.ts";
import { useLang } from "#ui/lang.ts";
import type { ProductData } from "../product.tsx";
import { recognisedText } from "../standing-words.tsx";
import { productTexts } from "../texts/product.ts";

/** What was decided, by whom and until when, with where it is known from. */
export function Facts({ of: { product, decision, setTitle } }: { of: ProductData }) {
  const lang = useLang();
  const texts = productTexts[lang];
  const { issuer, decisionNumber, certificateNumber, barcode } = product;
  return (
    <section className="decided" aria-labelledby="facts">
      <h2 id="facts">{texts.facts}</h2>
      <dl className="facts">
        <dt>{texts.recognised}</dt>
        <dd>{recognisedText(product, lang)}</dd>
        <Ends of={product} />
        {decisionNumber && (
          <>
            <dt>{texts.decision}</dt>
            <dd lang="vi">{decisionNumber}</dd>
          </>
        )}
        {issuer && (
          <>
            <dt>{texts.issuer}</dt>
            <dd lang="vi">{issuer}</dd>
          </>
        )}
        {certificateNumber && (
          <>
            <dt>{texts.number}</dt>
            <dd>{certificateNumber}</dd>
          </>
        )}
        {setTitle && (
          <>
            <dt>{texts.set}</dt>
            <dd lang="vi">{setTitle}</dd>
          </>
        )}
        {decision && (
          <>
            <dt>{texts.regime}</dt>
            <dd lang="vi">{decision}</dd>
          </>
        )}
        {barcode && (
          <>
            <dt>{texts.barcode}</dt>
            <dd className="number">{barcode}</dd>
          </>
        )}
      </dl>
      <p className="small soft">
        {product.recognitionId === null ? texts.sourceOld : texts.source}
      </p>
    </section>
  );
}

/** Until when: the last day, or what is known of it; of an extended one what the paper says too. */
function Ends({ of }: { of: ProductData["product"] }) {
  const lang = useLang();
  const texts = productTexts[lang];
  const { endsOn, endsFrom, endsTo, expiresOn, state } = of;
  if (state === "revoked" || state === "replaced")
    return (
      <>
        <dt>{texts.written}</dt>
        <dd>{expiresOn === null ? "–" : dayText(expiresOn, lang)}</dd>
      </>
    );
  return (
    <>
      {expiresOn !== null && expiresOn !== endsOn && (
        <>
          <dt>{texts.written}</dt>
          <dd>{dayText(expiresOn, lang)}</dd>
        </>
      )}
      <dt>{state === "expired" ? texts.ends : texts.valid}</dt>
      <dd>
        {endsOn === null
          ? texts.between(dayText(endsFrom, lang), dayText(endsTo, lang))
          : dayText(endsOn, lang)}
      </dd>
    </>
  );
}
