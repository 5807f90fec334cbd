import { describe, expect, test } from "vitest";
import type { CustomerOrder, CustomerReport } from "@/app/my-orders/customer-report";
import { groupSentence, letter, paymentTrace, paymentWords } from "@/app/my-orders/order-words";
import { ordersPicture } from "@/app/my-orders/orders-picture";
import { venueOrders } from "@/app/my-orders/venue-orders";

const route = (name: string, ...transactions: string[]) => ({ name, mic: null, mpid: null, transactions });

const order = (id: string, directed: boolean, ...routes: CustomerOrder["routes"]): CustomerOrder => ({
  id,
  group: "held",
  directed,
  routes,
});

/** Two names of one wholesaler, one venue nobody knows. */
const REPORT: CustomerReport = {
  customer: "A. Person",
  broker: "Test <Broker>",
  start: "2026-01-01",
  end: "2026-06-30",
  orders: [
    order("1", false, route("Citadel Securities LLC", "2026-01-05T15:00:01Z")),
    order(
      "2",
      false,
      route("CDRG"),
      route("Citadel Execution Services", "2026-02-05T15:00:01Z", "2026-02-05T15:00:03Z"),
    ),
    order("3", true, route("Nobody & Sons")),
    { ...order("4", false, route("Citadel Securities LLC")), group: "options" },
  ],
};

describe("orders by venue", () => {
  test("names of one venue are one venue, and an order that went to it twice counts once", () => {
    expect(venueOrders(REPORT, "held")).toEqual([
      {
        key: "citadel-securities",
        slug: "citadel-securities",
        name: "Citadel Securities",
        orders: 2,
        directed: 0,
        executed: 2,
        transactions: 3,
        first: "2026-01-05T15:00:01Z",
        last: "2026-02-05T15:00:03Z",
      },
      {
        key: "filed Nobody & Sons",
        slug: null,
        name: "Nobody & Sons",
        orders: 1,
        directed: 1,
        executed: 0,
        transactions: 0,
        first: null,
        last: null,
      },
    ]);
  });

  test("the sentence says who chose, and what was executed", () => {
    expect(groupSentence(REPORT, "held", venueOrders(REPORT, "held"))).toBe(
      "3 held stock orders, 2 of them executed at least in part. You chose the venue of 1; of the other 2 your broker chose it. Most went to Citadel Securities: 2 orders.",
    );
  });
});

describe("what a venue paid the broker", () => {
  const payments = {
    slug: "b",
    name: "Broker",
    quarter: "2025Q3",
    venues: [
      { venue: "paid", of: "stocks", usd: 1_234_567, cents: 9.13, doubt: null },
      { venue: "paid", of: "options", usd: 2_000_000, cents: 44, doubt: "volume is far from its neighbors" },
      { venue: "charged", of: "stocks", usd: -5_000, cents: -14.57, doubt: null },
      { venue: "nothing", of: "stocks", usd: 0, cents: null, doubt: null },
      { venue: "blank", of: "stocks", usd: null, cents: null, doubt: null },
    ],
  } as const;

  test.each([
    ["paid", "held", "$1.23 million, 9.1 cents per 100 shares that it paid for"],
    [
      "paid",
      "options",
      "$2.00 million, 44.0 cents per contract that it paid for (doubtful: volume is far from its neighbors)",
    ],
    ["charged", "held", "Broker paid it $5,000, 14.6 cents per 100 shares that it charged for"],
    ["nothing", "held", "nothing"],
    ["blank", "held", "filed without an amount"],
    ["elsewhere", "held", "not among the venues Broker lists"],
    ["paid", "notHeldExempt", "not in public reports, which are about held orders"],
  ] as const)("%s, %s: %s", (slug, group, words) => {
    expect(paymentWords({ slug }, group, payments)).toBe(words);
  });
});

test("an amount leads to the filed cells it is the sum of", () => {
  const payments = {
    slug: "b",
    name: "B",
    quarter: "2025Q3",
    venues: [{ venue: "v", of: "stocks", usd: 1, cents: null, doubt: null }],
  } as const;
  expect(paymentTrace({ slug: "v" }, "held", payments)).toBe(
    "/trace?broker=b&venue=v&section=equities&from=2025Q3&to=2025Q3&reReported=include",
  );
  expect(paymentTrace({ slug: "v" }, "options", payments)).toBeNull();
});

test("the picture has no order number and no customer, and markup in a name is text", () => {
  const { svg } = ordersPicture(REPORT);
  expect(svg).toContain("Where Test &lt;Broker&gt; sent my orders");
  expect(svg).toContain("Nobody &amp; Sons");
  expect(svg).not.toContain("A. Person");
});

test("the letter names the broker and the rule", () => {
  expect(letter("Charles Schwab")).toMatch(/^To Charles Schwab\n[\s\S]*17 CFR 242\.606\(b\)\(1\)/);
});
