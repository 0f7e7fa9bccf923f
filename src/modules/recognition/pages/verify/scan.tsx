import { islandUrl } from "#core/http/islands.ts";
import { langOf, useLang } from "#ui/lang.ts";
import type { Route } from "./+types/scan.ts";
import { scanTexts } from "./scan-texts.ts";
import stylesheet from "./verify.css?url";

export const links: Route.LinksFunction = () => [{ rel: "stylesheet", href: stylesheet }];

export const loader = () => ({ script: islandUrl("scan") });

export const meta: Route.MetaFunction = ({ location }) => [
  { title: `${scanTexts[langOf(location.pathname)].title} · OCOP` },
];

/** Reads the QR code of a pack or certificate by the camera or from a picture. */
export default function Scan({ loaderData }: Route.ComponentProps) {
  const texts = scanTexts[useLang()];
  return (
    <>
      <h1>{texts.title}</h1>
      <p className="lead">{texts.lead}</p>
      <div
        className="camera"
        data-scan
        data-other-title={texts.otherTitle}
        data-other-more={texts.otherMore}
        data-none-title={texts.noneTitle}
        data-none-more={texts.noneMore}
        data-camera-title={texts.cameraTitle}
        data-camera-more={texts.cameraMore}
        data-offline-title={texts.offlineTitle}
        data-offline-more={texts.offlineMore}
        data-offline-note={texts.offlineNote}
        data-list-at={texts.listAt}
      >
        <video hidden muted playsInline aria-label={texts.video} />
        <p>
          <button type="button" data-scan-start hidden>
            {texts.start}
          </button>
        </p>
        <div data-scan-answer hidden role="alert" />
        <div className="field">
          <label htmlFor="picture">{texts.picture}</label>
          <input id="picture" type="file" accept="image/*" capture="environment" />
        </div>
      </div>
      <noscript>
        <p>{texts.noScript}</p>
      </noscript>
      <script type="module" src={loaderData.script} />
    </>
  );
}
