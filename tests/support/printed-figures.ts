import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ORDER_TYPES } from "@/report/order-types";
import { FIGURES_2025Q3 } from "./filings";
import { temporaryFolder } from "./temporary-folder";

/** `marketUsd` in the files of printed figures is `netPmtPaidRecvMarketOrdersUsd` in the SEC's schema. */
const RENAMED = new Map(
  ORDER_TYPES.flatMap((type) => {
    const words = type.replace(/(?:^|_)(.)/g, (_, letter: string) => letter.toUpperCase());
    const short = words[0]?.toLowerCase() + words.slice(1);
    return ["Usd", "Cph"].map((unit) => [`${short}${unit}`, `netPmtPaidRecv${words}Orders${unit}`] as const);
  }),
);

/** A file of `../shared/figures-2025q3` under the SEC's element names, as our CSV reader takes it. */
export function printedFigures(name: string): string {
  const [head = "", ...lines] = readFileSync(path.join(FIGURES_2025Q3, name), "utf8").split("\n");
  const columns = head.split(",").map((column) => RENAMED.get(column) ?? column);
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, [columns.join(","), ...lines].join("\n"));
  return file;
}
