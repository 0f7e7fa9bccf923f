import { useState } from "react";
import { useActionData, useLocation } from "react-router";

/**
 * The version of what a form changes, as it was when it was shown. After somebody else was faster, the
 * page reads itself anew and the form keeps what was typed: with the new version in it a second click
 * would write over what nobody here has seen. So the old one stays, and is refused again, until the
 * person says that theirs is to stand. Works without a script too.
 */
export function VersionField({
  name = "expectedVersion",
  version,
  of = {},
}: {
  name?: string;
  version: number | string;
  /** Where a page has many such forms: the boxes that tell which one this is. */
  of?: Readonly<Record<string, string>>;
}) {
  const answer: unknown = useActionData();
  const { pathname, search } = useLocation();
  const refused = refusedVersion(answer, name, of);
  const [shown, show] = useState(refused ?? String(version));
  const isBehind = refused !== null && shown !== String(version);
  if (!isBehind && shown !== String(version)) show(String(version));
  if (!isBehind) return <input type="hidden" name={name} value={version} />;
  return (
    <div className="field">
      <label>
        Người khác vừa thay đổi nội dung này.{" "}
        <a href={`${pathname}${search}`} target="_blank" rel="noreferrer">
          Xem bản hiện tại
        </a>{" "}
        ở thẻ mới, rồi chọn:
        <select name={name} defaultValue={shown}>
          <option value={shown}>Chưa ghi, tôi còn xem lại</option>
          <option value={version}>Ghi đè bằng nội dung tôi đã nhập</option>
        </select>
      </label>
    </div>
  );
}

/** The version that was refused, if the last answer is such a refusal. */
function refusedVersion(
  answer: unknown,
  name: string,
  of: Readonly<Record<string, string>>,
): string | null {
  if (typeof answer !== "object" || answer === null || !("isStale" in answer)) return null;
  const { values } = answer as { readonly values?: Readonly<Record<string, string>> };
  const isThis = Object.entries(of).every(([box, value]) => values?.[box] === value);
  return isThis ? (values?.[name] ?? null) : null;
}
