import { type Lang, useLang } from "#ui/lang.ts";
import { citation, type Statement } from "../../programme.ts";

/** Where a statement about the rules stands; nothing for a decision whose text we have not read. */
export function Cited({ regime, of }: { regime: string; of: Statement }) {
  const lang: Lang = useLang();
  const place = citation(regime, of, lang);
  return place === null ? null : <span className="cited">{place}</span>;
}
