import { publicPaths } from "#modules/recognition/public-paths.ts";
import { useLang } from "#ui/lang.ts";
import { PageHead, useOrigin } from "#ui/public/page-head.tsx";
import { curlOf, examples } from "../api/examples.ts";
import { feedPaths } from "../paths.ts";
import type { Route } from "./+types/open-data.ts";
import stylesheet from "./portal.css?url";
import readingStylesheet from "./reading.css?url";
import { openDataTexts } from "./texts/open-data.ts";

export const links: Route.LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "stylesheet", href: readingStylesheet },
];

const formats = ["csv", "json", "geojson"] as const;

/** Where the register can be had as data: files, the interface, feeds. */
export default function OpenData() {
  const lang = useLang();
  const texts = openDataTexts[lang];
  const origin = useOrigin();
  return (
    <div className="reading">
      <PageHead title={texts.title} description={texts.description} />
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <h2>{texts.files}</h2>
      <p>{texts.filesMore}</p>
      <ul>
        <li>
          {texts.products}:{" "}
          {formats.map((format) => (
            <span key={format}>
              <a className="touch" href={`/api/v1/products.${format}`}>
                {format.toUpperCase()}
              </a>{" "}
            </span>
          ))}
        </li>
        <li>
          {texts.certificates}:{" "}
          {["csv", "json"].map((format) => (
            <span key={format}>
              <a className="touch" href={`${publicPaths.register.vi}/giay-chung-nhan.${format}`}>
                {format.toUpperCase()}
              </a>{" "}
            </span>
          ))}
        </li>
      </ul>
      <h2>{texts.interface}</h2>
      <p>
        {texts.interfaceMore} <a href="/api/openapi.json">{texts.openapi}</a>
      </p>
      <h3>{texts.try}</h3>
      <dl className="examples">
        {examples.map((example) => (
          <div key={example.path}>
            <dt>{example[lang]}</dt>
            <dd>
              <pre className="address">
                <code>{curlOf(origin, example)}</code>
              </pre>
            </dd>
          </div>
        ))}
      </dl>
      <p>
        {texts.keys} <a href="/api/v1/catalog.jsonld">{texts.dcat}</a>
      </p>
      <h2>{texts.feeds}</h2>
      <ul>
        <li>
          <a href={feedPaths.recognitions}>{texts.recognitions}</a>
        </li>
        <li>
          <a href={feedPaths.news}>{texts.news}</a>
        </li>
        <li>
          <a href={feedPaths.sitemap}>{texts.sitemap}</a>
        </li>
      </ul>
      <p className="soft">{texts.personal}</p>
    </div>
  );
}
