/** Shapes a picture can be asked for: the pixels of its PNG, and the least width it is laid out in, which makes its letters largest. */
export const SHAPES = {
  "16x9": { width: 1920, height: 1080, narrowest: 640 },
  square: { width: 1600, height: 1600, narrowest: 540 },
  "1200x630": { width: 1200, height: 630, narrowest: 600 },
} as const;

export type FixedShape = keyof typeof SHAPES;
export const FIXED_SHAPES = Object.keys(SHAPES) as readonly FixedShape[] as readonly [
  FixedShape,
  ...FixedShape[],
];

/** `page`: as wide as asked for and as high as what is in it. */
export const PICTURE_SHAPES = ["page", ...FIXED_SHAPES] as const;
export type PictureShape = (typeof PICTURE_SHAPES)[number];

export const BACKGROUNDS = ["paper", "transparent"] as const;
export type Background = (typeof BACKGROUNDS)[number];

export const SHAPE_WORDS: Record<PictureShape, string> = {
  "16x9": "16:9",
  square: "square",
  "1200x630": "1200 × 630",
  page: "as on the page",
};
