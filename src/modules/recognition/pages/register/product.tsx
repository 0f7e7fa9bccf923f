import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { historyOfRecognition } from "#modules/recognition/service/history.server.ts";
import { useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { certificateStates } from "../../model.ts";
import { publicPaths } from "../../public-paths.ts";
import { tones } from "../../verification.ts";
import { History } from "../verify/history.tsx";
import type { Route } from "./+types/product.ts";
import { registerTexts, statesInEnglish } from "./texts.ts";

export const loader = forPage(async ({ context, params }: Route.LoaderArgs) =>
  historyOfRecognition(context.get(requestContext).database.db, params.recognition ?? ""),
);

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.productName ?? ""} · OCOP` },
];

const tagKinds = { good: "good", attention: "warning", ended: "past", bad: "error" } as const;

/** What was ever decided about a product, as anyone may read it. */
export default function Product({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { productName, producerName, stars, isDemo, state, events } = loaderData;
  const tone = state && tones[state];
  return (
    <>
      <Crumbs
        label={texts.trail}
        trail={[{ href: publicPaths.register[lang], name: texts.title }]}
      />
      <h1>{productName}</h1>
      <p className={tone === "ended" || tone === "bad" ? "lead lapsed" : "lead"}>
        <Stars count={stars} of={5} lang={lang} /> {producerName}
      </p>
      <p className="tags">
        {state && tone && (
          <Tag kind={tagKinds[tone]}>
            {(lang === "vi" ? certificateStates : statesInEnglish)[state]}
          </Tag>
        )}
        {isDemo && <Tag kind="warning">{texts.demo}</Tag>}
      </p>
      <History events={events} />
    </>
  );
}
