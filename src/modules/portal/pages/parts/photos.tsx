import { publicPicture } from "#modules/market/paths.ts";
import type { PublishedPicture } from "#modules/market/service/published.server.ts";
import { useLang } from "#ui/lang.ts";

/** The accepted photos, the cover large. */
export function Photos({ of, name }: { of: readonly PublishedPicture[]; name: string }) {
  const lang = useLang();
  return (
    <ul className="photos">
      {of.map(({ digest, alt, altEn }, at) => (
        <li key={digest}>
          <a href={publicPicture(digest, 960, "jpg")}>
            <img
              src={publicPicture(digest, at === 0 ? 960 : 480, "webp")}
              alt={(lang === "en" && altEn) || alt || name}
              width={at === 0 ? 960 : 480}
              height={at === 0 ? 720 : 480}
              loading={at === 0 ? "eager" : "lazy"}
              decoding="async"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
