import { gzipSync } from "node:zlib";
import { DETAILED_FIELDS } from "@/execution/read/detailed-fields";
import type { HostileFile } from "./hostile-files";
import { madeSummaryText } from "./made-execution";

/** A row of a detailed file, of the reporter with this code. */
function detailedRow(code: string): string {
  const cells: Record<string, string | number> = {
    DsgntParticipant: "T",
    RprtEntityCd: code,
    RptDate: 202608,
    Symbol: "AAA",
    LotSizeFlag: "R",
    OrderSize: 1000,
    OrderType: "MXXNN",
    CvrdOrderCnt: 1,
    CvrdOrderQty: 100,
  };
  return DETAILED_FIELDS.map((field) => cells[field] ?? "").join("|");
}

/** Four letters for a number. */
const codeOf = (number: number) =>
  [17_576, 676, 26, 1].map((part) => String.fromCharCode(65 + (Math.floor(number / part) % 26))).join("");

/** Files of rule 605, each too much of something; why each is refused. */
export function hostileExecutions(): (HostileFile & { why: RegExp })[] {
  const [header = "", row = ""] = madeSummaryText("ABCD").split("\n");
  const digits = row.replace(",0.0005,", `,0.${"1".repeat(5_000_000)},`);
  const table = Buffer.from(`${DETAILED_FIELDS.join("|")}\n`);
  const reporters = Array.from({ length: 30_000 }, (_, i) => detailedRow(codeOf(i))).join("\n");
  return [
    {
      name: "digits.csv",
      bytes: Buffer.from(`${header}\n${digits}\n`),
      why: /^limit_exceeded: \w+ has 5,000,002 characters; at most 100 are read\.$/,
    },
    {
      name: "column.csv",
      bytes: Buffer.from(`${header},${"C".repeat(5_000_000)}\n${row},\n`),
      why: /^execution_columns: Column 19 is "C+…$/,
    },
    {
      name: "code.csv",
      bytes: Buffer.from(`${header}\n${row.replace("ABCD", "A".repeat(5_000_000))}\n`),
      why: /^execution_key: RprtEntityCd is "A+…" at R1C2; expected capital letters/,
    },
    {
      name: "rows.csv",
      bytes: Buffer.from(`${header}\n${`${row}\n`.repeat(300_000)}`),
      why: /^execution_row: There is more wrong with rows\.csv than is told here/,
    },
    {
      name: "quote.csv",
      bytes: Buffer.from(`${header}\n"${`${row}\n`.repeat(100_000)}`),
      why: /^execution_row: Row 2 has a quote that is never closed/,
    },
    {
      name: "zeros.csv.gz",
      bytes: gzipSync(Buffer.concat([Buffer.from(`${header}\n`), Buffer.alloc(300 * 1024 ** 2)])),
      why: /^zip_refused: .* unpacks to more than /,
    },
    {
      name: "reporters.txt",
      bytes: Buffer.concat([table, Buffer.from(reporters)]),
      why: /^limit_exceeded: reporters\.txt has more than 2,000 reporters; no more are read\.$/,
    },
    {
      name: "line.txt",
      bytes: Buffer.concat([table, Buffer.alloc(40 * 1024 ** 2, "1|")]),
      why: /^execution_row: line\.txt has a line that does not end/,
    },
    {
      name: "cells.txt",
      bytes: Buffer.concat([table, Buffer.from(`${"|".repeat(60_000)}\n`.repeat(500))]),
      why: /^execution_row: Line 2 has more than 55 cells; expected 55/,
    },
    {
      name: "rows.txt.gz",
      bytes: gzipSync(Buffer.concat([table, Buffer.from(`${detailedRow("ABCD")}\n`.repeat(1_000_000))])),
      why: /^zip_refused: .* unpacks to more than /,
    },
  ];
}
