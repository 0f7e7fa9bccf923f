import QRCode from "qrcode";

/** A QR code as the address of a picture, dark on white, with the quiet zone that readers need. */
export async function qrPicture(text: string): Promise<string> {
  const svg = await QRCode.toString(text, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
