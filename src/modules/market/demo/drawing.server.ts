import sharp from "sharp";

/** A drawn landscape of two hills under a sun, as a JPEG; no photo, and nobody's. */
export async function drawHills([sky, behind, front]: readonly [
  string,
  string,
  string,
]): Promise<Buffer> {
  const rows = Array.from(
    { length: 6 },
    (_, at) =>
      `<path d="M0 ${560 + at * 30} Q 300 ${500 + at * 30} 960 ${590 + at * 26}" stroke="#ffffff" stroke-opacity="0.22" stroke-width="6" fill="none"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720" viewBox="0 0 960 720">
    <rect width="960" height="720" fill="${sky}"/>
    <circle cx="720" cy="170" r="70" fill="#f6d365"/>
    <path d="M0 430 Q 240 250 480 400 T 960 330 V 720 H 0 Z" fill="${behind}"/>
    <path d="M0 540 Q 300 470 960 560 V 720 H 0 Z" fill="${front}"/>
    ${rows.join("")}
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}
