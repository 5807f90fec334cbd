import { z } from "zod";
import { select } from "./database";
import { quarterText } from "./scope";

/** A line of FINRA's list of firms whose orders are in a clearing firm's report. */
export const IntroducingLine = z.object({
  quarter: z.string().nullable().describe("`2025Q3`; null: the list is not named for a quarter."),
  crd: z.string().describe("FINRA's number of the firm."),
  name: z.string().describe("As listed."),
  broker_slug: z.string().nullable().describe("The firm, where reports of its own are stored."),
  clearing_crd: z.string().nullable(),
  clearing_name: z.string().nullable(),
  clearing_slug: z.string().nullable().describe("The clearing firm, where its reports are stored."),
  file: z.string().describe("Base name of the list."),
  sha256: z.string(),
  line: z.int(),
});
export type IntroducingLine = z.output<typeof IntroducingLine>;

/** Through whom a broker's orders are reported, by its slug: latest quarter first, empty for most. Firms are found by CRD.
 * @throws AppError store */
export function reportedThrough(brokerSlug: string): IntroducingLine[] {
  return lines("own.slug = ?", brokerSlug);
}

/** The firms whose orders are in a broker's report, by the broker's slug: latest quarter first, then by name.
 * @throws AppError store */
export function reportsFor(brokerSlug: string): IntroducingLine[] {
  return lines("clearing.slug = ?", brokerSlug);
}

function lines(condition: string, slug: string): IntroducingLine[] {
  const rows = select(
    `
SELECT CASE WHEN i.quarter IS NULL THEN NULL ELSE ${quarterText("i.quarter")} END AS quarter, i.crd, i.name, own.slug AS broker_slug, i.clearing_crd,
  i.clearing_name, clearing.slug AS clearing_slug, d.name AS file, d.sha256, i.line
FROM introducing_broker i
  JOIN document d ON d.sha256 = i.document_sha256
  LEFT JOIN broker own ON own.crd = i.crd
  LEFT JOIN broker clearing ON clearing.crd = i.clearing_crd
WHERE ${condition}
ORDER BY i.quarter DESC, i.name COLLATE NOCASE, i.line`,
    [slug],
  );
  return z.array(IntroducingLine).parse(rows);
}
