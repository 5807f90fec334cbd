import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { PeriodLineChart } from "@/drawings/period-line-chart";
import { periodLines } from "@/series/period-lines";

describe("PeriodLineChart on the server", () => {
  const periods = ["2020Q1", "2020Q2", "2020Q3", "2020Q4"];
  const chart = periodLines(
    [
      {
        key: "sp500",
        label: "S&P 500",
        color: "sp500",
        values: [10, 9, null, 8],
        joined: [false, true, false, false],
      },
      {
        key: "non_sp500",
        label: "Other stocks",
        color: "non_sp500",
        values: [5, 5, 6, -1],
        joined: [false, true, false, true],
      },
    ],
    { id: "test", title: "Rates by quarter", unit: "cents", periods },
  );
  const html = renderToString(<PeriodLineChart chart={chart} />);
  const count = (part: string) => html.split(part).length - 1;

  it("draws a dot per figure, and a line per run of figures that may be joined", () => {
    expect(count('recharts-line-dot"')).toBe(7);
    // S&P 500: Q1–Q2, Q4; other stocks: Q1–Q2, Q3–Q4.
    expect(count('class="recharts-layer recharts-line"')).toBe(4);
    expect(html).not.toContain("NaN");
  });

  it("names each line once, at its end", () => {
    expect(count(">S&amp;P 500</text>")).toBe(1);
    expect(count(">Other stocks</text>")).toBe(1);
    expect(html).toContain(">−5 ¢</text>");
  });

  it("is the same every time", () => {
    expect(renderToString(<PeriodLineChart chart={chart} />)).toBe(html);
  });
});

it("names no more years than there is room for", () => {
  const periods = Array.from({ length: 27 }, (_, i) => `${2020 + Math.floor(i / 4)}Q${(i % 4) + 1}`);
  const line = { key: "one", label: "One", color: "sp500" as const, joined: periods.map(() => true) };
  const chart = periodLines([{ ...line, values: periods.map(() => 5) }], {
    id: "long",
    title: "Rates by quarter",
    unit: "cents",
    periods,
  });
  const years = (width: number) =>
    [...renderToString(<PeriodLineChart chart={chart} width={width} />).matchAll(/>(20\d\d)<\/tspan>/g)].map(
      ([, year]) => year,
    );
  expect(years(1000)).toEqual(["2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
  expect(years(300)).toEqual(["2020", "2022", "2024", "2026"]);
});
