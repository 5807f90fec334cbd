import { z } from "zod";
import { SECTIONS } from "@/report/sections";
import { CENTS, FILED_VENUE, PERCENT } from "./shared-columns";

const figure = (version: string, example: number) =>
  z
    .number()
    .nullable()
    .meta({
      description: `The figure in the ${version} version.`,
      unit: `that of the column \`field\` names: USD, ${CENTS} or ${PERCENT}`,
      blank: "blank, or the row is not there",
      examples: [example],
    });

/** One figure that differs between two versions of a report. The example is made up. */
export const ReportChange = z.object({
  month: z.int().meta({ description: "Calendar month, 1–12.", examples: [1] }),
  section: z.enum(SECTIONS).meta({ description: "`sp500`, `non_sp500` or `options`.", examples: ["sp500"] }),
  venue: z
    .string()
    .nullable()
    .meta({
      description: "The venue as filed.",
      blank: "the section's order mix",
      examples: [FILED_VENUE],
    }),
  field: z.string().meta({
    description: "Column of `/rows` that differs: `market_usd`, `ndo_pct` and so on.",
    examples: ["market_usd"],
  }),
  before: figure("earlier", 247700.63),
  after: figure("later", 247709.63),
});
