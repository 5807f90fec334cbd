import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BarPanelChart } from "@/drawings/bar-panel-chart";
import { PaintContext } from "@/drawings/paint";
import { PeriodLineChart } from "@/drawings/period-line-chart";
import { QuarterColumnChart } from "@/drawings/quarter-column-chart";
import { PALETTE } from "@/series/palette";
import { quarterColumns } from "@/series/quarter-columns";
import { quarterLines } from "@/series/quarter-lines";

/** What a reader without scripts gets: the charts must be in the server's HTML. */
function count(html: string, part: string): number {
  return html.split(part).length - 1;
}

describe("BarPanelChart on the server", () => {
  const panel = {
    id: "test",
    title: "Rates",
    domain: [-5, 10] as const,
    bars: [
      { key: "a", label: "Market", value: 8.92, text: "8.92 ¢", color: "sp500" as const },
      { key: "b", label: "Marketable limit", value: -4, text: "−4.00 ¢", color: "sp500" as const },
      { key: "c", label: "Other", value: null, text: "no rate filed", color: "sp500" as const },
    ],
  };
  const html = renderToString(<BarPanelChart panel={panel} />);

  it("draws a bar per figure and none for a missing one, but says so", () => {
    expect(count(html, 'class="recharts-rectangle"')).toBe(2);
    for (const text of ["Market", "Marketable limit", "8.92 ¢", "−4.00 ¢", "no rate filed"]) {
      expect(html).toContain(`>${text}</text>`);
    }
    expect(html).not.toContain("NaN");
  });
  it("is the same every time, so that the browser finds what the server sent", () => {
    expect(renderToString(<BarPanelChart panel={panel} />)).toBe(html);
  });
  it("takes literal colors where no style sheet is", () => {
    const literal = renderToString(
      <PaintContext value={(name) => PALETTE.light[name]}>
        <BarPanelChart panel={panel} />
      </PaintContext>,
    );
    expect(html).toContain("var(--sp500)");
    expect(literal).toContain(PALETTE.light.sp500);
    expect(literal).not.toContain("var(");
  });
  it("shortens a name that would reach the bars", () => {
    const long = {
      ...panel,
      bars: [{ ...panel.bars[0], label: "Wolverine Execution Services, LLC" } as never],
    };
    expect(renderToString(<BarPanelChart panel={long} />)).toContain(">Wolverine Execution…</text>");
  });
});

describe("lines over quarters on the server", () => {
  const chart = quarterLines(
    [
      {
        key: "sp500",
        label: "S&P 500",
        color: "sp500",
        points: [
          { quarter: "2020Q1", value: 10 },
          { quarter: "2020Q2", value: 9 },
          // 2020Q3 is not stored.
          { quarter: "2020Q4", value: 8 },
          { quarter: "2021Q1", value: 7 },
        ],
      },
    ],
    { id: "lines", title: "Rate", unit: "cents", span: [] },
  );
  const html = renderToString(<PeriodLineChart chart={chart} />);

  it("breaks the line at a quarter without a figure", () => {
    expect(count(html, 'class="recharts-layer recharts-line"')).toBe(2);
    expect(count(html, 'class="recharts-dot recharts-line-dot"')).toBe(4);
    expect(html).not.toContain("NaN");
  });
  it("is the same every time", () => {
    expect(renderToString(<PeriodLineChart chart={chart} />)).toBe(html);
  });
  it("names the line at its end and every quarter of the axis", () => {
    expect(html).toContain(">S&amp;P 500</text>");
    for (const quarter of ["2020 Q1", "2020 Q3", "2021 Q1"])
      expect(html).toContain(`<title>${quarter}</title>`);
  });
});

describe("QuarterColumnChart on the server", () => {
  it("stacks what was received and hangs what was paid below zero", () => {
    const chart = quarterColumns(
      [
        { slug: "a", name: "A", quarter: "2020Q1", paymentUsd: 30 },
        { slug: "b", name: "B", quarter: "2020Q1", paymentUsd: 10 },
        { slug: "c", name: "C", quarter: "2020Q1", paymentUsd: -20 },
        { slug: "a", name: "A", quarter: "2020Q2", paymentUsd: null },
      ],
      { id: "columns", title: "Payment", limit: 5 },
    );
    const html = renderToString(<QuarterColumnChart chart={chart} />);
    expect(count(html, 'class="recharts-rectangle"')).toBe(3);
    expect(html).not.toContain("NaN");
    expect(renderToString(<QuarterColumnChart chart={chart} />)).toBe(html);
  });
});
