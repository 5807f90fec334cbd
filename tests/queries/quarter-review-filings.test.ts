import { beforeAll, describe, expect, it } from "vitest";
import { filters } from "@/queries/filters";
import { quarterFlows } from "@/queries/quarter-flows";
import { quarterTable } from "@/queries/quarter-table";
import { rates } from "@/queries/rates";
import { changeOf, movesOf, percentOf } from "@/series/quarter-moves";
import { noFilings } from "../support/filings";
import { storeWithFilings } from "../support/store-with-filings";

describe.skipIf(noFilings)("quarters in review (needs ../shared/filings)", () => {
  beforeAll(storeWithFilings);
  const Q2 = { year: 2020, quarter: 2 };

  it("2020 Q2: Schwab's payment rose most, by 23.45 %, and options were above stocks", () => {
    const { now, before } = quarterFlows(Q2);
    const parts = (list: typeof now) =>
      list.map((flow) => ({ key: flow.broker_slug, name: flow.broker, usd: flow.payment_usd }));
    const [most] = movesOf(parts(before), parts(now));
    expect(most).toMatchObject({ name: "Charles Schwab" });
    // The worked example of the metrics: $53,577,202.81 → $66,142,014.60.
    expect(most && changeOf(most)).toBeCloseTo(12_564_811.79, 2);
    expect(most && percentOf(most)).toBeCloseTo(23.45, 2);
    const { total } = quarterTable(Q2, filters());
    expect(total.options_usd).toBeGreaterThan(total.equities_usd ?? 0);
  });

  it("Citadel paid Robinhood $352,769.36 for market orders in S&P 500 stocks in January 2022", () => {
    // 606-HOOD-2022Q1.xml: market orders at CITADEL SECURITIES LLC, 71.0704 cents per 100 shares.
    const [row] = rates(
      filters({
        venue: ["citadel-securities"],
        broker: ["robinhood-securities"],
        section: ["sp500"],
        orderType: ["market"],
      }),
      ["month"],
    );
    expect(row).toMatchObject({ month: "2022-01", payment_usd: 352_769.36 });
    expect(row?.cents_per_100_shares).toBeCloseTo(71.0704, 4);
  });
});
