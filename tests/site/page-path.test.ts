import { describe, expect, it } from "vitest";
import { pagePath, tidyPath } from "@/site/page-path";

it.each([
  ["/compare", {}, "/compare"],
  ["/compare", { brokers: ["a", "b"], quarter: "2020Q1" }, "/compare?brokers=a,b&quarter=2020Q1"],
  ["/venues", { quarter: null, sort: "", kind: undefined, brokers: [] }, "/venues"],
  ["/venues", { q: "a & b" }, "/venues?q=a+%26+b"],
])("%s %j", (path, values, written) => {
  expect(pagePath(path, values)).toBe(written);
});

describe("tidyPath", () => {
  it.each([
    [{}, null],
    [{ lines: "broker" }, null],
    [{ lines: "broker", from: "", to: undefined, exchanges: "" }, "/trends?lines=broker"],
    [{ from: "" }, "/trends"],
    [{ broker: ["a", "b"], from: "" }, "/trends?broker=a,b"],
  ])("%j", (given, path) => {
    expect(tidyPath("/trends", given)).toBe(path);
  });
});
