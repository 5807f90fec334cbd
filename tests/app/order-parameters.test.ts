import { expect, test } from "vitest";
import { ORDER_PARAMETERS, questionOf } from "@/app/calculator/order-parameters";
import { readQuery } from "@/queries/filters";

const read = (text: string) =>
  questionOf(readQuery(new URLSearchParams(text), ["broker", "quarter"], { own: ORDER_PARAMETERS }));

test.each([
  ["", { section: "sp500", orderType: "market", size: 100 }],
  ["section=options", { section: "options", orderType: "market", size: 1 }],
  [
    "section=non_sp500&orderType=other&size=250&broker=a&quarter=2022Q1",
    { section: "non_sp500", orderType: "other", size: 250 },
  ],
  ["section=&size=", { section: "sp500", orderType: "market", size: 100 }],
])("%j asks %j", (text, question) => {
  expect(read(text)).toEqual(question);
});

test.each([
  ["section=equities", '"equities" is not allowed for "section"; allowed: one of sp500, non_sp500, options.'],
  ["section=sp500,options", '"sp500,options" is not allowed for "section"; allowed: one of sp500'],
  ["orderType=limit", '"limit" is not allowed for "orderType"; allowed: one of market'],
  ["size=0", '"0" is not allowed for "size"; allowed: a whole number from 1 to 10000000.'],
  ["size=1.5", '"1.5" is not allowed for "size"'],
  ["size=many", '"many" is not allowed for "size"'],
])("%s is refused: %s", (text, message) => {
  expect(() => read(text)).toThrow(message);
});
