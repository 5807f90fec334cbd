import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parsePdf } from "@/parse/pdf";
import { drawPdf } from "./pdf/draw-pdf";
import { drawReport } from "./pdf/draw-report";
import { MADE_UP } from "./pdf/made-up";

const folder = path.resolve(import.meta.dirname, "../../fixtures/pdf");

describe.each([
  { file: "made-up-tagged.pdf", tagged: true },
  { file: "made-up-untagged.pdf", tagged: false },
])("fixtures/pdf/$file", ({ file, tagged }) => {
  const bytes = new Uint8Array(readFileSync(path.join(folder, file)));

  it("is what the tests draw of an invented broker", () => {
    expect(Buffer.compare(bytes, drawPdf(drawReport(MADE_UP, tagged), { tagged }))).toBe(0);
  });

  it("is read whole", async () => {
    const { reports, findings } = await parsePdf(bytes, file);
    expect(findings).toEqual([]);
    expect(reports[0]?.broker.text).toBe("Example Brokerage LLC");
    const counts = reports[0]?.months.map(({ sections }) => sections.map(({ venues }) => venues.length));
    expect(counts).toEqual([
      [6, 9, 4],
      [6, 9, 4],
      [6, 9, 4],
    ]);
    expect(reports[0]?.months[2]?.sections[1]?.venues[3]).toMatchObject({
      name: "Fourth Example Execution Services, LLC / Partner",
      mic: "DDDD",
      figures: [
        ...["10.00", "3.10", "3.20", "3.30", "3.40"],
        ...["6,300.50", "10.1000", "3.25", "20.2000", "-4,234.56", "-3.0303", "0.00", ""],
      ],
    });
  });
});
