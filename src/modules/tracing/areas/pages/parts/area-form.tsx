import type { FormFailure } from "#core/http/form.ts";
import { CheckboxField } from "#ui/forms/choices.tsx";
import { ErrorSummary } from "#ui/forms/error-summary.tsx";
import { Field, TextField } from "#ui/forms/text-field.tsx";
import { systems } from "#modules/places/boundaries/systems.ts";
import type { ShownPage } from "#modules/tracing/areas/pages/page.server.ts";
import { areaUnits } from "../../inputs.ts";
import { standards } from "../../model.ts";
import { DrawMap } from "./draw-map.tsx";

/** What a box shows: what came back with a mistake, else what is stored. */
type Boxes = {
  readonly value: (name: string) => string;
  readonly error: (name: string) => string | undefined;
};

/**
 * The form of a growing area, for its producer and for the office that draws for it. Works without a
 * script: corners are typed or come in a file.
 */
export function AreaForm({ page, failure }: { page: ShownPage; failure: FormFailure | undefined }) {
  const failed = failure?.values["intent"] === "send" ? failure : undefined;
  const of: Boxes = {
    value: (name) => (failed ? failed.values[name] : page.values[name]) ?? "",
    error: (name) => failed?.errors[name],
  };
  return (
    <form method="post" encType="multipart/form-data" noValidate className="area-form">
      <ErrorSummary errors={failed?.errors} />
      <input type="hidden" name="expectedSeq" value={page.seq} />
      <Facts of={of} />
      <Where of={of} page={page} />
      <Standard of={of} page={page} />
      <Products of={of} page={page} />
      <CheckboxField
        name="isPublic"
        label="Cho mọi người xem trên bản đồ và trang sản phẩm sau khi được duyệt"
        checked={of.value("isPublic") === "1"}
        error={of.error("isPublic")}
      />
      <p className="actions">
        <button name="intent" value="send">
          Gửi duyệt
        </button>
      </p>
    </form>
  );
}

type Box = { of: Boxes; name: string; label: string; hint?: string; maxLength?: number };

function Line({ of, name, ...rest }: Box) {
  return <TextField {...rest} name={name} defaultValue={of.value(name)} error={of.error(name)} />;
}

function Facts({ of }: { of: Boxes }) {
  return (
    <>
      <Line
        of={of}
        name="name"
        label="Tên vùng"
        hint="Ví dụ: Vùng chè xóm Khe Vai"
        maxLength={160}
      />
      <Line of={of} name="crop" label="Cây trồng, vật nuôi" maxLength={120} />
      <Line
        of={of}
        name="areaCode"
        label="Mã số vùng trồng (nếu đã được cấp)"
        hint="Như ghi trên văn bản của cơ quan chuyên ngành"
        maxLength={40}
      />
      <Field
        name="area"
        label="Diện tích"
        hint="Ví dụ: 1,25 ha hoặc 12.500 m²"
        error={of.error("area")}
      >
        {(control) => (
          <span className="area-pair">
            <input
              {...control}
              type="text"
              inputMode="decimal"
              maxLength={30}
              defaultValue={of.value("area")}
            />
            <select
              name="areaUnit"
              aria-label="Đơn vị diện tích"
              defaultValue={of.value("areaUnit")}
            >
              {Object.entries(areaUnits).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </span>
        )}
      </Field>
      <Line
        of={of}
        name="areaNote"
        label="Vì sao diện tích khác hình vẽ (nếu khác trên 10%)"
        hint="Ví dụ: trừ đường đi và ao; hình vẽ gồm cả đất chưa trồng"
        maxLength={500}
      />
    </>
  );
}

function Where({ of, page }: { of: Boxes; page: ShownPage }) {
  const { around, base, choices, shape } = page;
  return (
    <fieldset className="field">
      <legend>Vị trí</legend>
      <p className="hint">
        Vẽ trên bản đồ, nhập tọa độ các góc, hoặc chọn tệp ranh giới. Chưa có ranh giới thì chỉ cần
        một điểm.
      </p>
      <DrawMap
        setting={{ shape, point: null, boxes: { lines: "drawn", point: "position" }, around, base }}
      />
      <Field
        name="drawn"
        label="Tọa độ các góc"
        hint="Mỗi dòng một góc: vĩ độ, kinh độ (WGS 84). Vẽ trên bản đồ thì ô này tự điền."
        error={of.error("drawn")}
      >
        {(control) => <textarea {...control} rows={4} defaultValue={of.value("drawn")} />}
      </Field>
      <Line
        of={of}
        name="position"
        label="Hoặc một điểm: vĩ độ, kinh độ"
        hint="Ví dụ: 21.6012, 105.8521"
      />
      <Field
        name="file"
        label="Hoặc tệp ranh giới"
        hint="GeoJSON, KML, KMZ hoặc Shapefile nén (.zip), nhiều nhất 5 MB. Tệp thay cho hình vẽ."
        error={of.error("file")}
      >
        {(control) => <input {...control} type="file" accept=".geojson,.json,.kml,.kmz,.zip" />}
      </Field>
      <Field name="epsg" label="Hệ tọa độ của tệp" error={of.error("epsg")}>
        {(control) => (
          <select {...control} defaultValue={of.value("epsg")}>
            <option value="">Theo tệp (không ghi thì WGS 84)</option>
            {systems.map(({ epsg, name }) => (
              <option key={epsg} value={epsg}>
                {name} (EPSG:{epsg})
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name="communeCode" label="Xã, phường, đặc khu" error={of.error("communeCode")}>
        {(control) => (
          <select {...control} defaultValue={of.value("communeCode")}>
            <option value="">Theo vị trí trên bản đồ</option>
            {choices.communes.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </fieldset>
  );
}

function Standard({ of, page }: { of: Boxes; page: ShownPage }) {
  return (
    <fieldset className="field">
      <legend>Tiêu chuẩn</legend>
      <Field name="standard" label="Vùng đạt tiêu chuẩn nào" error={of.error("standard")}>
        {(control) => (
          <select {...control} defaultValue={of.value("standard")}>
            {Object.entries(standards).map(([value, { vi }]) => (
              <option key={value} value={value}>
                {vi}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Line of={of} name="standardName" label="Tên tiêu chuẩn, nếu là tiêu chuẩn khác" />
      <Field
        name="paperId"
        label="Giấy chứng nhận"
        hint={
          page.choices.papers.length === 0
            ? "Kho giấy tờ của cơ sở chưa có giấy chứng nhận nào; hãy thêm ở mục Cơ sở, giấy tờ."
            : "Lấy từ kho giấy tờ của cơ sở"
        }
        error={of.error("paperId")}
      >
        {(control) => (
          <select {...control} defaultValue={of.value("paperId")}>
            <option value="">Không có</option>
            {page.choices.papers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Line
        of={of}
        name="standardUntil"
        label="Có giá trị đến ngày"
        hint="Để trống thì lấy ngày hết hạn của giấy chứng nhận"
      />
    </fieldset>
  );
}

function Products({ of, page: { choices, chosen } }: { of: Boxes; page: ShownPage }) {
  return (
    <fieldset className={of.error("products") ? "field invalid" : "field"} id="field-products">
      <legend>Cung cấp nguyên liệu cho sản phẩm</legend>
      {of.error("products") && <p className="field-error">{of.error("products")}</p>}
      {choices.products.length === 0 && <p>Cơ sở chưa có sản phẩm nào.</p>}
      {choices.products.map(({ id, name }) => (
        <label className="choice" key={id}>
          <input type="checkbox" name="products" value={id} defaultChecked={chosen.includes(id)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
