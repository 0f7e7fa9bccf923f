import { Button, FileButton, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { shrinkPicture } from "../../../field/picture.ts";
import { officePaths } from "../paths.ts";
import type { KeptVisit, VisitPhoto } from "./kept.ts";

/** As many photos as a report takes. */
const mostPhotos = 40;

/** Photos of a visit: taken or chosen, kept on the phone until they are sent. */
export function VisitPhotos({
  dossierId,
  photos,
  onChange,
}: {
  dossierId: string;
  photos: readonly VisitPhoto[];
  onChange: (part: Partial<KeptVisit>) => void;
}) {
  const [says, setSays] = useState("");
  const add = async (files: File[]) => {
    const taken: VisitPhoto[] = [];
    setSays("");
    for (const file of files)
      try {
        taken.push({ id: crypto.randomUUID(), blob: await shrinkPicture(file), digest: null });
      } catch {
        setSays(`Không đọc được ảnh ${file.name}.`);
      }
    onChange({ photos: [...photos, ...taken].slice(0, mostPhotos) });
  };
  return (
    <div>
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
      <ul className="photos">
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Picture photo={photo} dossierId={dossierId} name={`Ảnh thực địa ${at + 1}`} />
            <Button
              variant="subtle"
              color="red"
              size="compact-xs"
              aria-label={`Bỏ ảnh ${at + 1}`}
              onClick={() => onChange({ photos: photos.filter(({ id }) => id !== photo.id) })}
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
  dossierId,
  name,
}: {
  photo: VisitPhoto;
  dossierId: string;
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
  if (blob === null && digest !== null)
    return <img src={officePaths.photo(dossierId, digest)} alt={name} />;
  return <img ref={show} alt={name} />;
}
