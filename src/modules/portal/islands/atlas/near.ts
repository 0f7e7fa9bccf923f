import type OlMap from "ol/Map.js";
import Overlay from "ol/Overlay.js";
import { fromLonLat } from "ol/proj.js";
import type { MapTexts } from "../../map/setting.ts";
import { element } from "./parts.ts";

/**
 * A button that asks the device where it is, only when pressed, and shows it on the map. The
 * position stays in this page: tiles are asked for by their numbers, as with any other move.
 */
export function followPosition(
  map: OlMap,
  texts: MapTexts,
  goTo: (position: [number, number]) => void,
): HTMLElement {
  const part = element("div", "map-near");
  const button = element("button", "second", texts.near);
  button.type = "button";
  const status = element("p", "small");
  status.setAttribute("role", "status");
  part.append(button, status);
  const dot = element("div", "map-here");
  dot.title = texts.here;
  const overlay = new Overlay({ element: dot, positioning: "center-center", stopEvent: false });
  map.addOverlay(overlay);
  button.addEventListener("click", () => {
    status.textContent = "";
    navigator.geolocation.getCurrentPosition(
      ({ coords: { longitude, latitude } }) => {
        overlay.setPosition(fromLonLat([longitude, latitude]));
        goTo([longitude, latitude]);
      },
      () => (status.textContent = texts.nearFailed),
      { maximumAge: 60_000, timeout: 15_000 },
    );
  });
  return part;
}
