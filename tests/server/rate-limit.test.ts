import { describe, expect, it } from "vitest";
import { clientKey, RateLimit } from "@/server/rate-limit";

describe("a bucket of three, one more every ten seconds", () => {
  it("lets three through, then one each ten seconds, and is full again after a while", () => {
    let seconds = 100;
    const limit = new RateLimit({ burst: 3, perSecond: 0.1 }, () => seconds);
    expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 10]);
    expect(limit.take("b")).toBe(0);
    seconds += 4;
    expect(limit.waitFor("a")).toBe(6);
    seconds += 6;
    expect([limit.take("a"), limit.take("a")]).toEqual([0, 10]);
    seconds += 3_600;
    expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 10]);
  });

  it("asking does not take", () => {
    const limit = new RateLimit({ burst: 1, perSecond: 1 }, () => 0);
    expect([limit.waitFor("a"), limit.waitFor("a"), limit.take("a"), limit.waitFor("a")]).toEqual([
      0, 0, 0, 1,
    ]);
  });

  it("remembers a bounded number of clients", () => {
    const limit = new RateLimit({ burst: 1, perSecond: 0.001 }, () => 0);
    limit.take("first");
    for (let i = 0; i < 10_000; i += 1) limit.take(String(i));
    expect(limit.take("first")).toBe(0);
  });
});

it.each([
  ["an address", "203.0.113.9", {}, "203.0.113.9"],
  ["IPv4 within IPv6", "::ffff:203.0.113.9", {}, "203.0.113.9"],
  [
    "what the proxy of this machine saw",
    "127.0.0.1",
    { "x-forwarded-for": "1.2.3.4, 203.0.113.9" },
    "203.0.113.9",
  ],
  ["what the proxy of this network saw", "10.0.0.2", { "x-forwarded-for": "203.0.113.9" }, "203.0.113.9"],
  ["not what a stranger claims", "203.0.113.9", { "x-forwarded-for": "1.2.3.4" }, "203.0.113.9"],
  ["an IPv6 network", "2001:db8:1:2:3:4:5:6", {}, "2001:db8:1:2"],
  ["the same one, shortened", "2001:db8:1:2::1", {}, "2001:db8:1:2"],
  ["a short one", "2001:db8::1", {}, "2001:db8:0:0"],
  ["loopback", "::1", {}, "0:0:0:0"],
])("counts %s", (_what, address, headers, expected) => {
  expect(clientKey(address, headers)).toBe(expected);
});
