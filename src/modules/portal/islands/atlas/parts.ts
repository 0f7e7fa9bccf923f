import type VectorTileLayer from "ol/layer/VectorTile.js";
import type { PointLayer } from "../../map/layers.ts";
import type { MapTexts } from "../../map/setting.ts";

/** An element with a class and a text. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = "",
  text = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** A box to tick for each kind of thing, and one for the outlines. */
export function drawLayerSwitch(
  texts: MapTexts,
  points: readonly VectorTileLayer[],
  areas: readonly VectorTileLayer[],
): HTMLElement {
  const group = element("fieldset", "map-layers");
  group.append(element("legend", "", texts.layers));
  for (const layer of points)
    group.append(
      tickFor(texts.names[layer.get("name") as PointLayer], layer.getVisible(), (isOn) =>
        layer.setVisible(isOn),
      ),
    );
  group.append(
    tickFor(texts.names.areas, true, (isOn) => {
      for (const layer of areas) layer.setVisible(isOn);
    }),
  );
  return group;
}

function tickFor(name: string, isOn: boolean, set: (isOn: boolean) => void): HTMLElement {
  const label = element("label");
  const box = element("input");
  box.type = "checkbox";
  box.checked = isOn;
  box.addEventListener("change", () => set(box.checked));
  label.append(box, ` ${name}`);
  return label;
}
