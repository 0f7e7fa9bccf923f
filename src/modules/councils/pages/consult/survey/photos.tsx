import { Button, FileButton, Text } from "@mantine/core";
import { useCallback, useState } from "react";
import { shrinkPicture } from "../../../../dossiers/field/picture.ts";
import { consultPaths } from "../../../consult/paths.ts";
import type { KeptPicture } from "./kept.ts";

/** As many photos as a survey takes. */
const mostPhotos = 40;

/** Photos of a survey: taken or chosen, kept on the phone until they are sent. */
export function SurveyPhotos({
  dossierId,
  photos,
  onChange,
}: {
  dossierId: string;
  photos: readonly KeptPicture[];
  onChange: (photos: readonly KeptPicture[]) => void;
}) {
  const [says, setSays] = useState("");
  const add = async (files: File[]) => {
    const taken: KeptPicture[] = [];
    setSays("");
    for (const file of files)
      try {
        taken.push({ id: crypto.randomUUID(), blob: await shrinkPicture(file), digest: null });
      } catch {
        setSays(`Không đọc được ảnh ${file.name}.`);
      }
    onChange([...photos, ...taken].slice(0, mostPhotos));
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
      <ul className="photo-row">
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Picture photo={photo} dossierId={dossierId} name={`Ảnh khảo sát ${at + 1}`} />
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
  dossierId,
  name,
}: {
  photo: KeptPicture;
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
    return <img src={consultPaths.file(dossierId, digest)} alt={name} />;
  return <img ref={show} alt={name} />;
}
