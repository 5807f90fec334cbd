import { describe, expect, it } from "vitest";
import { axisFor, quarterAxis, spreadLabels } from "@/series/axis";

describe("axisFor", () => {
  it.each([
    { values: [8.9, 8.4, 29.4, 9.5], ticks: [0, 10, 20, 30], domain: [0, 30] },
    { values: [0.3], ticks: [0, 0.1, 0.2, 0.3], domain: [0, 0.3] },
    { values: [-4, 12], ticks: [-5, 0, 5, 10, 15], domain: [-5, 15] },
    { values: [-40, -10], ticks: [-40, -30, -20, -10, 0], domain: [-40, 0] },
    { values: [null, 53_577_202], ticks: [0, 20_000_000, 40_000_000, 60_000_000], domain: [0, 60_000_000] },
    // A net payer of 1.6 million beside payments of 206 million.
    { values: [-1.6, 206], ticks: [0, 100, 200], domain: [-1.6, 206] },
    { values: [], ticks: [0, 1], domain: [0, 1] },
    { values: [0, null], ticks: [0, 1], domain: [0, 1] },
  ])("$values → $ticks", ({ values, ticks, domain }) => {
    expect(axisFor(values)).toEqual({ ticks, domain });
  });
});

describe("quarterAxis", () => {
  it("fills quarters without a report", () => {
    expect(quarterAxis(["2022Q3", "2021Q4"])).toEqual(["2021Q4", "2022Q1", "2022Q2", "2022Q3"]);
    expect(quarterAxis([])).toEqual([]);
  });
});

describe("spreadLabels", () => {
  it.each([
    { at: [10, 50], moved: [10, 50] },
    { at: [50, 52], moved: [50, 64] },
    { at: [52, 50], moved: [64, 50] },
    { at: [98, 99], moved: [86, 100] },
    { at: [], moved: [] },
  ])("$at → $moved", ({ at, moved }) => {
    expect(spreadLabels(at, 14, 0, 100)).toEqual(moved);
  });
});
