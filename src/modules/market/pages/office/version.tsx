import { Badge, Card, Table, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { instantText } from "#ui/dates.ts";
import type { ContentPart } from "../../content-parts.ts";
import { profilePicture } from "../../paths.ts";

/** A version as the page of its profile shows it. */
export type ShownVersion = {
  readonly seq: number;
  readonly proposedAt: Date | string;
  readonly parts: readonly ContentPart[];
  /** As people write it; empty where none is said. */
  readonly position: string;
  readonly pictures: readonly {
    readonly digest: string;
    readonly alt: string;
    readonly altEn: string | null;
  }[];
};

/** What a version says; what is not the same as before is marked. */
export function Version({
  profileId,
  title,
  version,
  before,
  children,
}: {
  profileId: string;
  title: string;
  version: ShownVersion;
  before: ShownVersion | null;
  children: ReactNode;
}) {
  const old = new Map(before?.parts.map(({ name, text }) => [name, text]));
  const gone = before?.parts.filter(({ name }) =>
    version.parts.every((part) => part.name !== name),
  );
  const known = new Set(before?.pictures.map(({ digest }) => digest));
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        Bản số {version.seq}, gửi lúc {instantText(new Date(version.proposedAt), "vi")}
      </Text>
      <Table variant="vertical" layout="fixed" verticalSpacing={4} aria-label={title}>
        <Table.Tbody>
          {version.parts.map(({ name, label, text }) => (
            <Table.Tr key={name}>
              <Table.Th w={150}>
                {label}
                {before && old.get(name) !== text && (
                  <Badge ml={4} size="sm">
                    {old.has(name) ? "Sửa" : "Mới"}
                  </Badge>
                )}
              </Table.Th>
              <Table.Td style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
                {text}
              </Table.Td>
            </Table.Tr>
          ))}
          {version.position !== "" && (
            <Table.Tr>
              <Table.Th w={150}>Vị trí</Table.Th>
              <Table.Td>{version.position}</Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      {gone && gone.length > 0 && (
        <Text size="sm">
          Bỏ so với bản đang công khai: {gone.map(({ label }) => label).join(", ")}.
        </Text>
      )}
      <ul className="photos">
        {version.pictures.map(({ digest, alt, altEn }) => (
          <li key={digest}>
            <a href={profilePicture(profileId, digest)}>
              <img src={`${profilePicture(profileId, digest)}?nho=1`} alt={alt} loading="lazy" />
            </a>
            <Text size="xs" maw={108}>
              {alt}
              {altEn && ` / ${altEn}`}
              {before && !known.has(digest) && " (ảnh mới)"}
            </Text>
          </li>
        ))}
      </ul>
      {children}
    </Card>
  );
}
