import { decodeQR } from "qr/decode.js";
import { isGoneBackTo } from "#core/field/history.ts";
import type { KeySet } from "../credential.ts";
import { checkOffline } from "../offline-check.ts";
import { readCode } from "../scan-code.ts";
import { stateMeanings, stateTitles, titleOf } from "../verification.ts";

/**
 * The script of the camera page: reads a QR code from the camera or a picture, opens only
 * addresses of this host, and without a network checks the signed credential in the code against
 * the keys and the status list that were fetched when the page was last opened.
 */
const root = document.querySelector<HTMLElement>("[data-scan]");
const lang = document.documentElement.lang === "en" ? "en" : "vi";
const keysKey = "ocop-verify-keys";
const listKey = "ocop-verify-status";

type Detector = { detect(image: ImageBitmapSource): Promise<{ rawValue: string }[]> };
type DetectorClass = new (options: { formats: string[] }) => Detector;
const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

async function textIn(canvas: HTMLCanvasElement): Promise<string | null> {
  if (Native) {
    const [found] = await new Native({ formats: ["qr_code"] }).detect(canvas).catch(() => []);
    if (found) return found.rawValue;
  }
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || canvas.width === 0) return null;
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // It throws where there is no code to read.
    return null;
  }
}

function say(title: string, more: string, tone: string): void {
  const place = root?.querySelector<HTMLElement>("[data-scan-answer]");
  if (!place) return;
  const head = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = title;
  head.append(strong);
  const words = document.createElement("p");
  words.textContent = more;
  place.className = `notice ${tone}`;
  place.replaceChildren(head, words);
  place.hidden = false;
}

/** Texts of this page stand in its HTML, in its language. */
const word = (name: string) => root?.dataset[name] ?? "";

async function take(text: string): Promise<void> {
  const code = readCode(text, location.host);
  if (code.kind === "other") return say(word("otherTitle"), word("otherMore"), "error");
  if (navigator.onLine) {
    location.assign(`${lang === "en" ? "/en" : ""}/verify/${code.token}`);
    return undefined;
  }
  const keys = localStorage.getItem(keysKey);
  if (code.credential === null || keys === null)
    return say(word("offlineTitle"), word("offlineMore"), "warning");
  const answer = await checkOffline(
    { token: code.token, credential: code.credential },
    {
      keys: JSON.parse(keys) as KeySet,
      statusList: localStorage.getItem(listKey),
      day: new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date()),
    },
  );
  if (!("facts" in answer))
    return say(stateTitles[lang].altered, stateMeanings[lang].altered, "error");
  const { facts, isDemo, listAt, state } = answer;
  const when =
    listAt === null ? "" : ` ${word("listAt")} ${new Date(listAt * 1000).toLocaleString(lang)}.`;
  const isGood = state === "valid" || state === "extended";
  return say(
    titleOf(state, isDemo, lang),
    `${facts.productName}, ${facts.producerName}, ${facts.stars} ★. ${word("offlineNote")}${when}`,
    isDemo ? "warning" : isGood ? "" : "error",
  );
}

/** Keeps what a check without a network needs; an old copy stays when this fails. */
async function keepForLater(): Promise<void> {
  for (const [key, path] of [
    [keysKey, "/.well-known/jwks.json"],
    [listKey, "/api/v1/certificates/status"],
  ] as const) {
    const answer = await fetch(path).catch(() => null);
    if (answer?.ok) localStorage.setItem(key, await answer.text());
  }
}

async function readPicture(file: File): Promise<void> {
  const canvas = document.createElement("canvas");
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap) {
    const scale = Math.min(1, 1600 / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  }
  const text = bitmap && (await textIn(canvas));
  if (text) return take(text);
  return say(word("noneTitle"), word("noneMore"), "warning");
}

async function watch(video: HTMLVideoElement): Promise<void> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: "environment" } })
    .catch(() => null);
  if (!stream) return say(word("cameraTitle"), word("cameraMore"), "warning");
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const canvas = document.createElement("canvas");
  const look = async (): Promise<void> => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d")?.drawImage(video, 0, 0);
    const text = await textIn(canvas);
    if (text === null) {
      setTimeout(() => void look(), 150);
      return;
    }
    for (const track of stream.getTracks()) track.stop();
    video.hidden = true;
    await take(text);
  };
  return look();
}

const video = root?.querySelector("video");
const start = root?.querySelector<HTMLButtonElement>("[data-scan-start]");
if (start && video) {
  start.hidden = false;
  start.addEventListener("click", () => void watch(video));
}
const picture = root?.querySelector<HTMLInputElement>("input[type=file]");
const readChosen = (): void => {
  const [file] = picture?.files ?? [];
  if (file) void readPicture(file);
};
picture?.addEventListener("change", readChosen);
// On a weak network it may have been chosen before this script was there.
if (!isGoneBackTo()) readChosen();
void keepForLater();
