import { describe, expect, it } from "vitest";
import { takeCodes } from "@/parse/pdf/venue-names";

const named = (name: string | null, mic: string | null = null, mpid: string | null = null) => ({
  name,
  mic,
  mpid,
});

describe("codes behind venue names", () => {
  it.each([
    {
      what: "a MIC each",
      texts: ["Nasdaq Stock Market (XNAS)", "IEX (IEXD)"],
      tagged: false,
      names: [named("Nasdaq Stock Market", "XNAS"), named("IEX", "IEXD")],
    },
    {
      what: "no codes, though one name ends like one",
      texts: ["Members Exchange (MEMX)", "UBS Securities, LLC"],
      tagged: true,
      names: [named("Members Exchange (MEMX)"), named("UBS Securities, LLC")],
    },
    {
      what: "MIC and MPID",
      texts: ["Example ATS (EATS) (EXMP)", "NYSE Arca, Inc. (ARCX)"],
      tagged: true,
      names: [named("Example ATS", "EATS", "EXMP"), named("NYSE Arca, Inc.", "ARCX")],
    },
    {
      what: "five letters, which only an MPID has",
      texts: ["BROKE Consolidator, Inc. (BROKE)", "B. Roker Exec and Clrng (180T)"],
      tagged: true,
      names: [named("BROKE Consolidator, Inc.", null, "BROKE"), named("B. Roker Exec and Clrng", "180T")],
    },
    {
      what: "a code without a name",
      texts: ["(XNAS)", "IEX (IEXG)"],
      tagged: true,
      names: [named(null, "XNAS"), named("IEX", "IEXG")],
    },
    {
      what: "untagged, where the first bracket of two is the name's",
      texts: ["Members Exchange (MEMX) (MEMX)", "IEX (IEXG)"],
      tagged: false,
      names: [named("Members Exchange (MEMX)", "MEMX"), named("IEX", "IEXG")],
    },
    {
      what: "untagged, two codes behind every name",
      texts: ["Example (AAAA) (BBBB)", "Other (CCCC) (DDDDD)"],
      tagged: false,
      names: [named("Example", "AAAA", "BBBB"), named("Other", "CCCC", "DDDDD")],
    },
    {
      what: "untagged, a nameless venue, drawn with the name above it",
      texts: ["IEX (IEXG)", "IEX (IEXG) (XNAS)"],
      tagged: false,
      names: [named("IEX", "IEXG"), named(null, "XNAS")],
    },
    {
      what: "lower case and other lengths, which are no codes",
      texts: ["Example (abcd)", "Other (ABC)"],
      tagged: true,
      names: [named("Example (abcd)"), named("Other (ABC)")],
    },
    { what: "a blank name", texts: [""], tagged: true, names: [named(null)] },
    { what: "no venues", texts: [], tagged: true, names: [] },
  ])("$what", ({ texts, tagged, names }) => {
    expect(takeCodes(texts, tagged)).toEqual(names);
  });
});
