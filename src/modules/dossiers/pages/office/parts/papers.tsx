import { Anchor, Badge, Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { dayText } from "#ui/dates.ts";
import type { ShownPaper } from "../present.ts";

/** The papers behind something: a picture opens beside the page, a document in a tab of its own. */
export function Papers({ papers }: { papers: readonly ShownPaper[] }) {
  const [open, setOpen] = useState<ShownPaper | null>(null);
  return (
    <>
      {papers.map((paper) => (
        <div key={paper.id}>
          <PaperLink paper={paper} onPreview={() => setOpen(paper)} />
          <PaperState paper={paper} />
        </div>
      ))}
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position="right"
        size="xl"
        title={open?.title}
        closeButtonProps={{ "aria-label": "Đóng" }}
      >
        {open && (
          <Stack>
            <img src={open.href} alt={open.title} style={{ maxWidth: "100%" }} />
            <Group>
              <Button component="a" href={open.href} target="_blank" variant="default">
                Mở trong thẻ mới
              </Button>
            </Group>
          </Stack>
        )}
      </Drawer>
    </>
  );
}

function PaperLink({ paper, onPreview }: { paper: ShownPaper; onPreview: () => void }) {
  if (paper.isLink)
    return (
      <Anchor href={paper.href} target="_blank" rel="noreferrer" size="sm">
        {paper.title}
      </Anchor>
    );
  const isPicture = paper.mediaType?.startsWith("image/") ?? false;
  return (
    <Anchor
      href={paper.href}
      target="_blank"
      size="sm"
      onClick={(event) => {
        if (!isPicture) return;
        event.preventDefault();
        onPreview();
      }}
    >
      {paper.title}
      {paper.pages !== null && paper.pages > 1 && ` (${paper.pages} trang)`}
    </Anchor>
  );
}

function PaperState({ paper }: { paper: ShownPaper }) {
  if (paper.expiresOn === null || paper.state === "valid") return null;
  return (
    <Badge
      {...(paper.state === "expired"
        ? { color: "red.9", variant: "filled" }
        : { className: "soon-badge" })}
      size="sm"
      ml={4}
    >
      {paper.state === "expired" ? "Hết hạn" : "Sắp hết hạn"} {dayText(paper.expiresOn, "vi")}
    </Badge>
  );
}

/** A line under a criterion when nothing backs it. */
export function NoEvidence() {
  return (
    <Text size="sm" className="soon-text">
      Chưa có minh chứng
    </Text>
  );
}
