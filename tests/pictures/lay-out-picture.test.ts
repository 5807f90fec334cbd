import { describe, expect, test } from "vitest";
import { about } from "@/charts/chart";
import { flows } from "@/charts/flows";
import { paymentsByVenue } from "@/charts/payments-by-venue";
import { ratesByQuarter } from "@/charts/rates-by-quarter";
import { frameCode } from "@/pictures/frame-code";
import { type Block, layOutInShape, layOutPicture } from "@/pictures/lay-out-picture";
import type { Picture } from "@/pictures/picture";
import { FIXED_SHAPES, SHAPES } from "@/pictures/picture-shapes";
import { rateRow } from "./rate-row";

const LONG =
  "Charles Schwab was paid most in 2021 Q1: $78.1 million. Goldman Sachs paid more than it received.";
const around = {
  title: "Net payment to each broker: All brokers, 2021 Q1",
  subtitle: "without exchanges",
  says: LONG,
  notes: Array(4).fill(
    "† Doubtful: a long reason of a finding that needs more than one line of the picture, surely.",
  ),
  source: "Source: 1,200 SEC Rule 606(a)(1) reports, data as of Nov 29, 2026. PFOF Explorer, pfof.example",
};
const SEVEN = ["A", "B", "C", "D", "E", "F", "G"];
const PICTURES: Record<string, Picture> = {
  bars: {
    ...around,
    parts: paymentsByVenue.show(
      SEVEN.map((name, i) => ({ venue: name, venue_slug: name, payment_usd: 1e6 * (i - 1) })),
      about({}),
    ).parts,
  },
  lines: {
    ...around,
    parts: ratesByQuarter.show(
      {
        rates: [
          rateRow({ section: "sp500", quarter: "2020Q1" }),
          rateRow({ section: "options", quarter: "2020Q1" }),
        ],
      },
      about({}),
    ).parts,
  },
  flows: {
    ...around,
    parts: flows.show(
      SEVEN.flatMap((a) => SEVEN.map((v) => ({ brokerKey: a, broker: a, venueKey: v, venue: v, usd: 1e6 }))),
      about({}),
    ).parts,
  },
  nothing: { ...around, says: null, parts: [] },
};

/** Left, top, right and bottom; of a text, of its line. */
function edges(block: Block): [number, number, number, number] {
  return block.kind === "text"
    ? [block.x, block.y - block.size, block.x, block.y + 0.3 * block.size]
    : [block.x, block.y, block.x + block.width, block.y + block.height];
}

describe.each(Object.entries(PICTURES))("%s", (name, picture) => {
  test.each(FIXED_SHAPES)("in %s all of it stands inside, the source last and at the foot", (shape) => {
    const { width, height, blocks } = layOutInShape(picture, shape);
    expect(width / height).toBeCloseTo(SHAPES[shape].width / SHAPES[shape].height, 1);
    for (const block of blocks) {
      const [left, top, right, bottom] = edges(block);
      expect(left).toBeGreaterThanOrEqual(24);
      expect(top).toBeGreaterThanOrEqual(20);
      expect(right).toBeLessThanOrEqual(width - 24 + 1);
      expect(bottom).toBeLessThanOrEqual(height - 20);
    }
    const last = blocks.at(-1);
    expect(last?.kind === "text" && last.y).toBeGreaterThan(height - 48);
  });

  test("the finding is the title, what it is of stands below", () => {
    const texts = layOutPicture(picture, 1200).blocks.flatMap((one) =>
      one.kind === "text" ? [one.text] : [],
    );
    expect(texts.slice(0, 2)).toEqual(
      name === "nothing"
        ? [around.title, around.subtitle]
        : ["Charles Schwab was paid most in 2021 Q1: $78.1 million.", `${around.title}, ${around.subtitle}`],
    );
    if (name !== "nothing") expect(texts[2]).toBe("Goldman Sachs paid more than it received.");
  });

  test("nothing stands over a drawing", () => {
    const { blocks } = layOutInShape(picture, "16x9");
    const charts = blocks.filter((one) => one.kind === "chart");
    for (const chart of charts) {
      const [left, top, right, bottom] = edges(chart);
      for (const other of blocks) {
        const [x, y, , end] = edges(other);
        if (other !== chart && x >= left && x < right) expect(y >= bottom || end <= top + 1).toBe(true);
      }
    }
  });
});

test("charts over time stand abreast in a wide shape, and grow where there is room", () => {
  const charts = layOutInShape({ ...PICTURES.lines, notes: [] } as Picture, "16x9").blocks.flatMap((one) =>
    one.kind === "chart" ? [one] : [],
  );
  expect(charts).toHaveLength(2);
  expect(charts[0]?.y).toBe(charts[1]?.y);
  const [tall] = layOutInShape({ ...PICTURES.lines, notes: [] } as Picture, "square").blocks.flatMap((one) =>
    one.kind === "chart" ? [one.height] : [],
  );
  expect(tall).toBeGreaterThan(240);
});

describe("the code of a frame", () => {
  const addresses = {
    embed: "/embed/payments-by-venue?broker=a&from=2021Q1",
    chart: "/charts/payments-by-venue?broker=a&from=2021Q1",
  };
  const told = { title: 'Payments: "A" & B', addresses, origin: "https://pfof.example" };
  const picture = PICTURES.bars as Picture;

  test("has room for the whole image, and a link for where frames are not shown", () => {
    const height = layOutPicture(picture, 720).height + 64;
    expect(frameCode(picture, { ...told, look: { shape: "page", theme: "auto", background: "paper" } })).toBe(
      [
        `<iframe src="https://pfof.example/embed/payments-by-venue?broker=a&amp;from=2021Q1" title="Payments: &quot;A&quot; &amp; B" style="border:0;width:100%;max-width:920px;height:${height}px" loading="lazy">`,
        '  <a href="https://pfof.example/charts/payments-by-venue?broker=a&amp;from=2021Q1">Payments: &quot;A&quot; &amp; B: PFOF Explorer</a>',
        "</iframe>",
      ].join("\n"),
    );
  });

  test("of a shape keeps its proportions at any width", () => {
    const look = { shape: "square", theme: "dark", background: "transparent" } as const;
    const code = frameCode(picture, { ...told, look });
    expect(code).toContain("from=2021Q1&amp;shape=square&amp;theme=dark&amp;background=transparent");
    expect(code).toContain("aspect-ratio:1600/1600");
  });
});
