/** Longest side of a sent photo, in pixels: enough to read a label, small enough for a weak network. */
const longestSide = 1600;

/** Below what one request may hold. */
const mostBytes = 900_000;

/** A photo made small enough to send in one piece, turned as it was taken. Throws for what is no picture. */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.8, 0.6]) {
    const drawn = await draw(canvas, quality);
    if (drawn.size <= mostBytes) return drawn;
  }
  return draw(canvas, 0.4);
}

function draw(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be drawn"))),
      "image/jpeg",
      quality,
    ),
  );
}
