import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import brokers from "@/names/brokers.json";
import { BROKER_COLORS, brokerColors, type ColorName, cssColor, PALETTE, type Theme } from "@/series/palette";

const css = readFileSync(path.resolve(import.meta.dirname, "../../src/app/globals.css"), "utf8");
const themes = Object.keys(PALETTE) as Theme[];
const names = Object.keys(PALETTE.light) as ColorName[];

/** Colors that are drawn in one chart. */
const GROUPS: Record<string, ColorName[]> = {
  sections: ["sp500", "non_sp500", "options"],
  "order types": ["market", "marketable_limit", "non_marketable_limit", "other"],
  brokers: ["hue1", "hue2", "hue3", "hue4", "hue5", "hue6", "hue7", "hue8"],
};

/** Full dichromacy in linear RGB: Machado, Oliveira, Fernandes 2009, table 1, severity 1.0. */
const VISION: Record<string, readonly (readonly [number, number, number])[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

type Rgb = [number, number, number];

function linear(hex: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, blue] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue + 0.05;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return Math.max(x, y) / Math.min(x, y);
}

/** 100 × distance in Oklab, as seen with a kind of vision. */
function distance(a: string, b: string, vision: string): number {
  const [x, y] = [a, b].map((hex) => {
    const rgb = linear(hex);
    const seen = (VISION[vision] ?? []).map((row) =>
      Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
    ) as Rgb;
    return oklab(seen);
  }) as [Rgb, Rgb];
  return 100 * Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

describe.each(themes)("%s palette", (theme) => {
  const colors = PALETTE[theme];

  it("is the one of the style sheet", () => {
    const [light = "", dark = ""] = css.split("@media screen and (prefers-color-scheme: dark)");
    const sheet = theme === "light" ? light : dark;
    for (const name of names) {
      expect(sheet, name).toContain(`--${name.replaceAll("_", "-")}: ${colors[name]};`);
    }
  });

  it("stands out from the paper: text 4.5:1, marks 3:1", () => {
    for (const name of names) {
      if (name === "paper" || name === "rule") continue;
      const least = ["ink", "muted", "sp500", "non_sp500", "options", "equities", "paid"].includes(name)
        ? 4.5
        : 3;
      expect(contrast(colors[name], colors.paper), name).toBeGreaterThanOrEqual(least);
    }
  });

  it.each(Object.entries(GROUPS))("tells %s apart with every kind of color vision", (_, group) => {
    for (const vision of Object.keys(VISION)) {
      for (const [i, a] of group.entries()) {
        for (const b of group.slice(i + 1)) {
          expect(distance(colors[a], colors[b], vision), `${a} and ${b}, ${vision}`).toBeGreaterThan(5);
        }
      }
    }
  });
});

describe("brokerColors", () => {
  it("keeps the color of a well-known broker whatever stands beside it", () => {
    expect(brokerColors(["charles-schwab"]).get("charles-schwab")).toBe("hue1");
    expect(brokerColors(["new-broker", "charles-schwab"]).get("charles-schwab")).toBe("hue1");
  });
  it("gives Fidelity and Interactive Brokers two colors, each the same on every page", () => {
    const both = ["fidelity-brokerage-services", "interactive-brokers"];
    const alone = both.map((slug) => brokerColors([slug]).get(slug));
    expect(new Set(alone).size).toBe(2);
    expect(both.map((slug) => brokerColors(["x", ...both.toReversed()]).get(slug))).toEqual(alone);
  });
  it("gives a broker that is not well known the same color wherever it is free", () => {
    const alone = brokerColors(["goldman-sachs"]).get("goldman-sachs");
    const beside = Object.entries(BROKER_COLORS).flatMap(([slug, color]) => (color === alone ? [] : [slug]));
    expect(brokerColors([...beside, "goldman-sachs"]).get("goldman-sachs")).toBe(alone);
  });
  it("gives two brokers of one chart two colors, then gray", () => {
    const slugs = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    const colors = brokerColors(slugs);
    expect(new Set(slugs.slice(0, 8).map((slug) => colors.get(slug))).size).toBe(8);
    expect([colors.get("i"), colors.get("j")]).toEqual(["rest", "rest"]);
  });
  it("knows brokers by the directory's names", () => {
    const slugs = brokers.map((broker) => broker.slug);
    for (const slug of Object.keys(BROKER_COLORS)) expect(slugs).toContain(slug);
  });
  it("names the custom property", () => {
    expect(cssColor("non_sp500")).toBe("var(--non-sp500)");
  });
});
