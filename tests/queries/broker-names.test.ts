import { expect, test } from "vitest";
import { brokerNames, storedBroker } from "@/queries/broker-names";
import { MadeStore, reportOf } from "../support/made-store";

test("a broker none of whose reports counts is kept, but not listed", () => {
  const store = new MadeStore();
  const when = { year: 2021, quarter: 1 };
  const id = store.save(reportOf("Harbor Lane", when, [], { crd: "123456" }));
  store.save(reportOf("Other", when, []));
  store.withdraw(id, "Another firm's figures");
  expect(brokerNames().map((one) => one.slug)).toEqual(["other"]);
  const kept = { slug: "harbor-lane", name: "Harbor Lane", crd: "123456" };
  expect(storedBroker("harbor-lane")).toEqual(kept);
  expect(storedBroker("Harbor-Lane")).toEqual(kept);
  expect(storedBroker("123456")).toEqual(kept);
  expect(storedBroker("nobody")).toBeNull();
});
