import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { about } from "@/charts/chart";
import { flows } from "@/charts/flows";
import { paymentsByQuarter } from "@/charts/payments-by-quarter";
import { ratesByOrderType } from "@/charts/rates-by-order-type";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import { drawPicture } from "@/pictures/draw-picture";
import type { Picture } from "@/pictures/picture";
import { fitted, legendPlaces, wrapped } from "@/pictures/picture-layout";
import { PALETTE } from "@/series/palette";
import { rateRow } from "./rate-row";

const picture = (drawn: Pick<Picture, "says" | "parts" | "notes">): Picture => ({
  title: "Rate & <payment>: “Größe”",
  subtitle: "without exchanges",
  source: "Source: 1 report",
  ...drawn,
});
const PICTURES: Record<string, Picture> = {
  bars: picture(ratesByOrderType.show([rateRow({ section: "sp500", orderType: "market" })], about({}))),
  lines: picture(
    ratesByQuarter.show(
      {
        rates: [
          rateRow({ section: "sp500", quarter: "2020Q1" }),
          rateRow({ section: "sp500", quarter: "2020Q2" }),
        ],
      },
      about({}),
    ),
  ),
  columns: picture(
    paymentsByQuarter.show(
      { payments: [rateRow({ broker: "A & B", broker_slug: "a", quarter: "2020Q1" })] },
      about({}),
    ),
  ),
  flow: picture(
    flows.show([{ brokerKey: "a", broker: "A", venueKey: "v", venue: "<V>", usd: 5 }], about({})),
  ),
  nothing: picture({ says: null, parts: [], notes: [] }),
};

interface Read {
  readonly text: string;
  readonly tags: { name: string; attributes: Record<string, string> }[];
}

/** Reads an SVG by a strict XML parser: what is not well-formed throws. */
function read(svg: string): Read {
  const parser = new SaxesParser();
  const found: Read = { text: "", tags: [] };
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => found.tags.push({ name, attributes: { ...attributes } }));
  parser.on("text", (piece) => {
    text += `${piece}\n`;
  });
  parser.write(svg).close();
  return { ...found, text };
}

describe.each(Object.entries(PICTURES))("%s", (name, drawn) => {
  test.each([
    [320, "light"],
    [720, "dark"],
    [1200, "light"],
  ] as const)("at %i pixels, %s: a document of its own with title, notes and source", (width, theme) => {
    const { tags, text } = read(drawPicture(drawn, { width, theme }));
    const [svg, , paper] = tags;
    expect(svg?.attributes).toMatchObject({ width: String(width), role: "img", "aria-label": drawn.title });
    expect(svg?.attributes.viewBox).toBe(`0 0 ${width} ${svg?.attributes.height}`);
    expect(paper?.attributes.fill).toBe(PALETTE[theme].paper);
    expect(text.replace(/\s+/g, " ")).toContain(`${drawn.title} ${drawn.title} without exchanges`);
    expect(text).toContain("Source: 1 report");
    if (name === "nothing") expect(text).toContain("Nothing is filed for this selection.");
    for (const { heading, unit } of drawn.parts) {
      expect(text).toContain(heading ?? "");
      expect(text.replace(/\s+/g, " ")).toContain(unit);
    }
  });

  test("only literal colors, nothing that runs or is fetched, and the same every time", () => {
    const svg = drawPicture(drawn, { width: 720, theme: "light" });
    expect(svg).not.toMatch(/var\(|<script|<foreignObject|xlink:href|href=|url\((?!#)| on\w+=/i);
    expect(drawPicture(drawn, { width: 720, theme: "light" })).toBe(svg);
    const ids = read(svg).tags.flatMap(({ attributes }) => attributes.id ?? []);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });
});

test.each([
  ["one two three", 60, ["one two", "three"]],
  ["", 60, []],
  ["Donaudampfschifffahrt ok", 40, ["Donaudampfschifffahrt", "ok"]],
  ["Apex 11.8 ¢, 2022 Q4", 52, ["Apex", "11.8 ¢,", "2022 Q4"]],
])("%j in %i pixels", (text, width, lines) => {
  expect(wrapped(text, width, 13)).toEqual(lines);
});

test("names are cut with an ellipsis only where they must be", () => {
  expect(fitted("Virtu", 100, 13)).toBe("Virtu");
  expect(fitted("Wolverine Execution Services", 100, 13)).toMatch(/^Wolverine.*…$/);
});

test("legend entries go on in the next row where there is no room", () => {
  const { places, rows } = legendPlaces(["Charles Schwab", "Robinhood", "Apex"], 200, 13);
  expect(places.map(({ row: at }) => at)).toEqual([0, 1, 1]);
  expect([rows, legendPlaces([], 200, 13).rows]).toEqual([2, 0]);
});
