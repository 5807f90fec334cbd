import { describe, expect, it } from "vitest";
import { flowSentence } from "@/charts/flows";
import { type FlowRow, flowLayout } from "@/series/flow-layout";
import { bandSentence } from "@/words/flow-sentence";

function row(broker: string, venue: string, usd: number | null): FlowRow {
  return { brokerKey: broker.toLowerCase(), broker, venueKey: venue.toLowerCase(), venue, usd };
}

const ALL = { brokers: 8, venues: 10 };

describe("flowLayout", () => {
  it("makes thickness of dollars: 280 pixels for all of them", () => {
    const { brokers, venues, bands, height } = flowLayout(
      [row("Schwab", "Citadel", 60), row("Schwab", "Virtu", 20), row("Firstrade", "Citadel", 20)],
      ALL,
    );
    expect(brokers.map((node) => [node.label, node.usd, node.height])).toEqual([
      ["Schwab", 80, 224],
      ["Firstrade", 20, 56],
    ]);
    expect(venues.map((node) => [node.label, node.usd, node.height])).toEqual([
      ["Citadel", 80, 224],
      ["Virtu", 20, 56],
    ]);
    // 224 and 56 pixels, each with a gap of 8.
    expect(height).toBe(296);
    expect(brokers.map((node) => node.y)).toEqual([4, 236]);
    expect(bands.map((band) => [band.broker, band.venue, band.path])).toEqual([
      ["Schwab", "Citadel", "M0,4 C50,4 50,4 100,4 L100,172 C50,172 50,172 0,172 Z"],
      ["Schwab", "Virtu", "M0,172 C50,172 50,236 100,236 L100,292 C50,292 50,228 0,228 Z"],
      ["Firstrade", "Citadel", "M0,236 C50,236 50,172 100,172 L100,228 C50,228 50,292 0,292 Z"],
    ]);
  });

  it("gives small nodes room for their names and centers the shorter side", () => {
    const { brokers, venues, height } = flowLayout(
      [row("A", "X", 1), row("A", "Y", 1), row("A", "Z", 998)],
      ALL,
    );
    expect(venues.map((node) => node.label)).toEqual(["Z", "X", "Y"]);
    // 279.44 + 8, and twice 36 for the names.
    expect(height).toBeCloseTo(359.44, 2);
    const [only] = brokers;
    expect((only?.y ?? 0) + (only?.height ?? 0) / 2).toBeCloseTo(height / 2, 6);
  });

  it("puts what is left over into one node and nets nothing away", () => {
    const rows = [
      row("A", "Big", 100),
      row("A", "Small", 3),
      row("A", "Exchange", -2),
      row("B", "Big", 50),
      row("C", "Small", 4),
      row("D", "Big", -1),
    ];
    const { brokers, venues, bands } = flowLayout(rows, { brokers: 2, venues: 1 });
    expect(brokers.map((node) => node.label)).toEqual(["A", "B", "2 other brokers"]);
    expect(venues.map((node) => [node.label, node.usd])).toEqual([
      ["Big", 149],
      ["2 other venues", 5],
    ]);
    expect(bands.map((band) => [band.broker, band.venue, band.usd, band.color])).toEqual([
      ["A", "Big", 100, "hue2"],
      ["A", "2 other venues", 3, "hue2"],
      ["A", "2 other venues", -2, "paid"],
      ["B", "Big", 50, "hue3"],
      ["2 other brokers", "Big", -1, "paid"],
      ["2 other brokers", "2 other venues", 4, "rest"],
    ]);
  });

  it("draws nothing of nothing", () => {
    expect(flowLayout([row("A", "X", null), row("A", "Y", 0)], ALL)).toEqual({
      height: 0,
      brokers: [],
      venues: [],
      bands: [],
    });
  });

  it("has no NaN in any path", () => {
    const { bands } = flowLayout([row("A", "X", 1e9), row("A", "Y", 0.01), row("B", "X", -3)], ALL);
    expect(bands.map((band) => band.path).join()).not.toMatch(/NaN|Infinity/);
  });
});

describe("flowSentence", () => {
  it.each([
    {
      rows: [
        row("Schwab", "Citadel", 30_000_000),
        row("Firstrade", "Citadel", 10_000_000),
        row("A", "Nasdaq", -5),
      ],
      says: "The largest flow of 2020 Q2 was from Citadel to Schwab: $30.0 million, 75.0% of all that was paid to brokers.",
    },
    {
      rows: [row("Schwab", "Citadel", 250)],
      says: "Citadel paid Schwab $250 in 2020 Q2, the only flow to a broker.",
    },
    {
      rows: [row("A", "Nasdaq", -5), row("A", "B", null)],
      says: "No venue paid a broker on balance in 2020 Q2.",
    },
    { rows: [], says: "No venue paid a broker on balance in 2020 Q2." },
  ])("$says", ({ rows, says }) => {
    expect(flowSentence("2020 Q2", rows)).toBe(says);
  });
});

describe("bandSentence", () => {
  it("says who paid", () => {
    expect(bandSentence({ broker: "Schwab", venue: "Citadel", usd: 2_500_000 })).toBe(
      "Citadel paid Schwab $2.50 million",
    );
    expect(bandSentence({ broker: "Schwab", venue: "IEX", usd: -143 })).toBe("Schwab paid IEX $143");
  });
});
