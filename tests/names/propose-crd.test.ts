import { expect, test } from "vitest";
import { proposedFor } from "@/names/propose-crd";

const FILE = "999999_606_NMS_2025_Q3_V1.xml";

test.each([
  ["a CRD the directory has", "7784", "Anything", null],
  // Goldman Sachs has no CRD yet; Fidelity has another.
  ["a firm without one", "361", "Goldman Sachs & Co. LLC", { entry: "goldman-sachs", json: '"crd": "361",' }],
  ["a code for a name", "999999", "ABCD", { entry: null, json: null }],
])("%s", (_, crd, filedName, expected) => {
  expect(proposedFor({ crd, filedName, file: FILE })).toEqual(expected);
});

test("a firm that is new is a whole entry, with the file as the source of its name", () => {
  const proposal = proposedFor({ crd: "999999", filedName: 'New "Firm"  LLC', file: FILE });
  expect(proposal?.entry).toBeNull();
  expect(JSON.parse(proposal?.json ?? "")).toEqual({
    slug: "new-firm",
    name: 'New "Firm" LLC',
    called: 'New "Firm" LLC',
    crd: "999999",
    group: 'New "Firm" LLC',
    aliases: [{ name: 'New "Firm" LLC', source: `filed in ${FILE}` }],
  });
});

test("a name of the directory under another firm's CRD is proposed as another firm, not put in its entry", () => {
  const proposal = proposedFor({ crd: "999999", filedName: "Fidelity Brokerage Services LLC", file: FILE });
  expect(proposal?.entry).toBeNull();
  expect(JSON.parse(proposal?.json ?? "")).toMatchObject({ crd: "999999" });
  expect(JSON.parse(proposal?.json ?? "").slug).not.toBe("fidelity-brokerage-services");
});
