import { useLocation } from "react-router";

/** Languages of the public side; everything signed-in is Vietnamese. */
export type Lang = "vi" | "en";

/** The language that an address asks for: English lives under `/en`. */
export function langOf(pathname: string): Lang {
  return pathname === "/en" || pathname.startsWith("/en/") ? "en" : "vi";
}

/** The language of the page being shown. */
export function useLang(): Lang {
  return langOf(useLocation().pathname);
}
