import type { ReactNode } from "react";
import type { FormFailure } from "#core/http/form.ts";
import type { ShownForm } from "#modules/market/pages/own/page.server.ts";
import { Crumbs, Notice } from "#ui/public/notice.tsx";
import { ownPaths } from "../../paths.ts";
import { boxesOf, type Boxes, History, PageForm } from "./parts.tsx";

/** The page of a product or of a producer: where it stands, its form, what was sent before. */
export function OwnPage({
  form,
  idField,
  id,
  said,
  failure,
  above,
  children,
}: {
  form: ShownForm;
  idField: "productId" | "producerId";
  id: string;
  /** What was just done. */
  said: string | null;
  failure: FormFailure | undefined;
  /** Stands between the title and the form. */
  above?: ReactNode;
  /** The boxes; `failed` when the form came back with what was typed. */
  children: (of: Boxes, failed: boolean) => ReactNode;
}) {
  const failed = failure?.values["intent"] === "send";
  return (
    <>
      <title>{`Trang công khai: ${form.name} – OCOP`}</title>
      <Crumbs label="Đường dẫn" trail={[{ href: ownPaths.list, name: "Trang công khai" }]} />
      <h1>{form.name}</h1>
      {above}
      {form.goneStanding > 0 && (
        <Notice
          kind="warning"
          title={`Trang công khai còn ${form.goneStanding} ảnh đã bỏ khỏi kho ảnh. Gửi bản mới để gỡ, hoặc gỡ cả trang xuống.`}
        />
      )}
      <PageForm form={form} idField={idField} id={id} said={said} failure={failure}>
        {children(boxesOf(failed ? failure : undefined, form.values), failed)}
      </PageForm>
      <History form={form} />
    </>
  );
}
