import { Anchor, Card, Title } from "@mantine/core";
import { type SessionDocument, sessionDownloads } from "../../documents/paths.ts";
import type { SessionState } from "../../model.ts";

const names: readonly (readonly [SessionDocument, string])[] = [
  ["invitation", "Giấy mời"],
  ["minutes", "Biên bản"],
  ["summary", "Bảng tổng hợp"],
  ["digests", "Danh mục mã kiểm tra"],
];

/** What can be printed of a session; before it opens only the invitation exists. */
export function SessionPapers({ id, state }: { id: string; state: SessionState }) {
  const shown = names.filter(
    ([name]) => name === "invitation" || (state !== "planned" && state !== "cancelled"),
  );
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        Tài liệu
      </Title>
      <ul className="tight">
        {shown.map(([name, words]) => (
          <li key={name}>
            {words}: <Anchor href={sessionDownloads.document(id, name, "pdf")}>PDF</Anchor>
            {" · "}
            <Anchor href={sessionDownloads.document(id, name, "docx")}>Word</Anchor>
          </li>
        ))}
      </ul>
      {state === "open" && "Khi phiên chưa kết thúc, biên bản và bảng tổng hợp là dự thảo."}
    </Card>
  );
}
