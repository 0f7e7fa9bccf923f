import { requestContext } from "#core/http/context.ts";
import { forPage } from "#core/http/page.ts";
import { historyOfRecognition } from "#modules/recognition/service/history.server.ts";
import { useLang } from "#ui/lang.ts";
import { Crumbs, Tag } from "#ui/public/notice.tsx";
import { Stars } from "#ui/public/stars.tsx";
import { publicPaths } from "../../public-paths.ts";
import { History } from "../verify/history.tsx";
import type { Route } from "./+types/product.ts";
import { registerTexts } from "./texts.ts";

export const loader = forPage(async ({ context, params }: Route.LoaderArgs) =>
  historyOfRecognition(context.get(requestContext).database.db, params.recognition ?? ""),
);

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.productName ?? ""} · OCOP` },
];

/** What was ever decided about a product, as anyone may read it. */
export default function Product({ loaderData }: Route.ComponentProps) {
  const lang = useLang();
  const texts = registerTexts[lang];
  const { productName, producerName, stars, isDemo, events } = loaderData;
  return (
    <>
      <Crumbs
        label={texts.trail}
        trail={[{ href: publicPaths.register[lang], name: texts.title }]}
      />
      <h1>{productName}</h1>
      <p className="lead">
        <Stars count={stars} of={5} lang={lang} /> {producerName}{" "}
        {isDemo && <Tag kind="warning">{texts.demo}</Tag>}
      </p>
      <History events={events} />
    </>
  );
}
