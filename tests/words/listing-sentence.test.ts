import { describe, expect, it } from "vitest";
import { listingSentence } from "@/words/listing-sentence";

const one = (venue: string, broker: string, everywhere: boolean) => ({
  venue,
  venueSlug: venue.toLowerCase(),
  broker,
  brokerSlug: broker.toLowerCase(),
  usd: 1,
  everywhere,
});

describe("listingSentence", () => {
  it.each([
    {
      gained: [],
      lost: [],
      says: "The compared brokers list the same venues in 2020 Q2 as in 2020 Q1.",
    },
    {
      gained: [],
      lost: [],
      compared: 1,
      says: "The only broker that can be compared lists the same venues in 2020 Q2 as in 2020 Q1.",
    },
    {
      gained: [],
      lost: [],
      compared: 0,
      says: "No broker has complete reports for both 2020 Q1 and 2020 Q2, so their venues cannot be compared.",
    },
    {
      gained: [one("Jane Street", "Schwab", true), one("Jane Street", "Firstrade", true)],
      lost: [],
      says: "Jane Street is listed in 2020 Q2 and not in 2020 Q1.",
    },
    {
      gained: [one("Jane Street", "Schwab", true), one("IEX", "Schwab", true), one("Virtu", "Schwab", false)],
      lost: [one("Wolverine", "Schwab", true), one("Dash", "Schwab", true)],
      says: "Jane Street and IEX are listed in 2020 Q2 and not in 2020 Q1; Wolverine and Dash are not listed any more.",
    },
    {
      gained: [],
      lost: [one("Wolverine", "Schwab", true)],
      says: "Wolverine is not listed any more.",
    },
    {
      gained: [one("Virtu", "Schwab", false)],
      lost: [one("Dash", "Schwab", false), one("Dash", "Firstrade", false)],
      says: "1 listing of a venue by a broker is new in 2020 Q2, 2 are gone; every venue was listed by somebody in both quarters.",
    },
    {
      gained: [one("Virtu", "Schwab", false), one("IEX", "Schwab", false)],
      lost: [one("Dash", "Schwab", false)],
      says: "2 listings of a venue by a broker are new in 2020 Q2, 1 is gone; every venue was listed by somebody in both quarters.",
    },
  ])("$says", ({ gained, lost, says, compared = 2 }) => {
    expect(listingSentence("2020 Q2", "2020 Q1", gained, lost, compared)).toBe(says);
  });
});
