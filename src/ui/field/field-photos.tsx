import { Button, FileButton, Group, Text } from "@mantine/core";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { FieldPicture } from "#core/field/note.ts";
import { shrinkPicture } from "#core/field/picture.ts";

/** Photos taken or chosen in the field, kept on the phone until they are sent. */
export function FieldPhotos({
  photos,
  name,
  addressOf,
  most = 40,
  onChange,
}: {
  photos: readonly FieldPicture[];
  /** What a photo is called, before its number: `Ảnh thực địa`. */
  name: string;
  /** Where the server shows a photo that it has. */
  addressOf: (digest: string) => string;
  /** As many as the server takes. */
  most?: number;
  onChange: (photos: readonly FieldPicture[]) => void;
}) {
  const [says, setSays] = useState("");
  // Making a photo small takes seconds on an old phone. What was chosen, marked or dropped meanwhile
  // stays: the photo is added to what stands then.
  const now = useRef({ photos, onChange });
  useLayoutEffect(() => {
    now.current = { photos, onChange };
  });
  const add = async (files: File[]) => {
    const taken: FieldPicture[] = [];
    setSays("");
    for (const file of files)
      try {
        taken.push({ id: crypto.randomUUID(), blob: await shrinkPicture(file), digest: null });
      } catch {
        setSays(`Không đọc được ảnh ${file.name}.`);
      }
    const all = [...now.current.photos, ...taken];
    if (all.length > most) setSays(`Nhiều nhất ${most} ảnh; ảnh chọn sau không được lấy.`);
    now.current.onChange(all.slice(0, most));
  };
  return (
    <div>
      <Group gap="sm">
        <FileButton accept="image/*" multiple onChange={(files) => void add(files)}>
          {(props) => (
            <Button variant="default" {...props}>
              Chụp hoặc chọn ảnh
            </Button>
          )}
        </FileButton>
        <Text size="sm" component="output">
          {says || (photos.length > 0 ? `${photos.length} ảnh` : "")}
        </Text>
      </Group>
      <ul className="photos">
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Picture photo={photo} addressOf={addressOf} name={`${name} ${at + 1}`} />
            <Button
              variant="subtle"
              color="red"
              size="compact-xs"
              aria-label={`Bỏ ảnh ${at + 1}`}
              onClick={() => onChange(photos.filter(({ id }) => id !== photo.id))}
            >
              Bỏ
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Picture({
  photo: { blob, digest },
  addressOf,
  name,
}: {
  photo: FieldPicture;
  addressOf: (digest: string) => string;
  name: string;
}) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      if (blob === null) return undefined;
      const made = URL.createObjectURL(blob);
      image.src = made;
      return () => URL.revokeObjectURL(made);
    },
    [blob],
  );
  if (blob === null && digest !== null) return <img src={addressOf(digest)} alt={name} />;
  return <img ref={show} alt={name} />;
}
