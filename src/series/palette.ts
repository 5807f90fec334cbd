/**
 * The colors of the charts. A section, an order type and a well-known broker have the same color on
 * every page, in print and in exported pictures. `globals.css` holds the same values as custom properties for
 * the two themes (a test compares them); exported pictures take the values from here, because a
 * renderer outside the browser knows no custom properties.
 *
 * Tested: 3:1 against the paper, and told apart with each of the three color-vision deficiencies
 * within a group that is drawn together.
 */
export const PALETTE = {
  light: {
    paper: "#fdfcf8",
    ink: "#1c1b19",
    muted: "#5c5953",
    rule: "#d9d5ca",
    sp500: "#123f7a",
    non_sp500: "#b9530d",
    options: "#23807a",
    equities: "#123f7a",
    market: "#3d1a6e",
    marketable_limit: "#c2609f",
    non_marketable_limit: "#8a6a00",
    other: "#5c646b",
    payment: "#2f5d50",
    paid: "#a3342a",
    hue1: "#12489b",
    hue2: "#a33d00",
    hue3: "#2f7d4f",
    hue4: "#8c2f66",
    hue5: "#a5851f",
    hue6: "#3d97a8",
    hue7: "#7a54c7",
    hue8: "#3f3a36",
    rest: "#8b877f",
  },
  dark: {
    paper: "#15171c",
    ink: "#ebe8e0",
    muted: "#aaa69c",
    rule: "#3a3d45",
    sp500: "#6aa5f8",
    non_sp500: "#e28a3c",
    options: "#9be8d4",
    equities: "#6aa5f8",
    market: "#9d78f0",
    marketable_limit: "#f4b3d0",
    non_marketable_limit: "#d9b93c",
    other: "#7a8f8c",
    payment: "#8cc7b2",
    paid: "#f0877a",
    hue1: "#6f9cff",
    hue2: "#e0602f",
    hue3: "#a9e8a0",
    hue4: "#d387b8",
    hue5: "#e3c34a",
    hue6: "#5fd6ea",
    hue7: "#8f6fd0",
    hue8: "#c9c5bd",
    rest: "#84817b",
  },
} as const;

export type ColorName = keyof (typeof PALETTE)["light"];
export type Theme = keyof typeof PALETTE;

const HUES = ["hue1", "hue2", "hue3", "hue4", "hue5", "hue6", "hue7", "hue8"] as const;

/** Brokers a reader meets on many pages keep one color each; eight can be told apart, not more. */
export const BROKER_COLORS: Readonly<Record<string, ColorName>> = {
  "charles-schwab": "hue1",
  "interactive-brokers": "hue2",
  "robinhood-securities": "hue3",
  "td-ameritrade": "hue4",
  "apex-clearing": "hue5",
  "etrade-securities": "hue6",
  "firstrade-securities": "hue7",
  "fidelity-brokerage-services": "hue8",
};

/**
 * One color per broker of a chart: the well-known ones theirs, the others one of their own where it is free, else what is left,
 * in the order given; beyond eight all share one gray. Two brokers of one chart never share a color but the gray.
 */
export function brokerColors(slugs: readonly string[]): ReadonlyMap<string, ColorName> {
  const colors = new Map<string, ColorName>();
  for (const slug of slugs) {
    const own = BROKER_COLORS[slug];
    if (own) colors.set(slug, own);
  }
  const used = new Set(colors.values());
  const free = HUES.filter((hue) => !used.has(hue));
  for (const slug of slugs) {
    if (colors.has(slug)) continue;
    const own = free.indexOf(hueOf(slug));
    colors.set(slug, free.splice(Math.max(own, 0), 1)[0] ?? "rest");
  }
  return colors;
}

/** The color a name leads to, the same on every page. */
function hueOf(slug: string): (typeof HUES)[number] {
  let sum = 0;
  for (const character of slug) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return HUES[sum % HUES.length] ?? "hue1";
}

/** The custom property of a color in `globals.css`. */
export function cssColor(name: ColorName): string {
  return `var(--${name.replaceAll("_", "-")})`;
}
