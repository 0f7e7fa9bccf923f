import { Button, Group, Text } from "@mantine/core";
import { type PointerEvent, useCallback, useId, useRef } from "react";

/** Width and height of the drawn signature, in pixels. */
const size = { width: 832, height: 288 } as const;

/**
 * A field to sign in with a finger; each stroke that ends hands the picture on. Who cannot draw
 * types the name under it and signs on paper.
 */
export function SignaturePad({
  label,
  blob,
  onDrawn,
}: {
  label: string;
  /** What was drawn before and is still on the phone. */
  blob: Blob | null;
  onDrawn: (picture: Blob | null) => void;
}) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const isDown = useRef(false);
  const labelId = useId();
  const show = useCallback((element: HTMLCanvasElement | null) => {
    canvas.current = element;
    const pen = element?.getContext("2d");
    if (!pen) return;
    clear(pen);
    if (blob) void createImageBitmap(blob).then((picture) => pen.drawImage(picture, 0, 0));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- drawn once; strokes follow by hand
  }, []);
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) * size.width) / box.width,
      y: ((event.clientY - box.top) * size.height) / box.height,
    };
  };
  return (
    <div>
      <Text size="sm" fw={500} id={labelId}>
        {label} (ký bằng ngón tay)
      </Text>
      <canvas
        ref={show}
        className="signature-pad"
        width={size.width}
        height={size.height}
        aria-labelledby={labelId}
        onPointerDown={(event) => {
          const pen = event.currentTarget.getContext("2d");
          if (!pen) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          isDown.current = true;
          const { x, y } = at(event);
          pen.beginPath();
          pen.moveTo(x, y);
        }}
        onPointerMove={(event) => {
          const pen = event.currentTarget.getContext("2d");
          if (!pen || !isDown.current) return;
          const { x, y } = at(event);
          pen.lineTo(x, y);
          pen.stroke();
        }}
        onPointerUp={(event) => {
          isDown.current = false;
          event.currentTarget.toBlob(onDrawn, "image/png");
        }}
      />
      <Group>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            const pen = canvas.current?.getContext("2d");
            if (pen) clear(pen);
            onDrawn(null);
          }}
        >
          Xóa chữ ký
        </Button>
      </Group>
    </div>
  );
}

function clear(pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, size.width, size.height);
  pen.strokeStyle = "#101828";
  pen.lineWidth = 4;
  pen.lineCap = "round";
  pen.lineJoin = "round";
}
