import { publicPicture } from "#modules/market/paths.ts";
import type { PublishedPicture } from "#modules/market/service/published.server.ts";
import { useLang } from "#ui/lang.ts";

/** The accepted photos, the first one large unless told otherwise. */
export function Photos({
  of,
  name,
  isOneLarge = true,
}: {
  of: readonly PublishedPicture[];
  name: string;
  isOneLarge?: boolean;
}) {
  const lang = useLang();
  const isLarge = (at: number) => isOneLarge && at === 0;
  return (
    <ul className={isOneLarge ? "photos" : "photos even"}>
      {of.map(({ digest, alt, altEn }, at) => (
        <li key={digest}>
          <a href={publicPicture(digest, 960, "jpg")}>
            <img
              src={publicPicture(digest, isLarge(at) ? 960 : 480, "webp")}
              alt={(lang === "en" && altEn) || alt || name}
              width={isLarge(at) ? 960 : 480}
              height={isLarge(at) ? 720 : 480}
              loading={isLarge(at) ? "eager" : "lazy"}
              decoding="async"
            />
          </a>
        </li>
      ))}
    </ul>
  );
}
