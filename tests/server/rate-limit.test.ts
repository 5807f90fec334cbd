import { describe, expect, it } from "vitest";
import { type IsProxy, trustedProxies } from "@/host/trusted-proxies";
import { clientKey } from "@/server/client-key";
import { GuessLimit, RateLimit } from "@/server/rate-limit";

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

  it("forgets one that has to wait for no number of others", () => {
    const limit = new RateLimit({ burst: 1, perSecond: 0.001 }, () => 0);
    limit.take("first");
    for (let i = 0; i < 20_001; i += 1) limit.take(String(i));
    expect(limit.take("first")).toBe(1_000);
  });
});

describe("wrong tokens", () => {
  const limit = () => new GuessLimit({ burst: 2, perSecond: 0.1 }, { burst: 5, perSecond: 1 }, () => 0);

  it("of all clients together are limited too", () => {
    const guesses = limit();
    expect(["a", "a", "a", "b", "c", "d", "e"].map((one) => guesses.take(one))).toEqual([
      0, 0, 10, 0, 0, 0, 1,
    ]);
  });

  it("of all others do not keep out who has shown the right one before", () => {
    const guesses = limit();
    guesses.right("known");
    for (const one of ["a", "b", "c", "d", "e"]) guesses.take(one);
    expect([guesses.waitFor("known"), guesses.waitFor("stranger")]).toEqual([0, 1]);
    expect([1, 2, 3].map(() => guesses.take("known"))).toEqual([0, 0, 10]);
  });
});

const isProxy = trustedProxies("loopback, 10.1.0.0/16, 2001:db8:ffff::/48") as IsProxy;

it.each([
  ["an address", "203.0.113.9", undefined, "203.0.113.9"],
  ["IPv4 within IPv6", "::ffff:203.0.113.9", undefined, "203.0.113.9"],
  ["what the proxy of this machine saw", "127.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9"],
  ["what a proxy behind another saw", "::1", "1.2.3.4, 203.0.113.9, 10.1.2.3", "203.0.113.9"],
  ["what a named proxy saw", "::ffff:10.1.0.2", "203.0.113.9", "203.0.113.9"],
  ["not what a proxy says that is not named", "10.2.0.2", "203.0.113.9", "10.2.0.2"],
  ["not what a stranger claims", "203.0.113.9", "1.2.3.4", "203.0.113.9"],
  ["an address without its port", "127.0.0.1", "203.0.113.9:4711", "203.0.113.9"],
  ["an IPv6 address without its port", "127.0.0.1", "[2001:db8:1:2ff::9]:4711", "2001:db8:1:200"],
  ["the connection where it says no address", "127.0.0.1", "203.0.113.9, guess 17", "127.0.0.1"],
  ["the connection where it says nothing", "127.0.0.1", "", "127.0.0.1"],
  ["an IPv6 network", "2001:db8:1:2:3:4:5:6", undefined, "2001:db8:1:0"],
  ["the same one, shortened", "2001:db8:1:ff::1", undefined, "2001:db8:1:0"],
  ["the one beside it", "2001:db8:1:100::1", undefined, "2001:db8:1:100"],
  ["a short one", "2001:db8::1", undefined, "2001:db8:0:0"],
  ["a proxy of IPv6", "2001:db8:ffff::1", "2001:db8:2::1", "2001:db8:2:0"],
  ["loopback", "::1", undefined, "0:0:0:0"],
])("counts %s", (_what, address, forwarded, expected) => {
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  expect(clientKey(address, headers, isProxy)).toBe(expected);
});

it.each(["localhost", "10.0.0.0/33", "10.0.0", "::1/x", "10.0.0.1/"])("%s names no proxies", (text) => {
  expect(trustedProxies(text)).toBeNull();
});
