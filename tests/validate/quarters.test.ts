import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quarterIndex } from "@/report/quarter";
import type { MonthVolume, PlaceOf, VenueVolume } from "@/report/venue-volume";
import { rangeOf } from "@/report/venue-volume";
import { optionsRateScale, optionsRates } from "@/validate/options-rate-scale";
import { volumeJumps } from "@/validate/volume-jump";
import { NO_VOLUME, seriesOf } from "../support/volume-series";

const place: PlaceOf = ({ section, venue }, month) => ({
  file: "a.xml",
  position: "line 18",
  month,
  section,
  venue: String(venue),
});

/** A venue's quarter of which the last month is filed: rate in cents per 100 shares, volume in shares. */
function month(
  quarter: string,
  rate: number,
  shares: number,
  { orderPct = 50, impliedShares = shares, ...rest }: Partial<VenueVolume & MonthVolume> = {},
): VenueVolume {
  const last = { ratedUsd: (rate * shares) / 10_000, impliedShares, orderPct };
  return {
    reportId: `${rest.broker ?? "lane"} ${quarter}`,
    broker: "lane",
    venue: "northgate",
    section: "sp500",
    quarter: quarterIndex({ year: Number(quarter.slice(0, 4)), quarter: Number(quarter.slice(5)) }),
    months: [NO_VOLUME, NO_VOLUME, last],
    ...rangeOf([last]),
    ...rest,
  };
}

const other = (quarter: string, shares: number) => month(quarter, 10, shares, { venue: "harborview" });

const MILLION = 1e6;

describe("volumeJumps", () => {
  const found = (volumes: readonly VenueVolume[]) =>
    volumeJumps(seriesOf(volumes), place).map((one) => one.reportId);

  test.each<{ what: string; rows: readonly VenueVolume[]; expected: readonly string[] }>([
    { what: "nothing", rows: [], expected: [] },
    { what: "one quarter alone", rows: [month("2023Q1", 10, 90 * MILLION)], expected: [] },
    {
      what: "a rate a tenth of its neighbours'",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        month("2023Q2", 1, 200 * MILLION),
        month("2023Q3", 10, 22 * MILLION),
      ],
      expected: ["lane 2023Q2"],
    },
    {
      what: "a rate ten times its neighbours'",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        month("2023Q2", 100, 2 * MILLION),
        month("2023Q3", 10, 22 * MILLION),
      ],
      expected: ["lane 2023Q2"],
    },
    {
      what: "more orders: the venue's share grew as its volume did",
      rows: [
        month("2023Q1", 10, 20 * MILLION, { orderPct: 5 }),
        month("2023Q2", 10, 200 * MILLION, { orderPct: 50 }),
        month("2023Q3", 10, 22 * MILLION, { orderPct: 5 }),
      ],
      expected: [],
    },
    {
      what: "three times the volume",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        month("2023Q2", 10, 60 * MILLION),
        month("2023Q3", 10, 20 * MILLION),
      ],
      expected: [],
    },
    {
      what: "growth that lasts",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        month("2023Q2", 10, 200 * MILLION),
        month("2023Q3", 10, 190 * MILLION),
      ],
      expected: [],
    },
    {
      what: "small money",
      rows: [
        month("2023Q1", 10, 0.2 * MILLION),
        month("2023Q2", 1, 2 * MILLION),
        month("2023Q3", 10, 0.2 * MILLION),
      ],
      expected: [],
    },
    {
      what: "one neighbour, out of line with the section's other venue",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        other("2023Q1", 20 * MILLION),
        month("2023Q2", 1, 200 * MILLION),
        other("2023Q2", 21 * MILLION),
      ],
      expected: ["lane 2023Q2"],
    },
    {
      what: "one neighbour, all venues grew",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        other("2023Q1", 20 * MILLION),
        month("2023Q2", 10, 200 * MILLION),
        other("2023Q2", 210 * MILLION),
      ],
      expected: [],
    },
    {
      what: "another broker's quarters are no neighbours",
      rows: [
        month("2023Q1", 10, 20 * MILLION, { broker: "pier" }),
        month("2023Q2", 1, 200 * MILLION),
        month("2023Q3", 10, 20 * MILLION, { broker: "pier" }),
      ],
      expected: [],
    },
    {
      what: "a volume that is not known, or a share of orders that is blank",
      rows: [
        month("2023Q1", 10, 20 * MILLION),
        month("2023Q2", 1, 200 * MILLION, { orderPct: null }),
        month("2023Q3", 10, 20 * MILLION, { impliedShares: null }),
      ],
      expected: [],
    },
  ])("$what", ({ rows, expected }) => {
    expect(found(rows)).toEqual(expected);
    expect(found([...rows].reverse())).toEqual(expected);
  });

  test("two reports of one quarter are one neighbour, the median of their months", () => {
    const series = (name: string, shares: number) =>
      month("2023Q2", 10, shares, { reportId: `lane 2023Q2 ${name}` });
    const around = [month("2023Q1", 10, 20 * MILLION), month("2023Q4", 10, 20 * MILLION)];
    const high = month("2023Q3", 1, 200 * MILLION);
    expect(found([...around, high, series("A", 20 * MILLION), series("B", 40 * MILLION)])).toEqual([
      "lane 2023Q3",
    ]);
    expect(found([...around, high, series("A", 20 * MILLION), series("B", 90 * MILLION)])).toEqual([]);
  });

  test("nothing is missed because the smallest and the largest months are looked at first", () => {
    // Ranges that rule nothing out, so that every month is compared.
    const openRange = { least: Number.MIN_VALUE, most: Number.POSITIVE_INFINITY };
    const volumes = fc.array(
      fc
        .record({
          quarter: fc.integer({ min: 8092, max: 8097 }),
          series: fc.constantFrom("A", "B"),
          venue: fc.constantFrom("northgate", "harborview"),
          months: fc.array(
            fc.record({
              ratedUsd: fc.constant(20_000),
              impliedShares: fc.constantFrom(null, 1, 2, 3.9, 4, 8, 15.9, 16, 64),
              orderPct: fc.constantFrom(null, 0, 10, 20, 50),
            }),
            { minLength: 3, maxLength: 3 },
          ),
        })
        .map(
          ({ quarter, series, venue, months }): VenueVolume => ({
            reportId: `${quarter} ${series}`,
            broker: "lane",
            venue,
            section: "sp500",
            quarter,
            months,
            ...rangeOf(months),
          }),
        ),
      { maxLength: 12 },
    );
    let several = 0;
    fc.assert(
      fc.property(volumes, (some) => {
        const open = some.map((one) => (one.least === null ? one : { ...one, ...openRange }));
        const all = volumeJumps(seriesOf(open), place);
        several += all.length > 1 ? 1 : 0;
        expect(volumeJumps(seriesOf(some), place)).toEqual(all);
      }),
      { numRuns: 2_000 },
    );
    expect(several).toBeGreaterThan(50);
  });
});

describe("optionsRateScale", () => {
  const option = (
    venue: string,
    rate: number,
    shares = 4 * MILLION,
    rest: Partial<VenueVolume & MonthVolume> = {},
  ) => month("2023Q2", rate, shares, { venue, section: "options", orderPct: 25, ...rest });
  const found = (volumes: readonly VenueVolume[], quarter = { year: 2023, quarter: 2 }) => {
    const ratesOf = (wanted: number) => optionsRates(volumes.filter((one) => one.quarter === wanted));
    return optionsRateScale(quarterIndex(quarter), ratesOf, place).map((one) => one.finding.where.venue);
  };

  test.each<{ what: string; rows: readonly VenueVolume[]; expected: readonly string[] }>([
    { what: "nothing", rows: [], expected: [] },
    {
      what: "rates as usual, fees among them",
      rows: [option("a", 42), option("b", 65), option("c", -48), option("d", 12)],
      expected: [],
    },
    {
      what: "dollars per contract filed as cents: 100 times too high",
      rows: [option("a", 4200, 0.04 * MILLION), option("b", 45), option("c", 40), option("d", 50)],
      expected: ["a"],
    },
    {
      what: "1/100, with a volume as wrong as the rate",
      rows: [option("a", 0.42, 400 * MILLION), option("b", 45), option("c", 40), option("d", 50)],
      expected: ["a"],
    },
    {
      what: "near zero because fees and rebates cancel: the volume fits the orders",
      rows: [option("a", 0.42, 30 * MILLION), option("b", 45), option("c", 40), option("d", 50)],
      expected: [],
    },
    {
      what: "a whole report at 1/100 of other brokers'",
      rows: [
        option("a", 0.42, 400 * MILLION),
        option("b", 0.44, 400 * MILLION),
        ...["c", "d", "e"].map((venue) => option(venue, 45, 4 * MILLION, { broker: "pier" })),
      ],
      expected: ["a", "b"],
    },
    { what: "too few peers", rows: [option("a", 4200), option("b", 45), option("c", 40)], expected: [] },
    {
      what: "stocks",
      rows: ["a", "b", "c", "d"].map((venue, i) =>
        option(venue, i === 0 ? 4200 : 40, MILLION, { section: "sp500" }),
      ),
      expected: [],
    },
  ])("$what", ({ rows, expected }) => {
    expect(found(rows)).toEqual(expected);
  });

  test("peers are two quarters away at most", () => {
    const high = option("a", 4200);
    const peers = (quarter: string) =>
      ["b", "c", "d"].map((venue) => month(quarter, 45, MILLION, { venue, section: "options" }));
    expect(found([high, ...peers("2022Q4")])).toEqual(["a"]);
    expect(found([high, ...peers("2023Q4")])).toEqual(["a"]);
    expect(found([high, ...peers("2022Q3")])).toEqual([]);
  });
});
