import { describe, expect, it } from "vitest";
import { type VenueChange, venueChange, venueGrowthSentence } from "@/series/venue-growth";

describe("venueChange", () => {
  const part = (broker: string, period: string, usd: number | null) => ({
    broker,
    name: broker.toUpperCase(),
    period,
    usd,
    ratedUsd: null,
    shares: null,
    complete: true,
  });
  const complete = new Set(["a 2021Q1", "a 2021Q2", "b 2021Q1", "b 2021Q2", "c 2021Q2"]);

  it("adds up the brokers complete in both quarters, listed or not", () => {
    const parts = [
      part("a", "2021Q1", 10),
      part("a", "2021Q2", 15),
      part("b", "2021Q2", 5),
      part("c", "2021Q2", 100),
    ];
    expect(venueChange("2021Q2", parts, complete)).toEqual({
      before: "2021Q1",
      after: "2021Q2",
      brokers: ["A", "B"],
      beforeUsd: 10,
      afterUsd: 20,
      mark: null,
    });
  });

  it("keeps blank as null", () => {
    expect(venueChange("2021Q2", [part("a", "2021Q1", null)], complete)).toMatchObject({
      brokers: ["A"],
      beforeUsd: null,
      afterUsd: null,
    });
    expect(venueChange("2021Q1", [part("a", "2021Q1", 1)], complete).brokers).toEqual([]);
  });
});

describe("venueGrowthSentence", () => {
  const base: VenueChange = {
    before: "2020Q1",
    after: "2020Q2",
    brokers: ["Schwab"],
    beforeUsd: 20_000_000,
    afterUsd: 25_000_000,
  };
  it.each<{ change: Partial<VenueChange>; says: string }>([
    {
      change: {},
      says: "From 2020 Q1 to 2020 Q2, Citadel paid Schwab 25.0% more: $25.0 million after $20.0 million.",
    },
    {
      change: { brokers: ["A", "B", "C", "D"], afterUsd: 15_000_000 },
      says: "From 2020 Q1 to 2020 Q2, Citadel paid A, B, C and 1 more 25.0% less: $15.0 million after $20.0 million.",
    },
    {
      change: { brokers: ["A", "B", "C", "D", "E", "F", "G"], afterUsd: 15_000_000 },
      says: "From 2020 Q1 to 2020 Q2, Citadel paid the 7 brokers with complete reports for both 25.0% less: $15.0 million after $20.0 million.",
    },
    {
      change: { afterUsd: 20_001_000 },
      says: "From 2020 Q1 to 2020 Q2, Citadel paid Schwab as much as before: $20.0 million.",
    },
    {
      change: { beforeUsd: -500, afterUsd: 100 },
      says: "From 2020 Q1 to 2020 Q2, the net payment of Citadel to Schwab went from −$500 to $100.",
    },
    {
      change: { beforeUsd: null },
      says: "In 2020 Q2, Citadel is listed by Schwab with $25.0 million; for 2020 Q1 no payment was filed.",
    },
    {
      change: { afterUsd: null },
      says: "For 2020 Q2 no payment of Citadel was filed by Schwab; for 2020 Q1 it was $20.0 million.",
    },
    {
      change: { beforeUsd: null, afterUsd: null },
      says: "No payment between Citadel and Schwab was filed for 2020 Q1 or 2020 Q2.",
    },
    {
      change: { brokers: [] },
      says: "No broker that lists Citadel has complete reports for both 2020 Q1 and 2020 Q2, so the two cannot be compared.",
    },
  ])("$says", ({ change, says }) => {
    expect(venueGrowthSentence("Citadel", { ...base, ...change })).toBe(says);
  });
});
