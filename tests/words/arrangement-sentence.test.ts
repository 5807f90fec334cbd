import { expect, test } from "vitest";
import type { ArrangementRow } from "@/queries/arrangements";
import { arrangementSentence } from "@/words/arrangement-sentence";

const row = (kind: ArrangementRow["kind"], ...slugs: string[]) => ({
  kind,
  contradiction: null as ArrangementRow["contradiction"],
  received_usd: null as number | null,
  venues: slugs.map((slug) => ({ venue: slug, venue_slug: slug })),
});

test.each<[string, ReturnType<typeof row>[], string]>([
  ["nothing stored", [], "No text on the broker’s arrangements is stored for 2022 Q1."],
  ["nothing said", [row("unknown", "a", "b")], "The report for 2022 Q1 does not say how its venues pay."],
  [
    "one way",
    [row("share_of_spread", "a")],
    "The report for 2022 Q1 states a share of the spread (1 venue).",
  ],
  [
    "a venue counts once for each way",
    [row("fixed_per_share", "a", "b"), row("fixed_per_share", "b"), row("none", "c")],
    "The report for 2022 Q1 states a rate per share (2 venues) and that it receives no payment (1 venue).",
  ],
  [
    "some said, one not",
    [row("tiered", "a"), row("unknown", "b")],
    "The report for 2022 Q1 states a schedule with tiers (1 venue); on 1 venue it does not say, for some orders at least, how it pays.",
  ],
  [
    "some said, others not",
    [row("per_contract", "a", "b"), row("unknown", "a", "c")],
    "The report for 2022 Q1 states a rate per contract (2 venues); on 2 venues it does not say, for some orders at least, how they pay.",
  ],
  [
    "none received, from any",
    [row("none", "a")],
    "The report for 2022 Q1 states that it receives no payment (1 venue).",
  ],
  [
    "none received, and dollars filed",
    [row("none", "a"), { ...row("none", "b"), contradiction: "received", received_usd: 1234.5 }],
    "The report for 2022 Q1 states that it receives no payment (2 venues). Its figures say otherwise: $1,230 received from 1 venue of which it says that.",
  ],
  [
    "a rate, and zeros filed",
    [{ ...row("tiered", "a", "b"), contradiction: "nothing", received_usd: 0 }],
    "The report for 2022 Q1 states a schedule with tiers (2 venues). For 2 venues whose payment it describes, it filed $0.00.",
  ],
])("%s", (_, rows, sentence) => {
  expect(arrangementSentence("2022 Q1", rows)).toBe(sentence);
});
