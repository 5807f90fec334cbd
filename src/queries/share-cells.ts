import { z } from "zod";
import { cellAddress } from "@/report/cell-address";
import { MIX_FIGURES } from "@/report/figures";
import type { OrderType } from "@/report/order-types";
import type { Section } from "@/report/sections";
import { select } from "./database";
import type { Filters } from "./filters";
import { shownReports } from "./scope";

/** A filed percentage that a share of orders is the mean of. */
export interface ShareCell {
  readonly report_id: string;
  /** `2021-01` */
  readonly month: string;
  /** As filed; null for the order mix. */
  readonly filed_venue: string | null;
  /** 0–100; null: filed blank. */
  readonly percent: number | null;
  /** Address of the cell in its report. */
  readonly cell: string;
}

/** What a share is of: an order type of the section's mix, all non-directed orders of all orders, or one venue. */
export type ShareOf = { readonly orderType: OrderType | null } | { readonly venue: string };

export interface ShareTrace {
  readonly cells: readonly ShareCell[];
  /** What their sum is divided by. */
  readonly months: number;
  /** 0–100; null: filed blank in all months. */
  readonly percent: number | null;
}

const Row = z.object({
  report_id: z.string(),
  year: z.int(),
  month: z.int(),
  row: z.int().nullable(),
  filed_venue: z.string().nullable(),
  percent: z.number().nullable(),
});

/**
 * The filed percentages behind a share of one section under the filters, and their mean: what `orderMix` and `venueShares`
 * give.
 * @throws AppError invalid_input for an unknown broker
 */
export function traceShare(chosen: Filters, section: Section, of: ShareOf): ShareTrace {
  const key = "venue" in of ? "order_pct" : mixKey(of.orderType);
  const rows = "venue" in of ? venueRows(chosen, section, of.venue) : mixRows(chosen, section, key);
  const cells = rows.map(({ report_id, year, month, row, filed_venue, percent }) => {
    const at = { year, month };
    const parts = row === null ? [section, key] : [section, row, key];
    return { report_id, month: cellAddress(at), filed_venue, percent, cell: cellAddress(at, ...parts) };
  });
  const known = cells.flatMap(({ percent }) => percent ?? []);
  // A month that does not list a venue counts as none of its orders.
  const months = "venue" in of ? monthsFiled(chosen, section) : known.length;
  const sum = known.reduce((total, percent) => total + percent, 0);
  return { cells, months, percent: known.length === 0 || months === 0 ? null : sum / months };
}

function mixKey(orderType: OrderType | null): string {
  return MIX_FIGURES.find((figure) => figure.orderType === orderType)?.key ?? "ndo_pct";
}

function mixRows(chosen: Filters, section: Section, key: string) {
  const reports = shownReports({ ...chosen, versions: "current" });
  return z.array(Row).parse(
    select(
      `
SELECT r.public_id AS report_id, r.quarter / 4 AS year, s.month, NULL AS row, NULL AS filed_venue, s.${key} AS percent
FROM report r CROSS JOIN section_summary s ON s.report_id = r.id
WHERE ${reports.sql} AND s.section = ?
ORDER BY r.quarter, s.month, r.public_id`,
      [...reports.values, section],
    ),
  );
}

function venueRows(chosen: Filters, section: Section, venue: string) {
  const reports = shownReports({ ...chosen, versions: "current" });
  return z.array(Row).parse(
    select(
      `
SELECT r.public_id AS report_id, r.quarter / 4 AS year, v.month, v.row_number AS row, f.name AS filed_venue,
  v.order_pct AS percent
FROM report r CROSS JOIN venue_row v ON v.report_id = r.id
  CROSS JOIN filed_venue f ON f.id = v.filed_venue_id
  CROSS JOIN venue e ON e.id = f.venue_id
WHERE ${reports.sql} AND v.section = ? AND e.slug = ?
ORDER BY r.quarter, v.month, r.public_id, v.row_number`,
      [...reports.values, section, venue],
    ),
  );
}

/** Months in which anything of the section's order mix was filed. */
function monthsFiled(chosen: Filters, section: Section): number {
  const reports = shownReports({ ...chosen, versions: "current" });
  const any = MIX_FIGURES.map(({ key }) => `s.${key}`).join(", ");
  const [row] = select(
    `
SELECT count(*) AS n FROM report r CROSS JOIN section_summary s ON s.report_id = r.id
WHERE ${reports.sql} AND s.section = ? AND coalesce(${any}) IS NOT NULL`,
    [...reports.values, section],
  );
  return z.object({ n: z.int() }).parse(row).n;
}
