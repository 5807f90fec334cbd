import { expect, it } from "vitest";
import { missingSentence } from "@/words/missing-sentence";

it.each([
  {
    missing: [],
    entered: ["G"],
    both: 0,
    says: "No report for 2020 Q2 is stored here, so nobody can be missing since.",
  },
  {
    missing: ["G"],
    entered: [],
    both: 0,
    says: "1 broker with a report for 2020 Q2 has none for 2020 Q3 here: G.",
  },
  { missing: [], entered: [], says: "Every broker with a report for 2020 Q2 has one for 2020 Q3 here." },
  {
    missing: ["Goldman Sachs"],
    entered: [],
    says: "1 broker with a report for 2020 Q2 has none for 2020 Q3 here: Goldman Sachs.",
  },
  {
    missing: ["A", "B", "C", "D", "E", "F"],
    entered: ["G"],
    says: "6 brokers with a report for 2020 Q2 have none for 2020 Q3 here: A, B, C, D and 2 more. 1 broker has one for 2020 Q3 and none for 2020 Q2: G.",
  },
  {
    missing: [],
    entered: ["G", "H"],
    says: "Every broker with a report for 2020 Q2 has one for 2020 Q3 here. 2 brokers have one for 2020 Q3 and none for 2020 Q2: G and H.",
  },
])("$says", ({ missing, entered, says, both = 1 }) => {
  expect(missingSentence("2020 Q3", "2020 Q2", missing, entered, both)).toBe(says);
});
