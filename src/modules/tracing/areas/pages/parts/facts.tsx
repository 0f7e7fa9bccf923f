import type { ReactNode } from "react";
import { dayText } from "#ui/dates.ts";
import type { ShownPage } from "#modules/tracing/areas/pages/page.server.ts";
import { areaText } from "../../area-text.ts";
import { standards } from "../../model.ts";
import { needsReason } from "../../measure.ts";
import { DrawMap } from "./draw-map.tsx";

type Version = NonNullable<ShownPage["pending"]>;

/** What a version says, with its map. */
export function VersionFacts({ version, base }: { version: Version; base: ShownPage["base"] }) {
  const { shape, longitude, latitude } = version;
  return (
    <>
      <dl className="area-facts">
        <Fact name="Tên vùng">{version.name}</Fact>
        <Fact name="Cây trồng, vật nuôi">{version.crop}</Fact>
        <Fact name="Mã số vùng trồng">{version.code ?? "Chưa có"}</Fact>
        <Fact name="Diện tích khai">{areaText(version.areaM2)}</Fact>
        <Fact name="Theo hình vẽ">
          {version.computedM2 === null ? "Chỉ có một điểm" : areaText(version.computedM2)}
          {needsReason(version.areaM2, version.computedM2) &&
            `. Khác trên 10%: ${version.areaNote ?? "không ghi lý do"}`}
        </Fact>
        <Fact name="Tiêu chuẩn">
          {version.standardName ?? standards[version.standard].vi}
          {version.standardUntil && `, đến ${dayText(version.standardUntil, "vi")}`}
        </Fact>
        <Fact name="Xã, phường">{version.placeName}</Fact>
        <Fact name="Vị trí">
          {latitude.toFixed(6)}, {longitude.toFixed(6)}
        </Fact>
        <Fact name="Cung cấp cho">
          {version.products.length === 0
            ? "Chưa chọn sản phẩm"
            : version.products
                .map(({ name, producerName }) => `${name} (${producerName})`)
                .join("; ")}
        </Fact>
        <Fact name="Công khai">{version.isPublic ? "Có" : "Không"}</Fact>
      </dl>
      <DrawMap setting={{ shape, point: [longitude, latitude], boxes: null, around: null, base }} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
