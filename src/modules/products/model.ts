import { z } from "zod";
import { optionalMoney, optionalPercent } from "#core/input/number.ts";
import { optional, optionalLine, optionalText, requiredLine, tick } from "#core/input/text.ts";

/** Where an ingredient comes from, nearest first: criteria 1.1 and 1.2 read it. */
export const ingredientOrigins = {
  commune: "Trong xã",
  province: "Trong tỉnh",
  country: "Tỉnh khác",
  abroad: "Nhập khẩu",
} as const satisfies Record<string, string>;
export type IngredientOrigin = keyof typeof ingredientOrigins;

/** One ingredient or raw material of a product. */
export type Ingredient = {
  name: string;
  origin: IngredientOrigin;
  /** Village, commune or supplier; null when not said. */
  place: string | null;
  /** Share of the product in per cent, exact; null when not said. */
  percent: string | null;
};

/** Kinds of pictures: the label and packaging as printed, genuine photos, pictures of the story. */
export const pictureKinds = {
  label: "Nhãn",
  packaging: "Bao bì",
  photo: "Ảnh thật của sản phẩm",
  story: "Ảnh của câu chuyện",
} as const satisfies Record<string, string>;
export type PictureKind = keyof typeof pictureKinds;

/**
 * The parts of a story that criterion 5.3 rewards, in the order in which a story is told; what
 * each asks stands beside its box.
 */
export const storyParts = {
  origin: {
    vi: "Nguồn gốc, xuất xứ",
    ask: "Sản phẩm bắt đầu từ đâu, ai làm đầu tiên, vì sao ở vùng này?",
  },
  resources: {
    vi: "Tài nguyên bản địa",
    ask: "Đất, nước, khí hậu, giống, nguyên liệu của địa phương làm nên sản phẩm thế nào?",
  },
  culture: {
    vi: "Văn hóa, bản sắc",
    ask: "Phong tục, nghề truyền thống, con người gắn với sản phẩm?",
  },
  value: {
    vi: "Giá trị đặc trưng",
    ask: "Sản phẩm khác biệt ở điểm nào mà người mua nhận ra được?",
  },
} as const satisfies Record<string, { vi: string; ask: string }>;
export type StoryPart = keyof typeof storyParts;

/** Where the story is told: criterion 5.1 counts them up. */
export const storyPlaces = {
  leaflet: "Tờ rơi",
  website: "Trang web, mạng xã hội (ảnh, clip)",
  tracing: "Truy xuất nguồn gốc điện tử",
} as const satisfies Record<string, string>;
export type StoryPlace = keyof typeof storyPlaces;

/** The story of a product, as it is stored. */
export type Story = Record<StoryPart, string | null> & {
  /** The whole story, short enough to be told (criterion 5.2). */
  told: string | null;
  clipUrl: string | null;
  places: StoryPlace[];
};

const list = <Schema extends z.ZodType>(each: Schema) =>
  z.preprocess(
    (value) =>
      value === undefined || value === null ? [] : Array.isArray(value) ? value : [value],
    z.array(each).max(40, "Nhiều nhất 40 dòng."),
  );

const Url = z
  .string()
  .trim()
  .transform((typed) => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`))
  .pipe(
    z
      .url({
        protocol: /^https?$/,
        hostname: z.regexes.domain,
        error: "Đường dẫn chưa đúng, ví dụ: https://vi-du.vn/clip.",
      })
      .max(1000, "Đường dẫn quá dài."),
  );

/** A product as its form sends it; a row of the ingredients is one value in each of four lists. */
export const SaveProduct = z.strictObject({
  name: requiredLine(200, "Hãy nhập tên sản phẩm đúng như trên nhãn."),
  regime: requiredLine(40, "Hãy chọn quyết định."),
  set: z.string({ error: "Hãy chọn bộ sản phẩm." }).regex(/^\d{2}$/, "Hãy chọn bộ sản phẩm."),
  description: optionalText(),
  packagingSizes: optionalText(1000),
  ingredientName: list(optionalLine(200)),
  ingredientOrigin: list(
    optional(z.enum(Object.keys(ingredientOrigins) as [IngredientOrigin, ...IngredientOrigin[]])),
  ),
  ingredientPlace: list(optionalLine(200)),
  ingredientPercent: list(optionalPercent),
  standard: optionalText(2000),
  shelfLife: optionalLine(200),
  storage: optionalLine(300),
  barcode: optionalLine(30),
  priceFrom: optionalMoney,
  priceTo: optionalMoney,
  priceUnit: optionalLine(60),
  yearlyOutput: optionalLine(200),
  isKeyProduct: tick,
  chain: optionalText(2000),
  storyOrigin: optionalText(),
  storyResources: optionalText(),
  storyCulture: optionalText(),
  storyValue: optionalText(),
  storyTold: optionalText(),
  storyClipUrl: optional(Url),
  storyPlaces: list(z.enum(Object.keys(storyPlaces) as [StoryPlace, ...StoryPlace[]])),
  /** Version as it was shown; 0 for a product not yet entered. */
  version: z.coerce.number().int(),
});
export type SaveProduct = z.input<typeof SaveProduct>;

/** A picture to add: of an upload that has come in. */
export const AddPicture = z.strictObject({
  uploadId: z.uuid({ error: "Hãy chụp hoặc chọn ảnh." }),
  kind: z.enum(Object.keys(pictureKinds) as [PictureKind, ...PictureKind[]], {
    error: "Hãy chọn loại ảnh.",
  }),
  caption: optionalLine(300),
});
export type AddPicture = z.input<typeof AddPicture>;
