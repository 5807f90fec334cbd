import { z } from "zod";
import { finraQuarters, finraUrl } from "@/intake/finra-download";
import { finraArchives } from "@/queries/finra-archives";
import { formatQuarter } from "@/report/quarter";

/** A quarter FINRA publishes as one ZIP, and what of it is here. */
export const FinraQuarterRow = z.object({
  quarter: z.string().describe("`2025Q3`"),
  file: z.string().describe("FINRA's name of the ZIP."),
  stored: z.boolean().describe("All of the ZIP was read."),
  reports: z.int().describe("Reports that were read from it; with `stored` false, from a part of it."),
  refused: z.int().describe("Files of it that were refused, when all of it was read."),
});
export type FinraQuarterRow = z.output<typeof FinraQuarterRow>;

/** The quarters whose reports were due before `today` (ISO date), since 2024 Q2, newest first. @throws AppError store */
export function finraListing(today: string): FinraQuarterRow[] {
  const archives = finraArchives();
  return finraQuarters(today).map((quarter) => {
    const file = finraUrl("", quarter).split("/").at(-1) ?? "";
    const archive = archives.get(file);
    return {
      quarter: formatQuarter(quarter),
      file,
      stored: archive?.complete ?? false,
      reports: archive?.reports ?? 0,
      refused: archive?.refused ?? 0,
    };
  });
}
